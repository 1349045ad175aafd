import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type {
  CaseDetail,
  ContractDetail,
  ProblemBody,
  ProfileVersionDetail,
  ServiceLevelProfile,
} from '@pledge/contracts';
import { testDatabases } from '@pledge/testing';
import { TestApi } from '../../../../../test/support/api.js';
import { Client } from '../../../../../test/support/client.js';
import { clocksOf, eventually, tasksOf, work } from '../../../../../test/support/story.js';
import { DEMO_PARTIES } from '../demo/demo-data.js';

// The shipped processes run; nine faults are reported.
jest.setTimeout(240_000);

const NINE = ['P-S0a', 'P-S0c', 'P-S0e', 'P-S0h', 'P-S0i', 'P-S1', 'P-S2', 'P-S3', 'P-S4'];
/** What every contract's form asks beside its own questions. */
const REST = { faultKind: 'network', alreadyComplained: false, simpleProblem: false };
const AT = '/api/service-levels/profiles';

/** "Each line was tried with all nine profiles": a contract on each, a fault under it, its clocks run (Y01, Y02, C28). */
describe.each(testDatabases())('all nine profiles over HTTP on $name', (place) => {
  let api: TestApi;
  let manager: Client;
  let pm: Client;
  let dispatcher: Client;
  beforeAll(async () => {
    api = await TestApi.start(place, { shipped: true });
    [manager, pm, dispatcher] = [await api.as('manager'), await api.as('pm'), await api.as('dispatcher')];
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
  const filled = async (from: string): Promise<string> => {
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
    return id;
  };
  const addDevice = async (contractNumber: string, serialNumber: string, component: string): Promise<void> => {
    const demo = (await pm.get<ContractDetail>('/api/contracts/P-DEMO')).body;
    const answer = await pm.post('/api/devices', {
      serialNumber,
      model: '整机',
      name: '整机',
      component,
      partyId: DEMO_PARTIES.telecom,
      siteId: demo.sites[0]?.id,
      contractNumber,
    });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  };
  /** First answer of every question. */
  const answersOf = ({ questionnaire }: ServiceLevelProfile): Record<string, string> =>
    Object.fromEntries(
      (questionnaire?.questions ?? []).flatMap(({ key, options }) => {
        const [first] = options;
        return first === undefined ? [] : [[key, first.value]];
      }),
    );

  it.each(NINE)(
    'given %s, when signed and a fault is reported and graded, then the clocks of its rows run',
    async (id) => {
      let draft = await contractOn(`N-${id.toUpperCase()}`, id);
      const blanks = draft.findings.filter((one) => one.kind === 'blank');
      if (blanks.length > 0) {
        // A contract with empty cells is not signed, whatever is accepted (C28).
        const accept = draft.findings.map(({ key }) => ({ key, reason: '先签' }));
        const refused = await manager.post<ProblemBody>(`/api/contracts/${draft.number}/activate`, {
          revision: draft.revision,
          accept,
        });
        expect([refused.status, refused.body.code]).toEqual([422, 'CONTRACT_HAS_EMPTY_CELLS']);
        expect(refused.body.errors?.length).toBe(blanks.length);
        draft = await contractOn(`N-${id.toUpperCase()}-F`, await filled(id));
      }
      const { number } = draft;
      const signed = await manager.post<ContractDetail>(`/api/contracts/${number}/activate`, {
        revision: draft.revision,
        accept: reasons(draft.findings),
      });
      expect(signed.status).toBe(200);
      const { profile } = signed.body;
      const rows = new Map(profile.commitments.map((row) => [row.id, row]));

      // Promises about goods are asked of a thing of that kind; the others of any fault.
      const kind = profile.commitments[0]?.component?.[0] ?? '';
      const goods = profile.commitments.every((row) => row.component?.includes(kind) === true);
      const serialNumber = `SN-${number}`;
      if (goods) await addDevice(number, serialNumber, kind);
      const reported = await dispatcher.post<{ number: string }>('/api/cases', {
        contractNumber: number,
        ...(goods ? { serialNumber } : {}),
        title: '核心路由器不可达',
        description: '业务中断',
        channel: 'phone',
        contact: { name: '马建国', phone: '13909310001' },
      });
      expect(reported.status).toBe(201);
      const caseNumber = reported.body.number;
      await eventually(
        () => tasksOf(dispatcher, caseNumber),
        (tasks) => tasks.some((task) => task.elementId === 'assess'),
      );
      await work(dispatcher, caseNumber, 'assess', { ...answersOf(profile), ...REST });
      const graded = await eventually(
        async () => (await dispatcher.get<CaseDetail>(`/api/cases/${caseNumber}`)).body,
        (found) => found.severity !== null,
      );
      const level = graded.severity?.code ?? '';
      expect(profile.severityScheme.levels.map((one) => one.code)).toContain(level);

      for (const type of goods ? new Set(profile.commitments.flatMap((row) => row.startEvents.slice(0, 1))) : []) {
        const recorded = await dispatcher.post(`/api/cases/${caseNumber}/events`, { type });
        expect([type, recorded.status]).toEqual([type, 201]);
      }
      const clocks = await clocksOf(dispatcher, caseNumber);
      const counting = clocks.filter((clock) => clock.state !== 'cancelled');
      expect(counting.length).toBeGreaterThan(0);
      for (const clock of counting) {
        const row = rows.get(clock.commitmentId);
        expect(['ANY', level]).toContain(row?.severity);
        expect(clock.clause).not.toBe('');
      }
      const running = counting.filter((clock) => clock.state === 'running');
      expect(running.length).toBeGreaterThan(0);
      for (const clock of running) expect(clock.dueAt).not.toBeNull();
      // Every row of this level that begins with the report has its clock.
      const expected = profile.commitments.filter(
        (row) =>
          ['ANY', level].includes(row.severity) &&
          row.startEvents.includes('request_received') &&
          row.component === undefined &&
          row.channel === undefined &&
          row.region === undefined,
      );
      const seen = new Set(clocks.map((clock) => clock.commitmentId));
      expect(expected.filter((row) => !seen.has(row.id)).map((row) => row.id)).toEqual([]);
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
