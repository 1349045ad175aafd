import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Global, Module, type INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { Commitment } from '@pledge/contracts';
import { PROCESS_ENGINE, PlatformModule, ProcessEngineModule, UNIT_OF_WORK, type SessionUser } from '@pledge/nest';
import { VirtualClock, type ProcessEngine, type UnitOfWork } from '@pledge/runtime';
import { testDatabases, type TestDatabase } from '@pledge/testing';
import { localDate } from '@pledge/time';
import { APP_CONFIG } from '../../config.js';
import { Calendars, Holidays, calendarsEntities, calendarsMigration } from '../calendars/index.js';
import { CaseQueries, CasesModule, CasesService, casesEntities, casesMigration } from '../cases/index.js';
import {
  ContractsModule,
  ContractsService,
  contactAccountsMigration,
  contractFilesMigration,
  contractsEntities,
  contractsMigration,
} from '../contracts/index.js';
import { demoRows } from '../demo/demo-data.js';
import { profilesEntities, profilesMigration } from '../profiles/index.js';
import { UsersModule, usersEntities, usersMigration } from '../users/index.js';
import {
  CaseClocks,
  ServiceLevelsModule,
  serviceLevelsEntities,
  serviceLevelsHolidays,
  serviceLevelsMigration,
} from './index.js';

const PROVIDER = { kind: 'provider' } as const;
/** Monday 28 September 2026, 10:00 in Shanghai: three working days end on Wednesday 30, a fourth after the holiday. */
const START = Date.UTC(2026, 8, 28, 2, 0);
const dispatcher: SessionUser = {
  username: 'dispatcher',
  displayName: 'd',
  roles: ['dispatcher'],
  groups: ['dispatcher'],
  partyId: null,
  language: 'zh-CN',
};
const promise = (id: string, more: Partial<Commitment>): Commitment => ({
  id,
  metric: id,
  severity: 'ANY',
  max: 4,
  unit: 'workday',
  calendar: 'CAL-WORKDAY',
  startEvents: ['request_received'],
  stopEvents: ['report_delivered'],
  clause: '四个工作日内',
  source: 'X',
  ...more,
});

@Global()
@Module({ providers: [{ provide: APP_CONFIG, useValue: {} }], exports: [APP_CONFIG] })
class NoConfig {}

