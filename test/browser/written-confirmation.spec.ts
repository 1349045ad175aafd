import { describe, expect, it } from '@jest/globals';
import type { ChangePlan, ContractDetail, CreatedUser, QuotationContent } from '@pledge/contracts';
import { Client } from '../support/client.js';
import { doOnPage, doTask, reportCase, taskPanel } from './support/case-walk.js';
import { newPlan, waitingRequest } from './support/change-walk.js';
import { choose, field, fillFields } from './support/fields.js';
import { stepName } from './support/process.js';
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

  /** F-05: dangerous work without a ticket is told, reviewed by the manager, and corrected. */
  it.each(walks)(
    'given a dangerous command that had no ticket, when it is told on a %s, then the manager reviews and the measures are entered on a %s (%s)',
    async (tellWidth, reviewWidth, language) => {
      const { number, planId } = await newPlan(stage, language === 'en' ? 'Replace the main board' : '更换主控板');
      const teller = await stage.person('pm', tellWidth, language, `/changes/${planId}`);
      await teller.button('commands.report').click();
      const form = teller.page.locator('form.form', { hasText: teller.t('commands.reportEffect') });
      await choose(teller.page, field(form, teller.t('commands.ranOn')), 'CR-LZ-0001');
      await fillFields(form, {
        [teller.t('commands.ran')]: 'reload in 5',
        [teller.t('commands.note')]: '值班日志 02:14 记录了重启，没有执行票；客户拨测同时中断 40 秒。',
      });
      await look(teller, 'violation-report');
      await teller.button('commands.reportSubmit').click();
      await teller.page.getByText('reload in 5').first().waitFor();
      await look(teller, 'violation-told');

      const plan = (await (await stage.client('admin')).get<ChangePlan>(`/api/change-plans/${planId}`)).body;
      const review = stepName(language, 'command-violation', 'review-violation');
      const manager = await stage.person('manager', reviewWidth, language, `/cases/${number}`);
      const panel = taskPanel(manager, review);
      await panel.getByText(plan.number).first().waitFor();
      await panel.locator('.thumb-bar .ant-btn-primary').waitFor();
      await look(manager, 'violation-review');
      await doOnPage(manager, review, 'review-violation', {
        violationReal: true,
        reviewFinding: '确有其事：现场认为与主控板更换同属一步，未单独取票。',
      });
      const correct = stepName(language, 'command-violation', 'correct-violation');
      const engineer = await stage.person('pm', reviewWidth, language, `/changes/${planId}`);
      await taskPanel(engineer, correct).locator('.thumb-bar .ant-btn-primary').waitFor();
      await look(engineer, 'violation-correct');
      await doOnPage(engineer, correct, 'correct-violation', { correction: '全组重学 F-05；今后重启前先取票。' });
      await engineer.page.reload();
      await engineer.text('commands.review.confirmed').first().waitFor();
      await look(engineer, 'violation-corrected');
    },
    240_000,
  );
});
