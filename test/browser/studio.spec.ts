import { describe, expect, it } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { Client } from '../support/client.js';
import { eventually } from '../support/story.js';
import { Stage } from './support/stage.js';
import type { Language } from './support/texts.js';
import type { Visitor, Width } from './support/visitor.js';

interface Listed<T> {
  readonly items: readonly T[];
}

/** The studio for everything that is data, and drafts that are never lost. */
describe('the studio', () => {
  const stage = new Stage();

  const point = async (visitor: Visitor, shape: Locator): Promise<void> => {
    const box = await shape.boundingBox();
    if (!box) throw new Error('not drawn');
    await visitor.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  };
  const rename = async (visitor: Visitor, id: string, name: string): Promise<void> => {
    await point(visitor, visitor.page.locator(`.djs-shape[data-element-id="${id}"]`).first());
    const field = visitor.page.getByLabel(visitor.t('modeler.panel.name'), { exact: true });
    await field.fill(name);
    await field.blur();
  };
  const saved = (visitor: Visitor): Promise<void> =>
    visitor.page.locator('.draft-status[data-status="saved"]').waitFor({ timeout: 30_000 });
  const draftOf = async (kind: string, key: string) =>
    (await (await stage.client('admin')).get<Listed<{ revision: number }>>(`/api/drafts?kind=${kind}&key=${key}`)).body
      .items[0];

  it('tells the second of two administrators, merges the work of both, and survives a restart of the server', async () => {
    // given a second administrator
    const admin = await stage.client('admin');
    const made = await admin.post('/api/users', {
      username: 'second-admin',
      displayName: '乙管理员',
      roles: ['operator'],
      password: 'first-password-1',
    });
    expect(made.status).toBeLessThan(300);
    const fresh = await Client.as(stage.server.url, 'second-admin', 'first-password-1');
    const changed = await fresh.post('/api/auth/password', {
      currentPassword: 'first-password-1',
      newPassword: 'second-password-2',
    });
    expect(changed.status).toBeLessThan(300);
    const one = await stage.person('admin', 'desktop', 'zh-CN', '/modeler/processes/fault-analysis');
    const two = await stage.person(
      'second-admin',
      'desktop',
      'zh-CN',
      '/modeler/processes/fault-analysis',
      'second-password-2',
    );
    for (const each of [one, two]) {
      each.expectAnswer(409, '/api/drafts/process/fault-analysis');
      each.expectAnswer(0, '/api');
      await each.page.locator('[data-element-id="write-analysis"]').first().waitFor();
    }
    // when both change another step
    await rename(one, 'write-analysis', '甲改的名称');
    await saved(one);
    await rename(two, 'review-analysis', '乙改的名称');
    // then the second is told by whom, and nothing is overwritten
    await two.page.locator('.conflict-bar', { hasText: '系统管理员' }).waitFor();
    await two.picture('studio-conflict-desktop-zh-CN');
    expect(await two.accessibility(['.djs-container'])).toEqual([]);
    // when they merge
    await two.button('modeler.conflict.merge').click();
    await two.text('modeler.conflict.clean').waitFor();
    await two.page.locator('.ant-modal .djs-shape', { hasText: '甲改的名称' }).first().waitFor();
    await two.picture('studio-merge-desktop-zh-CN');
    await two.button('modeler.conflict.take').click();
    await saved(two);
    // then both changes are in the draft
    const content = async (): Promise<string> =>
      (await admin.get<{ content: string }>('/api/drafts/process/fault-analysis')).body.content;
    expect(await content()).toContain('甲改的名称');
    expect(await content()).toContain('乙改的名称');
    // and the first is told
    await one.page.locator('.conflict-bar').waitFor({ timeout: 30_000 });
    await one.button('modeler.conflict.theirs').click();
    await one.page.locator('.djs-shape', { hasText: '乙改的名称' }).first().waitFor();
    // when the server goes away during an edit
    await two.close();
    await stage.server.kill();
    await rename(one, 'review-analysis', '断线时改的名称');
    await one.page.locator('.draft-status[data-status="local"]').waitFor({ timeout: 30_000 });
    await one.picture('studio-offline-desktop-zh-CN');
    await stage.server.revive();
    // then the change arrives by itself
    await saved(one);
    expect(await content()).toContain('断线时改的名称');
    one.troubles();
  }, 240_000);

  it.each<[Width, Language]>([
    ['desktop', 'zh-CN'],
    ['phone', 'en'],
  ])(
    'opens, changes and publishes a form, a decision and a text (%s, %s)',
    async (width, language) => {
      const visitor = await stage.person('admin', width, language, '/modeler/');
      const { page } = visitor;
      await page.locator('.definitions').waitFor();
      expect(await visitor.accessibility()).toEqual([]);
      expect(await visitor.overflow()).toBeLessThanOrEqual(0);
      await visitor.picture(`studio-list-${width}-${language}`);
      const publish = async (kind: string, key: string, note: string): Promise<void> => {
        await saved(visitor);
        await visitor.button('modeler.publish.button').click();
        await page.getByLabel(visitor.t('modeler.publish.note')).fill(note);
        await visitor.picture(`studio-publish-${kind}-${width}-${language}`);
        await page.getByRole('dialog').locator('.ant-btn-primary').last().click();
        await visitor.button('modeler.publish.close').click();
        await eventually(
          async () => draftOf(kind, key),
          (draft) => draft === undefined,
        );
        await visitor.text('modeler.draft.clean').waitFor();
      };

      // a form: the English of a field, seen in the preview at once
      await visitor.goto('/modeler/forms/leave-site');
      await page.locator('.fjs-form-editor').waitFor();
      await page.getByRole('tab', { name: visitor.t('modeler.form.english') }).click();
      const field = page.locator('.english-texts input').first();
      await field.fill(`Leave ${width} <b>{{x}}</b> 🚒`);
      await field.blur();
      await page.getByRole('tab', { name: visitor.t('modeler.form.preview') }).click();
      if (language === 'en') await page.locator('.split-side', { hasText: `Leave ${width} <b>` }).waitFor();
      expect(await visitor.accessibility(['.form-editor', '.fjs-container'])).toEqual([]);
      expect(await visitor.overflow()).toBeLessThanOrEqual(0);
      await visitor.picture(`studio-form-${width}-${language}`);
      await publish('form', 'leave-site', 'field texts');

      // a decision: tried before it is changed
      await visitor.goto('/modeler/decisions/severity-p-s1');
      await page.locator('.tjs-table, .dmn-decision-table-container').first().waitFor();
      await page.locator('.split-side input').first().fill('paralysed');
      await page.locator('.trial-result', { hasText: 'T1' }).waitFor();
      await visitor.text('modeler.draft.clean').waitFor();
      await visitor.picture(`studio-decision-${width}-${language}`);
      await page
        .locator('td.annotation, .annotation-cell, [data-col-id] .content-editable, td [contenteditable]')
        .last()
        .click();
      await page.keyboard.type(' x');
      await page.locator('h1').first().click();
      await publish('decision', 'severity-p-s1', 'remark');

      // a text, in the other language too, with what comes out of it
      await visitor.goto('/modeler/templates/case-closed');
      const text = page.locator('.template-text');
      await text.waitFor();
      await text.fill(`{{case.number}} ${width} <script>alert(1)</script>`);
      await page.locator('.message-preview strong', { hasText: width }).waitFor();
      await text.fill('{{#if case}}');
      await page.locator('.message-preview [role="alert"]').waitFor();
      visitor.expectAnswer(422, '/api/template-previews/message');
      visitor.expectAnswer(422, '/api/deployments');
      await text.fill(`{{case.number}} ${width}`);
      await page.locator('.message-preview [role="alert"]').waitFor({ state: 'detached' });
      expect(await visitor.accessibility()).toEqual([]);
      expect(await visitor.overflow()).toBeLessThanOrEqual(0);
      await visitor.picture(`studio-text-${width}-${language}`);
      await publish('template', 'case-closed', 'subject');

      // the version can be compared and taken back
      await visitor.button('modeler.more').click();
      await page.getByRole('menuitem', { name: visitor.t('modeler.versions.title') }).click();
      await page.locator('.version-list li', { hasText: 'subject' }).first().waitFor();
      await page.locator('.version-list li').last().getByRole('button').click();
      await page.locator('.text-comparison [data-change="added"]').first().waitFor();
      await visitor.picture(`studio-compare-${width}-${language}`);
      await visitor.button('modeler.versions.goOn').click();
      await saved(visitor);
      visitor.troubles();
    },
    240_000,
  );
});
