import { describe, expect, it } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { eventually, tasksOf } from '../support/story.js';
import { doTask, reportCase } from './support/case-walk.js';
import { chooseLabelled } from './support/fields.js';
import { Stage } from './support/stage.js';
import type { Language } from './support/texts.js';
import type { Visitor, Width } from './support/visitor.js';

const assessed = { impact: 'single-service', faultKind: 'network', alreadyComplained: false, simpleProblem: false };

/** Story step 7: the administrator inserts a step, is told when the model is wrong, and publishes; no code is touched. */
describe('changing a process', () => {
  const stage = new Stage();

  /** Clicks the middle of what is drawn, as a person points at it. */
  const point = async (visitor: Visitor, shape: Locator): Promise<void> => {
    const box = await shape.boundingBox();
    if (!box) throw new Error('not drawn');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    if (visitor.width === 'phone') await visitor.page.touchscreen.tap(x, y);
    else await visitor.page.mouse.click(x, y);
  };
  const connection = (visitor: Visitor, id: string): Locator =>
    visitor.page.locator(`.djs-connection[data-element-id="${id}"] .djs-hit`).first();

  it.each<[Width, Language, string, string, string]>([
    ['desktop', 'zh-CN', '二线复核', '技术督导小组', '首次联系'],
    ['phone', 'en', 'Second look', 'Technical supervision group', 'First contact'],
  ])(
    'inserts a review (%s, %s), is shown what is wrong, publishes; new cases take it, running ones do not',
    async (width, language, title, role, form) => {
      // given a case on the version in use
      const customer = await stage.client('customer');
      const before = await reportCase(customer, '旧流程工单', 'single-service');
      await eventually(
        async () => tasksOf(await stage.client('dispatcher'), before),
        (tasks) => tasks.some((task) => task.elementId === 'assess'),
      );
      const visitor = await stage.person('admin', width, language, '/modeler/');
      const { page } = visitor;
      visitor.expectAnswer(422, '/api/deployments');
      await page.locator('.definitions').waitFor();
      expect(await visitor.accessibility()).toEqual([]);
      expect(await visitor.overflow()).toBeLessThanOrEqual(0);
      await visitor.picture(`modeler-list-${width}-${language}`);
      await page.getByRole('link', { name: language === 'en' ? 'Fault handling' : '故障处理' }).click();
      await page.locator('[data-element-id="assess"]').first().waitFor();
      const version = Number(/v(\d+)/.exec((await page.locator('.editor-bar .num').textContent()) ?? '')?.[1]);
      expect(await visitor.accessibility(['.djs-container'])).toEqual([]);
      expect(await visitor.overflow()).toBeLessThanOrEqual(0);
      await visitor.picture(`modeler-open-${width}-${language}`);
      // when a user task is put into the connection behind the assessment, with role and form from the lists
      await point(visitor, connection(visitor, 'assess--decide-severity'));
      await visitor.button('modeler.panel.insertTask').click();
      const name = page.getByLabel(visitor.t('modeler.panel.name'), { exact: true });
      await name.fill(title);
      await name.blur();
      await chooseLabelled(visitor.page, visitor.t('modeler.panel.role'), role);
      await chooseLabelled(visitor.page, visitor.t('modeler.panel.form'), form);
      // and the one thing that is still told, a name for the English screens, is given
      await visitor.text('modeler.findings.noEnglish').waitFor();
      const english = page.getByLabel(visitor.t('modeler.panel.nameEn'), { exact: true });
      await english.fill('Second look');
      await english.blur();
      await visitor.text('modeler.findings.none').waitFor();
      await visitor.picture(`modeler-inserted-${width}-${language}`);
      // and the model is made wrong
      await point(visitor, connection(visitor, 'contract-result--assess'));
      await visitor.button('modeler.condition.asFormula').click();
      const condition = page.getByLabel(visitor.t('modeler.panel.condition'), { exact: true });
      await condition.fill('=contractCheck = ');
      await condition.blur();
      // then the place is marked and told in words, and it cannot be published
      await page.locator('.djs-overlays .finding-error').first().waitFor();
      await page
        .locator('.findings li', { hasText: visitor.t('modeler.findings.error') })
        .first()
        .waitFor();
      expect(await visitor.accessibility(['.djs-container'])).toEqual([]);
      await visitor.picture(`modeler-finding-${width}-${language}`, { published: width === 'desktop' });
      await visitor.button('modeler.publish.button').click();
      const refusing = page
        .getByRole('dialog')
        .getByRole('button', { name: visitor.t('modeler.publish.do', { version: version + 1 }) });
      await refusing.waitFor();
      expect(await refusing.isDisabled()).toBe(true);
      await page
        .getByRole('dialog')
        .getByRole('button', { name: visitor.t('modeler.cancel') })
        .click();
      // when it is undone, the page is left and opened again
      await visitor.button('modeler.view.undo').click();
      await visitor.text('modeler.findings.none').waitFor();
      await page.reload();
      await page
        .locator('.djs-shape', { hasText: language === 'en' ? 'Second' : title })
        .first()
        .waitFor();
      await page.goBack();
      await page.locator('.definitions .ant-tag', { hasText: visitor.t('modeler.hasDraft') }).waitFor();
      await page.goForward();
      await page
        .locator('.djs-shape', { hasText: language === 'en' ? 'Second' : title })
        .first()
        .waitFor();
      // and published
      await visitor.button('modeler.publish.button').click();
      await page.locator('.publish-changes li', { hasText: title }).waitFor();
      expect(await page.locator('.publish-changes li').count()).toBe(1);
      await visitor.picture(`modeler-publish-${width}-${language}`);
      await page
        .getByRole('dialog')
        .getByRole('button', { name: visitor.t('modeler.publish.do', { version: version + 1 }) })
        .click();
      // then version and second opinion are told
      await page.locator('.opinion-verdict').waitFor({ timeout: 60_000 });
      // the second engine has a time limit: on a busy machine it may have compared too little for a verdict
      const verdicts = ['agrees', 'not-comparable'].map((verdict) => visitor.t(`modeler.opinion.${verdict}`));
      expect(verdicts).toContain(await page.locator('.opinion-verdict').textContent());
      await page.locator('.opinion summary').first().click();
      expect(await visitor.accessibility(['.djs-container'])).toEqual([]);
      await visitor.picture(`modeler-published-${width}-${language}`, { published: width === 'desktop' });
      await visitor.button('modeler.publish.close').click();
      await visitor.text('modeler.versionNow', { version: version + 1 }).waitFor();
      await visitor.text('modeler.draft.clean').waitFor();
      // and a new case takes the new path, the running one does not
      const after = await reportCase(customer, '新流程工单', 'single-service');
      const dispatcher = await stage.client('dispatcher');
      for (const number of [after, before]) await doTask(dispatcher, number, 'assess', assessed);
      const reviewer = await stage.client('supervisor');
      await eventually(
        () => tasksOf(reviewer, after),
        (tasks) => tasks.some((task) => task.name === title),
      );
      const running = (await tasksOf(await stage.client('admin'), before)).map((task) => task.name);
      expect(running).not.toContain(title);
    },
    300_000,
  );
});
