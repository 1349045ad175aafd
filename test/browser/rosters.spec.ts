import { describe, expect, it } from '@jest/globals';
import type {
  DutyPersonList,
  DutyShift,
  KeyPeriod,
  KeyPeriodList,
  OnDuty,
  Roster,
  RosterDelivery,
  RosterList,
  TaskView,
} from '@pledge/contracts';
import { addDays, addMonths } from '@pledge/time';
import { eventually } from '../support/story.js';
import { doOnPage, taskPanel } from './support/case-walk.js';
import { choose } from './support/fields.js';
import { stepName } from './support/process.js';
import { Stage } from './support/stage.js';
import type { Language } from './support/texts.js';
import type { Visitor, Width } from './support/visitor.js';

/** Each run has months of its own, counted from the present one, so that the runs do not meet. */
const both: [Width, Language, number][] = [
  ['desktop', 'zh-CN', 2],
  ['phone', 'en', 4],
];
const UNIT = 'default';
const HOUR = 3_600_000;
/** More than the rest that the demo unit gives. */
const REST = 13 * HOUR;

/** A roster as the people concerned live it (F-11, S1-27 to S1-33), and a key period (F-25): nothing that a person does is done over HTTP. */
describe('rosters', () => {
  const stage = new Stage({ virtualClock: true });

  const check = async (visitor: Visitor, name: string, whole = false): Promise<void> => {
    expect(await visitor.accessibility(['.form-view'])).toEqual([]);
    expect(await visitor.overflow()).toBeLessThanOrEqual(0);
    await visitor.picture(`${name}-${visitor.width}-${visitor.language}`, { whole });
  };
  const onDuty = async (): Promise<OnDuty> =>
    (await (await stage.client('manager')).get<OnDuty>('/api/on-duty?unit=default')).body;
  const monthAhead = async (ahead: number): Promise<string> =>
    addMonths(`${(await onDuty()).at.slice(0, 7)}-01`, ahead);
  const rosterFrom = async (from: string): Promise<Roster> => {
    const client = await stage.client('manager');
    const [found] = (await client.get<RosterList>(`/api/rosters?unit=${UNIT}&from=${from}&to=${from}`)).body.items;
    return (await client.get<Roster>(`/api/rosters/${found?.id ?? ''}`)).body;
  };
  const seeMonth = async (visitor: Visitor, ahead: number): Promise<void> => {
    await visitor.goto('/roster');
    await visitor.page.locator('.year-switch').waitFor();
    for (let month = 0; month < ahead; month += 1) await visitor.button('roster.next').click();
  };
  /** The roster page of a person, so many months from now. */
  const monthPage = async (username: string, width: Width, language: Language, ahead: number): Promise<Visitor> => {
    const visitor = await stage.person(username, width, language);
    await seeMonth(visitor, ahead);
    return visitor;
  };
  /** The place of a shift on the open month page. */
  const place = (visitor: Visitor, shift: DutyShift) =>
    visitor.page
      .getByRole('listitem')
      .filter({
        has: visitor.page.locator('.roster-date', { hasText: new RegExp(`^${Number(shift.date.slice(8))}( |$)`) }),
      })
      .locator(`.roster-shift[data-rule="${shift.rule.id}"]`)
      .filter({ hasText: shift.from.slice(11, 16) })
      .locator(`.roster-place[data-role="${shift.role}"]`)
      .first();
  const openTask = async (who: string, key: string, elementId: string): Promise<TaskView> => {
    const client = await stage.client(who);
    const open = async (): Promise<TaskView | undefined> =>
      (await client.get<{ items: TaskView[] }>(`/api/tasks?caseNumber=${key}&state=open`)).body.items.find(
        (one) => one.elementId === elementId,
      );
    const found = await eventually(open, (task) => task !== undefined);
    if (!found) throw new Error(`${key}: no ${elementId}`);
    return found;
  };
  /** A step of a process on its own page: looked at, then done with its form. */
  const doStep = async (
    who: string,
    [width, language]: readonly [Width, Language],
    [process, elementId, formId]: readonly [string, string, string],
    key: string,
    values: Readonly<Record<string, string | boolean>>,
  ): Promise<void> => {
    const visitor = await stage.person(who, width, language, `/tasks/${(await openTask(who, key, elementId)).id}`);
    const name = stepName(language, process, elementId);
    await taskPanel(visitor, name).locator('.thumb-bar .ant-btn-primary').waitFor();
    expect(await visitor.overflow()).toBeLessThanOrEqual(0);
    await visitor.picture(`${process}-${elementId}-${width}-${language}`, { whole: true });
    await doOnPage(visitor, name, formId, values);
    await visitor.close();
  };

  it.each(both)(
    'drafted, changed, approved, swapped among two engineers, sent to the customer and acknowledged (%s, %s)',
    async (width, language, ahead) => {
      const from = await monthAhead(ahead);
      const manager = await monthPage('manager', width, language, ahead);
      const { page } = manager;
      // given a month without a roster, when the manager drafts it, then each place says why this person
      await manager.text('roster.emptyTitle').waitFor();
      await check(manager, 'roster-none');
      await manager.button('roster.draft').click();
      await page.locator('.roster-state[data-state="draft"]').waitFor();
      await page.locator('.roster-scores').waitFor();
      await check(manager, 'roster-draft', true);
      const draft = await rosterFrom(from);
      expect([draft.state, draft.shifts.length > 40]).toEqual(['draft', true]);
      const people = (await (await stage.client('manager')).get<DutyPersonList>(`/api/duty-people?unit=${UNIT}`)).body
        .items;
      const nameOf = (username: string): string =>
        people.find((one) => one.username === username)?.displayName ?? username;
      const { asked, busy } = among(draft);
      const dialog = page.getByRole('dialog');
      const why = `家人住院 ${width}`;
      await place(manager, asked).click();
      await dialog.getByText(manager.t('roster.reason'), { exact: true }).waitFor();
      // when somebody is put on it who cannot take it, then the reason is said and nothing changes
      manager.expectAnswer(409, `/api/duty-shifts/${asked.id}/person`);
      await choose(page, dialog, nameOf(busy));
      await dialog.getByLabel(manager.t('roster.why.label')).fill('临时顶一下');
      await dialog.getByRole('button', { name: manager.t('roster.assignDo') }).click();
      await page.locator('.ant-message-error').waitFor();
      await check(manager, 'roster-place');
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      expect((await rosterFrom(from)).shifts.find((one) => one.id === asked.id)?.username).toBe(asked.username);
      // when it is approved, then it is in force
      await manager.button('roster.approve').click();
      const gaps = page.getByRole('dialog').getByRole('button', { name: manager.t('roster.approve') });
      if (draft.scores.gaps > 0) await gaps.click();
      await page.locator('.roster-state[data-state="approved"]').waitFor();

      // given the engineer asks for a swap, when the other takes it and the manager approves, then it changes hands
      const engineer = await monthPage('engineer', width, language, ahead);
      await place(engineer, asked).click();
      const own = engineer.page.getByRole('dialog');
      await choose(engineer.page, own, nameOf('engineer2'));
      await own.getByLabel(engineer.t('roster.why.label')).fill(why);
      await check(engineer, 'roster-swap-ask');
      await own.getByRole('button', { name: engineer.t('roster.swapDo') }).click();
      await own.waitFor({ state: 'detached' });
      const other = await stage.person('engineer2', width, language, '/roster');
      await other.page.locator('.roster-swaps li', { hasText: why }).waitFor();
      expect(await other.button('roster.swapApprove').count()).toBe(0);
      await check(other, 'roster-swap-take');
      await other.button('roster.swapAccept').click();
      await other.text('roster.swapStates.accepted').waitFor();
      await seeMonth(manager, ahead);
      await page.locator('.roster-swaps li', { hasText: why }).waitFor();
      await manager.button('roster.swapApprove').click();
      await page.locator('.roster-swaps').waitFor({ state: 'detached' });
      await place(manager, asked).click();
      await dialog.getByText(manager.t('roster.codes.swapped')).waitFor();
      await check(manager, 'roster-swapped');
      await page.keyboard.press('Escape');
      const changed = (await rosterFrom(from)).shifts.find((one) => one.id === asked.id);
      expect([changed?.username, changed?.reason.code]).toEqual(['engineer2', 'swapped']);

      // given customers have the version before the swap, when a quarter of an hour passed, then they have the new one and read it
      await stage.advance('PT16M');
      const version = (await rosterFrom(from)).version;
      const customers = await stage.client('customer');
      const delivered = async (): Promise<readonly RosterDelivery[]> =>
        (await customers.get<{ items: RosterDelivery[] }>('/api/roster-deliveries')).body.items.filter(
          (one) => one.from === from && one.version === version,
        );
      await eventually(delivered, (items) => items.length === 1);
      const customer = await stage.person('customer', width, language, '/');
      const mine = customer.page.locator('.portal-rosters li', { hasText: from });
      await mine.getByRole('button', { name: customer.t('portal.rosterRead') }).click();
      await mine.getByText(customer.t('portal.rosterDone')).waitFor();
      await check(customer, 'roster-customer', true);
      await seeMonth(manager, ahead);
      await manager.button('roster.send').click();
      await dialog.locator('.roster-deliveries li').first().waitFor();
      await check(manager, 'roster-sent');
      expect((await delivered())[0]?.acknowledgedBy).toBe('customer');
    },
    300_000,
  );

  it.each(both)(
    'reviewed and approved as a task of its process (%s, %s)',
    async (width, language, ahead) => {
      const from = await monthAhead(ahead + 1);
      const days = { unit: UNIT, from, to: addDays(addMonths(from, 1), -1), rosterKey: `ZB-${UNIT}-${from}` };
      const admin = await stage.client('admin');
      const facts = {
        unitName: '技术支持中心 / Support centre',
        rosterPeriod: `${days.from} – ${days.to}`,
        remindAt: `${from}T00:00:00+08:00`,
        callAt: `${from}T00:00:00+08:00`,
      };
      const begun = await admin.post('/api/process-instances', {
        key: 'duty-roster',
        businessKey: days.rosterKey,
        variables: { ...days, ...facts },
      });
      expect(begun.status).toBe(201);
      await openTask('manager', days.rosterKey, 'review-roster');
      // the roster page leads to the task
      const manager = await monthPage('manager', width, language, ahead + 1);
      const step = stepName(language, 'duty-roster', 'review-roster');
      await manager.page.locator('.roster-steps').getByRole('link', { name: step }).click();
      await taskPanel(manager, step).locator('.thumb-bar .ant-btn-primary').waitFor();
      await check(manager, 'duty-roster-review', true);
      // nothing stands there of an approval that failed before
      expect(await manager.page.locator('.fjs-form-field-textarea').count()).toBe(1);
      const { gaps } = (await rosterFrom(from)).scores;
      await doOnPage(manager, step, 'review-roster', {
        rosterDecision: 'approve',
        ...(gaps > 0 ? { acceptGaps: true } : {}),
      });
      await eventually(
        () => rosterFrom(from),
        (roster) => roster.state === 'approved' && roster.approvedBy === 'manager',
      );
    },
    300_000,
  );

  it.each(both)(
    'signed in to and handed over by the person on duty (%s, %s)',
    async (width, language) => {
      // The second run finds the next shift on duty.
      const now = await onDuty();
      const taken = now.people.find((one) => one.signedInAt === null) ?? now.people[0];
      const until = Date.parse(taken?.until ?? '') - Date.parse(now.at);
      if (taken?.signedInAt !== null) await stage.advance(`PT${String(Math.ceil(until / 60_000) + 1)}M`);
      const duty = await onDuty();
      const who = duty.people.find((one) => one.signedInAt === null);
      if (!who) throw new Error(`nobody to sign in among ${duty.people.map((one) => one.username).join(', ')}`);
      const visitor = await stage.person(who.username, width, language, '/roster');
      const { page } = visitor;
      const month = await rosterFrom(`${duty.at.slice(0, 7)}-01`);
      const shift = month.shifts.find((one) => one.id === who.shiftId);
      if (!shift) throw new Error(`no shift ${who.shiftId} in ${month.from}`);
      const dialog = page.getByRole('dialog');
      await page.locator('.on-duty-card li').first().waitFor();
      await check(visitor, 'roster-mine', true);
      await place(visitor, shift).click();
      const signIn = dialog.getByRole('button', { name: visitor.t('roster.signInDo') });
      if (shift.staysLocal) {
        expect(await signIn.isDisabled()).toBe(true);
        await dialog.getByText(visitor.t('roster.inLocality')).click();
      }
      await check(visitor, 'roster-sign-in');
      await signIn.click();
      await dialog.waitFor({ state: 'detached' });
      await page
        .locator('.on-duty-card li', { hasText: who.displayName })
        .getByText(visitor.t('roster.signedIn', { time: '' }).trim())
        .waitFor();
      await place(visitor, shift).click();
      await signIn.waitFor({ state: 'detached' });
      const handOver = dialog.getByRole('button', { name: visitor.t('roster.handoverDo') });
      expect(await handOver.isDisabled()).toBe(true);
      await dialog.getByRole('textbox', { name: visitor.t('roster.handover') }).fill('2 号机房空调待修，备件明早到。');
      await check(visitor, 'roster-hand-over');
      await handOver.click();
      await dialog.waitFor({ state: 'detached' });
      await place(visitor, shift).click();
      await dialog.getByText('2 号机房空调待修，备件明早到。').first().waitFor();
      await check(visitor, 'roster-handed-over');
      const stored = (await rosterFrom(month.from)).shifts.find((one) => one.id === shift.id);
      expect([stored?.handover?.note, stored?.signedInAt === null]).toEqual(['2 号机房空调待修，备件明早到。', false]);
    },
    300_000,
  );

  it.each(both)(
    'a key period from its plan to its summary (%s, %s)',
    async (width, language, ahead) => {
      const pm = await stage.client('pm');
      const manager = await stage.client('manager');
      const telecom = (await manager.get<{ partyId: string }>('/api/contracts/P-DEMO')).body.partyId;
      const day = addDays((await onDuty()).at.slice(0, 10), ahead);
      const named = await pm.post<KeyPeriod>('/api/key-periods', {
        unit: UNIT,
        partyId: telecom,
        name: language === 'en' ? 'Provincial games' : '省运会开幕式',
        from: `${day}T08:00:00+08:00`,
        to: `${day}T20:00:00+08:00`,
        freeze: true,
      });
      expect(named.status).toBe(201);
      const key = `BZ-${day}-${named.body.id.slice(-4)}`;
      const looks = [width, language] as const;
      const step = (elementId: string, formId = elementId) => ['key-period-guarantee', elementId, formId] as const;
      await doStep('pm', looks, step('plan-guarantee'), key, {
        guaranteePeople: '张伟、李强，两班',
        guaranteeSpares: '主控板一块，放在现场',
        guaranteeMonitoring: '核心路由每五分钟',
        guaranteeInspection: '风扇、电源、日志',
      });
      await doStep('pm', looks, step('customer-confirms'), key, { planConfirmed: true, confirmedBy: '李建国，电话' });
      await doStep('engineer', looks, step('inspect', 'inspect-before'), key, { inspectionFindings: '无异常' });
      // A draft of these days was reinforced by itself; a roster in force is looked at by the manager.
      const arranged = async (): Promise<string> => {
        const open = await manager.get<{ items: TaskView[] }>(`/api/tasks?caseNumber=${key}&state=open`);
        if (open.body.items.some((one) => one.elementId === 'check-roster')) return 'asked';
        const { items } = (await pm.get<KeyPeriodList>(`/api/key-periods?from=${day}&to=${day}`)).body;
        return items.find((one) => one.id === named.body.id)?.reinforced ?? '';
      };
      if ((await eventually(arranged, (found) => ['asked', 'yes'].includes(found))) === 'asked')
        await doStep('manager', looks, step('check-roster'), key, {
          rosterAccepted: 'accept',
          rosterReason: '两人已够',
        });
      const left = Date.parse(`${day}T17:00:00+08:00`) - Date.parse((await onDuty()).at);
      await stage.advance(`PT${String(Math.ceil(left / HOUR))}H`);
      await doStep('engineer', looks, step('daily-report'), key, { reportText: '运行正常，无告警' });
      await doStep('pm', looks, step('summarise', 'summarise-guarantee'), key, { guaranteeSummary: '期间无中断' });
      const list = await stage.person('pm', width, language, '/roster/key-periods');
      await list.page.locator('.roster-tabs, nav').first().waitFor();
      await check(list, 'key-periods-after', true);
    },
    300_000,
  );
});

/** A shift of `engineer` that `engineer2` could take, being rested, and somebody who cannot: on another place of the same hours. */
function among(roster: Roster): { readonly asked: DutyShift; readonly busy: string } {
  const gap = (one: DutyShift, other: DutyShift): number =>
    Math.max(Date.parse(one.from) - Date.parse(other.to), Date.parse(other.from) - Date.parse(one.to));
  const others = roster.shifts.filter((one) => one.username === 'engineer2');
  for (const asked of roster.shifts.filter((one) => one.username === 'engineer' && one.slot === 'engineer')) {
    const beside = roster.shifts.find((one) => one.from === asked.from && one.id !== asked.id && one.username !== null);
    if (!beside?.username || others.some((one) => gap(one, asked) < REST)) continue;
    return { asked, busy: beside.username };
  }
  throw new Error('no shift of the draft can be swapped');
}
