import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type {
  CaseDetail,
  CaseEventList,
  CaseList,
  MonitoringAlert,
  MonitoringAlertList,
  MonitoringDryRunResult,
  MonitoringReceipt,
  MonitoringRule,
  MonitoringRuleInput,
  MonitoringSourceList,
  MonitoringSourceWithToken,
  OutboxList,
} from '@pledge/contracts';
import { PROCESS_ENGINE } from '@pledge/nest';
import { testDatabases } from '@pledge/testing';
import type { ProcessEngine } from '@pledge/runtime';
import { TEST_NOW, TestApi } from '../../../../../test/support/api.js';
import { Client, type Answer } from '../../../../../test/support/client.js';
import { MonitoringAlerts } from './index.js';

jest.setTimeout(300_000);

const RULE: MonitoringRuleInput = {
  name: '设备不可达',
  enabled: true,
  position: 10,
  matchers: [{ label: 'alertname', op: '=', value: 'DeviceDown' }],
  device: { by: 'label', label: 'serial' },
  action: 'open-fault',
  planKey: null,
  answers: { impact: 'paralysed', alreadyComplained: false },
  title: '{{annotations.summary}}',
  join: true,
};
let print = 0;
/** An alert as Alertmanager sends it; every call makes another one. */
const alert = (labels: Record<string, string>, change: Record<string, unknown> = {}) => ({
  status: 'firing',
  labels,
  annotations: { summary: `异常 ${labels['serial'] ?? ''}` },
  startsAt: new Date(TEST_NOW - 60_000).toISOString(),
  endsAt: '0001-01-01T00:00:00Z',
  generatorURL: 'http://prometheus.example/graph',
  fingerprint: `f${String((print += 1)).padStart(15, '0')}`,
  ...change,
});
const down = (serial: string, change: Record<string, unknown> = {}) =>
  alert({ alertname: 'DeviceDown', serial }, change);
const payload = (...alerts: unknown[]) => ({
  version: '4',
  status: 'firing',
  receiver: 'pledge',
  groupKey: '{}',
  alerts,
});

