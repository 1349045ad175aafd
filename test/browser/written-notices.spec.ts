import { describe, expect, it } from '@jest/globals';
import type { WrittenNotice } from '@pledge/contracts';
import { eventually } from '../support/story.js';
import { doOnPage, taskPanel } from './support/case-walk.js';
import { choose, field } from './support/fields.js';
import { stepName } from './support/process.js';
import { Stage } from './support/stage.js';
import type { Language } from './support/texts.js';
import type { Width } from './support/visitor.js';

/** F-24 as dispatcher, manager and customers walk it (Y34, S0e-03). */
describe('written notices', () => {
  const stage = new Stage({ virtualClock: true });

  /** Path of the link in the newest mail about a notice. */
  async function mailed(number: string, address: string): Promise<string> {
    const admin = await stage.client('admin');
    return eventually(
      async () => {
        const { body } = await admin.get<{ items: { template: string; address: string; text: string }[] }>(
          '/api/outbox?limit=200',
        );
        const mail = body.items.find(
          (one) => one.template === 'written-notice' && one.address === address && one.text.includes(number),
        );
        return /\/notice\/[A-Za-z0-9_-]{32}/.exec(mail?.text ?? '')?.[0] ?? '';
      },
      (path) => path !== '',
    );
  }

  it.each<[Width, Width, Language]>([
    ['desktop', 'phone', 'zh-CN'],
    ['phone', 'desktop', 'en'],
  ])(
    'given a notice written on a %s, when a manager approves it and customers on a %s (%s) have it by link, in the portal or by telephone, then every receipt is on the page',
    async (staffWidth, customerWidth, language) => {
      const tag = `${staffWidth}-${language}`;
      const name = (id: string): string => stepName(language, 'written-notice', id);
      const title = language === 'en' ? 'Maintenance on Saturday' : '周六停机检修公告';
      const dispatcher = await stage.person('dispatcher', staffWidth, language, '/written-notices');
      await dispatcher.button('written.new').click();
      const form = dispatcher.page.locator('.ant-modal form');
      await choose(dispatcher.page, field(form, dispatcher.t('written.kind')), dispatcher.t('written.kinds.outage'));
      await field(form, dispatcher.t('written.name')).locator('input').fill(title);
      await field(form, dispatcher.t('written.textZh'))
        .locator('textarea')
        .fill('周六 0 点至 4 点停机检修，期间业务中断。\n请提前保存工作。');
      await field(form, dispatcher.t('written.textEn'))
        .locator('textarea')
        .fill('The system is down on Saturday from 0:00 to 4:00.\nPlease save your work before.');
      expect(await dispatcher.accessibility()).toEqual([]);
      await dispatcher.picture(`notice-new-${tag}`);
      await dispatcher.button('written.create').click();
      await dispatcher.page.waitForURL(/\/written-notices\/TZ-\d{4}-\d{4}$/);
      const path = new URL(dispatcher.page.url()).pathname;
      const number = path.split('/').at(-1) ?? '';

      const manager = await stage.person('manager', staffWidth, language, path);
      await taskPanel(manager, name('approve-notice')).locator('.thumb-bar .ant-btn-primary:enabled').waitFor();
      expect(await manager.accessibility()).toEqual([]);
      expect(await manager.overflow()).toBeLessThanOrEqual(0);
      await manager.picture(`notice-approve-${tag}`, { whole: true });
      await doOnPage(manager, name('approve-notice'), 'approve-notice', { noticeApproved: true });
      await manager.page.locator('.delivery[data-state="waiting"]').nth(1).waitFor();
      await manager.picture(`notice-waiting-${tag}`, { whole: true });

      // One customer by the mailed link, without an account; opening alone acknowledges nothing.
      const nobody = await stage.visitor(customerWidth, language);
      await nobody.goto(await mailed(number, 'other@demo.example'));
      await nobody.page.getByRole('heading', { name: title }).waitFor();
      expect(await nobody.accessibility()).toEqual([]);
      expect(await nobody.overflow()).toBeLessThanOrEqual(0);
      await nobody.picture(`notice-link-${customerWidth}-${language}`, { whole: true });
      await nobody.page.getByLabel(nobody.t('written.yourName')).fill('韩志远');
      await nobody.button('written.receive').click();
      await nobody.page.getByRole('status').waitFor();
      await nobody.picture(`notice-link-done-${customerWidth}-${language}`);

      // The other one in the portal.
      const customer = await stage.person('customer', customerWidth, language, '/');
      const mine = customer.page.locator('li', { hasText: title }).first();
      await mine.getByRole('button', { name: customer.t('written.receive') }).waitFor();
      expect(await customer.accessibility()).toEqual([]);
      expect(await customer.overflow()).toBeLessThanOrEqual(0);
      await customer.picture(`portal-notice-${customerWidth}-${language}`, { whole: true });
      await mine.getByRole('button', { name: customer.t('written.receive') }).click();
      await mine.getByText(customer.t('written.received')).waitFor();

      await dispatcher.goto(path);
      await dispatcher.page.locator('.delivery[data-state="delivered"]').nth(1).waitFor();
      await dispatcher.text('written.states.done').waitFor();
      expect(await dispatcher.overflow()).toBeLessThanOrEqual(0);
      await dispatcher.picture(`notice-done-${tag}`, { whole: true });
      await dispatcher.goto('/written-notices');
      await dispatcher.page.locator('.work-table .cell-title', { hasText: title }).waitFor();
      expect(await dispatcher.accessibility()).toEqual([]);
      expect(await dispatcher.overflow()).toBeLessThanOrEqual(0);
      await dispatcher.picture(`notices-${tag}`, { whole: true });
    },
    300_000,
  );

  it('given customers who do not answer for three days, then the dispatcher telephones one and records a fax of the other', async () => {
    const made = await (
      await stage.client('dispatcher')
    ).post<WrittenNotice>('/api/written-notices', {
      kind: 'training',
      title: '培训时间地点通知',
      text: { zh: '12 月 10 日 9 点，深圳培训中心。', en: '' },
      changedAt: new Date().toISOString(),
      audience: { kind: 'all' },
    });
    const path = `/written-notices/${made.body.number}`;
    const manager = await stage.person('manager', 'desktop', 'zh-CN', path);
    const name = (id: string): string => stepName('zh-CN', 'written-notice', id);
    await doOnPage(manager, name('approve-notice'), 'approve-notice', { noticeApproved: true });
    await manager.page.locator('.delivery[data-state="waiting"]').nth(1).waitFor();
    await stage.advance('P4D');
    const dispatcher = await stage.person('dispatcher', 'phone', 'zh-CN', path);
    await dispatcher.page.locator('.delivery[data-late="true"]').nth(1).waitFor();
    await taskPanel(dispatcher, name('phone-customer')).nth(1).waitFor();
    expect(await dispatcher.accessibility()).toEqual([]);
    expect(await dispatcher.overflow()).toBeLessThanOrEqual(0);
    await dispatcher.picture('notice-overdue-phone-zh-CN', { whole: true });
    // Proof that came after all spares the call.
    const card = dispatcher.page.locator('.delivery').first();
    await card.getByRole('button', { name: dispatcher.t('written.record') }).click();
    await choose(dispatcher.page, field(card, dispatcher.t('written.proof')), dispatcher.t('written.proofs.fax'));
    await field(card, dispatcher.t('written.person')).locator('input').fill('收发室');
    await dispatcher.picture('notice-proof-phone-zh-CN', { whole: true });
    await card.getByRole('button', { name: dispatcher.t('written.recordSubmit'), exact: true }).click();
    await taskPanel(dispatcher, name('phone-customer')).nth(1).waitFor({ state: 'detached' });
    await doOnPage(dispatcher, name('phone-customer'), 'phone-customer', {
      phoneReached: true,
      phonePerson: '李主任',
      phoneNote: '已告知时间地点',
    });
    await dispatcher.text('written.states.done').waitFor();
    await dispatcher.picture('notice-phoned-phone-zh-CN', { whole: true });
  }, 240_000);
});
