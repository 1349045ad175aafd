import { describe, expect, it } from '@jest/globals';
import { Buffer } from 'node:buffer';
import { SIGNATURE } from '../support/confirmation-world.js';
import { eventually } from '../support/story.js';
import { doOnPage, reportCase, taskPanel } from './support/case-walk.js';
import {
  arrange,
  decideConflict,
  mailedPath,
  newPlan,
  planFor,
  providerSigns,
  requestsOf,
  signOnPage,
  waitingRequest,
} from './support/change-walk.js';
import { choose, field as fieldOf } from './support/fields.js';
import { stepName } from './support/process.js';
import { Stage } from './support/stage.js';
import type { Language } from './support/texts.js';
import type { Visitor, Width } from './support/visitor.js';

/** F-04 as engineer, project manager and customer walk it (Y07, C15, S1-47, S1-49). */
describe('a change plan', () => {
  const stage = new Stage({ virtualClock: true });
  /** How far the server's clock was moved, ms. */
  let ahead = 0;
  const now = (): number => Date.now() + ahead;

  /** Types a whole plan into the editor, as an engineer does. */
  async function writePlan(engineer: Visitor, title: string): Promise<void> {
    const { page } = engineer;
    const plan = planFor(title, now());
    const field = (key: string, nth = 0) => page.getByLabel(engineer.t(key), { exact: true }).nth(nth);
    await page.getByLabel(engineer.t('plan.part.title')).fill(title);
    for (const part of ['purpose', 'impact', 'backup', 'tests', 'rollback'] as const)
      await field(`plan.part.${part}`).fill(plan[part]);
    // The plan is about the device of the case already.
    expect(await field('plan.serial').inputValue()).toBe('AS-TS-0201');
    await field('plan.serial').fill('CR-LZ-0001');
    await engineer.button('plan.addStep').click();
    await field('plan.action').fill('备份配置');
    // A dangerous command is approved for one device: its step names it.
    await choose(page, page.locator('.field', { hasText: engineer.t('plan.stepDevice') }).first(), 'CR-LZ-0001');
    await page.locator('textarea.code-input').first().fill('copy running-config tftp://10.0.0.9/cr.cfg\nreload');
    await engineer.button('plan.addPerson').click();
    await field('plan.personName').fill('张伟');
    const local = (iso: string | undefined): string =>
      new Date(Date.parse(iso ?? '') + 8 * 3_600_000).toISOString().slice(0, 16);
    for (const end of ['from', 'to'] as const) {
      await field(`plan.window.${end}`).fill(local(plan.window?.[end]));
      await page.keyboard.press('Tab');
    }
    await page.locator('.ant-picker-dropdown:visible').first().waitFor({ state: 'detached' });
  }

  it.each<[Width, Width, Language]>([
    ['desktop', 'phone', 'zh-CN'],
    ['phone', 'desktop', 'en'],
  ])(
    'given staff on a %s and the customer on a %s (%s), when it is written, sent and signed, then its work may be claimed inside the window, not before',
    async (staffWidth, customerWidth, language) => {
      const tag = `${staffWidth}-${language}`;
      const name = (id: string): string => stepName(language, 'change-approval', id);
      const title = language === 'en' ? 'Replace the main board' : '更换核心路由器主控板';
      const number = await reportCase(await stage.client('customer'), title, 'paralysed');

      // The engineer begins it from the case and writes it.
      const engineer = await stage.person('engineer', staffWidth, language, `/cases/${number}`);
      await engineer.button('plan.new').click();
      await engineer.page.waitForURL(/\/changes\/[0-9a-f-]{36}$/);
      const path = new URL(engineer.page.url()).pathname;
      await engineer.text('plan.lockShut').waitFor();
      await engineer.text('plan.missing').first().waitFor();
      await engineer.picture(`plan-empty-${tag}`, { whole: true });
      await engineer.button('plan.edit').click();
      await writePlan(engineer, title);
      expect(await engineer.accessibility()).toEqual([]);
      expect(await engineer.overflow()).toBeLessThanOrEqual(0);
      await engineer.picture(`plan-editor-${tag}`, { whole: true });
      await engineer.button('plan.save').click();
      // Restarting is dangerous: it is marked where it stands.
      await engineer.page.locator('.plan-danger', { hasText: 'reload' }).waitFor();
      expect(await engineer.accessibility()).toEqual([]);
      await doOnPage(engineer, name('write-plan'), 'write-plan', { planReady: 'ready' });

      // The project manager reads, approves and sends it.
      const pm = await stage.person('pm', staffWidth, language, path);
      await doOnPage(pm, name('review-plan'), 'review-plan', { planApproved: true });
      await taskPanel(pm, name('arrange-window')).locator('.thumb-bar .ant-btn-primary:enabled').waitFor();
      await pm.picture(`plan-arrange-${tag}`, { whole: true });
      await doOnPage(pm, name('arrange-window'), 'arrange-window', {
        windowAgreed: true,
        confirmer: '郭振华',
        providerSigner: '赵磊',
      });
      await decideConflict(stage, number);
      await waitingRequest(stage, number, 'provider');

      // The provider's signer finds it in the inbox and signs.
      await pm.goto('/inbox');
      await pm.text('confirm.waitingForYou').waitFor();
      await pm.picture(`inbox-waiting-for-you-${tag}`);
      await pm.page.locator('.waiting-for-you a', { hasText: title }).first().click();
      await pm.page.getByText('copy running-config').waitFor();
      expect(await pm.accessibility()).toEqual([]);
      expect(await pm.overflow()).toBeLessThanOrEqual(0);
      await signOnPage(pm, stage, number, '赵磊');
      await pm.page.getByRole('heading', { name: pm.t('confirm.state.confirmed') }).waitFor();
      await pm.picture(`confirmation-provider-${tag}`, { whole: true });

      // The customer, without an account.
      await waitingRequest(stage, number, 'customer');
      const link = await eventually(
        () => mailedPath(stage, number),
        (found) => found !== '',
      );
      const customer = await stage.visitor(customerWidth, language);
      await customer.goto(link);
      await signOnPage(customer, stage, number, '郭振华');
      await customer.page.getByRole('heading', { name: customer.t('confirm.outcome.confirmed') }).waitFor();
      await customer.picture(`confirm-signed-${customerWidth}-${language}`);

      // It restarts a router: the superior and the customer approve that too (F-05, S1-55), here the customer first.
      const step = stepName(language, 'dangerous-command', 'request-commands');
      await engineer.goto(path);
      await taskPanel(engineer, step).locator('.thumb-bar .ant-btn-primary:enabled').waitFor();
      await engineer.page.locator('.ticket[data-state="lacking"]', { hasText: 'reload' }).waitFor();
      expect(await engineer.accessibility()).toEqual([]);
      expect(await engineer.overflow()).toBeLessThanOrEqual(0);
      await engineer.picture(`commands-ask-${tag}`, { whole: true });
      await doOnPage(engineer, step, 'request-commands', {
        commandsReady: 'ready',
        commandEffect: '业务中断约 5 分钟。',
        commandRollback: '从备用系统软件启动。',
        superior: '刘芳',
        confirmer: '郭振华',
      });
      await waitingRequest(stage, number, 'customer');
      const second = await mailedPath(stage, number, [link]);
      await customer.goto(second);
      await customer.page.getByText('reload', { exact: true }).waitFor();
      expect(await customer.accessibility()).toEqual([]);
      await customer.picture(`commands-customer-${customerWidth}-${language}`, { whole: true });
      await signOnPage(customer, stage, number, '郭振华');
      await customer.page.getByRole('heading', { name: customer.t('confirm.outcome.confirmed') }).waitFor();
      const superior = await stage.person('manager', staffWidth, language, path);
      expect(await superior.page.locator('.ticket:not([data-state="lacking"])').count()).toBe(0);
      await superior.page.locator('.command-approval .request-line[data-state="waiting"] a').click();
      await superior.page.getByText('reload', { exact: true }).waitFor();
      await signOnPage(superior, stage, number, '刘芳');
      await superior.page.getByRole('heading', { name: superior.t('confirm.state.confirmed') }).waitFor();
      await superior.picture(`commands-superior-${tag}`, { whole: true });

      // Confirmed by both, but the window has not begun.
      await engineer.goto(path);
      await engineer.page.locator('.ticket[data-state="early"]').waitFor();
      await engineer.text('plan.lockShut').waitFor();
      await engineer.page.locator('.request-line[data-state="confirmed"]').nth(1).waitFor();
      expect(await engineer.accessibility()).toEqual([]);
      expect(await engineer.overflow()).toBeLessThanOrEqual(0);
      await engineer.picture(`plan-confirmed-${tag}`, { whole: true });
      await stage.advance('PT2H30M');
      ahead += 9_000_000;
      await engineer.goto(path);
      await engineer.text('plan.lockOpen').waitFor();
      await taskPanel(engineer, name('back-up')).locator('.thumb-bar .ant-btn-primary:enabled').waitFor();
      await engineer.picture(`plan-open-${tag}`, { whole: true });

      // The ticket: taken for another command it is refused; taken, what came out is kept with witness and recording, once.
      await engineer.button('commands.take').click();
      const form = engineer.page.locator('.ticket form');
      await choose(engineer.page, fieldOf(form, engineer.t('commands.runsOn')), 'CR-LZ-0001');
      await fieldOf(form, engineer.t('commands.runs')).locator('input').fill('reload now');
      engineer.expectAnswer(422, '/api/command-tickets/');
      await engineer.button('commands.takeSubmit').click();
      await form.locator('.field-error, .form-error').first().waitFor();
      expect(await engineer.accessibility()).toEqual([]);
      expect(await engineer.overflow()).toBeLessThanOrEqual(0);
      await engineer.picture(`commands-refused-${tag}`, { whole: true });
      await fieldOf(form, engineer.t('commands.runs')).locator('input').fill('reload');
      await engineer.button('commands.takeSubmit').click();
      await engineer.page.locator('.ticket[data-state="in-use"]').waitFor();
      await fieldOf(form, engineer.t('commands.output'))
        .locator('textarea')
        .fill('System is going down for reload\nOK');
      await choose(engineer.page, fieldOf(form, engineer.t('commands.witness')), '王强');
      await form.locator('input[type=file]').setInputFiles({
        name: 'session.log',
        mimeType: 'text/plain',
        buffer: Buffer.from('CR-LZ-0001# reload\nSystem is going down for reload\n'),
      });
      expect(await engineer.accessibility()).toEqual([]);
      expect(await engineer.overflow()).toBeLessThanOrEqual(0);
      await engineer.picture(`commands-in-use-${tag}`, { whole: true });
      await engineer.button('commands.useSubmit').click();
      await engineer.page.locator('.ticket[data-state="used"]').waitFor();
      expect(await engineer.accessibility()).toEqual([]);
      await engineer.picture(`commands-used-${tag}`, { whole: true });
    },
    300_000,
  );

  it('given a stamped scan, when a second person compares it with the seal on record, then it holds; a wrong version does not', async () => {
    const { number, planId } = await newPlan(stage, '更换电源模块', now());
    await arrange(stage, number);
    await providerSigns(stage, number);
    const request = await waitingRequest(stage, number, 'customer');
    const path = `/confirmations/${request.id}`;
    const clerk = await stage.person('dispatcher', 'desktop', 'zh-CN', path);
    await clerk.button('scan.add').click();
    await clerk.page.locator('input[type=file]').setInputFiles({
      name: '盖章件.png',
      mimeType: 'image/png',
      // As large as a page from a phone: what follows the end of a picture is no part of it.
      buffer: Buffer.concat([Buffer.from(SIGNATURE.split(',')[1] ?? '', 'base64'), Buffer.alloc(2_500_000, 7)]),
    });
    // The line breaks at the second part.
    await clerk.connected(true);
    const parts: string[] = [];
    await clerk.page.route('**/api/files/uploads/*/parts', async (route) => {
      const offset =
        /name="offset"\s+(\d+)/.exec(route.request().postDataBuffer()?.toString('latin1') ?? '')?.[1] ?? '';
      parts.push(offset);
      if (parts.length === 2) await route.abort('connectionreset');
      else await route.continue();
    });
    await clerk.page.getByLabel(clerk.t('scan.signer')).fill('郭振华');
    await clerk.picture('scan-upload-desktop-zh-CN', { whole: true });
    await clerk.button('scan.send').click();
    await clerk.text('scan.second').waitFor();
    expect(parts).toEqual(['0', '1048576', '1048576', '2097152']);
    expect(await clerk.accessibility()).toEqual([]);

    // Who may be the second person finds it above the inbox.
    const pm = await stage.person('pm', 'desktop', 'zh-CN', '/inbox');
    await pm.text('confirm.scansForYou').waitFor();
    expect(await pm.accessibility()).toEqual([]);
    await pm.picture('inbox-scan-to-check-desktop-zh-CN');
    await pm.page.locator('.waiting-for-you a', { hasText: request.subject.title }).last().click();
    await pm.page.getByLabel(pm.t('scan.number')).fill(request.subject.number);
    const version = pm.page.getByLabel(pm.t('scan.version'));
    await version.fill('2');
    for (const point of ['allPages', 'qrMatches', 'nameMatches', 'sealMatches'])
      await pm.page.getByLabel(pm.t(`scan.point.${point}`, { name: '郭振华' })).check();
    pm.expectAnswer(422, '/api/confirmation-scans/');
    await pm.button('scan.accept').click();
    await pm.page.locator('.form-error').waitFor();
    await pm.page.locator('.scan-beside img').nth(1).waitFor();
    expect(await pm.accessibility()).toEqual([]);
    await pm.picture('scan-check-desktop-zh-CN', { whole: true });
    await version.fill('1');
    await pm.button('scan.accept').click();
    await pm.page.getByRole('heading', { name: pm.t('confirm.state.confirmed') }).waitFor();
    await pm.picture('scan-accepted-desktop-zh-CN', { whole: true });
    expect((await requestsOf(stage, number)).map((one) => one.state)).toEqual(['confirmed', 'confirmed']);
    // Any edit voids it all.
    const engineer = await stage.person('engineer', 'desktop', 'en', `/changes/${planId}`);
    await engineer.button('plan.edit').click();
    await engineer.page.getByLabel(engineer.t('plan.part.impact'), { exact: true }).fill('Two minutes.');
    await engineer.picture('plan-edit-frozen-desktop-en');
    await engineer.button('plan.saveNew').click();
    await engineer.page.getByText(engineer.t('plan.before', { count: 2 })).click();
    await engineer.page.locator('.request-line[data-state="void"]').nth(1).waitFor();
    await engineer.picture('plan-voided-desktop-en', { whole: true });
  }, 240_000);

  it('given changes in the calendar and a customer in the portal, then both show what waits', async () => {
    const { number } = await newPlan(stage, '更换风扇模块', now());
    await arrange(stage, number);
    await providerSigns(stage, number);
    const request = await waitingRequest(stage, number, 'customer');
    const manager = await stage.person('manager', 'desktop', 'zh-CN', '/changes');
    await manager.page.locator('.work-table .cell-title', { hasText: '更换风扇模块' }).waitFor();
    expect(await manager.accessibility()).toEqual([]);
    await manager.picture('changes-desktop-zh-CN');
    await manager.page.getByRole('link', { name: manager.t('plan.calendar') }).click();
    await manager.page.locator('.change-calendar-bar').first().waitFor();
    expect(await manager.accessibility()).toEqual([]);
    await manager.picture('change-calendar-desktop-zh-CN', { whole: true });
    const small = await stage.person('manager', 'phone', 'en', '/changes/calendar');
    await small.page.locator('.change-calendar-bar').first().waitFor();
    expect(await small.overflow()).toBeLessThanOrEqual(0);
    await small.picture('change-calendar-phone-en', { whole: true });

    const customer = await stage.person('customer', 'phone', 'zh-CN', '/');
    await customer.page.getByRole('link', { name: customer.t('portal.confirm') }).click();
    await customer.page.locator('.waiting-for-you a', { hasText: '更换风扇模块' }).first().waitFor();
    expect(await customer.accessibility()).toEqual([]);
    await customer.picture('portal-to-confirm-phone-zh-CN');
    await customer.goto(`/confirmations/${request.id}`);
    // Not the confirmer: this account reads and may say no, and is told who signs.
    await customer.button('confirm.reject').waitFor();
    await customer.page.getByText('c***@demo.example').waitFor();
    expect(await customer.button('confirm.codeGet').count()).toBe(0);
    expect(await customer.accessibility()).toEqual([]);
    expect(await customer.overflow()).toBeLessThanOrEqual(0);
    await customer.picture('portal-confirmation-phone-zh-CN', { whole: true });
    // Another customer sees nothing of it.
    const other = await stage.person('other', 'phone', 'en', '/to-confirm');
    other.expectAnswer(404, '/api/confirmations/');
    await other.goto(`/confirmations/${request.id}`);
    await other.text('confirm.notFound').waitFor();
  }, 240_000);
});
