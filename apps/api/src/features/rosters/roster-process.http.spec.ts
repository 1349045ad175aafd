import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { DutyShift, KeyPeriod, Roster, RosterDelivery, RosterSummary, TaskView } from '@pledge/contracts';
import { testDatabases, type TestDatabase } from '@pledge/testing';
import { addDays, addMonths, localDate } from '@pledge/time';
import { Client } from '../../../../../test/support/client.js';
import { DEMO_PARTIES } from '../demo/demo-data.js';
import type { RunningApp } from '../../create-app.js';
import { specApp } from '../../../../../test/support/spec-app.js';

// The shipped models are deployed, and a month of shifts is drafted.
jest.setTimeout(180_000);
const ZONE = 'Asia/Shanghai';

/** Everything is done through tasks; the roster page is looked at only. */
describe.each(testDatabases())('the processes of the roster on $name (F-11)', (place) => {
  let database: TestDatabase;
  let running: RunningApp;
  const people = new Map<string, Client>();
  const as = async (who: string): Promise<Client> => {
    const known = people.get(who) ?? (await Client.as(running.url, who));
    people.set(who, known);
    return known;
  };
  const tasks = async (caseNumber: string): Promise<TaskView[]> => {
    const client = await as('admin');
    return (await client.get<{ items: TaskView[] }>(`/api/tasks?caseNumber=${caseNumber}&state=open`)).body.items;
  };
  const task = async (caseNumber: string, elementId: string): Promise<TaskView> => {
    const open = await tasks(caseNumber);
    const found = open.find((one) => one.elementId === elementId);
    if (!found) throw new Error(`${caseNumber}: no ${elementId} among ${open.map((one) => one.elementId).join(', ')}`);
    return found;
  };
  const complete = async (who: string, id: string, variables: Record<string, unknown>): Promise<void> => {
    const answer = await (await as(who)).post(`/api/tasks/${id}/complete`, { variables });
    if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  };
  const advance = async (by: string): Promise<void> => {
    expect((await (await as('admin')).post('/api/clock/advance', { by })).status).toBe(200);
  };
  const now = async (): Promise<number> =>
    Date.parse((await (await as('admin')).get<{ at: string }>('/api/on-duty')).body.at);
  const rosterFrom = async (from: string): Promise<Roster> => {
    const client = await as('manager');
    const path = `/api/rosters?unit=default&from=${from}&to=${from}`;
    const [found] = (await client.get<{ items: RosterSummary[] }>(path)).body.items;
    return (await client.get<Roster>(`/api/rosters/${found?.id ?? ''}`)).body;
  };
  const deliveries = async (who: string): Promise<RosterDelivery[]> =>
    (await (await as(who)).get<{ items: RosterDelivery[] }>('/api/roster-deliveries')).body.items;

  let from = '';
  let key = '';

  beforeAll(async () => {
    database = await place.create();
    running = await specApp(database.url);
    // Demo writes with a draft of the next month; the month after that is untouched.
    from = addMonths(`${localDate(await now(), ZONE).slice(0, 7)}-01`, 1);
    key = `ZB-default-${from}`;
  });
  afterAll(async () => {
    await running?.close();
    await database.drop();
  });

  it('given the round, when it is begun, then the manager has a draft to review, and a second round begins none', async () => {
    const admin = await as('admin');
    const begun = await admin.post('/api/process-instances', { key: 'duty-roster-round' });
    expect(begun.status).toBe(201);
    await advance('PT1S');
    const review = await task(key, 'review-roster');
    expect(review.candidateGroups).toEqual(['manager']);
    expect((await rosterFrom(from)).state).toBe('draft');
    await admin.post('/api/process-instances', { key: 'duty-roster-round' });
    await advance('PT1S');
    expect(await tasks(key)).toHaveLength(1);
    const refused = await (
      await as('engineer')
    ).post(`/api/tasks/${review.id}/complete`, {
      variables: { rosterDecision: 'approve' },
    });
    expect(refused.status).toBe(404);
  });

  it('given the manager approves, when the task is done, then it is in force and every customer has PDF and iCalendar', async () => {
    await complete('manager', (await task(key, 'review-roster')).id, { rosterDecision: 'approve', acceptGaps: true });
    // The papers are made in the background: time stands still until they are there.
    await advance('PT1S');
    const roster = await rosterFrom(from);
    expect([roster.state, roster.approvedBy]).toEqual(['approved', 'manager']);
    expect(new Set(roster.deliveries.map((one) => one.partyId)).size).toBeGreaterThan(1);
    const [own] = (await deliveries('customer')).filter((one) => one.rosterId === roster.id);
    expect(own).toMatchObject({ version: 1, acknowledgedAt: null });
    const ics = await fetch(`${running.url}/api/roster-deliveries/${roster.id}/1/calendar`, {
      headers: { Authorization: `Bearer ${(await as('customer')).accessToken ?? ''}` },
    });
    expect(await ics.text()).toContain('BEGIN:VEVENT');
  });

  it('given a shift changes hands, when a quarter of an hour has passed, then customers have version 2', async () => {
    const roster = await rosterFrom(from);
    const shift = roster.shifts.find((one) => one.role === 'primary' && one.username !== null);
    const put = await (
      await as('manager')
    ).put(`/api/duty-shifts/${shift?.id ?? ''}/person`, {
      username: null,
      reason: '出差',
    });
    expect(put.status).toBe(200);
    await (
      await as('manager')
    ).put(`/api/duty-shifts/${shift?.id ?? ''}/person`, {
      username: shift?.username,
      reason: '取消出差',
    });
    await advance('PT16M');
    const versions = (await deliveries('customer'))
      .filter((one) => one.rosterId === roster.id)
      .map((one) => one.version);
    // Two changes within the quarter of an hour go out as one.
    expect(versions.sort()).toEqual([1, 3]);
  });

  it('given one customer acknowledges and others do not, when duty is a day away, then the others are telephoned', async () => {
    const roster = await rosterFrom(from);
    const answer = await (await as('customer')).post(`/api/roster-deliveries/${roster.id}/3/acknowledge`, {});
    expect(answer.status).toBe(200);
    await advanceTo(addDays(from, -1), '00:01');
    const call = await task(key, 'phone-customers');
    await complete('dispatcher', call.id, { phoneNote: '已电话告知' });
    expect(await tasks(key)).toEqual([]);
  });

  /** Moves the clock to a local time. */
  async function advanceTo(day: string, time: string): Promise<void> {
    const minutes = Math.ceil((Date.parse(`${day}T${time}:00+08:00`) - (await now())) / 60_000);
    if (minutes > 0) await advance(`PT${String(minutes)}M`);
  }

  let shift: DutyShift;
  let shiftKey = '';
  const placeOf = (one: DutyShift): string =>
    `ZB-default-${one.from.slice(0, 10)}-${one.from.slice(11, 16).replace(':', '')}-${one.slot}`;

  it('given the first shift begins and nobody signs in, when ten minutes pass, then the back-up is asked and takes over', async () => {
    const roster = await rosterFrom(from);
    // Days that are the customer representative's usual work ask for no sign-in.
    const first = roster.shifts.find((one) => one.role === 'primary' && one.reason.points !== null && one.staysLocal);
    const primary = first ?? roster.shifts.find((one) => one.role === 'primary');
    if (!primary?.username) throw new Error('no shift to try');
    shift = primary;
    shiftKey = placeOf(shift);
    await advanceTo(shift.from.slice(0, 10), shift.from.slice(11, 16));
    const signIn = await task(shiftKey, 'sign-in');
    expect(signIn.assignee).toBe(shift.username);
    await advance('PT10M');
    const standIn = await task(shiftKey, 'stand-in');
    const backup = roster.shifts.find((one) => one.from === shift.from && one.role === 'backup');
    const who = backup?.username ?? 'manager';
    await complete(who, standIn.id, { standIn: 'take-over' });
    const after = (await rosterFrom(from)).shifts.find((one) => one.id === shift.id);
    expect([after?.username, after?.signedInAt === null]).toEqual([who, false]);
    expect(await tasks(shiftKey)).toEqual([]);
    shift = { ...shift, username: who };
  });

  it('given the shift ends, when it is handed over on the roster page, then the task is gone', async () => {
    await advanceTo(shift.to.slice(0, 10), shift.to.slice(11, 16));
    expect((await task(shiftKey, 'hand-over-shift')).assignee).toBe(shift.username);
    const done = await (
      await as(shift.username ?? '')
    ).post(`/api/duty-shifts/${shift.id}/handover`, { note: '无遗留' });
    expect(done.status).toBe(200);
    await advance('PT1S');
    expect(await tasks(shiftKey)).toEqual([]);
  });

  it('given the first of the month has passed, when looked at, then the timer has begun the next round by itself', async () => {
    expect((await task(`ZB-default-${addMonths(from, 1)}`, 'review-roster')).processKey).toBe('duty-roster');
  });

  it('given a customer names a key period, when it passes, then plan and report are papers of that customer (F-25)', async () => {
    const day = addDays(localDate(await now(), ZONE), 2);
    const named = await (
      await as('pm')
    ).post<KeyPeriod>('/api/key-periods', {
      unit: 'default',
      partyId: DEMO_PARTIES.telecom,
      name: '省运会开幕式',
      from: `${day}T08:00:00+08:00`,
      to: `${day}T20:00:00+08:00`,
      freeze: true,
    });
    expect(named.status).toBe(201);
    const period = `BZ-${day}-${named.body.id.slice(-4)}`;
    await advance('PT1S');
    await complete('pm', (await task(period, 'plan-guarantee')).id, {
      guaranteePeople: '张伟',
      guaranteeSpares: '主控板',
      guaranteeMonitoring: '核心路由',
      guaranteeInspection: '风扇',
    });
    await advance('PT1S');
    await complete('pm', (await task(period, 'customer-confirms')).id, { planConfirmed: true, confirmedBy: '李建国' });
    await advance('PT1S');
    await complete('engineer', (await task(period, 'inspect')).id, { inspectionFindings: '无异常' });
    // The roster of these days was approved before the period was named: people decide.
    await complete('manager', (await task(period, 'check-roster')).id, {
      rosterAccepted: 'accept',
      rosterReason: '两人已够',
    });
    await advanceTo(day, '17:00');
    await complete('engineer', (await task(period, 'daily-report')).id, { reportText: '运行正常' });
    await complete('pm', (await task(period, 'summarise')).id, { guaranteeSummary: '无中断' });
    await advance('PT1S');
    expect(await tasks(period)).toEqual([]);
    const outbox = await (
      await as('admin')
    ).get<{ items: { template: string; text: string }[] }>('/api/outbox?limit=200');
    const sent = outbox.body.items.map((one) => one.template).filter((one) => one.startsWith('guarantee-'));
    expect(new Set(sent)).toEqual(new Set(['guarantee-plan', 'guarantee-report']));
  });

  it('given a key period is removed, when its process is looked for, then it has ended', async () => {
    const pm = await as('pm');
    const named = await pm.post<KeyPeriod>('/api/key-periods', {
      unit: 'default',
      partyId: DEMO_PARTIES.telecom,
      name: '取消的发布会',
      from: `${addMonths(from, 3)}T08:00:00+08:00`,
      to: `${addMonths(from, 3)}T20:00:00+08:00`,
      freeze: false,
    });
    await advance('PT1S');
    const period = `BZ-${addMonths(from, 3)}-${named.body.id.slice(-4)}`;
    expect((await task(period, 'plan-guarantee')).processKey).toBe('key-period-guarantee');
    expect((await pm.delete(`/api/key-periods/${named.body.id}`)).status).toBe(204);
    await advance('PT1S');
    expect(await tasks(period)).toEqual([]);
  });
});
