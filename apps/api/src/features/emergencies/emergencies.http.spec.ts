import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type {
  Emergency,
  EmergencyList,
  EmergencyPack,
  EmergencyPlan,
  EmergencyPlanList,
  PlanProposals,
  PlanVersionList,
} from '@pledge/contracts';
import { testDatabases, type TestDatabase } from '@pledge/testing';
import { Client } from '../../../../../test/support/client.js';
import { PLAN_ANSWERS } from '../../../../../test/support/plan-answers.js';
import { Receivers } from '../../../../../test/support/receivers.js';
import type { RunningApp } from '../../create-app.js';
import { UNIT_OF_WORK } from '@pledge/nest';
import type { UnitOfWork } from '@pledge/runtime';
import { NotificationsService, OutboxSender } from '../notifications/index.js';
import { PlanPack } from './plan-pack.service.js';
import { DEMO_PARTIES } from '../demo/demo-data.js';
import { specApp } from '../../../../../test/support/spec-app.js';

// The whole server with the shipped processes; papers are laid out on busy machines.
jest.setTimeout(240_000);

const OA = { cause: 'oa', scope: 'institution', impact: 'high', urgency: 'high', title: 'OA 系统无法登录' };
/** What people answer at each step of whichever plan, by element; other ways than a drill in the browser walks. */
const ANSWERS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  ...Object.fromEntries(Object.values(PLAN_ANSWERS).flatMap((answers) => Object.entries(answers))),
  'check-power': { powerState: 'mains-lost', upsMinutes: 170, shutdownMinutes: 30 },
  'find-scope': { netScope: 'both' },
  'segment-test': { located: 'attack', testResult: '环路' },
  isolate: { isolated: 'G1/0/3' },
  'supplier-repair': { repairedInTime: 'no' },
  'check-recovery': { dataConsistent: 'yes', dataGapMinutes: 5 },
};

