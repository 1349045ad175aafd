import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeOption } from './support/fields.js';
import { Stage } from './support/stage.js';
import type { Language } from './support/texts.js';
import type { Visitor, Width } from './support/visitor.js';

/** A restored fault is closed without its analysis. */
const unanalysed = readFileSync(join('processes', 'fault-handling', 'fault-handling.bpmn'), 'utf8').replace(
  'sourceRef="closing-merge" targetRef="closing-fork"',
  'sourceRef="closing-merge" targetRef="close-case"',
);

/** Chooses from a list by what is written there. */
async function choose(visitor: Visitor, field: string, option: string, search = true): Promise<void> {
  const { page } = visitor;
  await page.getByLabel(field, { exact: true }).last().click();
  // long lists draw only what is in view
  if (search) await page.keyboard.type(option);
  await takeOption(page, option);
}

/** Issue 4: service rules that administrators edit as data; a broken rule shows the path. */
describe('service rules in the studio', () => {
  const stage = new Stage();

  it.each<[Width, Language]>([
    ['desktop', 'zh-CN'],
    ['phone', 'en'],
  ])(
    'given a draft that breaks a shipped rule, the place is told and the way played (%s, %s)',
    async (width, language) => {
      const admin = await stage.client('admin');
      const known = await admin.get<{ items: { revision: number }[] }>('/api/drafts?kind=process&key=fault-handling');
      const revision = known.body.items[0]?.revision ?? 0;
      const draft = { title: '故障处理', content: unanalysed, basedOn: 1, revision };
      expect((await admin.put('/api/drafts/process/fault-handling', draft)).status).toBeLessThan(300);

      const visitor = await stage.person('admin', width, language, '/modeler/processes/fault-handling');
      const { page } = visitor;
      const rule = language === 'en' ? 'Every restored fault is analysed' : '业务恢复之后必有故障分析';
      const remark = page.locator('.findings li', { hasText: rule }).first();
      await remark.waitFor();
      await remark.getByRole('button', { name: visitor.t('modeler.findings.play'), exact: true }).click();
      await page.locator('.path-token').waitFor();
      expect(await page.locator('.on-path').count()).toBeGreaterThan(8);
      await visitor.picture(`service-rule-broken-${width}-${language}`);
    },
  );

  it.each<[Width, Language]>([
    ['desktop', 'zh-CN'],
    ['desktop', 'en'],
    ['phone', 'zh-CN'],
    ['phone', 'en'],
  ])(
    'given a new rule made from lists, it says what it asks and who breaks it, and goes live (%s, %s)',
    async (width, language) => {
      const visitor = await stage.person('admin', width, language, '/modeler/rules/new');
      const { page } = visitor;
      const t = (key: string, values = {}): string => visitor.t(`modeler.rule.${key}`, values);
      await page.getByLabel(t('nameZh'), { exact: true }).fill('每件工单都回访');
      await page.getByLabel(t('nameEn'), { exact: true }).fill('Every case ends by a return visit');
      await page.getByRole('radio', { name: t('kinds.through') }).check();
      await choose(visitor, t('traitOf', { part: t('parts.step') }), t('traits.form'), false);
      await choose(
        visitor,
        t('valueOf', { part: t('parts.step') }),
        language === 'en' ? 'Sign the service form' : '客户签署服务单',
      );
      await page
        .getByRole('status')
        .filter({ hasText: t('says.through', { step: '' }).slice(0, 6) })
        .first()
        .waitFor();
      // every process is looked at: most of them end in another way
      const broken = page.locator('.findings li').first();
      await broken.waitFor();
      await visitor.picture(`service-rule-new-${width}-${language}`, { whole: true });
      expect(await visitor.overflow()).toBe(0);
      expect(await visitor.accessibility()).toEqual([]);
      // asked of the fault process only, it goes live as a version of its own
      await choose(visitor, t('processes'), language === 'en' ? 'Fault handling' : '故障处理');
      await page.keyboard.press('Escape');
      await visitor.button('modeler.publish.button').click();
      await visitor.button('modeler.publish.do', { version: 1 }).click();
      await page.getByText(visitor.t('modeler.draft.clean')).first().waitFor();
    },
  );

  it('given the list of everything, the rules stand in it with their names', async () => {
    const visitor = await stage.person('admin', 'desktop', 'en', '/modeler/?kind=rule');
    await visitor.page.getByRole('link', { name: 'A breached promise is always heard' }).click();
    await visitor.page.locator('.rule-sentence', { hasText: 'Promise breached' }).waitFor();
    await visitor.picture('service-rule-shipped-en');
  });
});
