import { describe, expect, it } from '@jest/globals';
import type { ContractDetail, CreatedUser, QuotationContent } from '@pledge/contracts';
import { Client } from '../support/client.js';
import { doTask, reportCase } from './support/case-walk.js';
import { waitingRequest } from './support/change-walk.js';
import { choose } from './support/fields.js';
import { Stage } from './support/stage.js';
import type { Language } from './support/texts.js';
import type { Visitor, Width } from './support/visitor.js';

const DAY = 86_400_000;
const walks: [Width, Width, Language][] = [
  ['desktop', 'phone', 'zh-CN'],
  ['phone', 'desktop', 'en'],
];

describe('written confirmation', () => {
  const stage = new Stage({ virtualClock: true });
  const look = async (visitor: Visitor, name: string): Promise<void> => {
    expect(await visitor.accessibility()).toEqual([]);
    expect(await visitor.overflow()).toBeLessThanOrEqual(0);
    await visitor.picture(`${name}-${visitor.width}-${visitor.language}`, { whole: true });
  };

  /** Level 2 (C15): the contract is content with a click for a quotation, by the account of the confirmer. */
  it.each(walks)(
    'given an administrator on a %s who links the account of the confirmer, when that account on a %s (%s) confirms with a click, then it is confirmed and recorded',
    async (adminWidth, customerWidth, language) => {
      const username = `guo.zhenhua.${language.toLowerCase()}`;
      const password = 'Lanzhou-2026-pledge';
      const admin = await stage.client('admin');
      const contract = (await admin.get<ContractDetail>('/api/contracts/P-DEMO')).body;
      const made = await admin.post<CreatedUser>('/api/users', {
        username,
        displayName: '郭振华',
        roles: ['customer'],
        partyId: contract.partyId,
      });
      const token = /[^/]+$/.exec(made.body.invitationUrl ?? '')?.[0] ?? '';
      await Client.anonymous(stage.server.url).post(`/api/auth/links/${token}`, { password });

      const number = await reportCase(
        await stage.client('customer'),
        language === 'en' ? 'Fan tray is noisy' : '风扇框异响',
        'single-service',
      );
      const content: QuotationContent = {
        title: '更换风扇模块',
        occasion: 'extra',
        priceRule: 'single-service',
        scope: '到场更换两个风扇模块，观察 2 小时。',
        items: [{ kind: 'parts', description: '风扇模块', quantity: '2', unit: '个', unitPrice: '860' }],
        terms: '接受后 5 日内付款。',
        validUntil: new Date(Date.now() + 7 * DAY).toISOString(),
      };
      await (await stage.client('pm')).post('/api/quotations', { caseNumber: number, content });
      await doTask(await stage.client('pm'), number, 'write-quotation', { quotationReady: 'ready' });
      const request = await waitingRequest(stage, number, 'customer');
      expect(request.minimumLevel).toBe(2);

      // Not linked yet: the page names the expected person, and offers no button to confirm.
      const customer = await stage.person(username, customerWidth, language, '/', password);
      await customer.goto(`/confirmations/${request.id}`);
      await customer.text('confirm.notThePerson', { name: '郭振华', mail: 'c***@demo.example' }).waitFor();
      expect(await customer.button('confirm.click').count()).toBe(0);
      await look(customer, 'click-not-linked');

      const office = await stage.person('admin', adminWidth, language, `/customers/${contract.partyId}`);
      const person = office.page.locator('.people-list li', { hasText: '13909310003' });
      await person.getByRole('button', { name: office.t('people.account') }).click();
      const dialog = office.page.getByRole('dialog');
      await choose(office.page, dialog, username);
      await look(office, 'contact-account');
      await office.button('people.accountSave').click();
      await dialog.waitFor({ state: 'detached' });
      await person.getByText(office.t('people.accountIs', { account: username })).waitFor();
      await look(office, 'contact-account-linked');

      await customer.goto('/');
      await customer.page.locator('.doors a[href="/to-confirm"]').click();
      await customer.page.locator(`a[href="/confirmations/${request.id}"]`).first().click();
      await customer.button('confirm.click').waitFor();
      await customer.page.getByText('1634.00').first().waitFor();
      await look(customer, 'click-waiting');
      await customer.button('confirm.click').click();
      await customer.page.locator('.outcome[data-state="confirmed"]').waitFor();
      await look(customer, 'click-confirmed');
    },
    240_000,
  );
});