describe.each(testDatabases())('monitoring in on $name', (place) => {
  let api: TestApi;
  let admin: Client;
  let dispatcher: Client;
  let source: MonitoringSourceWithToken;
  const send = (body: unknown, token = source.token): Promise<Answer<MonitoringReceipt>> =>
    Client.anonymous(api.running.url).post('/api/monitoring/alertmanager', body, {
      authorization: `Bearer ${token}`,
    });
  const settled = async (): Promise<void> => {
    await api.running.app.get<ProcessEngine>(PROCESS_ENGINE).settled(60_000);
  };
  const alerts = async (query = ''): Promise<MonitoringAlert[]> => {
    await settled();
    return (await dispatcher.get<MonitoringAlertList>(`/api/monitoring/alerts?limit=200${query}`)).body.items;
  };
  const alertOf = async (fingerprint: string): Promise<MonitoringAlert> => {
    const found = (await alerts()).find((one) => one.fingerprint === fingerprint);
    if (!found) throw new Error(`no alert ${fingerprint}`);
    return found;
  };
  const eventsOf = async (number: string): Promise<string[]> =>
    (await admin.get<CaseEventList>(`/api/cases/${number}/events`)).body.items.map((event) => event.type);

  beforeAll(async () => {
    api = await TestApi.start(place);
    [admin, dispatcher] = [await api.as('admin'), await api.as('dispatcher')];
    source = (await admin.post<MonitoringSourceWithToken>('/api/monitoring/sources', { name: '机房监控' })).body;
    expect((await admin.post('/api/monitoring/rules', RULE)).status).toBe(201);
  });
  afterAll(async () => {
    await api?.stop();
  });

  it('given a firing alert, when it comes, then its fault is opened with device, severity and customer, and the customer is told at once (S0i-29)', async () => {
    const one = down('cr-lz-0001');
    expect((await send(payload(one))).body).toEqual({
      received: 1,
      fresh: 1,
      repeated: 0,
      resolved: 0,
      unmatched: 0,
    });
    const taken = await alertOf(one.fingerprint);
    expect(taken).toMatchObject({
      state: 'opened',
      serialNumber: 'CR-LZ-0001',
      rule: '设备不可达',
      source: '机房监控',
    });
    const found = (await admin.get<CaseDetail>(`/api/cases/${taken.caseNumber ?? ''}`)).body;
    expect(found).toMatchObject({
      channel: 'monitoring',
      contractNumber: 'P-DEMO',
      serialNumber: 'CR-LZ-0001',
      title: '异常 cr-lz-0001',
      contact: { name: '马建国' },
      occurredAt: '2026-03-02T11:59:00.000+08:00',
    });
    expect(found.severity?.code).toBeTruthy();
    expect(await eventsOf(found.number)).toEqual(expect.arrayContaining(['request_received', 'alert_firing']));
    const out = (await admin.get<OutboxList>(`/api/outbox?caseNumber=${found.number}`)).body.items;
    const told = out.filter((item) => item.template === 'monitoring-fault');
    expect(told.map((item) => item.username).sort()).toEqual(['customer', 'customer2']);
    expect(told[0]?.text).toContain('异常 cr-lz-0001');
  });

  it('given the same alert again, alone and beside itself, then nothing changes (Alertmanager repeats)', async () => {
    const one = down('CR-LZ-0002');
    await send(payload(one, one));
    const before = await alerts();
    const again = await send(payload({ ...one, annotations: { summary: 'another text' } }));
    expect(again.body).toEqual({ received: 1, fresh: 0, repeated: 1, resolved: 0, unmatched: 0 });
    expect(await alerts()).toEqual(before);
    const cases = (await admin.get<CaseList>('/api/cases?q=CR-LZ-0002')).body.items;
    expect(cases).toHaveLength(1);
    // Two calls in the same moment write it once, too.
    const both = down('CR-LZ-0002');
    const receipts = await Promise.all([send(payload(both)), send(payload(both))]);
    expect(receipts.map(({ body }) => body.fresh).sort()).toEqual([0, 1]);
  });

  it('given a device with an open fault of monitoring, then another alert joins it; once it is withdrawn, a new fault is opened', async () => {
    const [first, second, third] = [down('SV-LZ-0101'), down('SV-LZ-0101'), down('SV-LZ-0101')];
    await send(payload(first));
    await send(payload(second));
    const opened = await alertOf(first.fingerprint);
    const joined = await alertOf(second.fingerprint);
    expect([opened.state, joined.state]).toEqual(['opened', 'joined']);
    expect(joined.caseNumber).toBe(opened.caseNumber);
    await dispatcher.post(`/api/cases/${opened.caseNumber ?? ''}/withdraw`, { reason: '误报' });
    await send(payload(third));
    const fresh = await alertOf(third.fingerprint);
    expect(fresh.state).toBe('opened');
    expect(fresh.caseNumber).not.toBe(opened.caseNumber);
  });

  it('given an alert that resolves, then the case says so once, and the alert no longer fires', async () => {
    const one = down('AS-TS-0201');
    await send(payload(one));
    const { caseNumber } = await alertOf(one.fingerprint);
    const over = { ...one, status: 'resolved', endsAt: new Date(TEST_NOW).toISOString() };
    expect((await send(payload(over))).body).toMatchObject({ fresh: 0, resolved: 1 });
    expect((await send(payload(over))).body).toMatchObject({ fresh: 0, resolved: 0, repeated: 1 });
    expect((await alertOf(one.fingerprint)).resolvedAt).toBe('2026-03-02T12:00:00.000+08:00');
    const types = await eventsOf(caseNumber ?? '');
    expect(types.filter((type) => type === 'alert_resolved')).toHaveLength(1);
    // Over when first heard of: kept, and nothing is opened.
    const late = { ...over, fingerprint: 'late' };
    await send(payload(late));
    expect(await alertOf('late')).toMatchObject({ state: 'ignored', caseNumber: null });
  });

  it('given a rule that proposes a plan, then the fault is opened and the proposal can be read by emergencies', async () => {
    const rule = {
      ...RULE,
      name: '机房断电',
      position: 5,
      matchers: [{ label: 'alertname', op: '=~', value: 'Power.*' }],
      action: 'propose-plan',
      planKey: 'emergency-power',
    };
    expect((await admin.post('/api/monitoring/rules', { ...rule, planKey: null })).body).toMatchObject({
      code: 'MONITORING_PLAN_MISSING',
    });
    await admin.post('/api/monitoring/rules', rule);
    const one = alert({ alertname: 'PowerLost', serial: 'SV-TS-0202' });
    await send(payload(one));
    const { caseNumber } = await alertOf(one.fingerprint);
    expect(await eventsOf(caseNumber ?? '')).toContain('emergency_plan_proposed');
    expect(await api.running.app.get(MonitoringAlerts).proposals()).toMatchObject([
      { planKey: 'emergency-power', caseNumber, serialNumber: 'SV-TS-0202' },
    ]);
  });

  it('given alerts that no rule places, then they wait, and a dispatcher gives one a device, one a case, and dismisses one', async () => {
    const [other, noLabel, unknown] = [
      alert({ alertname: 'Other' }),
      alert({ alertname: 'DeviceDown' }),
      down('NOBODYS-1'),
    ];
    const broken = { status: 'firing', labels: 'none' };
    const receipt = (await send(payload(other, noLabel, unknown, broken))).body;
    expect(receipt).toMatchObject({ received: 4, fresh: 4, unmatched: 4 });
    const waiting = await alerts('&state=unmatched');
    expect(Object.fromEntries(waiting.map((one) => [one.reason, one.serialNumber]))).toEqual({
      'no-rule': null,
      'no-device-label': null,
      'unknown-device': 'NOBODYS-1',
      malformed: null,
    });
    expect(waiting.find((one) => one.reason === 'malformed')?.annotations['payload']).toContain('"labels":"none"');
    const path = (reason: string) => `/api/monitoring/alerts/${waiting.find((one) => one.reason === reason)?.id ?? ''}`;

    const wrong = await dispatcher.post(`${path('unknown-device')}/assign`, { serialNumber: 'NOBODYS-2' });
    expect([wrong.status, wrong.body['code']]).toEqual([422, 'MONITORING_DEVICE_UNKNOWN']);
    const placed = await dispatcher.post<MonitoringAlert>(`${path('unknown-device')}/assign`, {
      serialNumber: 'sw-xn-0301',
    });
    expect(placed.status).toBe(200);
    await settled();
    const opened = (await dispatcher.get<MonitoringAlert>(path('unknown-device'))).body;
    expect(opened).toMatchObject({ state: 'opened', serialNumber: 'SW-XN-0301', decidedBy: 'dispatcher' });
    const found = (await admin.get<CaseDetail>(`/api/cases/${opened.caseNumber ?? ''}`)).body;
    expect(found.contractNumber).toBe('P-QH-01');

    await dispatcher.post(`${path('no-rule')}/assign`, { caseNumber: found.number });
    await settled();
    expect((await dispatcher.get<MonitoringAlert>(path('no-rule'))).body).toMatchObject({
      state: 'joined',
      caseNumber: found.number,
    });
    const again = await dispatcher.post(`${path('no-rule')}/dismiss`, { reason: '晚了' });
    expect([again.status, again.body['code']]).toEqual([409, 'MONITORING_ALERT_DECIDED']);
    await dispatcher.post(`${path('malformed')}/dismiss`, { reason: '测试报文' });
    expect((await dispatcher.get<MonitoringAlert>(path('malformed'))).body).toMatchObject({
      state: 'dismissed',
      note: '测试报文',
    });
  });

  it('given a wrong token, a wrong body or a source switched off, then the answer says so, and the source shows what was refused', async () => {
    const count = (await alerts()).length;
    for (const token of ['plm_wrong', '', admin.accessToken ?? '']) {
      const answer = await send(payload(down('CR-LZ-0001')), token);
      expect([answer.status, (answer.body as unknown as { code: string }).code]).toEqual([
        401,
        'MONITORING_TOKEN_UNKNOWN',
      ]);
    }
    const old = await send({ ...payload(), version: '3' });
    expect([old.status, (old.body as unknown as { code: string }).code]).toEqual([422, 'MONITORING_PAYLOAD_INVALID']);
    const [listed] = (await admin.get<MonitoringSourceList>('/api/monitoring/sources')).body.items;
    expect(listed?.lastProblem).toContain('version');
    expect(JSON.stringify(listed)).not.toContain(source.token.slice(10));
    await send({ ...payload(), truncatedAlerts: 7 });
    const [cut] = (await admin.get<MonitoringSourceList>('/api/monitoring/sources')).body.items;
    expect(cut?.lastProblem).toContain('7');
    await admin.put(`/api/monitoring/sources/${source.id}`, { name: '机房监控', enabled: false });
    expect((await send(payload(down('CR-LZ-0001')))).status).toBe(401);
    await admin.put(`/api/monitoring/sources/${source.id}`, { name: '机房监控', enabled: true });
    expect(await alerts()).toHaveLength(count);
    expect((await dispatcher.get('/api/monitoring/sources')).status).toBe(403);
    expect((await (await api.as('customer')).get('/api/monitoring/alerts')).status).toBe(403);
  });

  it('given a rotated token, then both are taken while the sender is changed, and afterwards the new one alone', async () => {
    const made = (await admin.post<MonitoringSourceWithToken>('/api/monitoring/sources', { name: '旧系统' })).body;
    const rotate = async (keepOldHours: number) =>
      (
        await admin.post<MonitoringSourceWithToken>(`/api/monitoring/sources/${made.id}/rotate`, {
          keepOldHours,
        })
      ).body.token;
    const second = await rotate(2);
    expect([(await send(payload(), made.token)).status, (await send(payload(), second)).status]).toEqual([200, 200]);
    const third = await rotate(0);
    const statuses = await Promise.all(
      [made.token, second, third].map(async (one) => (await send(payload(), one)).status),
    );
    expect(statuses).toEqual([401, 401, 200]);
  });

  it('given a pasted payload, then the dry run says what would happen, with a rule that is not saved, and stores nothing', async () => {
    const count = (await alerts()).length;
    const body = payload(down('CR-LZ-0001'), alert({ alertname: 'Fan', serial: 'CR-LZ-0002' }));
    const run = async (more = {}) =>
      (await admin.post<MonitoringDryRunResult>('/api/monitoring/dry-run', { payload: body, ...more })).body.alerts;
    expect(await run()).toMatchObject([
      { outcome: 'open-fault', serialNumber: 'CR-LZ-0001', device: '核心路由器 1', rule: '设备不可达' },
      { outcome: 'unmatched', reason: 'no-rule' },
    ]);
    const [first] = await run();
    expect(first?.severity).toBeTruthy();
    const draft = { ...RULE, name: '风扇', matchers: [{ label: 'alertname', op: '=', value: 'Fan' }] };
    expect((await run({ rule: draft }))[1]).toMatchObject({ outcome: 'open-fault', rule: '风扇' });
    const broken = { ...draft, matchers: [{ label: 'alertname', op: '=~', value: '(' }] };
    const refused = await admin.post('/api/monitoring/dry-run', { payload: body, rule: broken });
    expect([refused.status, refused.body['code']]).toEqual([422, 'MONITORING_PATTERN_BROKEN']);
    expect(await alerts()).toHaveLength(count);
  });

  it('given two administrators on one rule, then the second is told; a removed rule places nothing', async () => {
    const rule = {
      ...RULE,
      name: '磁盘',
      position: 50,
      matchers: [{ label: 'alertname', op: '=' as const, value: 'Disk' }],
    };
    const made = (await admin.post<MonitoringRule>('/api/monitoring/rules', rule)).body;
    const change = async (name: string) =>
      admin.put(`/api/monitoring/rules/${made.id}`, { ...rule, name, revision: made.revision });
    expect([(await change('磁盘满')).status, (await change('另一个')).status]).toEqual([200, 409]);
    expect((await admin.delete(`/api/monitoring/rules/${made.id}`)).status).toBe(204);
    const one = alert({ alertname: 'Disk', serial: 'CR-LZ-0001' });
    expect((await send(payload(one))).body.unmatched).toBe(1);
  });

  it('given 1000 alerts at once on five devices, then every one is kept, five faults are opened and the others join', async () => {
    const serials = ['CR-LZ-0001', 'CR-LZ-0002', 'SV-LZ-0101', 'AS-TS-0201', 'SV-TS-0202'];
    for (const item of (await admin.get<CaseList>('/api/cases?limit=100')).body.items)
      await dispatcher.post(`/api/cases/${item.number}/withdraw`, { reason: '清场' });
    const storm = Array.from({ length: 1000 }, (_, index) => down(serials[index % 5] ?? ''));
    const answer = await send(payload(...storm));
    expect(answer.body).toMatchObject({ received: 1000, fresh: 1000, unmatched: 0 });
    const engine = api.running.app.get<ProcessEngine>(PROCESS_ENGINE);
    expect(await engine.settled(240_000)).toBe(true);
    expect((await alerts('&state=queued')).length).toBe(0);
    const prints = new Set(storm.map((one) => one.fingerprint));
    const mine: MonitoringAlert[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: MonitoringAlertList = (
        await dispatcher.get<MonitoringAlertList>(
          `/api/monitoring/alerts?limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`,
        )
      ).body;
      mine.push(...page.items.filter((one) => prints.has(one.fingerprint)));
      cursor = page.nextCursor;
    }
    expect(mine).toHaveLength(1000);
    expect(mine.filter((one) => one.state === 'opened')).toHaveLength(5);
    expect(new Set(mine.map((one) => one.caseNumber)).size).toBe(5);
  });
});
