import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { Global, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { CreateCaseRequest } from '@pledge/contracts';
import {
  PROCESS_ENGINE,
  PlatformModule,
  ProcessEngineModule,
  UNIT_OF_WORK,
  scopeOf,
  type SessionUser,
} from '@pledge/nest';
import { VirtualClock, type ProcessEngine, type UnitOfWork } from '@pledge/runtime';
import { testDatabases, type TestDatabase } from '@pledge/testing';
import { localDate } from '@pledge/time';
import { APP_CONFIG } from '../../config.js';
import {
  ContractsModule,
  ContractsService,
  contactAccountsMigration,
  contractFilesMigration,
  contractsEntities,
  contractsMigration,
} from '../contracts/index.js';
import { calendarsEntities, calendarsMigration } from '../calendars/index.js';
import { DEMO_PARTIES, demoRows } from '../demo/demo-data.js';
import {
  CaseClocks,
  ServiceLevelsModule,
  serviceLevelsEntities,
  serviceLevelsHolidays,
  serviceLevelsMigration,
} from '../service-levels/index.js';
import { profilesEntities, profilesMigration } from '../profiles/index.js';
import { UsersModule, usersEntities, usersMigration } from '../users/index.js';
import { CasePauses } from '../service-levels/pauses.service.js';
import { CaseQuestionsService } from './case-questions.service.js';
import { CaseFactsService } from './case-facts.service.js';
import { CaseQueries } from './case-queries.service.js';
import { CaseEventEntity } from './cases.entity.js';
import { CasesModule } from './cases.module.js';
import { CasesRepository } from './cases.repository.js';
import { CasesService } from './cases.service.js';
import { casesEntities, casesMigration } from './index.js';
import { managerOf } from '@pledge/persistence';

const PROVIDER = { kind: 'provider' } as const;
const START = Date.UTC(2026, 2, 2, 2, 0); // 10:00 in Shanghai, a Monday
const MINUTE = 60_000;
const session = (username: string, roles: SessionUser['roles'], partyId: string | null = null): SessionUser => ({
  username,
  displayName: username,
  roles,
  groups: roles,
  partyId,
  language: 'zh-CN',
});
const dispatcher = session('dispatcher', ['dispatcher']);
const engineer = session('engineer', ['engineer']);
const customer = session('customer', ['customer'], DEMO_PARTIES.telecom);
const other = session('other', ['customer'], DEMO_PARTIES.other);
const REPORT: CreateCaseRequest = {
  contractNumber: 'P-DEMO',
  serialNumber: 'CR-LZ-0001',
  title: '核心路由不可达',
  description: '全市业务中断',
  channel: 'portal',
  contact: { name: '马建国', phone: '13909310001' },
};

@Global()
@Module({ providers: [{ provide: APP_CONFIG, useValue: {} }], exports: [APP_CONFIG] })
class NoConfig {}

describe.each(testDatabases())('cases on $name', (place) => {
  let database: TestDatabase;
  let clock: VirtualClock;
  let app: INestApplicationContext;
  let cases: CasesService;
  let queries: CaseQueries;
  let engine: ProcessEngine;

  beforeAll(async () => {
    database = await place.create();
    clock = new VirtualClock(START);
    const databaseUrl = database.url;
    const module = await Test.createTestingModule({
      imports: [
        NoConfig,
        ProcessEngineModule.forRoot({
          databaseUrl,
          zone: 'Asia/Shanghai',
          clock,
          entities: [
            ...usersEntities,
            ...profilesEntities,
            ...contractsEntities,
            ...casesEntities,
            ...serviceLevelsEntities,
            ...calendarsEntities,
          ],
          migrations: [
            usersMigration,
            profilesMigration,
            contractsMigration,
            casesMigration,
            serviceLevelsMigration,
            calendarsMigration,
            serviceLevelsHolidays,
            contractFilesMigration,
            contactAccountsMigration,
          ],
        }),
        PlatformModule.forRoot({ databaseUrl, zone: 'Asia/Shanghai', publicUrl: null, clock: 'virtual', problems: [] }),
        UsersModule.forRoot({ demo: true, sessionSecret: null, secureCookie: false }),
        ContractsModule,
        CasesModule,
        ServiceLevelsModule,
      ],
    }).compile();
    app = await module.init();
    cases = app.get(CasesService);
    queries = app.get(CaseQueries);
    engine = app.get<ProcessEngine>(PROCESS_ENGINE);
    await app
      .get<UnitOfWork>(UNIT_OF_WORK)
      .run((tx) => app.get(ContractsService).insert(tx, demoRows(START, localDate(START, 'Asia/Shanghai'))));
    engine.start();
  }, 180_000);
  afterAll(async () => {
    await app?.close();
    await database?.drop();
  });

  /** Moves product time from due job to due job. */
  async function advance(minutes: number): Promise<void> {
    const until = clock.now() + minutes * MINUTE;
    for (;;) {
      await engine.settled(5_000);
      const next = (await engine.listJobs({ state: 'waiting', limit: 200 })).items
        .map((job) => job.dueAt)
        .filter((at) => at > clock.now() && at <= until);
      if (next.length === 0) break;
      clock.moveTo(Math.min(...next));
      await engine.runDueJobs();
    }
    clock.moveTo(until);
    await engine.runDueJobs();
  }
  const clocksOf = async (number: string): Promise<Record<string, string>> =>
    Object.fromEntries(
      (await app.get(CaseClocks).list(number, PROVIDER)).items.map((c) => [`${c.severity} ${c.metric}`, c.state]),
    );

  it('given a contract, a device, or neither, when asked what a report asks, then it is the questionnaire of that contract (C01)', async () => {
    const asked = app.get(CaseQuestionsService);
    const keysOf = async (query: object, user: SessionUser): Promise<unknown> => {
      const { contractNumber, questions } = await asked.questions(query, scopeOf(user));
      return { contractNumber, keys: questions.map(({ key }) => key) };
    };
    const ofDemo = { contractNumber: 'P-DEMO', keys: ['impact'] };
    expect(await keysOf({ contractNumber: ' p-demo ' }, dispatcher)).toEqual(ofDemo);
    expect(await keysOf({ serialNumber: 'CR-LZ-0001' }, customer)).toEqual(ofDemo);
    // neither, or a number that does not hold: what all contracts of the customer share
    expect(await keysOf({}, customer)).toEqual({ contractNumber: null, keys: ['impact'] });
    expect(await keysOf({ contractNumber: 'P-DEMOO' }, customer)).toEqual({ contractNumber: null, keys: ['impact'] });
    // staff are asked nothing before the contract is known, and another customer learns nothing of it
    expect(await keysOf({}, dispatcher)).toEqual({ contractNumber: null, keys: [] });
    expect(await keysOf({ contractNumber: 'P-DEMO' }, other)).toMatchObject({ contractNumber: null });
  });

  it('given a report under a valid contract, when submitted, then number, receipt time, device, site and the first event are there', async () => {
    const created = await cases.create(REPORT, customer);
    expect(created).toEqual({
      number: 'GD-2026-0001',
      status: 'open',
      severity: null,
      receivedAt: '2026-03-02T10:00:00.000+08:00',
      contractProblem: null,
    });
    const detail = await queries.detail(created.number, { kind: 'customer', partyId: DEMO_PARTIES.telecom });
    expect(detail).toMatchObject({
      contractNumber: 'P-DEMO',
      party: { name: '甘肃电信演示客户' },
      site: { name: '兰州枢纽机房' },
      device: { serialNumber: 'CR-LZ-0001', name: '核心路由器 1' },
      processInstanceId: null,
      partyLabels: { provider: { zh: '我公司' } },
    });
    const events = await queries.events(created.number, PROVIDER);
    expect(events.intact).toBe(true);
    expect(events.items.map((e) => [e.seq, e.type, e.actor])).toEqual([[1, 'request_received', 'customer']]);
    expect(JSON.stringify(events.items)).not.toContain('13909310001');
    expect((await engine.listJobs({ limit: 50 })).items.every((job) => job.state !== 'failed')).toBe(true);
  });

  it('given a wrong contract number, when corrected an hour later, then the case waited and the clocks count from the receipt', async () => {
    const created = await cases.create({ ...REPORT, contractNumber: 'P-DEMOO' }, customer);
    expect(created).toMatchObject({ status: 'waiting-contract', contractProblem: { code: 'CONTRACT_UNKNOWN' } });
    expect(created.contractProblem?.message.zh).toContain('P-DEMOO');
    const received = created.receivedAt;
    await advance(60);
    await expect(
      cases.correctContract(created.number, { contractNumber: 'STILL-WRONG' }, customer),
    ).rejects.toMatchObject({ code: 'CONTRACT_STILL_UNKNOWN' });
    await cases.correctContract(created.number, { contractNumber: 'p-demo' }, customer);
    expect(await queries.detail(created.number, PROVIDER)).toMatchObject({
      status: 'open',
      contractNumber: 'P-DEMO',
      contractProblem: null,
      registeredAt: received,
    });
    await cases.record(created.number, { type: 'severity_changed', severity: 'T3' }, dispatcher);
    const { items } = await app.get(CaseClocks).list(created.number, PROVIDER);
    expect(items.find((c) => c.metric === 'onsite_arrival')).toMatchObject({
      state: 'running',
      startedAt: received,
      consumed: 'PT1H',
    });
  });

  it('given a device that the contract does not have, when the serial number alone is corrected, then the record says so', async () => {
    const created = await cases.create({ ...REPORT, contractNumber: 'P-DEMO', serialNumber: 'CR-XX-9999' }, customer);
    expect(created).toMatchObject({ contractProblem: { code: 'DEVICE_OUT_OF_SCOPE' } });
    const correction = { contractNumber: 'P-DEMO', serialNumber: 'CR-LZ-0001' };
    await cases.correctContract(created.number, correction, customer);
    await cases.correctContract(created.number, correction, customer);
    expect(await queries.detail(created.number, PROVIDER)).toMatchObject({ contractProblem: null });
    const { items } = await queries.events(created.number, PROVIDER);
    expect(items.filter((one) => one.type === 'contract_corrected').map((one) => one.payload)).toEqual([
      { from: 'P-DEMO', to: 'P-DEMO', check: 'valid', serialNumber: 'CR-LZ-0001' },
    ]);
  });

  it('given a contract of another customer, when a customer names it, then it is unknown; and a case of another customer is not found', async () => {
    const created = await cases.create({ ...REPORT, serialNumber: undefined, contractNumber: 'P-QH-01' }, customer);
    expect(created).toMatchObject({ status: 'waiting-contract', contractProblem: { code: 'CONTRACT_UNKNOWN' } });
    await expect(
      queries.detail(created.number, { kind: 'customer', partyId: DEMO_PARTIES.other }),
    ).rejects.toMatchObject({ code: 'CASE_NOT_FOUND' });
    await expect(cases.record(created.number, { type: 'note', note: 'x' }, other)).rejects.toMatchObject({
      code: 'CASE_NOT_FOUND',
    });
    await expect(cases.record(created.number, { type: 'restored' }, customer)).rejects.toMatchObject({
      code: 'EVENT_NOT_ALLOWED',
    });
    expect((await queries.list({ kind: 'customer', partyId: DEMO_PARTIES.other }, {})).items).toEqual([]);
  });

  it('given an expired contract and a device outside of one, when reported, then each is said and the case exists', async () => {
    expect(
      (await cases.create({ ...REPORT, serialNumber: undefined, contractNumber: 'P-2018' }, dispatcher)).contractProblem
        ?.code,
    ).toBe('CONTRACT_EXPIRED');
    expect((await cases.create({ ...REPORT, serialNumber: 'NOBODY-KNOWS' }, dispatcher)).contractProblem?.code).toBe(
      'DEVICE_OUT_OF_SCOPE',
    );
    expect(
      (await cases.create({ ...REPORT, serialNumber: undefined, contractNumber: undefined }, dispatcher))
        .contractProblem?.code,
    ).toBe('CONTRACT_MISSING');
  });

  it('given a call 90 minutes ago, when registered, then a reason is needed, both times are kept and the promises count from the call', async () => {
    const back = (minutes: number): string => new Date(clock.now() - minutes * MINUTE).toISOString();
    const phone = { ...REPORT, channel: 'phone' as const };
    await expect(cases.create({ ...phone, reportedAt: back(90) }, dispatcher)).rejects.toMatchObject({
      code: 'REPORTED_LATE_REASON_MISSING',
    });
    await expect(
      cases.create({ ...phone, reportedAt: back(121), reportedLateReason: '线路忙' }, dispatcher),
    ).rejects.toMatchObject({ code: 'REPORTED_TOO_LATE' });
    await expect(cases.create({ ...phone, reportedAt: back(-30) }, dispatcher)).rejects.toMatchObject({
      code: 'EVENT_IN_FUTURE',
    });
    const { number } = await cases.create({ ...phone, reportedAt: back(90), reportedLateReason: '线路忙' }, dispatcher);
    const [received] = (await queries.events(number, PROVIDER)).items;
    expect(Date.parse(received!.recordedAt) - Date.parse(received!.occurredAt)).toBe(90 * MINUTE);
    await cases.record(number, { type: 'severity_changed', severity: 'T3' }, dispatcher);
    const { items } = await app.get(CaseClocks).list(number, PROVIDER);
    expect(items.find((c) => c.metric === 'onsite_arrival')).toMatchObject({ consumed: 'PT1H30M' });
  });

  it('given a T3 fault and nobody comes, when time passes, then warning and breach are recorded once and told by messages', async () => {
    const { number } = await cases.create({ ...REPORT, channel: 'phone' }, dispatcher);
    await cases.record(number, { type: 'severity_changed', severity: 'T3' }, dispatcher);
    expect(await clocksOf(number)).toEqual({
      'T3 onsite_arrival': 'running',
      'T3 resolve': 'running',
      'ANY fault_analysis_report': 'notStarted',
    });
    await advance(130);
    expect(await clocksOf(number)).toMatchObject({ 'T3 onsite_arrival': 'breached', 'T3 resolve': 'running' });
    const told = (await queries.events(number, PROVIDER)).items.filter((e) => e.type.startsWith('promise_'));
    expect(told.map((e) => [e.type, e.payload['metric'], e.payload['key']])).toEqual([
      ['promise_warning', 'onsite_arrival', '80'],
      ['promise_breached', 'onsite_arrival', 'breach'],
    ]);
    const detail = await queries.detail(number, PROVIDER);
    expect(detail.headline).toMatchObject({ metric: 'onsite_arrival', state: 'breached' });
    await cases.record(number, { type: 'note', note: '已催' }, dispatcher);
    expect((await queries.events(number, PROVIDER)).items.filter((e) => e.type === 'promise_breached')).toHaveLength(1);
  });

  it('given a late arrival that was entered wrongly, when corrected, then the clock is met again and the record still holds', async () => {
    const { number } = await cases.create(REPORT, customer);
    await cases.record(number, { type: 'severity_changed', severity: 'T3' }, dispatcher);
    await advance(119);
    const arrivedAt = new Date(clock.now() - 60 * MINUTE).toISOString();
    await advance(10);
    const { event: wrong } = await cases.record(number, { type: 'engineer_arrived' }, engineer);
    expect(await clocksOf(number)).toMatchObject({ 'T3 onsite_arrival': 'breached' });
    const { changed } = await cases.record(
      number,
      { type: 'engineer_arrived', occurredAt: arrivedAt, corrects: wrong.seq, evidence: { note: '门禁记录' } },
      engineer,
    );
    expect(await clocksOf(number)).toMatchObject({ 'T3 onsite_arrival': 'met' });
    expect(changed?.payload['changes']).toMatchObject([
      { metric: 'onsite_arrival', from: { state: 'breached' }, to: { state: 'met' } },
    ]);
    await expect(cases.record(number, { type: 'note', corrects: 999 }, engineer)).rejects.toMatchObject({
      code: 'EVENT_NOT_FOUND',
    });
    expect((await queries.events(number, PROVIDER)).intact).toBe(true);
  });

  it('given a case that has ended, when its arrival is corrected, then the record stays and a note says what was stated', async () => {
    const { number } = await cases.create(REPORT, customer);
    await cases.record(number, { type: 'severity_changed', severity: 'T3' }, dispatcher);
    const { event: arrived } = await cases.record(number, { type: 'engineer_arrived' }, engineer);
    await cases.withdraw(number, '已恢复', customer);
    const before = await clocksOf(number);
    const { event, changed } = await cases.record(
      number,
      { type: 'engineer_arrived', corrects: arrived.id, evidence: { note: '门禁记录 09:50' } },
      engineer,
    );
    expect(event).toMatchObject({
      type: 'note',
      payload: { about: arrived.id, stated: { type: 'engineer_arrived' }, note: '门禁记录 09:50' },
    });
    expect(event.payload['corrects']).toBeUndefined();
    expect(changed).toBeNull();
    expect(await clocksOf(number)).toEqual(before);
  });

  it('given a restoration that the customer does not confirm, when recorded, then the case is open and the repair clock runs again', async () => {
    const { number } = await cases.create(REPORT, customer);
    await cases.record(number, { type: 'severity_changed', severity: 'T1' }, dispatcher);
    await cases.record(number, { type: 'restored' }, engineer);
    expect(await clocksOf(number)).toMatchObject({ 'T1 resolve': 'met' });
    await advance(10);
    await cases.record(number, { type: 'case_reopened' }, engineer);
    expect(await clocksOf(number)).toMatchObject({ 'T1 resolve': 'running' });
    const detail = await queries.detail(number, PROVIDER);
    expect(detail.status).toBe('open');
    expect((await queries.events(number, PROVIDER)).items.map((e) => e.type)).toContain('clocks_corrected');
    await cases.withdraw(number, '试验', dispatcher);
  });

  it('given pauses, when the reason is not named, without evidence, twice or not begun, then each is refused with its reason (C20)', async () => {
    const { number } = await cases.create(REPORT, customer);
    const pause = (reason: string, note?: string): Promise<unknown> =>
      cases.record(number, { type: 'pause_started', reason, ...(note ? { evidence: { note } } : {}) }, engineer);
    await expect(pause('lunch', '午休')).rejects.toMatchObject({ code: 'PAUSE_REASON_UNKNOWN' });
    await expect(pause('waiting-access')).rejects.toMatchObject({ code: 'PAUSE_EVIDENCE_MISSING' });
    await expect(cases.record(number, { type: 'pause_ended' }, engineer)).rejects.toMatchObject({
      code: 'PAUSE_NOT_RUNNING',
    });
    await pause('waiting-access', '门卫登记');
    await expect(pause('waiting-access', '再次')).rejects.toMatchObject({ code: 'PAUSE_LASTS' });
    await cases.withdraw(number, '试验', dispatcher);
  });

  it('given a pause, when the customer objects and somebody else decides it void, then the limit is what it was and all of it is in the record (C20)', async () => {
    const { number } = await cases.create(REPORT, customer);
    await cases.record(number, { type: 'severity_changed', severity: 'T1' }, dispatcher);
    const dueOf = async (): Promise<string | null | undefined> =>
      (await app.get(CaseClocks).list(number, PROVIDER)).items.find((c) => c.metric === 'resolve')?.dueAt;
    const due = await dueOf();
    const { event } = await cases.record(
      number,
      { type: 'pause_started', reason: 'waiting-access', evidence: { note: '门卫登记' } },
      engineer,
    );
    await advance(20);
    await cases.record(number, { type: 'pause_ended', reason: 'waiting-access' }, engineer);
    expect(await dueOf()).not.toBe(due);
    const pauses = app.get(CasePauses);
    const objection = { note: '门一直开着' };
    await expect(pauses.dispute(number, event.id, objection, other)).rejects.toMatchObject({ code: 'CASE_NOT_FOUND' });
    await expect(
      pauses.decide(number, event.id, { decision: 'void', note: 'x' }, session('manager', ['manager'])),
    ).rejects.toMatchObject({ code: 'PAUSE_NOT_DISPUTED' });
    expect(await pauses.dispute(number, event.id, objection, customer)).toMatchObject({
      evidence: { note: '门卫登记' },
      dispute: { by: 'customer', note: '门一直开着' },
      decision: null,
    });
    await expect(pauses.dispute(number, event.id, objection, customer)).rejects.toMatchObject({
      code: 'PAUSE_DISPUTED',
    });
    await expect(
      pauses.decide(number, event.id, { decision: 'void', note: 'x' }, session('engineer', ['manager'])),
    ).rejects.toMatchObject({ code: 'PAUSE_OWN' });
    await pauses.decide(number, event.id, { decision: 'void', note: '门禁记录' }, session('manager', ['manager']));
    expect(await dueOf()).toBe(due);
    const seen = await app.get(CaseClocks).list(number, { kind: 'customer', partyId: DEMO_PARTIES.telecom });
    expect(seen.pauses).toMatchObject([{ reason: 'waiting-access', decision: { decision: 'void', by: 'manager' } }]);
    await cases.withdraw(number, '试验', dispatcher);
  });

  it('given a withdrawn case, when somebody records, then only a note goes in and no clock runs', async () => {
    const { number } = await cases.create(REPORT, customer);
    await cases.record(number, { type: 'severity_changed', severity: 'T1' }, dispatcher);
    await cases.withdraw(number, '自行恢复', customer);
    expect(Object.values(await clocksOf(number)).every((state) => state === 'cancelled')).toBe(true);
    await expect(cases.record(number, { type: 'restored' }, engineer)).rejects.toMatchObject({ code: 'CASE_CLOSED' });
    await cases.record(number, { type: 'note', note: '客户来电感谢' }, engineer);
    expect((await queries.detail(number, PROVIDER)).status).toBe('withdrawn');
    expect((await engine.listJobs({ type: 'feature', limit: 100 })).items.filter((job) => job.ref === number)).toEqual(
      [],
    );
  });

  it('given twenty reports at once, when submitted, then every number is another one', async () => {
    const created = await Promise.all(Array.from({ length: 20 }, () => cases.create(REPORT, customer)));
    expect(new Set(created.map((c) => c.number)).size).toBe(20);
  }, 180_000);

  it('given two people recording at once, when both are done, then the chain is whole', async () => {
    const { number } = await cases.create(REPORT, customer);
    await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        cases.record(number, { type: 'note', note: String(i) }, i % 2 ? engineer : dispatcher),
      ),
    );
    const events = await queries.events(number, PROVIDER);
    expect(events.intact).toBe(true);
    expect(events.items.map((e) => e.seq)).toEqual(events.items.map((_, i) => i + 1));
  }, 180_000);

  it('given a row changed behind the back of the product, when the record is read, then it says so', async () => {
    const { number } = await cases.create(REPORT, customer);
    await app.get<UnitOfWork>(UNIT_OF_WORK).run(async (tx) => {
      const row = await app.get(CasesRepository).find(number, PROVIDER, tx);
      await managerOf(tx).update(CaseEventEntity, { caseId: row!.id, seq: 1 }, { occurredAt: 1 });
    });
    expect((await queries.events(number, PROVIDER)).intact).toBe(false);
  });

  it('given words of a caller, when searched, then phone, serial, contract and customer lead to the customer and the open cases', async () => {
    const by = async (q: string): Promise<string[]> =>
      (await queries.intake(q)).items.map((hit) => `${hit.matched}:${hit.party.name}:${hit.contract?.check ?? ''}`);
    expect(await by('1390931000')).toContain('phone:甘肃电信演示客户:valid');
    expect(await by('cr-lz-0001')).toEqual(['serial:甘肃电信演示客户:valid']);
    expect(await by('P-2018')).toEqual(['contract:甘肃电信演示客户:expired']);
    expect(await by('青海')).toEqual(['customer:青海教育演示客户:valid']);
    expect((await queries.intake('CR-LZ-0001')).items[0]?.openCases).toContain('GD-2026-0001');
    expect(await by('nobody%')).toEqual([]);
  });

  it('given a page size, when the list is read page by page, then every case comes once, newest first', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await queries.list(PROVIDER, { limit: 7, ...(cursor ? { cursor } : {}) });
      seen.push(...page.items.map((c) => c.number));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength((await queries.list(PROVIDER, {})).total ?? 0);
    expect((await queries.list(PROVIDER, { q: '核心路由', status: 'withdrawn' })).items.map((c) => c.status)).toEqual(
      Array(5).fill('withdrawn'),
    );
  });

  it('given a case, when papers ask for its facts, then they get labels, confirmer and live events', async () => {
    const facts = await app.get(CaseFactsService).find('GD-2026-0001');
    expect(facts).toMatchObject({
      providerName: '苏州演示网络科技有限公司',
      expectedSigner: '郭振华',
      customerName: '甘肃电信演示客户',
      zone: 'Asia/Shanghai',
    });
    expect(await app.get(CaseFactsService).find('GD-1999-0001')).toBeNull();
  });
});
