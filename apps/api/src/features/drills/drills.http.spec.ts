import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type {
  Drill,
  DrillContent,
  DrillDueList,
  DrillList,
  DrillSteps,
  Emergency,
  EmergencyPlan,
  ListOf,
  Rehearsal,
  TaskView,
} from '@pledge/contracts';
import { testDatabases, type TestDatabase } from '@pledge/testing';
import type { Client } from '../../../../../test/support/client.js';
import { DrillWorld, type Traces } from '../../../../../test/support/drill-world.js';
import { EmergencyObservers } from '../emergencies/index.js';
import { NotificationsService } from '../notifications/index.js';
import { ReserveSpareDelegate } from '../spares/spares.delegates.js';

// The whole server with the shipped processes; papers are laid out on busy machines.
jest.setTimeout(300_000);

type Failure = { code: string; status: number; errors?: unknown[] };

describe.each(testDatabases())('drills over HTTP on $name (F-09)', (place) => {
  let database: TestDatabase;
  let world: DrillWorld;
  const as = (who: string): Promise<Client> => world.as(who);

  beforeAll(async () => {
    database = await place.create();
    world = await DrillWorld.start(database.url);
  });
  afterAll(async () => {
    await world?.stop();
    await database?.drop();
  });

  describe('planning', () => {
    it('given plans that were never drilled, when asked what is due, then every special plan is, and none is opened yet', async () => {
      const { items } = (await (await as('engineer')).get<DrillDueList>('/api/drills/due')).body;
      expect(items.map((one) => [one.planKey, one.due, one.dueAt, one.openNumber])).toEqual(
        ['network', 'oa', 'power', 'server', 'sms'].map((key) => [`emergency-${key}`, true, null, null]),
      );
      expect((await (await as('customer')).get('/api/drills/due')).status).toBe(403);
    });

    it('given a plan, when its steps are asked, then those come that a scenario can fix, with names in both languages', async () => {
      const { items } = (await (await as('pm')).get<DrillSteps>('/api/drills/steps/emergency-oa')).body;
      expect(items.map((step) => step.elementId)).toEqual(expect.arrayContaining(['remote-try', 'check-recovery']));
      const remote = items.find((step) => step.elementId === 'remote-try');
      expect(remote?.name.en).toMatch(/repair/i);
      expect(remote?.fields).toEqual(
        expect.arrayContaining([expect.objectContaining({ key: 'usable', type: 'choice' })]),
      );
      expect(items.some((step) => step.elementId === 'decide-plan')).toBe(false);
      expect((await (await as('pm')).get('/api/drills/steps/emergency-response')).status).toBe(404);
      expect((await (await as('pm')).get('/api/drills/steps/nothing')).status).toBe(404);
    });

    it('given bad input, when a drill is planned, then it is refused and says where', async () => {
      const pm = await as('pm');
      const post = async (change: Partial<DrillContent> | Record<string, unknown>): Promise<[number, string]> => {
        const { status, body } = await pm.post<Failure>('/api/drills', { ...world.content(), ...change });
        return [status, body.code];
      };
      expect(await post({ planKey: 'emergency-response' })).toEqual([422, 'DRILL_PLAN_UNFIT']);
      expect(await post({ partyId: 'nobody' })).toEqual([404, 'DRILL_PARTY_UNKNOWN']);
      expect(await post({ participants: [{ username: 'other', duty: '' }], injects: [] })).toEqual([
        422,
        'DRILL_PERSON_UNKNOWN',
      ]);
      const window = { from: '2026-03-05T12:00:00+08:00', to: '2026-03-05T09:00:00+08:00' };
      const twice = [
        { username: 'pm', duty: '' },
        { username: 'pm', duty: '' },
      ];
      const inject = { id: 'i1', kind: 'message', afterMinutes: 1, text: 'x', to: 'all', answer: false };
      for (const change of [
        { window },
        { participants: twice },
        { title: ' ' },
        { title: 'x'.repeat(201) },
        { kind: 'real' },
        { injects: [inject, inject] },
        { injects: [{ ...inject, afterMinutes: -1 }] },
        { injects: [{ ...inject, kind: 'channel-failure' }] },
        { injects: [{ ...inject, kind: 'person-unavailable' }] },
        { injects: [{ ...inject, kind: 'person-unavailable', username: 'gm' }] },
        { injects: [{ ...inject, to: 'gm' }] },
        { injects: [{ ...inject, kind: 'channel-failure', channel: 'phone' }] },
        { report: { ...world.content().report, scope: 'workstation' } },
        { somethingElse: 1 },
      ])
        expect([change, (await post(change))[0]]).toEqual([change, 422]);
      for (const who of ['engineer', 'dispatcher', 'customer'])
        expect((await (await as(who)).post('/api/drills', world.content())).status).toBe(403);
    });

    it('given a drill that is not whole, when it is sent to the customer, then it stays with the coordinator, and says what lacks', async () => {
      const number = await world.create({ partyId: null, window: null, participants: [], injects: [], scenario: '' });
      await world.complete('pm', number, 'plan-drill', { planDecision: 'send' });
      expect(await world.drill(number)).toMatchObject({
        state: 'planning',
        gaps: ['party', 'window', 'provider-side', 'customer-side', 'scenario'],
      });
      expect((await (await as('customer')).get(`/api/drills/${number}`)).status).toBe(404);
      const edit = { basedOn: 1, content: world.content() };
      const pm = await as('pm');
      expect((await (await as('engineer')).put(`/api/drills/${number}`, edit)).status).toBe(403);
      expect((await pm.put<Drill>(`/api/drills/${number}`, edit)).body).toMatchObject({ revision: 2, gaps: [] });
      expect((await pm.put<Failure>(`/api/drills/${number}`, edit)).body).toMatchObject({ code: 'DRILL_OUTDATED' });
      const other = { basedOn: 2, content: world.content({ planKey: 'emergency-sms' }) };
      expect((await pm.put<Failure>(`/api/drills/${number}`, other)).body).toMatchObject({ code: 'DRILL_PLAN_UNFIT' });
      await world.complete('pm', number, 'plan-drill', { planDecision: 'cancel' });
      expect(await world.drill(number)).toMatchObject({ state: 'cancelled' });
      expect((await pm.get('/api/drills/YX-2026-9999')).status).toBe(404);
    });

    it('given a scenario, when it is played in virtual time, then steps, recovery and injects have their minutes, and nothing is stored', async () => {
      const number = await world.create();
      const pm = await as('pm');
      const before = (await pm.get<{ items: unknown[] }>('/api/emergencies?mode=drill')).body.items.length;
      const played = (await pm.post<Rehearsal>(`/api/drills/${number}/rehearsals`)).body;
      expect(played).toMatchObject({ state: 'completed', rtoMinutes: 240, problem: null });
      expect(played.steps.slice(0, 3).map((step) => [step.elementId, step.from, step.to])).toEqual([
        ['go-to-room', 0, 15],
        ['analyse', 15, 35],
        ['remote-try', 35, 65],
      ]);
      expect(played.minutes).toBeGreaterThan(65);
      expect(played.injects.map((one) => [one.id, one.during])).toEqual([
        ['i1', ['go-to-room']],
        ['i2', ['analyse']],
        ['i3', ['analyse']],
      ]);
      // Where the scenario finds the service usable at once, no outage is told and it is shorter.
      const content = world.content({ facts: { 'remote-try': { usable: 'yes' } } });
      await pm.put(`/api/drills/${number}`, { basedOn: 1, content });
      const short = (await pm.post<Rehearsal>(`/api/drills/${number}/rehearsals`)).body;
      expect(short.minutes).toBeLessThan(played.minutes);
      expect(short.steps.some((step) => step.elementId === 'find-cause')).toBe(false);
      expect((await pm.get<{ items: unknown[] }>('/api/emergencies?mode=drill')).body.items).toHaveLength(before);
      expect((await (await as('engineer')).post(`/api/drills/${number}/rehearsals`)).status).toBe(403);
      await world.complete('pm', number, 'plan-drill', { planDecision: 'cancel' });
    });
  });

  describe('a drill from its window to its signed report', () => {
    let number = '';
    let run = '';

    it('given a plan, when the customer answers in writing, then it can be started, and only own customers see it', async () => {
      number = await world.create();
      await world.complete('pm', number, 'plan-drill', { planDecision: 'send' });
      await world.complete('customer', number, 'agree-drill', {
        windowAgreed: 'no',
        agreedBy: '马建国',
        agreeNote: '改时间',
      });
      expect(await world.drill(number)).toMatchObject({
        state: 'planning',
        agreement: { agreed: false, username: 'customer', note: '改时间' },
      });
      await world.complete('pm', number, 'plan-drill', { planDecision: 'send' });
      await world.complete('customer2', number, 'agree-drill', { windowAgreed: 'yes', agreedBy: '田晓梅' });
      expect(await world.drill(number, 'customer')).toMatchObject({ state: 'agreed', agreement: { by: '田晓梅' } });
      expect((await (await as('other')).get(`/api/drills/${number}`)).status).toBe(404);
      expect((await (await as('other')).get<DrillList>('/api/drills')).body.items).toEqual([]);
      expect((await (await as('customer')).get<DrillList>('/api/drills')).body.items).toHaveLength(1);
      const stop = await (await as('pm')).post<Failure>(`/api/drills/${number}/stop`, { reason: '停' });
      expect(stop).toMatchObject({ status: 409, body: { code: 'DRILL_NOT_RUNNING' } });
      const finding = { text: 'x', action: 'y', owner: 'pm', dueAt: '2030-01-01T00:00:00+08:00' };
      expect((await (await as('pm')).post<Failure>(`/api/drills/${number}/findings`, finding)).body.code).toBe(
        'DRILL_NOT_EVALUATED',
      );
    });

    it('given the start, when the run begins, then it is the emergency model in drill mode, with its injects to come', async () => {
      await world.complete('pm', number, 'start-drill', { safetyChecked: true });
      const drill = await world.drill(number);
      run = drill.runNumber ?? '';
      expect(run).toMatch(/^YL-/);
      expect(drill).toMatchObject({
        state: 'running',
        planVersion: 1,
        steps: [{ elementId: 'go-to-room', endedAt: null }],
      });
      expect(drill.injects.map((one) => one.deliveredAt)).toEqual([null, null, null]);
      // What is to come is a surprise: coordinators know it, participants of both sides do not.
      for (const who of ['engineer', 'customer'])
        expect(await world.drill(number, who)).toMatchObject({ injects: [], content: { injects: [] } });
      const emergency = (await (await as('pm')).get<Emergency>(`/api/emergencies/${run}`)).body;
      expect(emergency).toMatchObject({ mode: 'drill', state: 'running', planKey: 'emergency-oa' });
    });

    it('given timed injects, when their minutes come, then each is delivered, shows what it did and who answered', async () => {
      const [first] = (await world.drill(number)).steps;
      await (await as('engineer')).post(`/api/tasks/${first?.taskId ?? ''}/claim`);
      await world.advance('PT10M');
      expect((await world.drill(number)).injects.map((one) => one.deliveredAt !== null)).toEqual([true, false, false]);
      // Only participants are asked.
      const asked = await (await as('engineer2')).get<ListOf<TaskView>>(`/api/tasks?caseNumber=${number}&state=open`);
      expect(asked.body.items).toEqual([]);
      const told = await world.drill(number, 'engineer');
      expect([told.injects, told.content.injects].map((list) => list.map((one) => one.id))).toEqual([['i1'], ['i1']]);
      await world.complete('customer', number, 'answer-inject', { injectAnswer: '已转告各科室' });
      await world.advance('PT20M');
      const drill = await world.drill(number);
      expect(drill.injects.map((one) => [one.kind, one.answeredBy, one.effect])).toEqual([
        ['message', expect.stringContaining('马建国'), null],
        ['channel-failure', null, { contacts: expect.any(Number), standIn: null, tasks: null }],
        ['person-unavailable', null, { contacts: null, standIn: expect.stringContaining('赵磊'), tasks: 1 }],
      ]);
      expect(drill.injects[1]?.effect?.contacts).toBeGreaterThan(3);
      // The engineer is away: the next on the ladder has the task and the contacts go on by mail.
      expect(drill.steps[0]).toMatchObject({ owner: expect.stringContaining('赵磊') });
      // Who is away is freed of it: no step of the run is theirs any more, whoever hands one back to them.
      const step = drill.steps[0]?.taskId ?? '';
      await (await as('pm')).post(`/api/tasks/${step}/unclaim`);
      const absent = await as('engineer');
      expect((await absent.post<Failure>(`/api/tasks/${step}/claim`)).body.code).toBe('DRILL_PERSON_AWAY');
      const answer = { variables: { serverNormal: 'no' } };
      expect(await absent.post<Failure>(`/api/tasks/${step}/complete`, answer)).toMatchObject({
        status: 409,
        body: { code: 'DRILL_PERSON_AWAY' },
      });
      const { contacts } = (await (await as('pm')).get<Emergency>(`/api/emergencies/${run}`)).body;
      expect(contacts.filter((one) => one.channel === 'sms')).toEqual([]);
      expect(contacts.find((one) => one.name.startsWith('张伟'))).toMatchObject({
        state: 'call',
        tried: [{ channel: 'sms' }, { channel: 'mail', error: '张伟电话不通' }],
      });
    });

    it('given every step done, when it is over, then times are taken, scored by the decision, and the next steps wait', async () => {
      await world.workThrough(run);
      const drill = await world.drill(number);
      expect((await world.drill(number, 'engineer')).injects).toHaveLength(3);
      expect(drill).toMatchObject({ state: 'evaluating', grade: 'good', score: { goalsMet: true, injectPoints: 100 } });
      expect(drill.measurement).toMatchObject({
        dataGapMinutes: 5,
        rtoMinutes: 240,
        injectsAsked: 1,
        injectsAnswered: 1,
      });
      const went = drill.score?.rated.find((step) => step.elementId === 'go-to-room');
      expect(went).toMatchObject({ minutes: 34, limit: 15, points: 0 });
      expect(drill.score?.total).toBeLessThan(100);
      expect(drill.former).toEqual([]);
      expect(drill.reportDocumentId).toBeNull();
    });

    it('given the evaluation, when findings are registered, then they become tasks with owner and date once it is done', async () => {
      const pm = await as('pm');
      const path = `/api/drills/${number}/findings`;
      const finding = { text: '电话不通', action: '核对号码', owner: 'engineer', dueAt: world.at('P10D') };
      expect((await (await as('engineer')).post(path, finding)).status).toBe(403);
      const past = await pm.post<Failure>(path, { ...finding, dueAt: world.at('-P1D') });
      expect(past).toMatchObject({ status: 422, body: { code: 'DRILL_DATE_PAST' } });
      const foreign = await pm.post<Failure>(path, { ...finding, owner: 'other' });
      expect(foreign.body.code).toBe('DRILL_PERSON_UNKNOWN');
      expect((await pm.post<Drill>(path, { ...finding, text: '' })).status).toBe(422);
      const one = await pm.post<Drill>(path, finding);
      expect(one.status).toBe(201);
      const two = await pm.post<Drill>(path, { ...finding, text: '多余的一条', owner: 'customer' });
      const extra = two.body.findings.find((each) => each.text === '多余的一条');
      expect((await pm.delete(`${path}/${extra?.id ?? ''}`)).status).toBe(204);
      await world.complete('pm', number, 'evaluate', { evaluation: '到机房过慢', revisionNeeded: 'yes' });
      const drill = await world.drill(number);
      expect(drill).toMatchObject({ state: 'correcting', openFindings: 1, evaluation: '到机房过慢' });
      expect((await pm.delete(`${path}/${drill.findings[0]?.id ?? ''}`)).status).toBe(404);
      const task = await world.task('engineer', number, 'correct-finding');
      expect(task).toMatchObject({ assignee: 'engineer' });
      expect(Date.parse(task.dueAt ?? '')).toBe(Date.parse(finding.dueAt));
      // The provider's own paper until it is laid before the customer.
      expect((await pm.get(`/api/documents/${drill.reportDocumentId ?? ''}`)).status).toBe(200);
      expect((await (await as('customer')).get(`/api/documents/${drill.reportDocumentId ?? ''}`)).status).toBe(404);
      expect(await world.drill(number, 'customer')).toMatchObject({ reportDocumentId: null });
    });

    it('given the corrective task, when it passes its date, then it is late; accepted, then the plan has to be revised', async () => {
      await world.advance('P11D');
      expect(await world.drill(number)).toMatchObject({ lateFindings: 1, findings: [{ late: true, state: 'open' }] });
      await world.complete('engineer', number, 'correct-finding', { doneNote: '已核对 12 个号码' });
      await world.complete('pm', number, 'verify-correction', { accepted: 'yes' });
      expect(await world.drill(number)).toMatchObject({
        openFindings: 0,
        findings: [{ state: 'done', doneNote: '已核对 12 个号码' }],
      });
      await world.complete('pm', number, 'revise-plan', { revisionNote: '没有改' });
      // Nothing was revised: asked again.
      const pm = await as('pm');
      const plan = (await pm.get<EmergencyPlan>('/api/emergency-plans/emergency-oa')).body;
      const content = { ...plan.content, steps: { ...plan.content.steps, 'go-to-room': 20 } };
      await pm.put('/api/emergency-plans/emergency-oa', { basedOn: plan.version, content });
      await world.complete('pm', number, 'revise-plan', { revisionNote: '到机房时限改为 20 分钟' });
      expect(await world.drill(number)).toMatchObject({ state: 'signing' });
    });

    it('given the report, when one side signs and the other gives it back, then it is evaluated and signed anew by both', async () => {
      await world.complete('manager', number, 'sign-provider', { signerName: '陈强' });
      const laid = await world.drill(number, 'customer');
      expect(laid).toMatchObject({ signatures: [{ side: 'provider', sha256: laid.reportSha256 }] });
      expect((await (await as('customer')).get(`/api/documents/${laid.reportDocumentId ?? ''}`)).status).toBe(200);
      expect((await (await as('other')).get(`/api/documents/${laid.reportDocumentId ?? ''}`)).status).toBe(404);
      await world.complete('customer', number, 'sign-customer', {
        signDecision: 'return',
        signerName: '马建国',
        signNote: '请补充',
      });
      expect(await world.drill(number)).toMatchObject({ state: 'evaluating', signatures: [] });
      await world.complete('pm', number, 'evaluate', { evaluation: '已补充', revisionNeeded: 'no' });
      await world.complete('manager', number, 'sign-provider', { signerName: '陈强' });
      await world.complete('customer', number, 'sign-customer', {
        signDecision: 'sign',
        signerName: '马建国',
        signature: PIXEL,
      });
      const done = await world.drill(number, 'customer');
      expect(done).toMatchObject({ state: 'done', grade: 'good', evaluation: '已补充' });
      expect(done.signatures.map((one) => [one.side, one.signer, one.by])).toEqual([
        ['provider', '陈强', 'manager'],
        ['customer', '马建国', 'customer'],
      ]);
      const paper = await (await as('customer')).get(`/api/documents/${done.signedDocumentId ?? ''}`);
      expect(paper.status).toBe(200);
      const { items } = (await (await as('pm')).get<DrillDueList>('/api/drills/due')).body;
      expect(items.find((one) => one.planKey === 'emergency-oa')).toMatchObject({ due: false, lastNumber: number });
    });

    it('given a former drill, when the plan is drilled again, then both are compared', async () => {
      const again = await world.begin();
      await world.workThrough((await world.drill(again)).runNumber ?? '');
      const drill = await world.drill(again);
      expect(drill.former).toEqual([
        expect.objectContaining({ number, grade: 'good', steps: expect.objectContaining({ 'go-to-room': 34 }) }),
      ]);
      // This time nobody answered the inject; the way to the room took its 4 minutes.
      expect(drill.score).toMatchObject({ injectPoints: 0, stepPoints: 100, grade: 'good' });
      await world.finish(again);
    });
  });

  describe('the real thing', () => {
    it('given a drill that runs, when a real emergency starts, then it is broken off, its people are free and it cannot be started until that is over', async () => {
      const number = await world.begin();
      const { runNumber } = await world.drill(number);
      const dispatcher = await as('dispatcher');
      const open = async (businessKey: string) =>
        (await (await as('engineer')).get<ListOf<TaskView>>(`/api/tasks?caseNumber=${businessKey}&state=open`)).body
          .items;
      expect(await open(runNumber ?? '')).toHaveLength(1);
      const report = { ...world.content().report, title: 'OA 真的故障', planKey: 'emergency-oa' };
      const real = (await dispatcher.post<{ number: string }>('/api/emergencies', report)).body.number;
      await world.settle();
      expect(await open(runNumber ?? '')).toEqual([]);
      expect(await open(number)).toEqual([]);
      expect(await open(real)).toHaveLength(1);
      expect(await world.drill(number)).toMatchObject({
        state: 'planning',
        stopped: { emergencyNumber: real, reason: 'OA 真的故障' },
        realEmergencies: [real],
      });
      // The customer hears that it was broken off, not by whose emergency.
      expect((await world.drill(number, 'customer')).stopped).toMatchObject({ reason: '', emergencyNumber: '' });
      const stopped = (await (await as('pm')).get<Emergency>(`/api/emergencies/${runNumber ?? ''}`)).body;
      expect(stopped).toMatchObject({ state: 'ended', outcome: 'stopped' });
      await world.advance('PT1H');
      expect((await world.drill(number)).injects.map((one) => one.deliveredAt)).toEqual([null, null, null]);

      await world.complete('pm', number, 'plan-drill', { planDecision: 'send' });
      await world.complete('customer', number, 'agree-drill', { windowAgreed: 'yes', agreedBy: '马建国' });
      await world.complete('pm', number, 'start-drill', { safetyChecked: true });
      expect(await world.drill(number)).toMatchObject({ state: 'planning', stopped: { emergencyNumber: real } });
      await world.workThrough(real);
      await world.complete('pm', number, 'plan-drill', { planDecision: 'cancel' });
    });

    it('given a build in which a real emergency does not go first, when one starts, then the check above finds the drill still running', async () => {
      const number = await world.begin();
      const mutant = jest.spyOn(EmergencyObservers.prototype, 'tell').mockImplementation(() => Promise.resolve());
      const report = { ...world.content().report, title: 'OA 真的故障', planKey: 'emergency-oa' };
      const real = (await (await as('dispatcher')).post<{ number: string }>('/api/emergencies', report)).body.number;
      await world.settle();
      expect((await world.drill(number)).state).toBe('running');
      mutant.mockRestore();
      await world.workThrough(real);
      await world.stopDrill(number);
    });

    it('given a participant who sees danger, when the drill is stopped, then it is planned again; who takes no part may not', async () => {
      const number = await world.begin();
      const path = `/api/drills/${number}/stop`;
      const refused = await (await as('engineer2')).post<Failure>(path, { reason: '不参加' });
      expect(refused).toMatchObject({ status: 403, body: { code: 'DRILL_NO_PART' } });
      expect((await (await as('other')).post(path, { reason: 'x' })).status).toBe(404);
      expect((await (await as('customer')).post(path, { reason: '' })).status).toBe(422);
      expect((await (await as('customer')).post(path, { reason: '机房冒烟' })).status).toBe(200);
      await world.settle();
      expect(await world.drill(number, 'customer')).toMatchObject({
        state: 'planning',
        stopped: { reason: '机房冒烟', emergencyNumber: null },
      });
      await world.complete('pm', number, 'plan-drill', { planDecision: 'cancel' });
    });

    it('given a window that has passed, when nobody started, then it is planned again', async () => {
      const number = await world.create();
      await world.complete('pm', number, 'plan-drill', { planDecision: 'send' });
      await world.complete('customer', number, 'agree-drill', { windowAgreed: 'yes', agreedBy: '马建国' });
      await world.advance('P8D');
      expect(await world.drill(number)).toMatchObject({ state: 'planning', gaps: ['window-past'] });
      await world.complete('pm', number, 'plan-drill', { planDecision: 'cancel' });
    });
  });

  describe('apart from the real world', () => {
    /** A whole run between two looks at what it must leave alone. */
    const runOne = async (): Promise<{ readonly before: Traces; readonly after: Traces }> => {
      const number = await world.agree();
      const before = await world.traces();
      await world.complete('pm', number, 'start-drill', { safetyChecked: true });
      await world.advance('PT30M');
      await world.workThrough((await world.drill(number)).runNumber ?? '');
      const after = await world.traces();
      await world.finish(number);
      return { before, after };
    };

    it('given a whole run, when stock, promises, cases, live emergencies and receivers are looked at, then nothing moved', async () => {
      const { before, after } = await runOne();
      expect(before.promises).toBeGreaterThan(0);
      expect(after).toEqual(before);
    });

    it('given a build that ignores the mode, when a drill runs, then the check above finds what left', async () => {
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
        const { before, after } = await runOne();
        expect(after.messages - before.messages).toBeGreaterThan(5);
      } finally {
        mutant.mockRestore();
      }
    });

    it('given a plan that reserves a spare part, when it is drilled, then the stock stays; a build that ignores the mode is found', async () => {
      const part = await world.spare('SP-CRS-0002');
      await world.deployOaThatReserves(part);
      const { before, after } = await runOne();
      expect(after).toEqual(before);
      const real = ReserveSpareDelegate.prototype.apply;
      const { caseNumber } = world;
      const mutant = jest.spyOn(ReserveSpareDelegate.prototype, 'apply').mockImplementation(function (
        this: ReserveSpareDelegate,
        tx,
        context,
      ) {
        return real.call(this, tx, { ...context, mode: 'live', businessKey: caseNumber });
      });
      try {
        const ignored = await runOne();
        expect(ignored.after.moves - ignored.before.moves).toBe(1);
      } finally {
        mutant.mockRestore();
      }
    });
  });

  it('given a year later, when the date of a plan comes, then a drill is opened by itself, once', async () => {
    await world.advance('P400D');
    const { items } = (await (await as('pm')).get<DrillList>('/api/drills?phase=planned')).body;
    const opened = items.filter((one) => one.title.endsWith('年度演练') && one.partyId === null);
    expect(opened.map((one) => one.planKey).sort()).toEqual(
      ['network', 'oa', 'power', 'server', 'sms'].map((key) => `emergency-${key}`),
    );
    expect(await world.task('pm', opened[0]?.number ?? '', 'plan-drill')).toMatchObject({ state: 'open' });
    await world.advance('P60D');
    const later = (await (await as('pm')).get<DrillList>('/api/drills?phase=planned')).body;
    expect(later.items).toHaveLength(items.length);
  });
});

/** One black pixel. */
const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=';