describe.each(testDatabases())('emergencies over HTTP on $name (F-08)', (place) => {
  const receivers = new Receivers();
  let database: TestDatabase;
  let running: RunningApp;
  const clients = new Map<string, Client>();
  const as = async (who: string): Promise<Client> => {
    const known = clients.get(who) ?? (await Client.as(running.url, who));
    clients.set(who, known);
    return known;
  };

  beforeAll(async () => {
    await receivers.open();
    database = await place.create();
    running = await specApp(database.url, { environment: { ...receivers.environment } });
  });
  afterAll(async () => {
    await running?.close();
    await database?.drop();
    await receivers.close();
  });

  const advance = async (by: string): Promise<void> => {
    await (await as('admin')).post('/api/clock/advance', { by });
  };
  const view = async (number: string, who = 'dispatcher'): Promise<Emergency> =>
    (await (await as(who)).get<Emergency>(`/api/emergencies/${number}`)).body;
  const begin = async (body: Record<string, unknown>, who = 'dispatcher'): Promise<string> => {
    const answer = await (await as(who)).post<{ number: string }>('/api/emergencies', body);
    expect(answer).toMatchObject({ status: 201, body: { settled: true } });
    return answer.body.number;
  };
  const plan = async (key: string, who = 'pm'): Promise<EmergencyPlan> =>
    (await (await as(who)).get<EmergencyPlan>(`/api/emergency-plans/${key}`)).body;
  /** Completes one open step as the administrator, who has every role. */
  const complete = async (taskId: string, variables: Record<string, unknown>): Promise<void> => {
    const admin = await as('admin');
    await admin.post(`/api/tasks/${taskId}/claim`);
    const answer = await admin.post(`/api/tasks/${taskId}/complete`, { variables });
    if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
  };
  /** Works through whatever is open until the emergency is over. */
  const workThrough = async (number: string): Promise<Emergency> => {
    for (let round = 0; round < 60; round++) {
      const now = await view(number);
      if (now.state === 'ended') return now;
      const open = now.steps.find((step) => step.endedAt === null);
      if (open === undefined) await advance('PT1S');
      else await complete(open.taskId, ANSWERS[open.elementId] ?? {});
    }
    throw new Error(`${number} does not end: ${JSON.stringify((await view(number)).steps.at(-1))}`);
  };
  const sendAll = async (): Promise<void> => {
    for (let round = 0; round < 20; round++) await running.app.get(OutboxSender).drain();
  };

  it('given the product, when the library is opened, then six plans wait to be agreed, and what is not ready is counted', async () => {
    const { items } = (await (await as('engineer')).get<EmergencyPlanList>('/api/emergency-plans')).body;
    expect(items.map((one) => [one.key, one.version, one.agreed, one.content.proposal])).toEqual([
      ['emergency-network', 1, false, true],
      ['emergency-oa', 1, false, false],
      ['emergency-power', 1, false, true],
      ['emergency-response', 1, false, false],
      ['emergency-server', 1, false, false],
      ['emergency-sms', 1, false, false],
    ]);
    await advance('P8D');
    const power = await plan('emergency-power');
    expect(power.readiness.filter((item) => item.overdue).map((item) => item.id)).toEqual([
      'ups-three-hours',
      'backup-off-site',
      'contacts-current',
    ]);
    const engineer = await as('engineer');
    const fit = await engineer.post<EmergencyPlan>('/api/emergency-plans/emergency-power/readiness/ups-three-hours', {
      result: 'fit',
      note: '放电测试 195 分钟',
    });
    expect(fit.body).toMatchObject({ notReady: 2 });
    const unfit = await engineer.post<EmergencyPlan>('/api/emergency-plans/emergency-power/readiness/ups-three-hours', {
      result: 'unfit',
      note: '放电测试 95 分钟',
    });
    expect(unfit.body).toMatchObject({ notReady: 3 });
    const unknown = await engineer.post('/api/emergency-plans/emergency-power/readiness/nothing', { result: 'fit' });
    expect(unknown).toMatchObject({ status: 404, body: { code: 'EMERGENCY_READINESS_UNKNOWN' } });
  });

  it('given a plan, when both parties sign it, then it is agreed, until it is revised', async () => {
    const path = '/api/emergency-plans/emergency-network';
    const first = await plan('emergency-network');
    const customer = await as('customer');
    expect((await customer.post(`${path}/agreements`, { version: 1 })).body).toMatchObject({ agreed: false });
    expect((await (await as('pm')).post(`${path}/agreements`, { version: 1 })).body).toMatchObject({ agreed: true });
    expect(await (await as('manager')).post(`${path}/agreements`, { version: 1 })).toMatchObject({
      status: 409,
      body: { code: 'EMERGENCY_PLAN_SIGNED' },
    });
    // Another customer does not see who signed, and has not agreed.
    expect((await plan('emergency-network', 'other')).agreements.map((one) => one.side)).toEqual(['provider']);
    const content = { ...first.content, trigger: { zh: '任一楼层断网', en: 'Any floor is cut off' } };
    const revised = await (await as('pm')).send<EmergencyPlan>('PUT', path, { basedOn: 1, content });
    expect(revised.body).toMatchObject({ version: 2, agreed: false });
    expect(revised.body.hash).not.toBe(first.hash);
    expect(await (await as('pm')).send('PUT', path, { basedOn: 1, content })).toMatchObject({ status: 409 });
    expect((await (await as('engineer')).send('PUT', path, { basedOn: 2, content })).status).toBe(403);
    expect(await customer.post(`${path}/agreements`, { version: 1 })).toMatchObject({
      body: { code: 'EMERGENCY_PLAN_OUTDATED' },
    });
  });

  it('given signed and revised plans, when the pack is asked for, then it is printed anew and mailed only where it says something new', async () => {
    const pack = async (who = 'engineer') => (await as(who)).get<EmergencyPack>('/api/emergency-plans/pack');
    const versions = async (who: string) =>
      (await (await as(who)).get<PlanVersionList>('/api/emergency-plans/emergency-network/versions')).body.items;
    expect((await versions('pm')).map((one) => [one.version, one.agreed, one.agreements.length])).toEqual([
      [2, false, 0],
      [1, true, 2],
    ]);
    expect((await versions('other')).map((one) => [one.version, one.agreed, one.agreements.length])).toEqual([
      [2, false, 0],
      [1, false, 1],
    ]);
    await advance('PT5M');
    const first = (await pack()).body;
    expect(first).toMatchObject({ current: true });
    expect((await pack('customer')).status).toBe(403);
    expect((await (await as('engineer')).post('/api/emergency-plans/pack')).status).toBe(403);
    // Nothing new: the same paper. Every morning it is looked at, and stays as it is.
    expect((await (await as('pm')).post('/api/emergency-plans/pack')).body).toEqual(first);
    await advance('P2D');
    expect((await pack()).body).toEqual(first);
    await sendAll();
    const before = receivers.mails.filter((one) => one === 'director@demo.example').length;
    const signed = await (await as('pm')).post('/api/emergency-plans/emergency-server/agreements', { version: 1 });
    expect(signed.status).toBe(200);
    await (await as('customer')).post('/api/emergency-plans/emergency-server/agreements', { version: 1 });
    const keeper = await as('pm');
    const asked = await Promise.all([1, 2].map(() => keeper.post<EmergencyPack>('/api/emergency-plans/pack')));
    await advance('PT5M');
    const second = (await pack()).body;
    // Whoever prints the same beside another has the other's paper.
    expect(asked.map(({ body }) => body.document?.number)).toEqual([second.document?.number, second.document?.number]);
    expect(second).toMatchObject({ current: true });
    expect(second.document?.number).not.toBe(first.document?.number);
    const paper = await (await as('engineer')).get(`/api/documents/${second.document?.id ?? ''}`);
    expect(paper.status).toBe(200);
    expect((await (await as('customer')).get(`/api/documents/${second.document?.id ?? ''}`)).status).toBe(404);
    await sendAll();
    expect(receivers.mails.filter((one) => one === 'director@demo.example').length).toBeGreaterThan(before);
  });

  it('given two packs that say different things under one number, when both are stored, then the later one is prepared again', async () => {
    const printer = running.app.get(PlanPack);
    const unitOfWork = running.app.get<UnitOfWork>(UNIT_OF_WORK);
    // a new number says something new, and nobody prints it before the morning
    expect((await (await as('admin')).send('PATCH', '/api/users/other', { mobile: '13900007777' })).status).toBe(200);
    const prepared = await printer.prepare();
    if (prepared === null) throw new Error('nothing new to print');
    await unitOfWork.run(async (tx) => {
      expect(await printer.apply(tx, { ...prepared, fingerprint: 'said by another', keepers: [] })).toBe(true);
      expect(await printer.apply(tx, prepared)).toBe(false);
      // who said the same has nothing to do
      expect(await printer.apply(tx, { ...prepared, fingerprint: 'said by another' })).toBe(true);
    });
    expect((await (await as('pm')).post('/api/emergency-plans/pack')).body).toMatchObject({ current: true });
  });

  it('given a report, when triggers are asked, then the plan that fits is proposed, and none for a single workstation', async () => {
    const dispatcher = await as('dispatcher');
    const { title: _title, ...report } = OA;
    const proposed = await dispatcher.post<PlanProposals>('/api/emergencies/proposals', report);
    expect(proposed.body.items).toEqual([
      { key: 'emergency-oa', why: 'OA 系统故障（S3-28、F-08d）', whyEn: 'OA system fault (S3-28, F-08d)' },
    ]);
    const alone = await dispatcher.post<PlanProposals>('/api/emergencies/proposals', {
      ...report,
      scope: 'workstation',
    });
    expect(alone.body.items).toEqual([]);
    const refused = { ...OA, scope: 'workstation', planKey: 'emergency-oa' };
    expect((await dispatcher.post('/api/emergencies', refused)).body).toMatchObject({
      code: 'EMERGENCY_NO_PLAN_NEEDED',
    });
    expect((await dispatcher.post('/api/emergencies', { ...OA, mode: 'drill' })).body).toMatchObject({
      code: 'EMERGENCY_DRILL_NEEDS_PLAN',
    });
    expect((await dispatcher.post('/api/emergencies', { ...OA, planKey: 'none-such' })).status).toBe(404);
    // The general flow is what every report starts: as its own plan it would call itself for ever.
    expect((await dispatcher.post('/api/emergencies', { ...OA, planKey: 'emergency-response' })).body).toMatchObject({
      code: 'EMERGENCY_PLAN_UNKNOWN',
    });
    expect((await plan('emergency-response', 'dispatcher')).may.start).toBe(false);
    expect((await plan('emergency-oa', 'dispatcher')).may.start).toBe(true);
    expect((await (await as('customer')).post('/api/emergencies', OA)).status).toBe(403);
  });

  it('given an outage, when its plan is started with the report, then it runs at once, and who cannot be reached by one channel is told by the next', async () => {
    receivers.refused.add('13800000002').add('engineer@demo.example');
    const number = await begin({ ...OA, planKey: 'emergency-oa', partyId: DEMO_PARTIES.telecom });
    expect(number).toMatch(/^YJ-\d{4}-0001$/);
    const started = await view(number);
    expect(started).toMatchObject({ state: 'running', planVersion: 1, rtoMinutes: 240, mode: 'live' });
    expect(started.goals.map((goal) => goal.rtoMinutes)).toContain(240);
    expect(started.notices['recovery']?.en).toBeTruthy();
    expect(started.steps.map((step) => [step.elementId, step.late])).toEqual([['go-to-room', false]]);
    expect(started.diagrams.map((one) => [one.key, one.activeElements])).toEqual([
      ['emergency-response', ['run-plan']],
      ['emergency-oa', ['go-to-room']],
    ]);
    await sendAll();
    expect(receivers.texts).toEqual(expect.arrayContaining(['13909310001', '13800000004', '13800000005']));
    const engineer = async (): Promise<Emergency['contacts'][number] | undefined> =>
      (await view(number)).contacts.find((contact) => contact.mobile === '13800000002');
    expect(await engineer()).toMatchObject({ channel: 'sms', state: 'retrying' });
    await advance('PT20S');
    await sendAll();
    expect(await engineer()).toMatchObject({ channel: 'mail', state: 'failed', tried: [{ channel: 'sms' }] });
    await advance('PT40S');
    await advance('PT80S');
    const lost = await engineer();
    expect(lost).toMatchObject({ channel: 'phone', state: 'call' });
    expect(lost?.tried.map((one) => one.channel)).toEqual(['sms', 'mail', 'chat']);
    const path = `/api/emergencies/${number}/contacts/${lost?.id ?? ''}/reached`;
    expect((await (await as('dispatcher')).post(path)).status).toBe(204);
    expect(await engineer()).toMatchObject({ state: 'reached', by: 'dispatcher' });
    expect((await (await as('dispatcher')).post(path)).body).toMatchObject({ code: 'EMERGENCY_CONTACT_REACHED' });

    await advance('PT16M');
    expect((await view(number)).steps[0]).toMatchObject({ late: true });
    const ended = await workThrough(number);
    expect(ended).toMatchObject({ outcome: 'recovered', dataGapMinutes: 5 });
    const paper = await (await as('pm')).get(`/api/documents/${ended.reportDocumentId ?? ''}`);
    expect(paper.status).toBe(200);
    expect(new Set(ended.contacts.map((contact) => contact.kind))).toEqual(new Set(['alert', 'outage', 'recovery']));
    // A customer sees the own emergency and no numbers of the provider's people; another customer sees nothing.
    expect((await view(number, 'customer')).contacts.every((contact) => contact.side === 'customer')).toBe(true);
    expect((await (await as('other')).get(`/api/emergencies/${number}`)).status).toBe(404);
    expect((await (await as('other')).get<EmergencyList>('/api/emergencies')).body.items).toEqual([]);
    const over = await (await as('customer')).get<EmergencyList>('/api/emergencies?state=ended');
    expect(over.body.items.map((one) => one.number)).toEqual([number]);
    const running = await (await as('customer')).get<EmergencyList>('/api/emergencies?state=running');
    expect(running.body.items).toEqual([]);
  });

  it('given the SMS platform is what failed, when contacts are told, then no text message is tried (S3-30)', async () => {
    await sendAll();
    const before = receivers.texts.length;
    const number = await begin({ ...OA, cause: 'sms', title: '短信平台不可用', planKey: 'emergency-sms' });
    await sendAll();
    expect(receivers.texts.length).toBe(before);
    expect((await view(number)).contacts.map((contact) => contact.channel)).not.toContain('sms');
    expect(receivers.mails).toContain('manager@demo.example');
  });

  it('given no plan with the report, when the leader decides, then the chosen plan runs', async () => {
    const number = await begin({ ...OA, cause: 'unknown', title: '多个系统异常' });
    const cause = (await view(number)).steps[0];
    await complete(cause?.taskId ?? '', { cause: 'network', causeNote: '核心交换机告警' });
    const decide = (await view(number)).steps.find((step) => step.endedAt === null);
    expect(decide).toMatchObject({ elementId: 'decide-plan', groups: ['manager'] });
    await complete(decide?.taskId ?? '', { planKey: 'emergency-network' });
    expect(await view(number)).toMatchObject({ planKey: 'emergency-network', planVersion: 2 });
  });

  describe('drills', () => {
    /** Every shipped special plan, from its start to its end, as a drill. @returns what left for real receivers */
    const drillAll = async (): Promise<number> => {
      await sendAll();
      const before = receivers.mails.length + receivers.texts.length;
      for (const key of ['power', 'network', 'server', 'oa', 'sms']) {
        const number = await begin({ ...OA, planKey: `emergency-${key}`, mode: 'drill', title: `演练 ${key}` });
        expect(number).toMatch(/^YL-/);
        const ended = await workThrough(number);
        expect(ended.contacts.length).toBeGreaterThan(5);
        await sendAll();
      }
      return receivers.mails.length + receivers.texts.length - before;
    };

    it('given every shipped plan, when it is drilled from end to end, then nothing leaves towards real receivers', async () => {
      expect(await drillAll()).toBe(0);
      const { items } = (await (await as('pm')).get<EmergencyList>('/api/emergencies?mode=drill')).body;
      expect(items.map((one) => one.outcome)).toEqual(Array(5).fill('recovered'));
      const numbers = await Promise.all(items.map((one) => view(one.number)));
      const states = numbers.flatMap((one) => one.contacts.map((contact) => contact.state));
      expect(new Set(states)).toEqual(new Set(['drill', 'call']));
    });

    it('given a build that ignores the mode, when the plans are drilled, then the check above finds what left', async () => {
      const real = NotificationsService.prototype.enqueueDirect;
      const mutant = jest.spyOn(NotificationsService.prototype, 'enqueueDirect').mockImplementation(function (
        this: NotificationsService,
        tx,
        requests,
      ) {
        return real.call(
          this,
          tx,
          requests.map((one) => ({ ...one, request: { ...one.request, mode: 'live' as const } })),
        );
      });
      try {
        expect(await drillAll()).toBeGreaterThan(10);
      } finally {
        mutant.mockRestore();
      }
    });
  });
});
