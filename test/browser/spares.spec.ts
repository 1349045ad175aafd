import { describe, expect, it } from '@jest/globals';
import type { SpareItemList } from '@pledge/contracts';
import { eventually } from '../support/story.js';
import { doOnPage, doTask, reportCase, taskPanel } from './support/case-walk.js';
import { choose, field, fillFields } from './support/fields.js';
import { Stage } from './support/stage.js';
import type { Language } from './support/texts.js';
import type { Visitor, Width } from './support/visitor.js';

const SIDES: [Width, Language][] = [
  ['desktop', 'zh-CN'],
  ['phone', 'en'],
];

/** Parts and loan machines: the stock, a loan from its reservation to its return, coverage, and a part within a fault. */
describe('spare parts', () => {
  const stage = new Stage();
  const look = async (visitor: Visitor, name: string): Promise<void> => {
    await visitor.picture(`spares-${name}-${visitor.width}-${visitor.language}`, { whole: true });
    expect(await visitor.overflow()).toBe(0);
    expect(await visitor.accessibility()).toEqual([]);
  };

  it.each(SIDES)(
    'a part is received, reserved, lent and returned by its serial number (%s, %s)',
    async (width, language) => {
      const number = await reportCase(await stage.client('customer'), `备机 ${width}`, 'paralysed');
      const pm = await stage.person('pm', width, language, '/spares');
      const { page } = pm;
      await page.getByText('SP-CRS-0001').waitFor();
      await look(pm, 'stock');
      await pm.button('spares.receive').first().click();
      const dialog = page.locator('.ant-modal');
      const serial = `LOAN-${width.toUpperCase()}`;
      await fillFields(dialog, {
        [pm.t('spares.field.serialNumber')]: serial,
        [pm.t('spares.field.name')]: '备用路由器',
        [pm.t('spares.field.model')]: 'Cisco CRS-8',
        [pm.t('spares.field.fits')]: 'Cisco CRS-8',
      });
      await choose(page, field(dialog, pm.t('spares.store')), '西北中心备件库');
      await look(pm, 'receive');
      await dialog.getByRole('button', { name: pm.t('spares.receive'), exact: true }).click();
      const row = page.locator('tr:not(.row-detail)', { hasText: serial });
      const deed = async (name: string, values: Readonly<Record<string, string>>): Promise<void> => {
        await row.getByRole('button', { name: pm.t(`spares.deed.${name}`), exact: true }).click();
        await fillFields(dialog, values);
      };
      const press = async (name: string): Promise<void> => {
        await dialog.getByRole('button', { name: pm.t(`spares.deed.${name}`), exact: true }).click();
        await dialog.waitFor({ state: 'detached' });
      };
      await deed('reserve', { [pm.t('spares.ask.reserve')]: number });
      await press('reserve');
      await row.getByText(pm.t('spares.state.reserved')).waitFor();
      await deed('issue', { [pm.t('spares.ask.issue')]: '马建国' });
      await dialog.getByText(pm.t('spares.asLoan')).click();
      await fillFields(dialog, { [pm.t('spares.dueBack')]: '2030-01-02T18:00' });
      await look(pm, 'issue');
      await press('issue');
      await pm.goto('/spares/loans');
      await row.getByText(pm.t('spares.state.on-loan')).first().waitFor();
      await row.getByRole('button', { name: serial }).click();
      await page.locator('.spare-moves').getByText('马建国').waitFor();
      await look(pm, 'loans');
      await deed('return', { [pm.t('spares.ask.return')]: '马建国' });
      await press('return');
      await row.waitFor({ state: 'detached' });
      await pm.goto(`/cases/${number}`);
      await page
        .locator('.timeline')
        .getByText(language === 'en' ? 'Standby equipment supplied' : '提供备用设备')
        .waitFor();
    },
  );

  it.each(SIDES)('contracts are checked against the stock, stores are kept (%s, %s)', async (width, language) => {
    const pm = await stage.person('pm', width, language, '/spares/coverage');
    const { page } = pm;
    const row = page.locator('tr', { hasText: 'P-QH-01' });
    await row.getByText('H3C S7506').waitFor();
    expect(await row.innerText()).toContain('0 %');
    expect(await page.locator('tr', { hasText: 'P-DEMO' }).innerText()).toContain('100 %');
    await look(pm, 'coverage');
    await pm.goto('/spares/stores');
    await pm.button('spares.addStore').first().click();
    await fillFields(page.locator('.ant-modal'), { [pm.t('robots.name')]: `西宁备件库 ${width}` });
    await pm.button('robots.save').click();
    await page.getByText(`西宁备件库 ${width}`).waitFor();
    await look(pm, 'stores');
  });

  it('an engineer on site needs a part: chosen from the stock, handed out, installed, and the fault goes on', async () => {
    const number = await reportCase(await stage.client('customer'), '主控板损坏', 'paralysed');
    const [dispatcher, manager, hand] = await Promise.all(
      ['dispatcher', 'pm', 'engineer'].map((name) => stage.client(name)),
    );
    await doTask(dispatcher!, number, 'assess', {
      ...{ impact: 'paralysed', faultKind: 'hardware', alreadyComplained: false, simpleProblem: false },
    });
    await doTask(manager!, number, 'assign-engineer', { engineer: 'engineer' });
    await doTask(hand!, number, 'first-contact', { contactNotes: '已联系', softFault: false });
    await doTask(hand!, number, 'remote-diagnosis', { cause: '主控板', solution: '更换', remoteResolved: false });
    await doTask(await stage.client('customer'), number, 'agree-onsite', { onsiteAgreed: true }).catch(() => undefined);
    await doTask(hand!, number, 'dispatch', {});
    await doTask(hand!, number, 'check-in', {});
    await doTask(hand!, number, 'diagnose-onsite', {
      ...{ locatedKind: 'hardware', onsiteFindings: '主控板损坏', supportNeeded: 'spare' },
    });
    const engineer = await stage.person('engineer', 'desktop', 'zh-CN', `/cases/${number}`);
    const panel = taskPanel(engineer, '选择备件');
    await panel.locator('.thumb-bar').waitFor();
    await look(engineer, 'choose');
    await doOnPage(engineer, '选择备件', 'choose-spare', { spareId: 'SP-S57-0001' });
    await doTask(manager!, number, 'hand-out', { spareSignedBy: '张伟', replacedSerial: 'CR-OLD-1' });
    await doTask(hand!, number, 'install-spare', { installResult: 'usable', installNotes: '正常' });
    await engineer.goto(`/cases/${number}`);
    await taskPanel(engineer, '恢复业务').waitFor();
    await engineer.picture('spares-case-desktop-zh-CN', { whole: true });
    const issued = await eventually(
      async () => (await manager!.get<SpareItemList>(`/api/spares/items?caseNumber=${number}`)).body.items,
      (items) => items.some((item) => item.state === 'issued'),
    );
    expect(issued[0]?.serialNumber).toBe('SP-S57-0001');
  });
});
