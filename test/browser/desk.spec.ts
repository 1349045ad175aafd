import { describe, expect, it } from '@jest/globals';
import { doTask, reportCase, taskPanel } from './support/case-walk.js';
import { fillForm } from './support/forms.js';
import { stepName } from './support/process.js';
import { Stage } from './support/stage.js';
import type { Language } from './support/texts.js';
import type { Width } from './support/visitor.js';

const both: [Width, Language][] = [
  ['desktop', 'zh-CN'],
  ['phone', 'en'],
];

/** The rest of the desk: login, users, outbox, lost pages, a session that ends in the middle of work. */
describe('the desk', () => {
  const stage = new Stage();

  it.each<[Width, Language]>([
    ['phone', 'zh-CN'],
    ['desktop', 'en'],
  ])(
    'says what is wrong with a login, and where a lost page leads (%s, %s)',
    async (width, language) => {
      const visitor = await stage.visitor(width, language);
      const { page } = visitor;
      visitor.expectAnswer(401, '/api/auth/login');
      await visitor.goto('/login');
      await page.locator('.demo-accounts').waitFor();
      expect(await visitor.accessibility()).toEqual([]);
      expect(await visitor.overflow()).toBeLessThanOrEqual(0);
      await visitor.picture(`login-${width}-${language}`);
      await page.getByLabel(visitor.t('login.username')).fill('dispatcher');
      await page.getByLabel(visitor.t('login.password'), { exact: true }).fill('wrong-password');
      await visitor.button('login.enter').click();
      await page.getByRole('alert').waitFor();
      await visitor.picture(`login-wrong-${width}-${language}`);
      await page.getByLabel(visitor.t('login.password'), { exact: true }).fill('pledge-demo');
      await visitor.button('login.enter').click();
      await page.waitForURL(/inbox/);
      await visitor.goto('/no-such-page');
      await visitor.text('notFound.title').waitFor();
      await visitor.picture(`not-found-${width}-${language}`);
      await page.getByRole('link', { name: visitor.t('notFound.home') }).click();
      await page.waitForURL(/inbox/);
    },
    300_000,
  );

  it.each(both)(
    'brings an administrator who is not signed in back to the process studio (%s, %s)',
    async (width, language) => {
      const visitor = await stage.visitor(width, language);
      await visitor.goto('/modeler/');
      await visitor.page.getByRole('link', { name: visitor.t('modeler.toLogin') }).click();
      await visitor.page.getByLabel(visitor.t('login.username')).fill('admin');
      await visitor.page.getByLabel(visitor.t('login.password'), { exact: true }).fill('pledge-demo');
      await visitor.button('login.enter').click();
      await visitor.page.locator('.definitions').waitFor();
    },
    300_000,
  );

  it.each(both)(
    'creates staff, invites a customer by link, disables an account (%s, %s)',
    async (width, language) => {
      const visitor = await stage.person('admin', width, language, '/users');
      const { page } = visitor;
      await page.locator('.work-table tbody tr').nth(3).waitFor();
      expect(await visitor.accessibility()).toEqual([]);
      expect(await visitor.overflow()).toBeLessThanOrEqual(0);
      await visitor.picture(`users-${width}-${language}`);
      const dialog = page.getByRole('dialog');
      // when a member of staff is created
      const staff = `engineer-${width}`;
      await visitor.button('users.add').click();
      await dialog
        .getByLabel(visitor.t('users.displayName'), { exact: true })
        .fill(language === 'en' ? 'New engineer' : '新工程师');
      await dialog.getByLabel(visitor.t('login.username'), { exact: true }).fill(staff);
      await dialog.getByLabel(visitor.t('roles.engineer'), { exact: true }).check();
      expect(await visitor.accessibility()).toEqual([]);
      await visitor.picture(`users-add-${width}-${language}`);
      await dialog.getByRole('button', { name: visitor.t('users.create'), exact: true }).click();
      await dialog.locator('.copy-text input').waitFor();
      await dialog.getByRole('button', { name: /close|关闭/i }).click();
      // and a customer is invited
      await visitor.button('users.inviteCustomer').click();
      await dialog
        .getByLabel(visitor.t('users.displayName'), { exact: true })
        .fill(language === 'en' ? 'New customer' : '新客户');
      await dialog.getByLabel(visitor.t('login.username'), { exact: true }).fill(`customer-${width}`);
      await dialog.getByLabel(visitor.t('users.party')).click();
      await page.locator('.ant-select-dropdown:visible .ant-select-item').first().click();
      await dialog.getByRole('button', { name: visitor.t('users.invite'), exact: true }).click();
      const link = await dialog.locator('.copy-text input').inputValue();
      expect(link).toContain('/invitation/');
      // then the link lets the customer in, with a password of their own
      const guest = await stage.visitor('phone', language);
      await guest.goto(new URL(link).pathname);
      const fields = guest.page.locator('input[autocomplete="new-password"]');
      await fields.nth(0).fill('a-long-password-of-mine');
      await fields.nth(1).fill('a-long-password-of-mine');
      expect(await guest.accessibility()).toEqual([]);
      await guest.picture(`invitation-phone-${language}`);
      await guest.button('link.take').click();
      await guest.text('portal.reportBody').waitFor();
      // and a disabled account cannot come in
      await dialog.getByRole('button', { name: /close|关闭/i }).click();
      const row = page.locator('.work-table tbody tr', { hasText: `customer-${width}` });
      await row.getByRole('button', { name: visitor.t('users.disable'), exact: true }).click();
      await page
        .locator('.ant-modal-confirm')
        .getByRole('button', { name: visitor.t('users.disable'), exact: true })
        .click();
      await row.getByText(visitor.t('users.disabled')).waitFor();
      const again = await guest.context.request.post(`${stage.server.url}/api/auth/login`, {
        data: { username: `customer-${width}`, password: 'a-long-password-of-mine' },
      });
      expect(again.status()).toBe(401);
    },
    300_000,
  );

  it.each(both)(
    'shows in the outbox what went out (%s, %s)',
    async (width, language) => {
      const number = await reportCase(await stage.client('customer'), '短信业务不通', 'single-service');
      await doTask(await stage.client('dispatcher'), number, 'assess', {
        impact: 'single-service',
        faultKind: 'network',
        alreadyComplained: false,
        simpleProblem: false,
      });
      const visitor = await stage.person('admin', width, language, '/outbox');
      const { page } = visitor;
      const row = page.locator('.work-table tbody tr', { hasText: number }).first();
      await row.waitFor();
      await row.getByRole('button').first().click();
      await page.locator('.notice-text').waitFor();
      expect(await visitor.accessibility()).toEqual([]);
      expect(await visitor.overflow()).toBeLessThanOrEqual(0);
      await visitor.picture(`outbox-${width}-${language}`, { published: width === 'desktop', height: 600 });
    },
    300_000,
  );

  it.each(both)(
    'keeps what was typed when the session ends, and goes on after signing in again (%s, %s)',
    async (width, language) => {
      // given a form half filled
      const number = await reportCase(await stage.client('customer'), '短信业务不通', 'single-service');
      const name = stepName(language, 'fault-handling', 'assess');
      const visitor = await stage.person('dispatcher', width, language, `/cases/${number}`);
      const { page } = visitor;
      visitor.expectAnswer(401, '/api/');
      const panel = taskPanel(visitor, name);
      await panel.locator('.thumb-bar .ant-btn-primary:enabled').waitFor();
      await fillForm(panel, language, 'assess', { impact: 'single-service', faultKind: 'network' });
      // when the session is gone
      await visitor.context.clearCookies();
      await panel.locator('.thumb-bar .ant-btn-primary').click();
      const dialog = page.getByRole('dialog', { name: visitor.t('web.session.expired') });
      await dialog.waitFor();
      expect(await visitor.accessibility(['.thumb-bar'])).toEqual([]);
      await visitor.picture(`session-expired-${width}-${language}`);
      await dialog.getByLabel(visitor.t('web.session.password'), { exact: true }).fill('pledge-demo');
      await dialog.getByRole('button', { name: visitor.t('web.session.login'), exact: true }).click();
      // then the deed goes through with what was typed
      await panel.waitFor({ state: 'detached' });
      await page.locator('.band-title').waitFor();
    },
    300_000,
  );
});
