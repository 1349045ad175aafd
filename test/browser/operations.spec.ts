import { describe, expect, it } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { eventually, tasksOf } from '../support/story.js';
import { doTask, reportCase, taskPanel } from './support/case-walk.js';
import { takeOption } from './support/fields.js';
import { fillForm } from './support/forms.js';
import { stepName } from './support/process.js';
import { Stage } from './support/stage.js';
import type { Language } from './support/texts.js';
import type { Visitor, Width } from './support/visitor.js';

const both: [Width, Language][] = [
  ['desktop', 'zh-CN'],
  ['phone', 'en'],
];
const assessed = { impact: 'single-service', faultKind: 'network', alreadyComplained: false, simpleProblem: false };

/** Everything people do to a task beside completing it: from the menu of the task, in plain words. */
describe('operations on tasks', () => {
  const stage = new Stage();

  const dialogOf = (visitor: Visitor): Locator => visitor.page.getByRole('dialog').last();
  /** Opens the dialog of an operation from the menu of the task. */
  const choose = async (visitor: Visitor, operation: string): Promise<Locator> => {
    await visitor.button('operations.more').first().click();
    await visitor.page
      .getByRole('menuitem')
      .filter({ hasText: visitor.t(`operations.${operation}.name`) })
      .filter({ hasText: visitor.t(`operations.${operation}.short`) })
      .click();
    return dialogOf(visitor);
  };
  const pick = async (visitor: Visitor, field: Locator, name: string): Promise<void> => {
    await field.click();
    await field.fill(name);
    await takeOption(visitor.page, name);
  };
  const deed = async (visitor: Visitor, operation: string): Promise<void> => {
    const dialog = dialogOf(visitor);
    expect(await visitor.accessibility()).toEqual([]);
    await visitor.picture(`operation-${operation}-${visitor.width}-${visitor.language}`);
    await dialog.getByRole('button', { name: visitor.t(`operations.${operation}.deed`), exact: true }).click();
    await visitor.text(`operations.${operation}.done`).last().waitFor();
    await dialog.waitFor({ state: 'detached' });
  };
  const nameOf = async (username: string): Promise<string> => {
    const people = await (
      await stage.client('admin')
    ).get<{ items: { username: string; displayName: string }[] }>('/api/users?limit=200');
    return people.body.items.find((each) => each.username === username)?.displayName ?? username;
  };
  const openTask = async (number: string, elementId: string): Promise<string> => {
    const admin = await stage.client('admin');
    const tasks = await eventually(
      () => tasksOf(admin, number),
      (items) => items.some((item) => item.elementId === elementId),
    );
    return tasks.find((item) => item.elementId === elementId)?.id ?? '';
  };

  it.each(both)(
    'copies, comments with @, follows and reminds; each finds it under its own tab (%s, %s)',
    async (width, language) => {
      // given a task of the dispatcher
      const number = await reportCase(await stage.client('customer'), '抄送与评论', 'single-service');
      const id = await openTask(number, 'assess');
      await (await stage.client('dispatcher')).post(`/api/tasks/${id}/claim`);
      const dispatcher = await stage.person('dispatcher', width, language, `/tasks/${id}`);
      const manager = await nameOf('manager');
      // when it is copied
      const dialog = await choose(dispatcher, 'copy');
      await pick(dispatcher, dialog.getByLabel(dispatcher.t('operations.toWhom')), manager);
      await dispatcher.page.keyboard.press('Escape');
      await deed(dispatcher, 'copy');
      // and somebody is named in a comment
      const box = dispatcher.page.getByLabel(dispatcher.t('activity.say'));
      await box.fill('');
      await box.pressSequentially('@manager');
      await dispatcher.page.locator('.ant-mentions-dropdown-menu-item', { hasText: 'manager' }).click();
      await box.pressSequentially(language === 'en' ? 'please look at the risk' : '请看一下风险');
      await dispatcher.button('activity.send').click();
      await dispatcher.page.locator('.comments li', { hasText: `@${manager}` }).waitFor();
      expect(await dispatcher.overflow()).toBeLessThanOrEqual(0);
      expect(await dispatcher.accessibility()).toEqual([]);
      await dispatcher.picture(`task-page-${width}-${language}`, { whole: true });
      // then that person finds it as new, opens it, follows it and reminds
      const reader = await stage.person('manager', width, language, '/inbox?tab=copied');
      const row = reader.page.locator('.task-row', { hasText: number });
      await row.getByText(reader.t('inbox.unread')).waitFor();
      expect(await reader.accessibility()).toEqual([]);
      await reader.picture(`inbox-copied-${width}-${language}`);
      await row.getByRole('link').click();
      await reader.page.waitForURL(/\/tasks\//);
      await reader.button('operations.more').click();
      await reader.picture(`task-menu-${width}-${language}`);
      await reader.page
        .getByRole('menuitem')
        .filter({ hasText: reader.t('operations.follow.short') })
        .click();
      await reader.text('operations.follow.done').waitFor();
      await choose(reader, 'remind');
      await deed(reader, 'remind');
      // a second time is too early, and said in words
      reader.expectAnswer(409, '/api/tasks');
      const again = await choose(reader, 'remind');
      await again.getByRole('button', { name: reader.t('operations.remind.deed'), exact: true }).click();
      await again.getByRole('alert').waitFor();
      await reader.picture(`operation-refused-${width}-${language}`);
      await again.getByRole('button', { name: reader.t('common.cancel'), exact: true }).click();
      await reader.goto('/inbox?tab=followed');
      await reader.page.locator('.task-row', { hasText: number }).waitFor();
    },
    300_000,
  );

  it.each(both)(
    'hands work on and takes it back: delegate, transfer, signers, dates (%s, %s)',
    async (width, language) => {
      const number = await reportCase(await stage.client('customer'), '委派与加签', 'single-service');
      const id = await openTask(number, 'assess');
      await (await stage.client('dispatcher')).post(`/api/tasks/${id}/claim`);
      const dispatcher = await stage.person('dispatcher', width, language, `/cases/${number}`);
      const pm = await nameOf('pm');
      const manager = await nameOf('manager');
      const panel = taskPanel(dispatcher, stepName(language, 'fault-handling', 'assess'));
      await panel.waitFor();
      // dates and priority
      let dialog = await choose(dispatcher, 'change');
      await dialog.getByLabel(dispatcher.t('operations.due')).fill('2030-01-02 10:00');
      await dispatcher.page.keyboard.press('Tab');
      await dialog.getByText(dispatcher.t('operations.priorities.100'), { exact: true }).click();
      await deed(dispatcher, 'change');
      // signers before: the holder waits
      dialog = await choose(dispatcher, 'add-signer');
      for (const name of [pm, manager])
        await pick(dispatcher, dialog.getByLabel(dispatcher.t('operations.signers')).first(), name);
      await dispatcher.page.keyboard.press('Escape');
      await dialog.locator('.choice', { hasText: dispatcher.t('operations.rule.any') }).click();
      await deed(dispatcher, 'add-signer');
      await panel.getByText(dispatcher.t('task.held')).waitFor();
      for (const name of [pm, manager]) {
        dialog = await choose(dispatcher, 'remove-signer');
        await dialog.getByText(name, { exact: true }).click();
        await deed(dispatcher, 'remove-signer');
      }
      await panel.getByText(dispatcher.t('task.held')).waitFor({ state: 'detached' });
      // delegate: it is still the dispatcher's
      dialog = await choose(dispatcher, 'delegate');
      await pick(dispatcher, dialog.getByLabel(dispatcher.t('operations.toWhom')), pm);
      await deed(dispatcher, 'delegate');
      await panel.getByText(pm).first().waitFor();
      // the delegate gives it back undone
      // whoever hands a task over may not see it any more, and the page may hear of it before it is left
      dispatcher.expectAnswer(404, '/api/tasks');
      const helper = await stage.person('pm', width, language, `/tasks/${id}`);
      helper.expectAnswer(404, '/api/tasks');
      await helper.page.getByText(helper.t('task.delegatedBy', { name: await nameOf('dispatcher') })).waitFor();
      await choose(helper, 'unclaim');
      await deed(helper, 'unclaim');
      // transfer ends it for the dispatcher
      await dispatcher.page.reload();
      dialog = await choose(dispatcher, 'transfer');
      await pick(dispatcher, dialog.getByLabel(dispatcher.t('operations.toWhom')), pm);
      await deed(dispatcher, 'transfer');
      await eventually(
        async () => (await (await stage.client('pm')).get<{ assignee: string }>(`/api/tasks/${id}`)).body.assignee,
        (assignee) => assignee === 'pm',
      );
      // and the log tells all of it
      await helper.goto(`/tasks/${id}`);
      const log = helper.page.locator('.work-log');
      for (const kind of ['task-transferred', 'task-handed-back', 'task-delegated', 'signer-removed', 'signer-added'])
        await log
          .getByText(helper.t(`workLog.kinds.${kind}`))
          .first()
          .waitFor();
      await helper.picture(`work-log-${width}-${language}`, { whole: true });
    },
    300_000,
  );

  it.each(both)(
    'returns with a preview of what it cancels, and withdraws what nobody touched (%s, %s)',
    async (width, language) => {
      const number = await reportCase(await stage.client('customer'), '退回与撤回', 'single-service');
      const assess = await openTask(number, 'assess');
      await doTask(await stage.client('dispatcher'), number, 'assess', assessed);
      const id = await openTask(number, 'assign-engineer');
      const step = stepName(language, 'fault-handling', 'assess');
      // given the next step, when it is returned
      const pm = await stage.person('pm', width, language, `/tasks/${id}`);
      let dialog = await choose(pm, 'return');
      const preview = dialog.locator('.way-back');
      await preview.getByText(step).first().waitFor();
      const button = dialog.getByRole('button', { name: pm.t('operations.return.deed'), exact: true });
      expect(await button.isDisabled()).toBe(true);
      expect(await preview.locator('[data-kind="cancelled"]').count()).toBeGreaterThan(0);
      expect(await preview.locator('[data-kind="opened"]').innerText()).toContain(await nameOf('dispatcher'));
      await dialog.getByLabel(pm.t('operations.reason')).fill(language === 'en' ? 'Wrong severity' : '级别有误');
      await deed(pm, 'return');
      await pm.page.locator('.work-log', { hasText: pm.t('workLog.kinds.task-returned') }).waitFor();
      await pm.picture(`task-returned-${width}-${language}`, { whole: true });
      // then the dispatcher does it again, and takes it back at once
      const again = await eventually(
        () => openTask(number, 'assess'),
        (found) => found !== assess,
      );
      await doTask(await stage.client('dispatcher'), number, 'assess', assessed);
      const dispatcher = await stage.person('dispatcher', width, language, '/inbox?tab=done');
      await dispatcher.page.locator('.task-row', { hasText: number }).first().waitFor();
      await dispatcher.picture(`inbox-done-${width}-${language}`);
      await dispatcher.goto(`/tasks/${again}`);
      await dispatcher.text('task.mayWithdraw').waitFor();
      dialog = await choose(dispatcher, 'withdraw');
      await dialog.locator('.way-back [data-kind="cancelled"]').first().waitFor();
      await dialog.getByLabel(dispatcher.t('operations.reason')).fill(language === 'en' ? 'Mistyped' : '填错了');
      await deed(dispatcher, 'withdraw');
      expect(await openTask(number, 'assess')).not.toBe(again);
    },
    300_000,
  );

  it.each(both)(
    'works through the inbox with keys and many at once (%s, %s)',
    async (width, language) => {
      const numbers = [];
      for (const title of ['批量甲', '批量乙'])
        numbers.push(await reportCase(await stage.client('customer'), title, 'single-service'));
      for (const number of numbers) await openTask(number, 'assess');
      const dispatcher = await stage.person('dispatcher', width, language, '/inbox?tab=groups');
      const { page } = dispatcher;
      for (const number of numbers) await page.locator('.task-row', { hasText: number }).waitFor();
      if (width === 'phone') {
        await dispatcher.button('bulk.several').click();
        for (const number of numbers)
          await page.locator('.task-row', { hasText: number }).getByRole('checkbox').check();
      } else {
        await page.keyboard.press('?');
        await dispatcher.text('inboxKeys.title').last().waitFor();
        await dispatcher.picture(`inbox-keys-${language}`);
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
        const count = await page.locator('.task-row').count();
        for (let step = 0; step < count; step += 1) {
          await page.keyboard.press('j');
          const focused = page.locator('.task-row:has([data-row]:focus)');
          await focused.waitFor();
          const text = await focused.innerText();
          if (numbers.some((number) => text.includes(number))) await page.keyboard.press('x');
        }
      }
      await dispatcher.text('bulk.chosen', { count: 2 }).first().waitFor();
      expect(await dispatcher.accessibility()).toEqual([]);
      expect(await dispatcher.overflow()).toBeLessThanOrEqual(0);
      await dispatcher.picture(`inbox-bulk-${width}-${language}`);
      // both are claimed
      await dispatcher.button('bulk.claim', { count: 2 }).click();
      await dispatcher.text('bulk.done', { count: 2 }).waitFor();
      // completing them is not possible without their forms, and that is said before
      await dispatcher.goto('/inbox');
      for (const number of numbers) {
        const row = page.locator('.task-row', { hasText: number });
        await row.waitFor();
        if (width === 'phone' && number === numbers[0]) await dispatcher.button('bulk.several').click();
        await row.getByRole('checkbox').check();
      }
      await dispatcher.button('bulk.complete', { count: 2 }).click();
      await dispatcher.text('bulk.open', { count: 2 }).waitFor();
      await dispatcher.picture(`bulk-complete-${width}-${language}`);
    },
    300_000,
  );

  it.each(both)(
    'keeps what is typed and done without a connection, and sends it once (%s, %s)',
    async (width, language) => {
      const number = await reportCase(await stage.client('customer'), '断网办理', 'single-service');
      const id = await openTask(number, 'assess');
      await (await stage.client('dispatcher')).post(`/api/tasks/${id}/claim`);
      const dispatcher = await stage.person('dispatcher', width, language, `/cases/${number}`);
      const { page } = dispatcher;
      const panel = taskPanel(dispatcher, stepName(language, 'fault-handling', 'assess'));
      await panel.locator('.thumb-bar .ant-btn-primary:enabled').waitFor();
      // given no connection, when the form is filled and completed
      await dispatcher.connected(false);
      await fillForm(panel, language, 'assess', { impact: 'single-service', faultKind: 'network' });
      await dispatcher.text('task.draftLocal').waitFor();
      await panel.locator('.thumb-bar .ant-btn-primary').click();
      await panel.getByText(dispatcher.t('unsent.here')).waitFor();
      await page.locator('.unsent').waitFor();
      await dispatcher.picture(`offline-${width}-${language}`);
      // then it goes out once when the connection is back
      await dispatcher.connected(true);
      await page.locator('.unsent').waitFor({ state: 'detached' });
      await panel.waitFor({ state: 'detached' });
      const admin = await stage.client('admin');
      const { processInstanceId } = (await admin.get<{ processInstanceId: string }>(`/api/tasks/${id}`)).body;
      const history = await admin.get<{ items: { type: string; elementId?: string }[] }>(
        `/api/process-instances/${processInstanceId}/history`,
      );
      const done = history.body.items.filter(
        (item) => item.type === 'element-completed' && item.elementId === 'assess',
      );
      expect(done).toHaveLength(1);
      expect(await page.evaluate('localStorage.getItem("pledge.unsent")')).toBe('[]');
    },
    300_000,
  );
});
