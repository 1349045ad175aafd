import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type {
  CaseDetail,
  ClockItem,
  ContractDetail,
  ProblemBody,
  ProfileVersionDetail,
  ServiceLevelProfile,
} from '@pledge/contracts';
import { testDatabases } from '@pledge/testing';
import { referenceClock } from '../../apps/api/src/features/service-levels/evaluation/minute-reference.js';
import { TestApi } from '../support/api.js';
import { Client } from '../support/client.js';
import { eventually, tasksOf, work } from '../support/story.js';
import { DEMO_PARTIES } from '../../apps/api/src/features/demo/demo-data.js';

// The shipped processes run; a fault of every severity of every profile is reported.
jest.setTimeout(400_000);

const minuteOf = (at: string | number | null): number | null =>
  at === null ? null : Math.round(new Date(at).getTime() / 60_000);

/** A promise as the catalogue read it from the customer's text, before any product existed. */
interface SlaRow {
  readonly id: string;
  readonly profile: string;
  readonly severity: string;
  readonly channel: string;
  readonly metric: string;
  readonly min: number | '';
  readonly max: number | string;
  readonly unit: string;
  readonly calendar: string;
  readonly clock_start: string;
  readonly clock_stop: string;
}
const ROWS = JSON.parse(readFileSync(new URL('sla-rows.json', import.meta.url), 'utf8')) as readonly SlaRow[];
const NINE = [...new Set(ROWS.map((row) => row.profile))].sort();
/** What every contract's form asks beside its own questions. */
const REST = { faultKind: 'network', alreadyComplained: false, simpleProblem: false };
const AT = '/api/service-levels/profiles';
const ZONE = 'Asia/Shanghai';
/** Ways of support are no doors: a row for them holds whichever door the request took. */
const WAYS = ['remote', 'onsite', 'any', ''];
/** A door of the product for a door of a row; `written` comes as a letter. */
const DOORS: Readonly<Record<string, string>> = { written: 'fax', shop_page: 'chat' };
const UNITS: Readonly<Record<string, Parameters<typeof referenceClock>[0]['unit']>> = {
  min: 'min',
  h: 'h',
  d: 'd',
  workday: 'workday',
  month: 'month',
};
const doorsOf = (row: SlaRow): string[] => row.channel.split('|').filter((door) => !WAYS.includes(door));
interface Figure {
  readonly max: number | string;
  readonly unit: string;
}
/** 立即 names no figure and is five minutes (C07). */
const figureOf = ({ max, unit }: Figure): { readonly amount: number; readonly unit: string } | null =>
  typeof max === 'number' ? { amount: max, unit } : /[立即]时?/.test(max) ? { amount: 5, unit: 'min' } : null;
