import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { lostInEditor } from '../support/canonical-xml.js';
import { eventually } from '../support/story.js';
import { Stage } from './support/stage.js';
import type { Language } from './support/texts.js';
import type { Width } from './support/visitor.js';

const foreign = (name: string): string =>
  readFileSync(new URL(`../../libs/interchange/src/fixtures/${name}`, import.meta.url), 'utf8');
const models = new URL('../bpmn-miwg/models/', import.meta.url);

describe('models that others made', () => {
  const stage = new Stage();

  it.each<[Width, Language, string, string]>([
    ['desktop', 'zh-CN', 'invoice.camunda.bpmn', 'archive'],
    ['phone', 'en', 'leave.flowable.bpmn20.xml', 'book'],
  ])(
    'are opened, told line by line and kept as a draft (%s, %s, %s)',
    async (width, language, name, element) => {
      const visitor = await stage.person('admin', width, language, '/modeler/');
      const { page } = visitor;
      await visitor.button('modeler.import.title').click();
      // rubbish first: it is refused in words
      visitor.expectAnswer(422, '/api/modeling/imports');
      // the draft is checked while it is drawn
      visitor.expectAnswer(422, '/api/deployments');
      await page.getByLabel(visitor.t('modeler.import.paste')).fill('hello');
      await visitor.button('modeler.import.open').click();
      await page.getByRole('alert').waitFor();
      expect(await visitor.accessibility()).toEqual([]);
      expect(await visitor.overflow()).toBeLessThanOrEqual(0);
      await visitor.picture(`import-choose-${width}-${language}`);
      // then the file
      await page.locator('input[type=file]').setInputFiles({
        name,
        mimeType: 'application/xml',
        buffer: Buffer.from(foreign(name)),
      });
      await page.locator('.import-groups > li').first().waitFor();
      await page.locator(`.djs-element[data-element-id="${element}"]`).waitFor();
      // an element that is chosen in the drawing is the only one in the list
      await page.locator(`.djs-shape[data-element-id="${element}"]`).first().click();
      await eventually(
        () => page.locator('.import-groups > li').count(),
        (count) => count === 1,
      );
      expect(await visitor.accessibility(['.djs-container'])).toEqual([]);
      expect(await visitor.overflow()).toBeLessThanOrEqual(0);
      await visitor.picture(`import-report-${width}-${language}`, { whole: true });
      await page.locator('.import-keep .ant-btn-primary').click();
      // the editor has it, with what needs a person beside the element
      await page.waitForURL(/\/modeler\/processes\//);
      await page.locator('.canvas .djs-shape').first().waitFor();
      await visitor.button('modeler.view.all').click();
      const box = await eventually(
        () => page.locator(`.canvas .djs-shape[data-element-id="${element}"]`).first().boundingBox(),
        (found) => found !== null && found.width > 0,
      );
      await page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2);
      await page.locator('.brought-along').waitFor();
      await visitor.picture(`import-draft-${width}-${language}`);
      const drafts = await (await stage.client('admin')).get<{ items: { kind: string; key: string }[] }>('/api/drafts');
      expect(drafts.body.items.map((draft) => draft.kind)).toContain('form');
    },
    240_000,
  );

  it('given the 21 MIWG reference models, when opened in the editor and saved as BPMN, then nothing is lost', async () => {
    const admin = await stage.client('admin');
    const visitor = await stage.person('admin', 'desktop', 'en', '/modeler/');
    visitor.expectAnswer(422, '/api/deployments');
    const lost: Record<string, string[]> = {};
    const names = readdirSync(models).filter((each) => each.endsWith('.bpmn'));
    expect(names).toHaveLength(21);
    for (const name of names) {
      const xml = readFileSync(new URL(name, models), 'utf8');
      const key = `miwg-${name.replace(/\W/g, '-')}`;
      await admin.put(`/api/drafts/process/${key}`, { title: name, content: xml, basedOn: 0, revision: 0 });
      await visitor.goto(`/modeler/processes/${key}`);
      await visitor.page.locator('.canvas .djs-shape').first().waitFor();
      await visitor.button('modeler.more').click();
      const [file] = await Promise.all([
        visitor.page.waitForEvent('download'),
        visitor.page.getByRole('menuitem', { name: visitor.t('modeler.export.bpmn') }).click(),
      ]);
      const saved = readFileSync((await file.path()) ?? '', 'utf8');
      const missing = lostInEditor(xml, saved);
      if (missing.length > 0) lost[name] = missing;
    }
    expect(lost).toEqual({});
  }, 400_000);
});
