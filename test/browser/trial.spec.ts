import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { stepName } from './support/process.js';
import { Stage } from './support/stage.js';
import type { Language } from './support/texts.js';
import type { Visitor, Width } from './support/visitor.js';

const shipped = readFileSync(join('processes', 'fault-handling', 'fault-handling.bpmn'), 'utf8');

/** Issue 4, "Try it": the draft is played in the page, in virtual time, before anybody is affected. */
describe('trying a draft', () => {
  const stage = new Stage();

  const card = (visitor: Visitor, kind: string): Locator =>
    visitor.page.locator(`.wait-card[data-kind="${kind}"]`).first();
  const token = (visitor: Visitor, elementId: string): Locator =>
    visitor.page.locator(`.djs-overlays[data-container-id="${elementId}"] .trial-token`);
  const choose = async (visitor: Visitor, label: string): Promise<void> => {
    await visitor.page.getByLabel(visitor.t(label), { exact: true }).click();
    await visitor.page.locator('.ant-select-dropdown:visible .ant-select-item-option').first().click();
  };

  it.each<[Width, Language]>([
    ['desktop', 'zh-CN'],
    ['phone', 'en'],
  ])(
    'walks a case over the diagram, lets time pass and steps back (%s, %s)',
    async (width, language) => {
      // given the process as it is drawn
      const assess = stepName(language, 'fault-handling', 'assess');
      const visitor = await stage.person('admin', width, language, '/modeler/processes/fault-handling');
      const { page } = visitor;
      await page.locator('[data-element-id="assess"]').first().waitFor();
      const written = new Set<string>();
      page.on('request', (request) => {
        if (request.method() !== 'GET') written.add(new URL(request.url()).pathname);
      });
      // when it is tried, measured by the promises of a contract
      await visitor.button('modeler.trial.button').click();
      await choose(visitor, 'modeler.trial.profile');
      await choose(visitor, 'modeler.trial.severity');
      expect(await visitor.accessibility(['.djs-container'])).toEqual([]);
      await visitor.picture(`trial-setup-${width}-${language}`);
      await visitor.button('modeler.trial.begin').click();
      // then the token stands at the first system step, which asks for what the way after it is chosen by
      await token(visitor, 'check-contract').waitFor();
      const result = card(visitor, 'job').getByLabel(visitor.t('modeler.trial.value', { name: 'contractCheck' }));
      await result.fill('valid');
      await result.press('Escape');
      await visitor.picture(`trial-begun-${width}-${language}`);
      await card(visitor, 'job').locator('.wait-actions .ant-btn').click();
      // when the task is answered through its own form, which is checked
      await token(visitor, 'assess').waitFor();
      await page.getByRole('button', { name: `${visitor.t('modeler.trial.fillIn')} · ${assess}` }).click();
      const complete = page.getByRole('button', { name: `${visitor.t('modeler.trial.complete')} · ${assess}` });
      await card(visitor, 'task').locator('input[type="radio"]').first().waitFor();
      await complete.click();
      await card(visitor, 'task').locator('.fjs-has-errors').first().waitFor();
      for (const group of await card(visitor, 'task').locator('.fjs-form-field-radio').all())
        await group.locator('input[type="radio"]').first().check();
      await complete.click();
      // then the case goes on, and its clocks run
      await token(visitor, 'register-case').waitFor();
      const clock = page.locator('.trial .trial-list .countdown').first();
      expect(await clock.getAttribute('data-tone')).toBe('run');
      // when an hour passes
      await visitor.button('modeler.trial.leaps.hour').click();
      // then the first promise is late
      await page.locator('.trial .countdown[data-tone="breach"]').first().waitFor();
      await page.getByRole('tab', { name: visitor.t('modeler.trial.variables') }).click();
      await page.locator('.trial-list li', { hasText: 'contractCheck' }).waitFor();
      await page.getByRole('tab', { name: visitor.t('modeler.trial.history') }).click();
      await page.locator('.trial-history li', { hasText: assess }).first().waitFor();
      expect(await visitor.accessibility(['.djs-container'])).toEqual([]);
      expect(await visitor.overflow()).toBeLessThanOrEqual(0);
      await visitor.picture(`trial-late-${width}-${language}`, { published: width === 'desktop' });
      // when the last two steps are taken back
      await visitor.button('modeler.trial.back').click();
      await page.locator('.trial .countdown[data-tone="breach"]').first().waitFor({ state: 'detached' });
      await visitor.button('modeler.trial.back').click();
      // then the task is open again, and nothing was written: both calls store nothing
      await token(visitor, 'assess').waitFor();
      expect([...written].sort()).toEqual(['/api/service-levels/evaluate', '/api/simulations']);
    },
    300_000,
  );

  it.each<[Width, Language]>([
    ['desktop', 'zh-CN'],
    ['phone', 'en'],
  ])(
    'walks it many times by chance, and the same again for the same seed (%s, %s)',
    async (width, language) => {
      // given the process as it is drawn
      const visitor = await stage.person('admin', width, language, '/modeler/processes/fault-handling');
      const { page } = visitor;
      await page.locator('[data-element-id="assess"]').first().waitFor();
      await visitor.button('modeler.trial.button').click();
      await page.getByText(visitor.t('modeler.manyRuns.title'), { exact: true }).click();
      await choose(visitor, 'modeler.trial.profile');
      await choose(visitor, 'modeler.manyRuns.runs');
      await page.getByLabel(visitor.t('modeler.manyRuns.seed')).fill('7');
      // when it is run
      const run = visitor.button('modeler.manyRuns.begin', { count: 20 });
      await run.click();
      // then the diagram is warm where runs passed, and durations and promises are told
      await page.locator('.run-result').waitFor();
      await page.locator('.djs-shape[class*="run-heat-5"][data-element-id="check-contract"]').waitFor();
      expect(await page.locator('.run-bars li').count()).toBeGreaterThan(1);
      await page.locator('.run-result .countdown').first().waitFor();
      expect(await visitor.accessibility(['.djs-container'])).toEqual([]);
      expect(await visitor.overflow()).toBeLessThanOrEqual(0);
      await page.locator('.run-bars').scrollIntoViewIfNeeded();
      await visitor.picture(`trial-many-${width}-${language}`, { published: width === 'desktop' });
      // and the same seed tells the same
      const told = await page.locator('.run-result').innerText();
      const again = page.waitForResponse((answer) => answer.url().endsWith('/api/simulations/runs'));
      await run.click();
      await again;
      expect(await page.locator('.run-result').innerText()).toBe(told);
    },
    300_000,
  );

  it('refuses a draft with a broken part in plain words, and runs it once it is mended', async () => {
    // given a draft nobody published: a condition that cannot be read
    const admin = await stage.client('admin');
    const broken = shipped.replace('>=contractCheck = &quot;valid&quot;<', '>=contractCheck = <');
    expect(broken).not.toBe(shipped);
    const draft = { title: '故障处理', content: broken, basedOn: 1, revision: 0 };
    expect((await admin.put('/api/drafts/process/fault-handling', draft)).status).toBeLessThan(300);
    const visitor = await stage.person('admin', 'desktop', 'zh-CN', '/modeler/processes/fault-handling');
    visitor.expectAnswer(422, '/api/');
    const { page } = visitor;
    await page.locator('[data-element-id="assess"]').first().waitFor();
    // when it is tried
    await visitor.button('modeler.trial.button').click();
    await visitor.button('modeler.trial.begin').click();
    // then what is wrong is told, with its place
    await page.locator('.trial-refused li button').first().waitFor();
    await visitor.picture('trial-refused-desktop-zh-CN');
    expect(await page.locator('.wait-card').count()).toBe(0);
    // when it is mended in the diagram
    await page.locator('.trial-refused li button').first().click();
    await visitor.button('modeler.trial.close').click();
    const condition = page.getByLabel(visitor.t('modeler.panel.condition'), { exact: true });
    await condition.fill('=contractCheck = "valid"');
    await condition.blur();
    await visitor.button('modeler.trial.button').click();
    await visitor.button('modeler.trial.begin').click();
    // then it runs
    await token(visitor, 'check-contract').waitFor();
  }, 300_000);
});