/** The event to record for a row; null: it starts with the request, be it as the second start in brackets. */
function startOf({ clock_start: start }: SlaRow): string | null {
  const [, first = '', second] = /^(\w+)(?:.*\(or (\w+))?/.exec(start) ?? [];
  return [first, second].some((word) => ['request_received', 'request', 'report'].includes(word ?? '')) ? null : first;
}
/** Minutes of the day by weekday, from the calendar's name alone. */
function weekOf(calendar: string): Parameters<typeof referenceClock>[0]['week'] {
  const office = /^CAL-MF-(\d\d)(\d\d)-(\d\d)(\d\d)$/.exec(calendar)?.slice(1).map(Number);
  const [h = 0, m = 0, h2 = 24, m2 = 0] = office ?? [];
  const days = office !== undefined || calendar === 'CAL-WORKDAY' ? [1, 2, 3, 4, 5] : [1, 2, 3, 4, 5, 6, 7];
  return Object.fromEntries(days.map((day) => [day, [[h * 60 + m, h2 * 60 + m2]]]));
}
/** When the row's figure runs out, epoch ms, by the slow reference that imports nothing of the product. */
function runsOut(row: SlaRow, figure: Figure, startedAt: number): number | null {
  const limit = figureOf(figure);
  const unit = limit === null ? undefined : UNITS[limit.unit];
  if (limit === null || unit === undefined) return null;
  return referenceClock({
    zone: ZONE,
    week: weekOf(row.calendar),
    specials: [],
    makeupDaysCount: true,
    unit,
    amount: limit.amount,
    wallTime: false,
    nextOpening: row.clock_start.includes('(shifted)'),
    receivedAt: startedAt,
    pauses: [],
    stoppedAt: null,
    at: startedAt,
  }).dueAt;
}
/** Answers for which the table gives this level, tried one after the other; {} without questions. */
function answersFor({ questionnaire }: ServiceLevelProfile, level: string): Record<string, string> {
  let all: Record<string, string>[] = [{}];
  for (const { key, options } of questionnaire?.questions ?? [])
    all = all.flatMap((one) => options.map(({ value }) => ({ ...one, [key]: value })));
  const gives = (answers: Record<string, string>): string | undefined =>
    questionnaire?.rules.find(({ when }) =>
      Object.entries(when).every(([key, values]) => values.includes(answers[key] ?? '')),
    )?.severity;
  const found = questionnaire ? all.find((answers) => gives(answers) === level) : {};
  if (!found) throw new Error(`no answers give ${level}`);
  return found;
}

/** "Each line was tried with all nine profiles": a contract on each, a fault of each severity, every clock by the row (Y01, Y02, C28). */
describe.each(testDatabases())('all nine profiles over HTTP on $name', (place) => {
  let api: TestApi;
  let manager: Client;
  let pm: Client;
  let dispatcher: Client;
  beforeAll(async () => {
    api = await TestApi.start(place, { shipped: true });
    [manager, pm, dispatcher] = [await api.as('manager'), await api.as('pm'), await api.as('dispatcher')];
    // Friday 17:30: office hours end, a weekend follows
    const moved = await (await api.as('admin')).post('/api/clock/advance', { by: 'P4DT5H30M' });
    expect(moved.status).toBeLessThan(300);
  }, 120_000);
  afterAll(() => api.stop());

  const contractOn = async (number: string, profileId: string): Promise<ContractDetail> => {
    const answer = await pm.post<ContractDetail>('/api/contracts', {
      number,
      name: `${profileId} 合同`,
      partyId: DEMO_PARTIES.telecom,
      profileId,
      startsOn: '2026-01-01',
      endsOn: '2028-12-31',
      firstPhase: 'maintenance',
    });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  };
  const reasons = (findings: ContractDetail['findings']) =>
    findings.filter((one) => one.kind === 'question').map(({ key }) => ({ key, reason: '双方确认保留原文' }));
  /** The template's empty cells filled with figures that both sides agreed on, as a profile of its own. */
  const filled = async (from: string): Promise<{ readonly id: string; readonly figures: Map<string, Figure> }> => {
    const id = `${from}-AGREED`;
    const made = await manager.post<ProfileVersionDetail>(AT, {
      id,
      from: { id: from },
      name: { zh: `${from} 已填`, en: `${from} filled` },
    });
    if (made.status !== 201) throw new Error(JSON.stringify(made.body));
    const { profile, revision } = made.body;
    const figures = profile.blanks.map((blank, index) => ({
      ...blank,
      max: 30 * (index + 1),
    }));
    const whole = { ...profile, blanks: [], commitments: [...profile.commitments, ...figures] } as ServiceLevelProfile;
    const saved = await manager.put<ProfileVersionDetail>(`${AT}/${id}/draft`, { profile: whole, revision });
    if (saved.status !== 200) throw new Error(JSON.stringify(saved.body));
    const published = await manager.post(`${AT}/${id}/publish`, {
      revision: saved.body.revision,
      comment: '双方确认',
      accept: reasons(saved.body.findings),
    });
    if (published.status !== 200) throw new Error(JSON.stringify(published.body));
    return { id, figures: new Map(figures.map((one) => [one.id, one])) };
  };
  const report = async (contractNumber: string, channel: string): Promise<string> => {
    const reported = await dispatcher.post<{ number: string }>('/api/cases', {
      contractNumber,
      title: '核心路由器不可达',
      description: '业务中断',
      channel,
      contact: { name: '马建国', phone: '13909310001' },
    });
    if (reported.status !== 201) throw new Error(JSON.stringify(reported.body));
    const { number } = reported.body;
    await eventually(
      () => tasksOf(dispatcher, number),
      (tasks) => tasks.some((task) => task.elementId === 'assess'),
    );
    return number;
  };
  const grade = async (number: string, answers: Record<string, string>): Promise<CaseDetail> => {
    await work(dispatcher, number, 'assess', { ...answers, ...REST });
    return eventually(
      async () => (await dispatcher.get<CaseDetail>(`/api/cases/${number}`)).body,
      (found) => found.severity !== null,
    );
  };
  /** A signed contract on a profile; of a template its empty cells are filled first, and it is refused until then (C28). */
  const sign = async (id: string) => {
    let draft = await contractOn(`N-${id.toUpperCase()}`, id);
    let figures = new Map<string, Figure>();
    const blanks = draft.findings.filter((one) => one.kind === 'blank');
    if (blanks.length > 0) {
      const refused = await manager.post<ProblemBody>(`/api/contracts/${draft.number}/activate`, {
        revision: draft.revision,
        accept: draft.findings.map(({ key }) => ({ key, reason: '先签' })),
      });
      expect([refused.status, refused.body.code]).toEqual([422, 'CONTRACT_HAS_EMPTY_CELLS']);
      expect(refused.body.errors?.length).toBe(blanks.length);
      const agreed = await filled(id);
      ({ figures } = agreed);
      draft = await contractOn(`N-${id.toUpperCase()}-F`, agreed.id);
    }
    const signed = await manager.post<ContractDetail>(`/api/contracts/${draft.number}/activate`, {
      revision: draft.revision,
      accept: reasons(draft.findings),
    });
    expect(signed.status).toBe(200);
    return { number: draft.number, profile: signed.body.profile, figures };
  };

  it.each(NINE)(
    'given %s signed, when a fault of each severity is graded, then every clock is due when the row of the text says',
    async (id) => {
      const { number, profile, figures } = await sign(id);
      const rows = ROWS.filter((row) => row.profile === id);
      const figure = (row: SlaRow): Figure => figures.get(row.id) ?? row;
      const measured = rows.filter((row) => runsOut(row, figure(row), 0) !== null && row.clock_stop !== '');
      // a row that is no clock says why
      const noted = new Map(profile.unmeasured.map((one) => [one.id, one.note]));
      for (const row of rows.filter((one) => !measured.includes(one)))
        expect([row.id, noted.get(row.id)]).not.toContain(undefined);

      const seen = new Set<string>();
      const fault = async (level: string, channel: string): Promise<void> => {
        const here = measured.filter(
          (row) =>
            ['ANY', 'NA', level].includes(row.severity) &&
            (doorsOf(row).length === 0 || doorsOf(row).some((door) => (DOORS[door] ?? door) === channel)),
        );
        const caseNumber = await report(number, channel);
        const { severity, receivedAt } = await grade(caseNumber, answersFor(profile, level));
        expect(severity?.code).toBe(level);
        const startedAt = Date.parse(receivedAt);
        for (const type of new Set(here.map(startOf))) {
          if (type === null) continue;
          const recorded = await dispatcher.post(`/api/cases/${caseNumber}/events`, { type, occurredAt: receivedAt });
          expect([type, recorded.status]).toEqual([type, 201]);
        }
        const clocks = (await dispatcher.get<{ items: ClockItem[] }>(`/api/cases/${caseNumber}/clocks`)).body.items;
        const shown = clocks
          .filter((clock) => here.some((row) => row.id === clock.commitmentId) && clock.state !== 'cancelled')
          .map((clock) => [clock.commitmentId, clock.metric, minuteOf(clock.dueAt), clock.clause !== '']);
        const expected = here.map((row) => [row.id, row.metric, minuteOf(runsOut(row, figure(row), startedAt)), true]);
        expect([level, channel, shown.sort()]).toEqual([level, channel, expected.sort()]);
        // nothing runs that another severity promises
        const strangers = measured.filter((row) => !['ANY', 'NA', level].includes(row.severity)).map((row) => row.id);
        expect(clocks.filter((one) => strangers.includes(one.commitmentId) && one.state === 'running')).toEqual([]);
        for (const row of here) seen.add(row.id);
      };
      for (const { code } of profile.severityScheme.levels) await fault(code, 'phone');
      for (const row of measured.filter((one) => !seen.has(one.id)))
        for (const door of doorsOf(row).slice(0, 1))
          await fault(profile.severityScheme.levels[0]?.code ?? '', DOORS[door] ?? door);
      expect(measured.filter((row) => !seen.has(row.id)).map((row) => row.id)).toEqual([]);
    },
  );

  /** The last bullet of the issue: each told in both languages, and nothing is half written. */
  describe('bad input', () => {
    const both = async (who: string, method: string, path: string, body: unknown): Promise<ProblemBody[]> => {
      const answers: ProblemBody[] = [];
      for (const language of ['zh-CN', 'en']) {
        const client = await Client.as(api.running.url, who, 'pledge-demo', language);
        answers.push((await client.send<ProblemBody>(method, path, body)).body);
      }
      return answers;
    };
    const told = (answers: ProblemBody[], code: string, zh: string, en: string): void => {
      expect(answers.map((one) => one.code)).toEqual([code, code]);
      const words = answers.map((one) => JSON.stringify([one.detail, one.errors]));
      expect(words[0]).toContain(zh);
      expect(words[1]).toContain(en);
    };

    it('given a contract that ends before it starts, a sixth representative, an unknown region, then each says what is wrong', async () => {
      const contract = {
        number: 'N-BAD',
        name: '倒着的合同',
        partyId: DEMO_PARTIES.telecom,
        profileId: 'P-S1',
        startsOn: '2026-01-01',
        endsOn: '2025-12-31',
        firstPhase: 'maintenance',
      };
      told(
        await both('pm', 'POST', '/api/contracts', contract),
        'CONTRACT_ENDS_BEFORE_START',
        '2025-12-31',
        '2025-12-31',
      );
      expect((await pm.get('/api/contracts/N-BAD')).status).toBe(404);

      const site = {
        partyId: DEMO_PARTIES.telecom,
        name: '月球机房',
        address: '静海',
        regionCode: 'MOON',
        distance: 'city',
        zone: 'Asia/Shanghai',
      };
      told(await both('pm', 'POST', '/api/sites', site), 'REGION_UNKNOWN', 'MOON', 'MOON');

      const person = (n: number) => ({
        partyId: DEMO_PARTIES.telecom,
        kind: 'representative',
        name: `代表 ${String(n)}`,
        phone: `1380000${String(1000 + n)}`,
        contractNumber: 'N-P-S1',
      });
      const path = '/api/contacts';
      let refused = 0;
      for (let n = 1; n <= 6 && refused === 0; n += 1)
        refused = (await pm.post(path, person(n))).status === 422 ? n : 0;
      expect(refused).toBeGreaterThan(0);
      told(await both('pm', 'POST', path, person(7)), 'REPRESENTATIVES_FULL', '5', '5');
    });

    it('given a profile that contradicts itself, then publishing names the row in both languages (C05)', async () => {
      const made = await manager.post<ProfileVersionDetail>(AT, {
        id: 'P-BAD',
        from: { id: 'P-S2' },
        name: { zh: '矛盾', en: 'Contradictory' },
      });
      const profile = structuredClone(made.body.profile);
      const [row] = profile.commitments;
      if (!row) throw new Error('P-S2 has no rows');
      row.calendar = 'CAL-NONE';
      const saved = await manager.put<ProfileVersionDetail>(`${AT}/P-BAD/draft`, {
        profile,
        revision: made.body.revision,
      });
      const answers = await both('manager', 'POST', `${AT}/P-BAD/publish`, {
        revision: saved.body.revision,
        comment: 'x',
        accept: reasons(saved.body.findings),
      });
      told(answers, 'PROFILE_CONTRADICTS', row.id, row.id);
      expect(answers[0]?.detail).not.toBe(answers[1]?.detail);
    });

    it('given a roster that overlaps another, then the days of the other are told', async () => {
      const days = { unit: 'default', from: '2026-06-01', to: '2026-06-30' };
      expect((await manager.post('/api/rosters', days)).status).toBe(201);
      told(
        await both('manager', 'POST', '/api/rosters', { ...days, from: '2026-06-15', to: '2026-07-14' }),
        'ROSTER_OVERLAPS',
        '重叠',
        'overlaps',
      );
    });
  });
});
