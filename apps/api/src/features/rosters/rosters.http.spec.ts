import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DutyLeave, DutyShift, KeyPeriod, OnDuty, Roster, RosterDelivery, DutySwap } from '@pledge/contracts';
import { testDatabases, type TestDatabase } from '@pledge/testing';
import type { RunningApp } from '../../create-app.js';
import { UsersDirectory } from '../users/index.js';
import { DEMO_PARTIES } from '../demo/demo-data.js';
import { specApp } from '../../../../../test/support/spec-app.js';

interface Answer<T> {
  readonly status: number;
  readonly body: T & { readonly code?: string; readonly detail?: string };
}

/** One task for whoever is on duty. */
const TO_DUTY = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="http://pledge.example">
  <bpmn:process id="to-duty" isExecutable="true">
    <bpmn:startEvent id="s" /><bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="t" />
    <bpmn:userTask id="t" name="接手"><bpmn:extensionElements><zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="duty" /></bpmn:extensionElements></bpmn:userTask>
    <bpmn:sequenceFlow id="f2" sourceRef="t" targetRef="e" /><bpmn:endEvent id="e" />
  </bpmn:process>
</bpmn:definitions>`;

/** The virtual clock starts where the machine stands; the roster is drafted for days that lie ahead of it. */
describe.each(testDatabases())('rosters over HTTP on $name (F-11)', (place) => {
  let database: TestDatabase;
  let running: RunningApp;
  const tokens = new Map<string, string>();

  async function call<T>(who: string, method: string, path: string, body?: unknown): Promise<Answer<T>> {
    if (!tokens.has(who)) {
      const login = await fetch(`${running.url}/api/auth/login`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ username: who, password: 'pledge-demo' }),
      });
      tokens.set(who, ((await login.json()) as { accessToken: string }).accessToken);
    }
    const answer = await fetch(`${running.url}/api${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${tokens.get(who) ?? ''}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as Answer<T>['body'] };
  }

  /** Around the National Day of 2027, which the package does not know yet. */
  const DAYS = { unit: 'default', from: '2027-09-27', to: '2027-10-03' };
  let roster: Roster;
  const shiftOn = (date: string, slot: string, rule?: string): DutyShift => {
    const found = roster.shifts.find(
      (one) => one.date === date && one.slot === slot && (rule === undefined || one.rule.id === rule),
    );
    if (!found) throw new Error(`no shift ${date} ${slot}`);
    return found;
  };

  beforeAll(async () => {
    database = await place.create();
    running = await specApp(database.url, { shipped: false });
  });
  afterAll(async () => {
    await running?.close();
    await database.drop();
  });

  it('given a year without holidays, when drafted, then it says so; given the notice, the holiday has two who stay', async () => {
    const before = await call<Roster>('manager', 'POST', '/rosters', DAYS);
    expect([before.status, before.body.missingYears]).toEqual([201, [2027]]);
    const days = ['2027-10-01', '2027-10-02', '2027-10-03'].map((date) => ({ date, kind: 'off', name: '国庆节' }));
    expect((await call('manager', 'PUT', '/holiday-sets/CN/years/2027', { days })).status).toBe(200);
    const leave = { username: 'engineer', from: '2027-10-01', to: '2027-10-01', kind: 'leave', note: '婚假' };
    expect((await call('manager', 'POST', '/duty-leaves', leave)).status).toBe(201);

    const drafted = await call<Roster>('manager', 'POST', '/rosters', DAYS);
    expect(drafted.status).toBe(201);
    roster = drafted.body;
    expect(roster.missingYears).toEqual([]);
    expect(
      roster.shifts.filter((one) => one.date === '2027-10-01').map((one) => [one.rule.id, one.role, one.staysLocal]),
    ).toEqual([
      ['holiday', 'primary', true],
      ['holiday', 'backup', true],
      ['holiday', 'second-contact', false],
    ]);
    expect(roster.scores.gaps).toBe(0);
    const holiday = shiftOn('2027-10-01', 'engineer');
    expect(holiday.username).not.toBe('engineer');
    expect(holiday.reason.hindered).toContainEqual({ username: 'engineer', displayName: '张伟', why: 'leave' });
    expect(roster.earlyLeave.length).toBeGreaterThan(0);
    // The first draft of the same days was replaced.
    expect((await call('manager', 'GET', `/rosters/${before.body.id}`)).status).toBe(404);
  });

  it('given overlapping days, a stranger and an end before the beginning, when asked, then each is refused in words', async () => {
    const overlap = await call('manager', 'POST', '/rosters', { ...DAYS, to: '2027-10-04' });
    expect([overlap.status, overlap.body.code]).toEqual([409, 'ROSTER_OVERLAPS']);
    const backwards = await call('manager', 'POST', '/rosters', { ...DAYS, to: '2027-09-01' });
    expect([backwards.status, backwards.body.code]).toEqual([422, 'DUTY_PERIOD']);
    expect((await call('engineer', 'POST', '/rosters', DAYS)).status).toBe(403);
    expect((await call('customer', 'GET', `/rosters/${roster.id}`)).status).toBe(403);
    const target = shiftOn('2027-10-01', 'engineer');
    const away = await call('manager', 'PUT', `/duty-shifts/${target.id}/person`, {
      username: 'engineer',
      reason: '试试',
    });
    expect([away.status, away.body.code]).toEqual([409, 'SHIFT_UNFIT']);
    expect(away.body.detail).toMatch(/张伟.*请假/);
    const other = await call('manager', 'PUT', `/duty-shifts/${target.id}/person`, {
      username: 'customer',
      reason: '试试',
    });
    expect([other.status, other.body.code]).toEqual([404, 'DUTY_PERSON_UNKNOWN']);
  });

  it('given a gap, when approved, then it is refused until somebody accepts it or fills it; then it is in force', async () => {
    const target = shiftOn('2027-09-29', 'engineer', 'off-hours');
    const emptied = await call<Roster>('manager', 'PUT', `/duty-shifts/${target.id}/person`, {
      username: null,
      reason: '空着',
    });
    expect([emptied.status, emptied.body.scores.gaps, emptied.body.version]).toEqual([200, 1, 1]);
    const refused = await call('manager', 'POST', `/rosters/${roster.id}/approve`, {});
    expect([refused.status, refused.body.code]).toEqual([409, 'ROSTER_HAS_GAPS']);
    await call('manager', 'PUT', `/duty-shifts/${target.id}/person`, { username: target.username, reason: '补上' });
    const approved = await call<Roster>('manager', 'POST', `/rosters/${roster.id}/approve`, {});
    expect([approved.status, approved.body.state, approved.body.approvedBy]).toEqual([200, 'approved', 'manager']);
    roster = approved.body;
    expect((await call('manager', 'POST', `/rosters/${roster.id}/approve`, {})).body.code).toBe('ROSTER_STATE');
    const leaves = await call<{ items: { username: string; kind: string }[] }>(
      'manager',
      'GET',
      '/duty-leaves?from=2027-09-20&to=2027-09-30',
    );
    expect(leaves.body.items.filter((one) => one.kind === 'early-leave').length).toBe(roster.earlyLeave.length);
  });

  it('given an instant, a region, a contract, when asked who is on duty, then in the order in which they are called (C16, C18)', async () => {
    const at = encodeURIComponent('2027-10-01T12:00:00+08:00');
    const now = (
      await call<OnDuty>('dispatcher', 'GET', `/on-duty?at=${at}&region=northwest&contractNumber=P-DEMO&tier=T1`)
    ).body;
    expect(now.people.map((one) => [one.role, one.username])).toEqual(
      roster.shifts.filter((one) => one.date === '2027-10-01').map((one) => [one.role, one.username]),
    );
    expect(now.hotlineTo).toBe(now.people[0]?.mobile);
    expect(now.fixedEngineer).toMatchObject({ username: 'engineer', call: 'inform' });
    const light = (
      await call<OnDuty>(
        'dispatcher',
        'GET',
        `/on-duty?at=${encodeURIComponent('2027-10-02T12:00:00+08:00')}&contractNumber=P-DEMO&tier=T3`,
      )
    ).body;
    expect(light.fixedEngineer).toMatchObject({ call: 'first' });
    const never = (
      await call<OnDuty>('dispatcher', 'GET', `/on-duty?at=${encodeURIComponent('2028-02-01T12:00:00+08:00')}`)
    ).body;
    expect([never.people, never.rule]).toEqual([[], null]);
  });

  it('given a substitute, and leave without one, when asked, then the substitute stands there, the absent one is named', async () => {
    const [first] = roster.shifts.filter((one) => one.date === '2027-10-02');
    const username = first?.username ?? '';
    const day = encodeURIComponent('2027-10-02T12:00:00+08:00');
    const leave = { username, from: '2027-10-02', to: '2027-10-02', kind: 'leave', note: '病假' };
    const added = (await call<{ id: string }>('manager', 'POST', '/duty-leaves', leave)).body;
    expect((await call<OnDuty>('manager', 'GET', `/on-duty?at=${day}`)).body.absent.map((one) => one.username)).toEqual(
      [username],
    );
    await call('admin', 'PUT', `/users/${username}/substitute`, {
      user: 'director',
      from: '2027-10-02T00:00:00+08:00',
      to: '2027-10-03T00:00:00+08:00',
    });
    const stood = (await call<OnDuty>('manager', 'GET', `/on-duty?at=${day}`)).body;
    expect(stood.people[0]).toMatchObject({ username: 'director', standsInFor: username });
    expect(stood.absent).toEqual([]);
    expect((await call('manager', 'DELETE', `/duty-leaves/${added.id}`)).status).toBe(204);
  });

  it('given a swap, when the other accepts and a manager approves, then the shift changes hands and the version counts up', async () => {
    const target = roster.shifts.find(
      (one) => one.date === '2027-09-28' && one.rule.id === 'working-hours' && one.slot === 'engineer',
    );
    const asker = target?.username ?? '';
    const other = asker === 'engineer' ? 'engineer2' : 'engineer';
    const wrong = await call('gm', 'POST', `/duty-shifts/${target?.id}/swap`, { other, reason: '不是我的班' });
    expect([wrong.status, wrong.body.code]).toEqual([403, 'SHIFT_NOT_YOURS']);
    const unfit = await call(asker, 'POST', `/duty-shifts/${target?.id}/swap`, { other: 'gm', reason: '请总经理代班' });
    expect(unfit.body.code).toBe('SHIFT_UNFIT');
    const asked = await call<DutySwap>(asker, 'POST', `/duty-shifts/${target?.id}/swap`, { other, reason: '家人住院' });
    expect([asked.status, asked.body.state]).toEqual([201, 'asked']);
    expect((await call('manager', 'POST', `/duty-swaps/${asked.body.id}/approve`, {})).body.code).toBe('SWAP_STATE');
    expect((await call(asker, 'POST', `/duty-swaps/${asked.body.id}/accept`, {})).body.code).toBe('SWAP_NOT_YOURS');
    expect((await call<DutySwap>(other, 'POST', `/duty-swaps/${asked.body.id}/accept`, {})).body.state).toBe(
      'accepted',
    );
    expect((await call<DutySwap>('manager', 'POST', `/duty-swaps/${asked.body.id}/approve`, {})).body.state).toBe(
      'done',
    );
    expect((await call('manager', 'POST', `/duty-swaps/${asked.body.id}/approve`, {})).body.code).toBe('SWAP_STATE');
    const after = (await call<Roster>('manager', 'GET', `/rosters/${roster.id}`)).body;
    const swapped = after.shifts.find((one) => one.id === target?.id);
    expect([after.version, swapped?.username, swapped?.reason.code]).toEqual([roster.version + 1, other, 'swapped']);
  });

  it('given a roster in force, when sent, then each customer has a PDF and a calendar, acknowledges the own one, and a change is a new version', async () => {
    const partyIds = [DEMO_PARTIES.telecom];
    expect((await call('engineer', 'POST', `/rosters/${roster.id}/send`, { partyIds })).status).toBe(403);
    const sent = await call<Roster>('manager', 'POST', `/rosters/${roster.id}/send`, { partyIds });
    expect([sent.status, sent.body.sentVersion, sent.body.deliveries.length]).toEqual([200, sent.body.version, 1]);
    const again = await call('manager', 'POST', `/rosters/${roster.id}/send`, { partyIds });
    expect(again.body.code).toBe('ROSTER_SENT_ALREADY');
    const seen = async (who: string) =>
      (await call<{ items: RosterDelivery[] }>(who, 'GET', '/roster-deliveries')).body.items;
    const [mine] = await seen('customer');
    expect(await seen('other')).toEqual([]);
    const path = `/roster-deliveries/${mine?.rosterId}/${mine?.version}`;
    const file = async (who: string, from: string) =>
      fetch(`${running.url}/api${from}`, { headers: { Authorization: `Bearer ${tokens.get(who) ?? ''}` } });
    const pdf = await file('customer', `/documents/${mine?.documentId}`);
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect((await file('other', `/documents/${mine?.documentId}`)).status).toBe(404);
    const text = await (await file('customer', `${path}/calendar`)).text();
    const events = text.split('BEGIN:VEVENT').slice(1);
    expect(events).toHaveLength(sent.body.shifts.filter((one) => one.username !== null).length);
    expect(text).toContain('DTSTART:20271001T010000Z');
    expect((await file('other', `${path}/calendar`)).status).toBe(404);
    expect((await call('other', 'POST', `${path}/acknowledge`, {})).status).toBe(404);
    const read = await call<RosterDelivery>('customer', 'POST', `${path}/acknowledge`, {});
    expect([read.status, read.body.acknowledgedBy]).toEqual([200, 'customer']);
    expect((await call<RosterDelivery>('customer2', 'POST', `${path}/acknowledge`, {})).body.acknowledgedBy).toBe(
      'customer',
    );
    const mails = await call<{ items: { template: string }[] }>('admin', 'GET', '/outbox');
    expect(mails.body.items.some((one) => one.template === 'duty-roster')).toBe(true);

    const target = sent.body.shifts.find((one) => one.date === '2027-10-03' && one.role === 'second-contact');
    const changed = await call<Roster>('manager', 'PUT', `/duty-shifts/${target?.id}/person`, {
      username: null,
      reason: '外出',
    });
    expect([changed.body.version, changed.body.sentVersion]).toEqual([sent.body.version + 1, sent.body.version]);
    expect(
      (await call<Roster>('manager', 'POST', `/rosters/${roster.id}/send`, { partyIds })).body.deliveries.length,
    ).toBe(2);
  });

  it('given a shift that begins, when its person signs in and hands over, then both are kept; the group duty is that person', async () => {
    const directory = running.app.get(UsersDirectory);
    // The demo's own roster is in force now: the group follows the time.
    const before = (await directory.byGroup('duty')).map((one) => one.username).sort();
    const onDuty = (await call<OnDuty>('manager', 'GET', '/on-duty')).body.people.map((one) => one.username).sort();
    expect(before).toEqual(onDuty);
    const today = (await call<{ now: string }>('admin', 'GET', '/health')).body.now;
    const ahead = Date.parse('2027-10-01T09:30:00+08:00') - Date.parse(today);
    const moved = await call('admin', 'POST', '/clock/advance', { by: `PT${Math.round(ahead / 1000)}S` });
    expect(moved.status).toBeLessThan(300);
    tokens.clear();
    const holiday = (await call<Roster>('manager', 'GET', `/rosters/${roster.id}`)).body.shifts.filter(
      (one) => one.date === '2027-10-01',
    );
    const first = holiday[0];
    expect((await directory.byGroup('duty:default')).map((one) => one.username).sort()).toEqual(
      holiday.map((one) => one.username).sort(),
    );
    const offered = async (who: string) =>
      (await call<{ items: { name: string }[] }>(who, 'GET', '/tasks?state=open')).body.items.map((one) => one.name);
    expect(
      (
        await call('admin', 'POST', '/deployments', {
          name: 'on duty',
          resources: [{ name: 'd.bpmn', content: TO_DUTY }],
        })
      ).status,
    ).toBe(201);
    expect((await call('admin', 'POST', '/process-instances', { key: 'to-duty' })).status).toBe(201);
    expect(await offered(first?.username ?? '')).toContain('接手');
    expect(await offered('gm')).not.toContain('接手');
    const outside = await call(first?.username ?? '', 'POST', `/duty-shifts/${first?.id}/sign-in`, {
      phoneOn: true,
      inLocality: false,
    });
    expect(outside.body.code).toBe('SHIFT_MUST_STAY');
    const signed = await call<DutyShift>(first?.username ?? '', 'POST', `/duty-shifts/${first?.id}/sign-in`, {
      phoneOn: true,
      inLocality: true,
    });
    expect(signed.body.signedInAt).not.toBeNull();
    const note = 'GD-2027-0001 已恢复，结果已报值班人员';
    const handed = await call<DutyShift>(first?.username ?? '', 'POST', `/duty-shifts/${first?.id}/handover`, { note });
    expect(handed.body.handover).toMatchObject({ note });
    expect(handed.body.handover?.to).not.toBeNull();
  });

  it('given leave, when it overlaps, is moved over a shift in force, or is gone, then it is refused, says so, or is not found', async () => {
    const body = { username: 'engineer', from: '2028-03-01', to: '2028-03-05', kind: 'leave', note: '' };
    const added = (await call<DutyLeave>('manager', 'POST', '/duty-leaves', body)).body;
    expect(added.onDuty).toEqual([]);
    const twice = await call('manager', 'POST', '/duty-leaves', { ...body, from: '2028-03-05', to: '2028-03-09' });
    expect([twice.status, twice.body.code]).toEqual([409, 'DUTY_LEAVE_OVERLAPS']);
    expect(twice.body.detail).toMatch(/张伟.*2028-03-01.*2028-03-05/);
    const { username: _who, ...days } = body;
    const one = `/duty-leaves/${added.id}`;
    // Its own former days are no overlap.
    expect((await call<DutyLeave>('manager', 'PUT', one, { ...days, to: '2028-03-06' })).body.to).toBe('2028-03-06');
    expect((await call('manager', 'PUT', one, { ...days, to: '2028-02-01' })).body.code).toBe('DUTY_PERIOD');
    expect((await call('engineer', 'PUT', one, days)).status).toBe(403);
    const shift = roster.shifts.find((each) => each.username === 'engineer' && each.date > '2027-10-01');
    const date = shift?.date ?? '';
    const moved = await call<DutyLeave>('manager', 'PUT', one, { ...days, from: date, to: date });
    expect([moved.status, moved.body.onDuty.includes(date)]).toEqual([200, true]);
    expect((await call('manager', 'DELETE', one)).status).toBe(204);
    expect((await call('manager', 'PUT', one, days)).body.code).toBe('DUTY_LEAVE_UNKNOWN');
  });

  it('given a key period, when drafted, then the roster is reinforced; others can ask for the freeze, customers see their own (Y16)', async () => {
    const period = {
      unit: 'default',
      partyId: DEMO_PARTIES.telecom,
      name: '敦煌文博会保障',
      from: '2027-11-06T00:00:00+08:00',
      to: '2027-11-08T00:00:00+08:00',
      freeze: true,
    };
    const added = await call<KeyPeriod>('pm', 'POST', '/key-periods', period);
    expect(added.status).toBe(201);
    const drafted = (
      await call<Roster>('manager', 'POST', '/rosters', { unit: 'default', from: '2027-11-06', to: '2027-11-06' })
    ).body;
    expect(drafted.shifts.map((one) => one.rule.id)).toEqual(Array.from({ length: 4 }, () => 'key-period'));
    const stretch = `from=${encodeURIComponent('2027-11-06T22:00:00+08:00')}&to=${encodeURIComponent('2027-11-07T02:00:00+08:00')}`;
    const asked = async (partyId: string) =>
      (await call<{ items: KeyPeriod[] }>('pm', 'GET', `/key-periods/freezes?partyId=${partyId}&${stretch}`)).body.items
        .length;
    expect([await asked(DEMO_PARTIES.telecom), await asked(DEMO_PARTIES.other)]).toEqual([1, 0]);
    const seen = async (who: string) =>
      (await call<{ items: KeyPeriod[] }>(who, 'GET', '/key-periods?from=2027-11-01&to=2027-11-30')).body.items.length;
    expect([await seen('customer'), await seen('other')]).toEqual([1, 0]);
    const backwards = await call('pm', 'POST', '/key-periods', { ...period, to: period.from });
    expect(backwards.body.code).toBe('DUTY_PERIOD');
    const overlap = await call('pm', 'POST', '/key-periods', {
      ...period,
      name: '又一次',
      to: '2027-11-07T00:00:00+08:00',
    });
    expect([overlap.status, overlap.body.code]).toEqual([409, 'KEY_PERIOD_OVERLAPS']);
    expect(overlap.body.detail).toContain('敦煌文博会保障');
    // Only the 6th is drafted, and its duty ends on the morning of the 7th.
    const one = `/key-periods/${added.body.id}`;
    expect((await call<KeyPeriod>('pm', 'PUT', one, { ...period, freeze: false })).body).toMatchObject({
      freeze: false,
      reinforced: 'partly',
    });
    expect(await asked(DEMO_PARTIES.telecom)).toBe(0);
    const shorter = { ...period, from: '2027-11-06T10:00:00+08:00', to: '2027-11-07T09:00:00+08:00' };
    expect((await call<KeyPeriod>('pm', 'PUT', one, shorter)).body.reinforced).toBe('yes');
    expect((await call('engineer', 'PUT', one, shorter)).status).toBe(403);
    expect((await call('pm', 'DELETE', one)).status).toBe(204);
    expect((await call('pm', 'PUT', one, shorter)).body.code).toBe('KEY_PERIOD_UNKNOWN');
  });

  it('given rules with hours for which nobody is on duty, or saved by two at once, when saved, then refused (S1-27)', async () => {
    const { items } = (
      await call<{ items: { id: string; rules: { id: string }[]; revision: number }[] }>(
        'manager',
        'GET',
        '/duty-units',
      )
    ).body;
    const { id, revision, ...rest } = items[0]!;
    const alone = await call('manager', 'PUT', `/duty-units/${id}`, { ...rest, minPeople: 3, revision });
    expect([alone.status, alone.body.code]).toEqual([422, 'DUTY_TOO_FEW']);
    const holes = await call('manager', 'PUT', `/duty-units/${id}`, {
      ...rest,
      revision,
      rules: rest.rules.filter((one) => one.id !== 'weekend' && one.id !== 'off-hours'),
    });
    expect([holes.status, holes.body.code]).toEqual([422, 'DUTY_HOURS_UNCOVERED']);
    expect((await call('manager', 'PUT', `/duty-units/${id}`, { ...rest, revision })).status).toBe(200);
    expect((await call('manager', 'PUT', `/duty-units/${id}`, { ...rest, revision })).body.code).toBe(
      'DUTY_UNIT_CHANGED',
    );
  });
});
