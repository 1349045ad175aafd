import { describe, expect, it } from '@jest/globals';
import { bpmn } from '../support/bpmn.js';
import { eventually, tasksOf } from '../support/story.js';
import { doTask, reportCase } from './support/case-walk.js';
import { takeOption } from './support/fields.js';
import { Stage } from './support/stage.js';
import type { Language } from './support/texts.js';
import type { Visitor, Width } from './support/visitor.js';

const both: [Width, Language][] = [
  ['desktop', 'zh-CN'],
  ['phone', 'en'],
];
/** One user task for each item of `list`, all of them the director's. */
const MANY = bpmn({
  id: 'many-tasks',
  body: `<bpmn:startEvent id="start"/>
  <bpmn:userTask id="look" name="逐项查看"><bpmn:extensionElements><zeebe:userTask/><zeebe:assignmentDefinition assignee="director"/></bpmn:extensionElements><bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=list"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>
  <bpmn:endEvent id="end"/>
  <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="look"/><bpmn:sequenceFlow id="f2" sourceRef="look" targetRef="end"/>`,
});
const assessed = { impact: 'single-service', faultKind: 'network', alreadyComplained: false, simpleProblem: false };

/** Absence, notices, robots, the manager's board, and an inbox of many rows. */
describe('the workplace', () => {
  const stage = new Stage({ virtualClock: true });

  const looked = async (visitor: Visitor, name: string, whole = false): Promise<void> => {
    expect(await visitor.accessibility()).toEqual([]);
    expect(await visitor.overflow()).toBeLessThanOrEqual(0);
    await visitor.picture(`${name}-${visitor.width}-${visitor.language}`, { whole });
  };

  it.each(both)(
    'lets a substitute do the tasks of somebody absent, under both names (%s, %s)',
    async (width, language) => {
      // given a task of the project manager, who is going away
      const number = await reportCase(await stage.client('customer'), '代理办理', 'single-service');
      await doTask(await stage.client('dispatcher'), number, 'assess', assessed);
      const pmClient = await stage.client('pm');
      const tasks = await eventually(
        () => tasksOf(pmClient, number),
        (items) => items.some((item) => item.elementId === 'assign-engineer'),
      );
      const id = tasks.find((item) => item.elementId === 'assign-engineer')?.id ?? '';
      await pmClient.post(`/api/tasks/${id}/claim`);
      const pm = await stage.person('pm', width, language, '/absence');
      await pm.page.getByLabel(pm.t('absence.substitute')).click();
      await pm.page.keyboard.type('刘芳');
      await takeOption(pm.page, '刘芳');
      await pm.button('absence.save').click();
      await pm.text('absence.saved').waitFor();
      await pm.page.locator('.absences li').first().waitFor();
      await looked(pm, 'absence');
      // when the substitute opens the inbox
      const manager = await stage.person('manager', width, language, '/inbox');
      await manager.page
        .getByRole('tab', { name: manager.t('task.actingFor', { name: '赵磊（项目维护经理）' }) })
        .click();
      await manager.page.locator('.task-row', { hasText: number }).waitFor();
      await looked(manager, 'inbox-for');
      // and does something for that person
      await manager.goto(`/tasks/${id}`);
      await manager.page.getByLabel(manager.t('activity.say')).fill(language === 'en' ? 'On it' : '我来处理');
      await manager.button('activity.send').click();
      // then both names stand in the log
      const both = manager.t('workLog.onBehalfOf', { actor: '刘芳（中心经理）', absent: '赵磊（项目维护经理）' });
      await manager.page.locator('.work-log').getByText(both).first().waitFor();
      await looked(manager, 'task-for', true);
      await pm.button('absence.end').click();
      await pm.text('absence.ended').waitFor();
    },
    300_000,
  );

  it.each(both)(
    'shows what came for a person, read or not, and where robots are set (%s, %s)',
    async (width, language) => {
      // given two notices: one is read by itself, the rest at once
      for (const title of ['通知中心', '通知中心二'])
        await reportCase(await stage.client('customer'), title, 'single-service');
      const dispatcher = await stage.client('dispatcher');
      await eventually(
        async () => (await dispatcher.get<{ unread: number }>('/api/notifications/mine')).body.unread,
        (unread) => unread > 1,
      );
      const reader = await stage.person('dispatcher', width, language, '/notices');
      await reader.page.locator('.notices li').first().waitFor();
      await looked(reader, 'notices');
      await reader.page
        .locator('.notices li')
        .first()
        .getByRole('button', { name: reader.t('notices.read') })
        .click();
      await reader.button('notices.readAll').click();
      await reader.text('notices.noneUnread').waitFor();
      await reader.page.getByRole('tab', { name: reader.t('notices.all') }).click();
      await reader.page.locator('.notices li[data-unread="false"]').first().waitFor();
      // robots are for administrators
      const admin = await stage.person('admin', width, language, '/outbox/robots');
      await admin.button('robots.add').click();
      const dialog = admin.page.getByRole('dialog');
      await dialog.getByLabel(admin.t('robots.name')).fill(`群 ${width}`);
      await dialog.getByLabel(admin.t('robots.role'), { exact: true }).last().click();
      await takeOption(admin.page, admin.t('roles.manager'));
      await dialog.getByLabel(admin.t('robots.url')).fill('https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1');
      await looked(admin, 'robot-form');
      await dialog.getByRole('button', { name: admin.t('robots.save'), exact: true }).click();
      await admin.page.locator('tbody tr', { hasText: `群 ${width}` }).waitFor();
      await looked(admin, 'robots');
    },
    300_000,
  );

  it.each(both)(
    'tells a manager what runs out, who has most, and where promises break, down to the case (%s, %s)',
    async (width, language) => {
      const number = await reportCase(await stage.client('customer'), '看板', 'paralysed');
      await eventually(
        async () => tasksOf(await stage.client('dispatcher'), number),
        (items) => items.length > 0,
      );
      await stage.advance('PT9H');
      const manager = await stage.person('manager', width, language, '/board');
      await manager.page.locator('.board-numbers').waitFor();
      await manager.page.locator('.causes .cause').first().click();
      const row = manager.page.locator('.breach-board .board-list li', { hasText: number }).first();
      await row.waitFor();
      await looked(manager, 'board', true);
      await row.getByRole('link').click();
      await manager.page.waitForURL(/\/cases\//);
      await manager.page.goBack();
      // the way back leads to the same cause
      await manager.page.locator('.cause[aria-pressed="true"]').waitFor();
    },
    300_000,
  );

  it('keeps a filter under a name, and finds it again on another device', async () => {
    await reportCase(await stage.client('customer'), '筛选甲', 'single-service');
    const number = await reportCase(await stage.client('customer'), '筛选乙', 'single-service');
    const first = await stage.person('dispatcher', 'desktop', 'zh-CN', '/inbox?tab=groups');
    await first.page.locator('.task-row', { hasText: number }).waitFor();
    await first.page.getByLabel(first.t('inbox.filter')).fill('筛选乙');
    await first.page.locator('.task-row', { hasText: '筛选甲' }).waitFor({ state: 'detached' });
    await first.button('filters.keep').click();
    await first.page.getByLabel(first.t('filters.name')).fill('乙的');
    await first.button('filters.save').click();
    await first.page.getByRole('button', { name: '乙的', exact: true, pressed: true }).waitFor();
    await looked(first, 'inbox-filter');
    const second = await stage.person('dispatcher', 'phone', 'en', '/inbox?tab=groups');
    await second.page.locator('.task-row', { hasText: '筛选甲' }).waitFor();
    await second.page.getByRole('button', { name: '乙的', exact: true }).click();
    await second.page.locator('.task-row', { hasText: '筛选甲' }).waitFor({ state: 'detached' });
    expect(await second.page.locator('.task-row', { hasText: number }).count()).toBe(1);
    await looked(second, 'inbox-filter');
  }, 300_000);

  it('draws only the rows in the window of a long inbox, to the last one', async () => {
    // given 600 tasks of one person: 20 windows, 6 pages
    const admin = await stage.client('admin');
    await admin.post('/api/deployments', { name: 'many', resources: [{ name: 'many-tasks.bpmn', content: MANY }] });
    const list = Array.from({ length: 200 }, (_item, index) => index);
    for (let instance = 0; instance < 3; instance += 1) {
      const started = await admin.post('/api/process-instances', { key: 'many-tasks', variables: { list } });
      expect(started.status).toBe(201);
    }
    const director = await stage.person('director', 'desktop', 'zh-CN', '/inbox');
    const rows = director.page.locator('.task-list');
    await director.page.locator('.task-row').first().waitFor();
    // when scrolled to the end
    let drawn = 0;
    let loaded = 0;
    while (loaded < 600) {
      await director.page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
      loaded = await eventually(
        async () => Number(await rows.getAttribute('data-count')),
        (count) => count > loaded,
      );
      drawn = Math.max(drawn, await director.page.locator('.task-row').count());
    }
    // then the last row can be reached, and never more than a windowful was drawn
    await director.page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
    await director.page.locator(`.task-row[aria-posinset="${loaded}"]`).waitFor();
    expect(drawn).toBeLessThan(60);
    await director.picture('inbox-long');
  }, 300_000);
});
