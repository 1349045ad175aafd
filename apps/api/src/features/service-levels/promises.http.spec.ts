import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CreateCaseResponse, ProblemBody, PromiseList, PromiseSummary } from '@pledge/contracts';
import { testDatabases } from '@pledge/testing';
import { TestApi } from '../../../../../test/support/api.js';

/** Noon of 2 March 2026 in Shanghai, the day on which the server starts. */
const MONTH = '2026-03';

describe.each(testDatabases())('promises over many cases on $name', (place) => {
  let api: TestApi;
  let kept = '';
  let late = '';
  let theirs = '';
  beforeAll(async () => {
    api = await TestApi.start(place);
    const report = async (username: string, contractNumber: string, serialNumber: string): Promise<string> => {
      const answer = await (
        await api.as(username)
      ).post<CreateCaseResponse>('/api/cases', {
        title: '核心路由器不可达',
        description: '',
        channel: 'web',
        contact: { name: '马建国', phone: '13909310001' },
        contractNumber,
        serialNumber,
        answers: { impact: 'paralysed' },
      });
      expect(answer.status).toBe(201);
      return answer.body.number;
    };
    const record = async (number: string, type: string): Promise<void> =>
      expect((await (await api.as('dispatcher')).post(`/api/cases/${number}/events`, { type })).status).toBe(201);
    const advance = async (by: string): Promise<void> =>
      expect((await (await api.as('admin')).post('/api/clock/advance', { by })).status).toBeLessThan(300);
    kept = await report('customer', 'P-DEMO', 'CR-LZ-0001');
    late = await report('customer', 'P-DEMO', 'CR-LZ-0002');
    theirs = await report('other', 'P-QH-01', 'SW-XN-0301');
    await advance('PT3M');
    await record(kept, 'first_response');
    // the others answer late: five minutes were promised
    await advance('PT7M');
    await record(late, 'first_response');
  }, 120_000);
  afterAll(() => api.stop());

  const summary = async (username: string, query = ''): Promise<PromiseSummary> =>
    (await (await api.as(username)).get<PromiseSummary>(`/api/promises/summary${query}`)).body;
  const list = async (username: string, query: string): Promise<PromiseList> =>
    (await (await api.as(username)).get<PromiseList>(`/api/promises?${query}`)).body;
  const response = (found: PromiseSummary, contract: string): unknown =>
    found.items.find((one) => one.contractNumber === contract && one.metric === 'respond' && one.month === MONTH);

  it('counts what was kept, broken and is open by contract, metric, region and month', async () => {
    const found = await summary('manager', `?from=2026-02&to=${MONTH}`);
    expect(found.months).toEqual(['2026-02', MONTH]);
    expect(response(found, 'P-DEMO')).toMatchObject({
      customerName: '甘肃电信演示客户',
      region: 'northwest',
      regionName: { zh: '西北', en: 'Northwest China' },
      met: 1,
      broken: 1,
      open: 0,
    });
    expect(response(found, 'P-QH-01')).toMatchObject({ met: 0, broken: 1, open: 0 });
    const arrival = found.items.find((one) => one.contractNumber === 'P-DEMO' && one.metric === 'onsite_arrival');
    expect(arrival).toMatchObject({ met: 0, broken: 0, open: 2 });
  });

  it('shows customers their own only, in numbers and one by one', async () => {
    const found = await summary('customer');
    expect(new Set(found.items.map((one) => one.contractNumber))).toEqual(new Set(['P-DEMO']));
    const own = await list('other', 'limit=200');
    expect(new Set(own.items.map((one) => one.caseNumber))).toEqual(new Set([theirs]));
    expect((await list('other', 'contract=P-DEMO')).items).toEqual([]);
  });

  it('leads from a number to the clause and the case', async () => {
    const broken = await list(
      'manager',
      `contract=P-DEMO&metric=respond&month=${MONTH}&outcome=broken&region=northwest`,
    );
    expect(broken.items).toMatchObject([
      { caseNumber: late, outcome: 'broken', owed: false, severity: 'T1', source: 'S1-01' },
    ]);
    expect(broken.items[0]?.clause).toContain('1小时内到现场');
    const met = await list('manager', `contract=P-DEMO&metric=respond&month=${MONTH}&outcome=met`);
    expect(met.items.map((one) => one.caseNumber)).toEqual([kept]);
    expect((await list('manager', `month=2026-01`)).items).toEqual([]);
  });

  it('says what runs out within the hours asked for, the latest limit last, what is late already first', async () => {
    const soon = await list('manager', 'withinHours=1');
    expect(soon.items.map((one) => `${one.caseNumber} ${one.metric}`)).toEqual([
      `${theirs} respond`,
      ...[kept, late, theirs].sort().map((number) => `${number} onsite_arrival`),
    ]);
    const more = await list('manager', 'withinHours=2');
    expect(more.items.length).toBeGreaterThan(soon.items.length);
  });

  it('gives pages that together hold every promise once', async () => {
    const all = (await list('manager', 'limit=200')).items.map((one) => one.id);
    const paged: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: PromiseList = await list(
        'manager',
        `limit=3${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      paged.push(...page.items.map((one) => one.id));
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(all);
    expect(new Set(all).size).toBe(all.length);
  });

  it.each(['from=2026-03&to=2026-02', 'from=2020-01&to=2026-02'])('refuses %s', async (query) => {
    const answer = await (await api.as('manager')).get<ProblemBody>(`/api/promises/summary?${query}`);
    expect(answer).toMatchObject({ status: 422, body: { code: 'PROMISE_MONTHS' } });
  });
});
