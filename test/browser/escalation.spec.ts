import { describe, expect, it } from '@jest/globals';
import { eventually, tasksOf } from '../support/story.js';
import { doOnPage, doTask, reportCase, taskPanel } from './support/case-walk.js';
import { stepName } from './support/process.js';
import { Stage } from './support/stage.js';

/** Story step 6: nobody comes; the severity rises and the ladder is climbed until the general manager appoints someone. */
describe('a broken promise', () => {
  const stage = new Stage({ virtualClock: true });

  it('climbs to the general manager, who appoints an engineer on his phone while the manager watches', async () => {
    // given "one service abnormal": on site within 2 h
    const number = await reportCase(await stage.client('customer'), '短信业务不通', 'single-service');
    await doTask(await stage.client('dispatcher'), number, 'assess', {
      impact: 'single-service',
      faultKind: 'network',
      alreadyComplained: false,
      simpleProblem: false,
    });
    const pm = await stage.person('pm', 'desktop', 'zh-CN', `/cases/${number}`);
    await pm.page.locator('.band-facts', { hasText: '三级' }).waitFor();
    // when nobody comes
    await stage.advance('PT2H1M');
    // then the open page shows the higher severity and the breach by itself
    await pm.page.locator('.band-facts', { hasText: '一级' }).waitFor();
    await pm.page.locator('.clocks .countdown[data-tone="breach"]').first().waitFor();
    await pm.page.locator('.timeline li[data-tone="breach"]', { hasText: '到场 · T3' }).waitFor();
    const takeOver = stepName('zh-CN', 'escalation', 'take-over');
    await pm.page.locator('.current-tasks', { hasText: takeOver }).waitFor();
    expect(await pm.accessibility()).toEqual([]);
    await pm.picture('escalation-desktop-zh-CN', { published: true });
    // when nobody on the ladder takes it over
    const gm = await stage.client('gm');
    const asked = async (): Promise<boolean> =>
      (await tasksOf(gm, number)).some((task) => task.elementId === 'take-over');
    for (let round = 0; round < 12 && !(await asked()); round++) await stage.advance('PT30M');
    await eventually(asked, (yes) => yes);
    // then the general manager does, on his phone
    const boss = await stage.person('gm', 'phone', 'en', '/inbox?tab=groups');
    const row = boss.page.locator('.task-row', { hasText: number }).first();
    await row.waitFor();
    await boss.picture('inbox-gm-phone-en');
    await boss.goto(`/cases/${number}`);
    const name = stepName('en', 'escalation', 'take-over');
    await taskPanel(boss, name).locator('.thumb-bar .ant-btn-primary:enabled').waitFor();
    expect(await boss.accessibility()).toEqual([]);
    expect(await boss.overflow()).toBeLessThanOrEqual(0);
    await boss.picture('escalation-phone-en');
    await doOnPage(boss, name, 'take-over', { instruction: 'Send somebody at once', engineer: '王强' });
    // then the manager's page names the new owner by itself
    await pm.page.locator('.band-facts', { hasText: '王强' }).waitFor();
    await pm.picture('escalation-appointed-desktop-zh-CN');
  }, 300_000);
});
