import { describe, expect, it } from '@jest/globals';
import type { MonitoringAlert, MonitoringAlertList } from '@pledge/contracts';
import { Alertmanager } from '../support/alertmanager.js';
import { eventually } from '../support/story.js';
import { field, fillFields } from './support/fields.js';
import { Stage } from './support/stage.js';
import type { Language } from './support/texts.js';
import type { Visitor, Width } from './support/visitor.js';

const SIDES: [Width, Language][] = [
  ['desktop', 'zh-CN'],
  ['phone', 'en'],
];

/** An administrator connects a monitoring system, its alerts become faults, a dispatcher places what no rule places. */
describe('monitoring', () => {
  const stage = new Stage();
  let token = '';

  const alerts = async (): Promise<MonitoringAlert[]> =>
    (await (await stage.client('admin')).get<MonitoringAlertList>('/api/monitoring/alerts?limit=200')).body.items;
  const look = async (visitor: Visitor, name: string): Promise<void> => {
    await visitor.picture(`monitoring-${name}-${visitor.width}-${visitor.language}`, { whole: true });
    expect(await visitor.overflow()).toBe(0);
    expect(await visitor.accessibility()).toEqual([]);
  };
  const down = (serial: string, alertname = 'DeviceDown') => ({
    labels: { alertname, instance: serial },
    annotations: { summary: `${serial} 不可达`, description: '连续 3 次探测无应答' },
  });
  const payload = (serial: string): string =>
    JSON.stringify({
      version: '4',
      alerts: [{ status: 'firing', ...down(serial), startsAt: '2026-03-02T02:00:00Z', fingerprint: 'pasted' }],
    });

  it.each(SIDES)('an administrator adds a source (%s, %s): the token is shown once', async (width, language) => {
    const admin = await stage.person('admin', width, language, '/monitoring/sources');
    const { page } = admin;
    await admin.button('monitoring.addSource').first().click();
    await fillFields(page.locator('.ant-modal'), { [admin.t('robots.name')]: `机房监控 ${width}` });
    await admin.button('monitoring.makeToken').click();
    await admin.text('monitoring.tokenOnce').waitFor();
    const shown = await page.locator('.copy-text input').inputValue();
    expect(shown).toMatch(/^plm_[\w-]{43}$/);
    await look(admin, 'token');
    await admin.button('monitoring.tokenKept').click();
    await page.getByText(`机房监控 ${width}`).waitFor();
    expect(await page.content()).not.toContain(shown);
    await look(admin, 'sources');
    token = shown;
  });

  it.each(SIDES)(
    'an administrator writes a rule and tries it with a pasted payload (%s, %s)',
    async (width, language) => {
      const admin = await stage.person('admin', width, language, '/monitoring/rules');
      const { page } = admin;
      const name = `设备不可达 ${width}`;
      await admin.button('monitoring.addRule').first().click();
      const form = page.locator('.ant-modal');
      await fillFields(form, { [admin.t('monitoring.ruleName')]: name });
      await form
        .getByRole('textbox', { name: admin.t('monitoring.value'), exact: true })
        .fill(width === 'desktop' ? 'DeviceDown' : 'LinkDown');
      await admin.button('monitoring.addAnswer').click();
      await form.getByLabel(admin.t('monitoring.question')).fill('impact');
      await form.getByLabel(admin.t('monitoring.answer'), { exact: true }).fill('paralysed');
      // A pattern that is none is refused in words.
      await field(form, admin.t('monitoring.pattern')).locator('input').fill('(');
      await field(form, admin.t('monitoring.payload')).locator('textarea').fill(payload('cr-lz-0001'));
      admin.expectAnswer(422, '/api/monitoring/dry-run');
      await form.getByRole('button', { name: admin.t('monitoring.run'), exact: true }).click();
      await form.getByRole('alert').filter({ hasText: 'RE2' }).waitFor();
      await field(form, admin.t('monitoring.pattern')).locator('input').fill('');
      await form.getByRole('button', { name: admin.t('monitoring.run'), exact: true }).click();
      const result = form.locator('.dry-run-results li').first();
      await result.waitFor();
      if (width === 'desktop') {
        expect(await result.innerText()).toContain('CR-LZ-0001 核心路由器 1');
        expect(await result.innerText()).toContain(admin.t('monitoring.actions.open-fault'));
      }
      await look(admin, 'rule');
      await admin.button('robots.save').click();
      await page.getByRole('cell', { name, exact: true }).waitFor();
      await look(admin, 'rules');
    },
  );

  it('alerts of the real Alertmanager open a fault, the customer is told, and the case shows how it went', async () => {
    const manager = await Alertmanager.start(`${stage.server.url}/api/monitoring/alertmanager`, token);
    try {
      await manager.post([down('cr-lz-0001'), down('unknown-1'), down('unknown-2', 'Other')]);
      const all = await eventually(
        alerts,
        (items) => items.length === 3 && items.every((one) => one.state !== 'queued'),
      );
      await manager.post([{ ...down('cr-lz-0001'), endsAt: new Date().toISOString() }]);
      await eventually(alerts, (items) => items.some((one) => one.caseNumber !== null && one.resolvedAt !== null));
      const number = all.find((one) => one.caseNumber !== null)?.caseNumber ?? '';
      const customer = await stage.person('customer', 'phone', 'zh-CN', `/cases/${number}`);
      await customer.page.getByText('cr-lz-0001 不可达').first().waitFor();
      const pm = await stage.person('pm', 'desktop', 'zh-CN', `/cases/${number}`);
      await pm.page.locator('.timeline').getByText('监控告警恢复').waitFor();
      await look(pm, 'case');
    } finally {
      await manager.stop();
    }
  });

  it.each(SIDES)('a dispatcher places what no rule placed (%s, %s)', async (width, language) => {
    const dispatcher = await stage.person('dispatcher', width, language, '/monitoring');
    const { page } = dispatcher;
    const title = width === 'desktop' ? 'unknown-1 不可达' : 'unknown-2 不可达';
    const row = page.locator('tr:not(.row-detail)', { hasText: title });
    await row.waitFor();
    await row.getByRole('button', { name: title }).click();
    await page.getByText('连续 3 次探测无应答').waitFor();
    await look(dispatcher, 'unmatched');
    await row.getByRole('button', { name: dispatcher.t('monitoring.assign') }).click();
    const dialog = page.locator('.ant-modal');
    await fillFields(dialog, { [dispatcher.t('monitoring.ask.device')]: 'NOBODYS' });
    dispatcher.expectAnswer(422, '/api/monitoring/alerts');
    await dispatcher.button('monitoring.do.device').click();
    await dialog.getByRole('alert').waitFor();
    await look(dispatcher, 'assign');
    await fillFields(dialog, {
      [dispatcher.t('monitoring.ask.device')]: width === 'desktop' ? 'AS-TS-0201' : 'SV-TS-0202',
    });
    await dispatcher.button('monitoring.do.device').click();
    await row.waitFor({ state: 'detached' });
    await dispatcher.goto('/monitoring/alerts');
    const placed = page.locator('tr', { hasText: title });
    await placed.getByText(dispatcher.t('monitoring.state.opened')).waitFor();
    await look(dispatcher, 'all');
    await placed.getByRole('link').click();
    await page.getByRole('heading', { name: title }).first().waitFor();
  });

  it('who neither dispatches nor administers has no such screens', async () => {
    const engineer = await stage.person('engineer', 'desktop', 'zh-CN', '/inbox');
    await engineer.page.getByRole('link', { name: engineer.t('nav.cases'), exact: true }).waitFor();
    expect(await engineer.page.getByRole('link', { name: engineer.t('nav.monitoring'), exact: true }).count()).toBe(0);
    const dispatcher = await stage.person('dispatcher', 'desktop', 'zh-CN', '/monitoring');
    await dispatcher.page.getByRole('link', { name: dispatcher.t('monitoring.all'), exact: true }).waitFor();
    expect(await dispatcher.page.getByRole('link', { name: dispatcher.t('monitoring.rules') }).count()).toBe(0);
  });
});
