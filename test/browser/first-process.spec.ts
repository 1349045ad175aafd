import { describe, expect, it } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { eventually } from '../support/story.js';
import { chooseLabelled } from './support/fields.js';
import { Stage } from './support/stage.js';
import type { Visitor } from './support/visitor.js';

interface Task {
  readonly id: string;
  readonly name: string;
  readonly dueAt: string | null;
}

/**
 * Issue 4, "closes when": somebody who knows only the README draws a process of three steps with a form, a deadline and an
 * escalation, tries it, deploys it, works a case through it on a phone, changes it, and migrates the running case. Nothing
 * but screens; clicks are counted by the browser.
 */
describe('the first process of one’s own', () => {
  const stage = new Stage();
  let clicks = 0;

  const counted = async (visitor: Visitor): Promise<void> => {
    await visitor.context.exposeBinding('pledgeCountClick', () => {
      clicks += 1;
    });
    const listen = 'addEventListener("click", (event) => event.isTrusted && window.pledgeCountClick(), true)';
    await visitor.context.addInitScript(listen);
    await visitor.page.evaluate(listen);
  };
  /** Clicks since the last time, told in the log of the run. */
  const told: Record<string, number> = {};
  const chapter = (name: string): void => {
    told[name] = clicks - Object.values(told).reduce((sum, each) => sum + each, 0);
  };
  const shape = (visitor: Visitor, name: string): Locator =>
    visitor.page.locator('.canvas .djs-shape', { hasText: name }).first();
  const point = async (visitor: Visitor, drawn: Locator): Promise<void> => {
    const box = await eventually(
      () => drawn.boundingBox(),
      (found) => found !== null && found.width > 0,
    );
    if (!box) throw new Error('not drawn');
    await visitor.page.mouse.click(box.x + box.width / 2, box.y + Math.min(box.height / 2, 14));
  };
  /** A button of the panel; the palette has one of the same name. */
  const next = (visitor: Visitor, key: string): Locator =>
    visitor.page.locator('.panel').getByRole('button', { name: visitor.t(key), exact: true });
  const rename = async (visitor: Visitor, name: string): Promise<void> => {
    const field = visitor.page.getByLabel(visitor.t('modeler.panel.name'), { exact: true });
    await field.fill(name);
    await field.blur();
  };
  const role = (visitor: Visitor, option: string): Promise<void> =>
    chooseLabelled(visitor.page, visitor.t('modeler.panel.role'), option);
  const saved = (visitor: Visitor): Promise<void> =>
    visitor.page.locator('.draft-status[data-status="saved"]').waitFor({ timeout: 30_000 });
  const publish = async (visitor: Visitor, version: number): Promise<void> => {
    await saved(visitor);
    await visitor.text('modeler.findings.none').or(visitor.page.locator('.finding-mark')).first().waitFor();
    await visitor.button('modeler.publish.button').click();
    await visitor.page
      .getByRole('dialog')
      .getByRole('button', { name: visitor.t('modeler.publish.do', { version }) })
      .click();
    await visitor.page.locator('.opinion-verdict').waitFor({ timeout: 60_000 });
    await visitor.picture(`first-process-published-${version}`);
    await visitor.button('modeler.publish.close').click();
    await visitor.page.locator('.editor-bar').getByText(visitor.t('modeler.versionNow', { version })).waitFor();
    await visitor.page.locator('.canvas .djs-shape').first().waitFor();
  };
  const tasks = async (user: string): Promise<readonly Task[]> =>
    (await (await stage.client(user)).get<{ items: readonly Task[] }>('/api/tasks?limit=100')).body.items;
  /** Works the task of that name on a phone: opens it from the inbox, fills in what is asked, hands it in. */
  const workOnPhone = async (user: string, name: string, fill?: (phone: Visitor) => Promise<void>): Promise<void> => {
    await eventually(
      () => tasks(user),
      (all) => all.some((task) => task.name === name),
    );
    const phone = await stage.person(user, 'phone', 'zh-CN', '/inbox?tab=groups');
    await counted(phone);
    await phone.page.locator('.task-row', { hasText: name }).first().locator('a.task-what').click();
    // handing in takes the task as well
    const bar = phone.page.locator('.thumb-bar .ant-btn-primary').first();
    await bar.waitFor();
    if (fill) await fill(phone);
    await phone.picture(`first-process-phone-${user}`);
    await bar.click();
    await eventually(
      () => tasks(user),
      (all) => !all.some((task) => task.name === name),
    );
  };

  it('is drawn, tried, deployed, worked through on a phone, changed and migrated by screens alone', async () => {
    const studio = await stage.person('admin', 'desktop', 'zh-CN', '/modeler/');
    await counted(studio);
    const { page } = studio;
    studio.expectAnswer(422, '/api/deployments');

    // draw: three steps, a form, a deadline, an escalation
    await studio.button('modeler.new').click();
    await page.getByRole('menuitem', { name: studio.t('modeler.newOf.process') }).click();
    await page.locator('.canvas .djs-shape').first().waitFor();
    await rename(studio, '工具借用');
    await point(studio, page.locator('.canvas .djs-shape[data-element-id="start"]'));
    await next(studio, 'modeler.next.task').click();
    await rename(studio, '登记借用');
    await role(studio, '客户代表');
    await studio.button('modeler.panel.formNew').click();
    await studio.button('modeler.panel.formOpen').waitFor();
    await next(studio, 'modeler.next.task').click();
    await rename(studio, '准备工具');
    await role(studio, '维护工程师');
    await page.getByLabel(studio.t('modeler.panel.due'), { exact: true }).fill('8');
    await page.keyboard.press('Tab');
    await next(studio, 'modeler.next.escalate').click();
    await role(studio, '中心经理');
    await point(studio, shape(studio, '准备工具'));
    await next(studio, 'modeler.next.task').click();
    await rename(studio, '归还确认');
    await role(studio, '客户代表');
    await next(studio, 'modeler.next.end').click();
    await saved(studio);
    await studio.picture('first-process-drawn', { published: true });
    expect(await studio.accessibility(['.djs-container'])).toEqual([]);
    // the form: one field
    await point(studio, shape(studio, '登记借用'));
    await studio.button('modeler.panel.formOpen').click();
    await page.locator('.fjs-form-editor').waitFor();
    await page.locator('.fjs-palette-field[data-field-type="textfield"]').first().click();
    await page
      .locator('.fjs-editor-container .fjs-form-field-textfield, .fjs-form-editor .fjs-form-field-textfield')
      .first()
      .waitFor();
    const label = page.locator('.fjs-properties-panel [data-entry-id="label"] .cm-content');
    expect(await label.innerText()).toBe('单行文本');
    await label.fill('借用的工具');
    await page.locator('.split-side').getByText('借用的工具').waitFor();
    await saved(studio);
    await studio.picture('first-process-form');
    await page.goBack();
    await shape(studio, '登记借用').waitFor();
    chapter('drawn');

    // try: the first step by its own form
    await studio.button('modeler.trial.button').click();
    await studio.button('modeler.trial.begin').click();
    const card = page.locator('.wait-card[data-kind="task"]').first();
    await page.getByRole('button', { name: `${studio.t('modeler.trial.fillIn')} · 登记借用` }).click();
    await card.locator('input[type="text"]').first().fill('光功率计');
    await page.getByRole('button', { name: `${studio.t('modeler.trial.complete')} · 登记借用` }).click();
    await page.locator('.wait-card', { hasText: '准备工具' }).first().waitFor();
    await studio.button('modeler.trial.leaps.day').click();
    // then the deadline has passed, and somebody else is told
    await page.locator('.wait-card', { hasText: '督办' }).first().waitFor();
    await studio.picture('first-process-tried', { published: true });
    await studio.button('modeler.trial.close').click();
    chapter('tried');

    // deploy, with its form
    await publish(studio, 1);
    chapter('deployed');

    // start a case
    await studio.button('modeler.more').click();
    await page.getByRole('menuitem', { name: studio.t('modeler.cockpit.title') }).click();
    await studio.button('modeler.start.button').click();
    await page.getByLabel(studio.t('modeler.cockpit.businessKey')).last().fill('JY-0001');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: studio.t('modeler.start.do'), exact: true })
      .click();
    await page.locator('.ant-drawer', { hasText: 'JY-0001' }).first().waitFor();
    const instance = new URL(page.url()).searchParams.get('instance') ?? '';
    await studio.picture('first-process-started');
    chapter('started');

    // work on a phone
    await workOnPhone('dispatcher', '登记借用', async (phone) => {
      await phone.page.getByLabel('借用的工具').fill('光功率计');
    });
    const [due] = (await tasks('engineer')).filter((task) => task.name === '准备工具');
    expect(due?.dueAt).not.toBeNull();
    chapter('first step on the phone');

    // change: a step between
    await studio.goto('/modeler/');
    await page.getByRole('link', { name: '工具借用' }).click();
    await shape(studio, '归还确认').waitFor();
    const flows = page.locator('.canvas .djs-connection .djs-hit');
    expect(await flows.count()).toBeGreaterThan(4);
    const [from, to] = [await shape(studio, '准备工具').boundingBox(), await shape(studio, '归还确认').boundingBox()];
    if (!from || !to) throw new Error('not drawn');
    await page.mouse.click((from.x + from.width + to.x) / 2, from.y + from.height / 2);
    await studio.button('modeler.panel.insertTask').click();
    await rename(studio, '现场使用');
    await role(studio, '维护工程师');
    await publish(studio, 2);
    chapter('changed');

    // migrate the running case
    await studio.goto(`/modeler/cockpit/${new URL(page.url()).pathname.split('/').at(-1) ?? ''}?version=1`);
    await studio.button('modeler.cockpit.migrateAll', { version: 1 }).click();
    const dialog = page.locator('.ant-modal:visible').last();
    // nothing was taken away: every step has its place by itself
    await dialog.getByRole('region', { name: studio.t('modeler.cockpit.mapping') }).waitFor();
    expect(await dialog.locator('.mapping-row').count()).toBe(0);
    await dialog.getByRole('button', { name: studio.t('modeler.cockpit.rehearse'), exact: true }).click();
    await dialog.getByText(studio.t('modeler.cockpit.rehearsed', { done: 1, total: 1, refused: 0 })).waitFor();
    await dialog.getByLabel(studio.t('modeler.cockpit.reason')).fill('增加现场使用');
    await dialog.getByRole('button', { name: /1/ }).last().click();
    await dialog.getByText(studio.t('modeler.cockpit.migrated', { done: 1, total: 1, refused: 0 })).waitFor();
    await studio.picture('first-process-migrated', { published: true });
    chapter('migrated');

    // the running case takes the new way to its end, on phones
    await workOnPhone('engineer', '准备工具');
    await workOnPhone('engineer', '现场使用');
    await workOnPhone('dispatcher', '归还确认');
    chapter('the rest on the phone');
    const { body } = await (await stage.client('admin')).get<{ state: string }>(`/api/process-instances/${instance}`);
    expect(body.state).toBe('completed');
    process.stdout.write(`clicks: ${JSON.stringify(told)} = ${clicks}\n`);
    expect(clicks).toBeGreaterThan(30);
    expect(clicks).toBeLessThanOrEqual(90);
  }, 600_000);
});
