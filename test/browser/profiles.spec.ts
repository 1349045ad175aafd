import { describe, expect, it } from '@jest/globals';
import type { ProfileVersionDetail } from '@pledge/contracts';
import { choose, field, fillFields } from './support/fields.js';
import { Stage } from './support/stage.js';
import type { Language } from './support/texts.js';
import type { Visitor, Width } from './support/visitor.js';

/** The profile editor: contradictions (C05), promises without a figure (C07, C28), publishing. */
describe('profiles', () => {
  const stage = new Stage();

  const check = async (visitor: Visitor, name: string): Promise<void> => {
    expect(await visitor.accessibility()).toEqual([]);
    expect(await visitor.overflow()).toBeLessThanOrEqual(0);
    await visitor.picture(`${name}-${visitor.width}-${visitor.language}`);
  };
  const stored = async (id: string): Promise<ProfileVersionDetail> =>
    (await (await stage.client('manager')).get<ProfileVersionDetail>(`/api/service-levels/profiles/${id}/versions/1`))
      .body;

  it.each<[Width, Language]>([
    ['desktop', 'zh-CN'],
    ['phone', 'en'],
  ])(
    'tell a contradiction and a promise without a figure, and publish what is settled (%s, %s)',
    async (width, language) => {
      const visitor = await stage.person('manager', width, language, '/profiles');
      const { page } = visitor;
      const id = `P-T-${width}`;
      const dialog = page.getByRole('dialog');
      await page.locator('.work-table tbody tr').nth(8).waitFor();
      await visitor.picture(`profiles-${width}-${language}`, { whole: true });
      // given an id that is taken, when a profile is begun, then that is said; given one of its own, it begins as a copy
      await visitor.button('profile.add').click();
      await fillFields(dialog, {
        [visitor.t('profile.id')]: 'P-S1',
        [visitor.t('profile.nameZh')]: `试写的服务级别 ${width}`,
        [visitor.t('profile.nameEn')]: `A profile being written ${width}`,
      });
      await choose(page, field(dialog, visitor.t('profile.from')), 'P-S1');
      visitor.expectAnswer(409, '/api/service-levels/profiles');
      await visitor.button('profile.create').click();
      await dialog.getByRole('alert').waitFor();
      await check(visitor, 'profile-new');
      await fillFields(dialog, { [visitor.t('profile.id')]: id });
      await visitor.button('profile.create').click();
      await page.waitForURL(new RegExp(`/profiles/${id}`));
      const findings = page.locator('aside .findings');
      const ofKind = (kind: string) => findings.locator(`li[data-kind="${kind}"]`);
      await ofKind('question').first().waitFor();
      const copied = await stored(id);

      // when the lower end of a promise lies beyond its limit, then it is told at the row and beside the table
      const row = page.locator(`tr[id="row-commitments-${copied.profile.commitments[0]?.id ?? ''}"]`);
      await row.getByRole('button', { name: visitor.t('editor.more'), exact: true }).click();
      const low = page.locator('.more-cells').getByLabel(visitor.t('cell.min'));
      await low.fill('500');
      await ofKind('error').first().waitFor();
      await page.locator('.finding-row li[data-kind="error"]').first().waitFor();
      await check(visitor, 'profile-contradiction');
      // and it cannot be published so, nor is it lost
      await visitor.button('profile.save').click();
      await visitor.button('profile.saved').waitFor();
      await visitor.button('profile.publish').click();
      await dialog.getByText(visitor.t('profile.publishStopped')).waitFor();
      expect(await dialog.locator('button[type=submit]').count()).toBe(0);
      await visitor.picture(`profile-stopped-${width}-${language}`);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      expect((await stored(id)).profile.commitments[0]).toMatchObject({ min: 500 });
      await row.getByRole('button', { name: visitor.t('editor.more'), exact: true }).click();
      await low.fill('');
      await ofKind('error').first().waitFor({ state: 'detached' });

      // when its figure is taken away, then that is told; what is typed next is the figure of the same promise
      const limit = row.getByLabel(visitor.t('cell.max'));
      await limit.fill('');
      await ofKind('blank').first().waitFor();
      await visitor.picture(`profile-no-figure-${width}-${language}`);
      await page.keyboard.type('4');
      expect(await limit.inputValue()).toBe('4');
      await ofKind('blank').first().waitFor({ state: 'detached' });
      // when a graver level is allowed more than a milder one, then it is asked
      await limit.fill('9000');
      await ofKind('question').filter({ hasText: '9000' }).first().waitFor();
      await limit.fill('4');
      await ofKind('question').filter({ hasText: '9000' }).first().waitFor({ state: 'detached' });
      await visitor.button('profile.save').click();
      await visitor.button('profile.saved').waitFor();

      // then it can be published, with a reason for each question
      await visitor.button('profile.publish').click();
      const reasons = dialog.locator('.findings input');
      await dialog.locator('button[type=submit]').click();
      await dialog.getByText(visitor.t('web.form.required')).waitFor();
      await reasons.first().fill('照合同原文');
      await dialog
        .getByRole('button', { name: visitor.t('finding.sameReason', { count: await reasons.count() }) })
        .click();
      await fillFields(dialog, { [visitor.t('profile.comment')]: '第一版' });
      await check(visitor, 'profile-publish');
      await dialog.locator('button[type=submit]').click();
      await dialog.waitFor({ state: 'detached' });
      await visitor.button('profile.edit').waitFor();
      const published = await stored(id);
      expect([published.state, published.comment]).toEqual(['published', '第一版']);
      expect(published.profile.commitments).toEqual([
        { ...copied.profile.commitments[0], max: 4 },
        ...copied.profile.commitments.slice(1),
      ]);
      // and people without that duty read it only
      const engineer = await stage.person('engineer', width, language, `/profiles/${id}`);
      await engineer.page.locator('.editor-table tbody tr').first().waitFor();
      expect(await engineer.button('profile.edit').count()).toBe(0);
      expect(await engineer.page.getByLabel(visitor.t('cell.max')).first().isDisabled()).toBe(true);
      await engineer.picture(`profile-read-${width}-${language}`);
    },
    300_000,
  );
});