describe.each(testDatabases())('a change of holidays on $name', (place) => {
  let database: TestDatabase;
  let clock: VirtualClock;
  let app: INestApplicationContext;
  let engine: ProcessEngine;
  const numbers: string[] = [];

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
    engine = app.get<ProcessEngine>(PROCESS_ENGINE);
    const rows = demoRows(START, localDate(START, 'Asia/Shanghai'));
    const contracts = (rows.contracts ?? []).map((contract) => ({
      ...contract,
      profile: {
        ...contract.profile,
        commitments: [
          promise('working', {}),
          promise('natural', { unit: 'd', calendar: 'CAL-7x24' }),
          promise('early', { max: 1 }),
        ],
      },
    }));
    await app.get<UnitOfWork>(UNIT_OF_WORK).run((tx) => app.get(ContractsService).insert(tx, { ...rows, contracts }));
    engine.start();
    for (let index = 0; index < 30; index += 1) {
      const { number } = await app.get(CasesService).create(
        {
          contractNumber: 'P-DEMO',
          serialNumber: 'CR-LZ-0001',
          title: `报告 ${index}`,
          description: '',
          channel: 'phone',
          contact: { name: '马建国', phone: '13909310001' },
        },
        dispatcher,
      );
      numbers.push(number);
    }
  }, 120_000);
  afterAll(async () => {
    await app?.close();
    await database?.drop();
  });

  const duesOf = async (number: string): Promise<Record<string, string | undefined>> =>
    Object.fromEntries(
      (await app.get(CaseClocks).list(number, PROVIDER)).items.map((c) => [c.metric, c.dueAt?.slice(0, 16)]),
    );
  const settle = async (): Promise<void> => {
    await engine.runDueJobs();
    await engine.settled(20_000);
  };

  it('given National Day, when four working days are promised, then they end after it; natural days do not wait', async () => {
    // Tue 29, Wed 30, then the holiday until 7 October: Thu 8, Fri 9.
    expect(await duesOf(numbers[0]!)).toEqual({
      working: '2026-10-10T00:00',
      natural: '2026-10-03T00:00',
      early: '2026-09-30T00:00',
    });
  });

  it('given a day that stops being a holiday, when changed, then the clocks over it are reckoned again in portions, with progress and a line in the record', async () => {
    const before = await app.get(Calendars).changes();
    await app.get(Holidays).editDay('CN', '2026-10-01', { kind: 'makeup', name: '调整' }, 'manager');
    const [begun] = await app.get(Calendars).changes();
    expect(begun).toMatchObject({ set: 'CN', dates: ['2026-10-01'], total: 30, by: 'manager' });
    await settle();
    const [done] = await app.get(Calendars).changes();
    expect(done).toMatchObject({ total: 30, done: 30 });
    expect(done?.finishedAt).not.toBeNull();
    expect((await app.get(Calendars).changes()).length).toBe(before.length + 1);
    for (const number of [numbers[0]!, numbers[29]!]) {
      expect(await duesOf(number)).toMatchObject({ working: '2026-10-09T00:00', early: '2026-09-30T00:00' });
      const types = (await app.get(CaseQueries).events(number, PROVIDER)).items.map((event) => event.type);
      expect(types.filter((type) => type === 'clocks_corrected')).toHaveLength(1);
    }
  });

  it('given a day beyond every limit, or one set to what it is, when changed, then nothing is reckoned', async () => {
    await app.get(Holidays).editDay('CN', '2026-12-24', { kind: 'off', name: '公司日' }, 'manager');
    const [latest] = await app.get(Calendars).changes();
    expect(latest).toMatchObject({ dates: ['2026-12-24'], total: 0, done: 0 });
    expect(latest?.finishedAt).not.toBeNull();
    const count = (await app.get(Calendars).changes()).length;
    await app.get(Holidays).editDay('CN', '2026-12-24', { kind: 'off', name: '另一个名字' }, 'manager');
    expect((await app.get(Calendars).changes()).length).toBe(count);
  });

  it('given a year without data, when asked, then the set says so until its notice is adopted', async () => {
    const missing = async (): Promise<readonly number[] | undefined> =>
      (await app.get(Holidays).sets()).find((set) => set.id === 'CN')?.missing;
    expect(await missing()).toEqual([2027]);
    const text =
      '关于2027年部分节假日安排的通知\n一、元旦：1月1日（周五）至3日（周日）放假，共3天。1月9日（周六）上班。';
    const preview = await app.get(Holidays).preview('CN', text);
    expect(preview.difference.map((one) => [one.date, one.after?.kind])).toEqual([
      ['2027-01-01', 'off'],
      ['2027-01-02', 'off'],
      ['2027-01-03', 'off'],
      ['2027-01-09', 'makeup'],
    ]);
    expect(await missing()).toEqual([2027]);
    const year = await app.get(Holidays).applyYear('CN', 2027, preview.days, 'manager');
    expect([year.covered, year.days.length]).toEqual([true, 4]);
    expect(await missing()).toEqual([]);
    await expect(app.get(Holidays).preview('CN', '今天天气很好')).rejects.toMatchObject({ code: 'NOTICE_UNREAD' });
    await expect(app.get(Holidays).year('XX', 2026)).rejects.toMatchObject({ code: 'HOLIDAY_SET_UNKNOWN' });
    await expect(
      app.get(Holidays).applyYear('CN', 2027, [{ date: '2026-01-01', kind: 'off', name: '' }], 'manager'),
    ).rejects.toMatchObject({ code: 'HOLIDAY_YEAR_MIXED' });
  });

  it('given calendars of the installation, when saved, then timers count in them, two writers do not overwrite each other, and an empty one is refused', async () => {
    const at = Date.UTC(2026, 9, 5, 2, 0); // in the holiday week
    expect(engine.calendar('CAL-WORKDAY')?.isWorkingDay('2026-10-05')).toBe(false);
    expect(engine.calendar('CAL-WORKDAY')?.isWorkingDay('2026-10-01')).toBe(true);
    expect(engine.calendar('CAL-7x24')?.addWorkingTime(at, 1000)).toBe(at + 1000);
    const rules = {
      name: { zh: '夏季', en: 'Summer' },
      kind: 'windows' as const,
      week: { '1': [{ from: '08:00', to: '12:00' }] },
      holidays: null,
      makeupDaysCount: true,
    };
    const saved = await app.get(Calendars).save('CAL-SUMMER', rules, 'manager');
    await app.get(Calendars).save('CAL-SUMMER', { ...rules, revision: saved.revision }, 'manager');
    await expect(
      app.get(Calendars).save('CAL-SUMMER', { ...rules, revision: saved.revision }, 'other'),
    ).rejects.toMatchObject({ code: 'BUSINESS_CALENDAR_CHANGED' });
    await expect(app.get(Calendars).save('CAL-NONE', { ...rules, week: {} }, 'manager')).rejects.toMatchObject({
      code: 'BUSINESS_CALENDAR_EMPTY',
    });
    await settle();
    expect(engine.calendar('CAL-SUMMER')?.isWorkingDay('2026-10-05')).toBe(true);
  });
});
