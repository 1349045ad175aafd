import { describe, expect, it } from '@jest/globals';
import type { DutyLeaveList, DutyUnitList, KeyPeriodList } from '@pledge/contracts';
import { choose, field, fillFields, takeOption } from './support/fields.js';
import { Stage } from './support/stage.js';
import type { Language } from './support/texts.js';
import type { Visitor, Width } from './support/visitor.js';

const both: [Width, Language][] = [
  ['desktop', 'zh-CN'],
  ['phone', 'en'],
];
const YEAR = new Date().getUTCFullYear() + 1;

/** What rosters are drafted from: rules, the contact list, leave, key periods. */
describe('duty', () => {
  const stage = new Stage();

  const check = async (visitor: Visitor, name: string, whole = false): Promise<void> => {
    expect(await visitor.accessibility()).toEqual([]);
    expect(await visitor.overflow()).toBeLessThanOrEqual(0);
    await visitor.picture(`${name}-${visitor.width}-${visitor.language}`, { whole });
  };

  it.each(both.slice(0, 1))(
    'rules: which one wins when, hours without anybody, too few people, saved together (%s, %s)',
    async (width, language) => {
      const visitor = await stage.person('manager', width, language, '/roster/rules');
      const { page } = visitor;
      const name = (zh: string, en: string): string => (language === 'en' ? en : zh);
      const row = (text: string) => page.locator('.duty-rules tbody tr', { hasText: text }).first();
      await row(name('法定节假日', 'Public holiday')).waitFor();
      await check(visitor, 'duty-rules', true);
      // given hours that no rule covers any more, when they are saved, then the day and the hours are said
      visitor.expectAnswer(422, '/api/duty-units/default');
      await row(name('周末', 'Weekend'))
        .getByRole('button', { name: visitor.t('common.remove') })
        .click();
      await row(name('非工作时间', 'Off hours'))
        .getByRole('button', { name: visitor.t('common.remove') })
        .click();
      await page.locator('.day-strips [data-hole="true"]').first().waitFor();
      await visitor.button('duty.save').click();
      const refusal = page.locator('.duty-unsaved [role="alert"]');
      await refusal.getByText(name('无人值班', 'nobody would be on duty')).waitFor();
      await check(visitor, 'duty-rules-refused');
      await visitor.button('duty.discard').click();
      await row(name('周末', 'Weekend')).waitFor();
      // given a rule with one place only, when saved, then two people are asked for (S0i-24)
      await visitor.button('duty.addRule').click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: visitor.t('duty.takeOver'), exact: true }).click();
      await dialog.getByText(visitor.t('duty.groupsMissing')).waitFor();
      await fillFields(dialog, {
        [visitor.t('calendars.nameZh')]: '夜间割接',
        [visitor.t('calendars.nameEn')]: 'Night work',
        [visitor.t('calendars.id')]: `night-${width}`,
        [visitor.t('duty.precedence')]: '25',
        [visitor.t('duty.hours')]: '00:00-06:00',
      });
      await dialog.getByLabel(visitor.t('duty.day.working-day'), { exact: true }).check();
      await choose(page, field(dialog, visitor.t('duty.groups')), visitor.t('roles.engineer'));
      await dialog.locator('.ant-modal-title').click();
      await check(visitor, 'duty-rule');
      await dialog.getByRole('button', { name: visitor.t('duty.takeOver'), exact: true }).click();
      await dialog.waitFor({ state: 'detached' });
      await page.locator('.day-strips').getByText(name('夜间割接', 'Night work')).first().waitFor();
      await visitor.button('duty.save').click();
      await refusal.getByText(name('至少要 2 人', '2 people are the least')).waitFor();
      await row(name('夜间割接', 'Night work'))
        .getByRole('button', { name: visitor.t('common.change') })
        .click();
      await visitor.button('duty.addPlace').click();
      await choose(page, field(dialog.locator('.duty-slot').nth(1), visitor.t('duty.groups')), visitor.t('roles.pm'));
      await dialog.locator('.ant-modal-title').click();
      await dialog.getByRole('button', { name: visitor.t('duty.takeOver'), exact: true }).click();
      await visitor.button('duty.save').click();
      await visitor.text('duty.saved').waitFor();
      const stored = (await (await stage.client('manager')).get<DutyUnitList>('/api/duty-units')).body.items;
      expect(stored[0]?.rules.find((rule) => rule.id === `night-${width}`)).toMatchObject({
        precedence: 25,
        days: ['working-day'],
        hours: [{ from: '00:00', to: '06:00' }],
        slots: [{ groups: ['engineer'] }, { groups: ['pm'], role: 'backup' }],
      });
      // and the unit itself: rest, people at once, early leave (S0i-25)
      await visitor.button('duty.changeUnit').click();
      await fillFields(dialog, { [visitor.t('duty.restHoursUnit')]: '10' });
      await check(visitor, 'duty-unit');
      await dialog.getByRole('button', { name: visitor.t('duty.takeOver'), exact: true }).click();
      await visitor.button('duty.save').click();
      await page
        .locator('.duty-facts')
        .getByText(visitor.t('duty.hoursCount', { count: 10 }))
        .waitFor();
      await page.locator('.duty-unsaved').waitFor({ state: 'detached' });
      // who may not change them reads them
      const engineer = await stage.person('engineer', width, language, '/roster/rules');
      await engineer.page.locator('.duty-rules tbody tr').first().waitFor();
      expect(await engineer.page.getByRole('button', { name: visitor.t('common.change'), exact: true }).count()).toBe(
        0,
      );
    },
    300_000,
  );

  it.each(both)(
    'leave: entered, refused where it overlaps, changed, a shift of these days said, removed (%s, %s)',
    async (width, language) => {
      const visitor = await stage.person('manager', width, language, '/roster/leave');
      const { page } = visitor;
      const dialog = page.getByRole('dialog');
      const row = page.locator('.work-table tbody tr', { hasText: `${YEAR}-03-0` });
      const enter = async (from: string, to: string): Promise<void> => {
        await visitor.button('duty.leave.add').click();
        await dialog.getByLabel(visitor.t('duty.person')).click();
        await page.keyboard.type('张伟');
        await takeOption(page, '张伟');
        await fillFields(dialog, { [visitor.t('duty.firstDay')]: from, [visitor.t('duty.lastDay')]: to });
        await visitor.button('duty.leave.save').click();
      };
      await visitor.button('duty.leave.add').click();
      await visitor.button('duty.leave.save').click();
      expect(await dialog.getByText(visitor.t('web.form.required')).count()).toBe(3);
      await page.keyboard.press('Escape');
      await enter(`${YEAR}-03-01`, `${YEAR}-03-05`);
      await row.waitFor();
      visitor.expectAnswer(409, '/api/duty-leaves');
      await enter(`${YEAR}-03-04`, `${YEAR}-03-09`);
      await dialog.getByText(`${YEAR}-03-05`).waitFor();
      await check(visitor, 'duty-leave-overlap');
      await page.keyboard.press('Escape');
      // when it is changed to days on which a shift is in force (the demo's roster of this month)
      const people = (
        await (await stage.client('manager')).get<DutyLeaveList>(`/api/duty-leaves?from=${YEAR}-03-01&to=${YEAR}-03-05`)
      ).body.items;
      expect(people.map((one) => [one.username, one.kind])).toEqual([['engineer', 'leave']]);
      await row.getByRole('button', { name: visitor.t('common.change') }).click();
      const today = new Date().toISOString().slice(0, 8);
      const last = new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)), 0)).getUTCDate();
      await fillFields(dialog, {
        [visitor.t('duty.firstDay')]: `${today}01`,
        [visitor.t('duty.lastDay')]: `${today}${last}`,
      });
      await dialog.getByLabel(visitor.t('duty.leave.kinds.training'), { exact: true }).check();
      await visitor.button('duty.leave.saveChange').click();
      await dialog.waitFor({ state: 'detached' });
      const changed = page.locator('.work-table tbody tr', { hasText: visitor.t('duty.leave.kinds.training') });
      await changed.locator('.duty-clash').waitFor();
      await check(visitor, 'duty-leave');
      await changed.getByRole('button', { name: visitor.t('common.remove') }).click();
      await dialog.getByRole('button', { name: visitor.t('common.remove'), exact: true }).click();
      await changed.waitFor({ state: 'detached' });
    },
    300_000,
  );

  it.each(both)(
    'key periods: entered with a freeze, refused where they overlap, changed, removed; the contact list (%s, %s)',
    async (width, language) => {
      const visitor = await stage.person('pm', width, language, '/roster/key-periods');
      const { page } = visitor;
      const dialog = page.getByRole('dialog');
      const enter = async (name: string, from: string, to: string): Promise<void> => {
        await visitor.button('duty.period.add').click();
        await fillFields(dialog, {
          [visitor.t('duty.period.name')]: name,
          [visitor.t('duty.period.from')]: from,
          [visitor.t('duty.period.to')]: to,
        });
        // On a phone the calendar lies over the other fields until it is left.
        await page.keyboard.press('Tab');
        await choose(page, field(dialog, visitor.t('duty.period.customer')), '甘肃');
        await visitor.button('duty.period.save').click();
      };
      await enter('敦煌文博会保障', `${YEAR}-05-01T08:00`, `${YEAR}-05-03T20:00`);
      const row = page.locator('.work-table tbody tr', { hasText: '敦煌文博会保障' });
      await row.getByText(visitor.t('duty.period.frozen')).waitFor();
      await row.getByText(visitor.t('duty.period.reinforced.no-roster')).waitFor();
      visitor.expectAnswer(409, '/api/key-periods');
      await enter('同一时间', `${YEAR}-05-02T08:00`, `${YEAR}-05-02T20:00`);
      await dialog.getByText('敦煌文博会保障').waitFor();
      await check(visitor, 'duty-period-overlap');
      await page.keyboard.press('Escape');
      await row.getByRole('button', { name: visitor.t('common.change') }).click();
      await dialog.getByLabel(visitor.t('duty.period.freezeLong')).uncheck();
      await visitor.button('duty.period.save').click();
      await row.getByText(visitor.t('duty.period.notFrozen')).waitFor();
      await check(visitor, 'duty-periods');
      const stored = (
        await (await stage.client('pm')).get<KeyPeriodList>(`/api/key-periods?from=${YEAR}-05-01&to=${YEAR}-05-03`)
      ).body.items;
      expect(stored.map((one) => [one.from, one.freeze])).toEqual([[`${YEAR}-05-01T08:00:00.000+08:00`, false]]);
      await row.getByRole('button', { name: visitor.t('common.remove') }).click();
      await dialog.getByRole('button', { name: visitor.t('common.remove'), exact: true }).click();
      await visitor.text('duty.period.emptyTitle').waitFor();
      // the contact list: a person is put on it, and changed
      const manager = await stage.person('manager', width, language, '/roster/contacts');
      await manager.page.locator('.work-table tbody tr').first().waitFor();
      await manager.page.locator('.work-table tbody tr', { hasText: '张伟' }).getByRole('button').click();
      const card = manager.page.getByRole('dialog');
      await fillFields(card, { [manager.t('duty.people.place')]: '兰州' });
      await check(manager, 'duty-contact');
      await manager.button('duty.people.save').click();
      await manager.page.locator('.work-table tbody tr', { hasText: '兰州' }).waitFor();
      await check(manager, 'duty-contacts', true);
    },
    300_000,
  );
});
