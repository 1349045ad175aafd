import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stage } from './support/stage.js';
import type { Language } from './support/texts.js';
import type { Width } from './support/visitor.js';

/** The two ways to the closing steps meet in a choice; drawn as a parallel join, each waits for the other for ever. */
const wrong = readFileSync(join('processes', 'fault-handling', 'fault-handling.bpmn'), 'utf8').replace(
  /<bpmn:exclusiveGateway (id="closing-merge"[\s\S]*?)<\/bpmn:exclusiveGateway>/,
  '<bpmn:parallelGateway $1</bpmn:parallelGateway>',
);

/** Issue 4: what can go wrong is told while drawing, and the way there is shown as a moving token. */
describe('a drawing that can get stuck', () => {
  const stage = new Stage();

  it.each<[Width, Language]>([
    ['desktop', 'zh-CN'],
    ['phone', 'en'],
  ])('is told in plain words and its path is played (%s, %s)', async (width, language) => {
    // given a draft in which a join waits for a branch that never comes
    const admin = await stage.client('admin');
    const known = await admin.get<{ items: { revision: number }[] }>('/api/drafts?kind=process&key=fault-handling');
    const revision = known.body.items[0]?.revision ?? 0;
    const draft = { title: '故障处理', content: wrong, basedOn: 1, revision };
    expect((await admin.put('/api/drafts/process/fault-handling', draft)).status).toBeLessThan(300);
    // when the administrator opens it
    const visitor = await stage.person('admin', width, language, '/modeler/processes/fault-handling');
    const { page } = visitor;
    // then the place is named, and the way there walks over the diagram
    const remark = page.locator('.findings li', { hasText: language === 'en' ? 'wait here for ever' : '永远停在这里' });
    await remark.first().waitFor();
    expect(await page.locator('.on-path').count()).toBe(0);
    await remark
      .first()
      .getByRole('button', { name: visitor.t('modeler.findings.play'), exact: true })
      .click();
    await page.locator('.path-token').waitFor();
    expect(await page.locator('.on-path').count()).toBeGreaterThan(10);
    expect(await visitor.accessibility(['.djs-container'])).toEqual([]);
    await visitor.picture(`soundness-${width}-${language}`);
  });
});
