import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type {
  CaseEventList,
  CreateCaseResponse,
  SpareCoverageList,
  SpareItemDetail,
  SpareItemList,
  SpareStoreList,
} from '@pledge/contracts';
import { testDatabases } from '@pledge/testing';
import { TestApi } from '../../../../../test/support/api.js';
import type { Client } from '../../../../../test/support/client.js';

jest.setTimeout(300_000);

describe.each(testDatabases())('spare parts on $name', (place) => {
  let api: TestApi;
  let pm: Client;
  let engineer: Client;
  let centre = '';
  let caseNumber = '';
  let serial = 0;

  const newStore = async (name: string, more: Record<string, unknown>): Promise<string> => {
    const body = { name, kind: 'centre', searchOrder: 30, address: '', partyId: null, ...more };
    const { items } = (await pm.post<SpareStoreList>('/api/spares/stores', body)).body;
    return items.find((one) => one.name === name)?.id ?? '';
  };
  const receive = async (more: Record<string, unknown> = {}): Promise<SpareItemDetail> => {
    const serialNumber = `SP-${String((serial += 1)).padStart(4, '0')}`;
    const body = { serialNumber, model: 'MCB', name: '主控板', fits: ['Cisco CRS-8'], storeId: centre, ...more };
    const answer = await pm.post<SpareItemDetail>('/api/spares/items', body);
    expect(answer.status).toBe(201);
    return answer.body;
  };
  const act = (client: Client, id: string, deed: string, body: Record<string, unknown>) =>
    client.post<SpareItemDetail & { code?: string }>(`/api/spares/items/${id}/${deed}`, body);
  const eventsOf = async (number: string): Promise<string[]> =>
    (await pm.get<CaseEventList>(`/api/cases/${number}/events`)).body.items.map((event) => event.type);
  const report = async (serialNumber: string, as = 'customer'): Promise<string> =>
    (
      await (
        await api.as(as)
      ).post<CreateCaseResponse>('/api/cases', {
        serialNumber,
        title: '主控板故障',
        description: '',
        channel: 'portal',
        contact: { name: '马建国', phone: '13909310001' },
      })
    ).body.number;

  beforeAll(async () => {
    api = await TestApi.start(place);
    [pm, engineer] = [await api.as('pm'), await api.as('engineer')];
    centre = await newStore('中心库', {});
    caseNumber = await report('CR-LZ-0001');
  });
  afterAll(async () => {
    await api?.stop();
  });

  it('given a part, when it is reserved, issued signed and returned, then its history and the case say so', async () => {
    const item = await receive();
    const early = await act(engineer, item.id, 'issue', { signedBy: '张伟' });
    expect([early.status, early.body.code]).toEqual([409, 'SPARE_NOT_POSSIBLE']);
    expect((await act(engineer, item.id, 'reserve', { caseNumber })).body.state).toBe('reserved');
    const issued = await act(engineer, item.id, 'issue', { signedBy: '张伟', replacedSerial: 'old-1' });
    expect(issued.body).toMatchObject({ state: 'issued', caseNumber, dueAt: null });
    const back = await act(pm, item.id, 'return', { signedBy: '张伟', condition: 'faulty' });
    expect(back.body).toMatchObject({ state: 'faulty', caseNumber: null });
    expect(
      back.body.moves.map(({ kind, by, signedBy, replacedSerial }) => [kind, by, signedBy, replacedSerial]),
    ).toEqual([
      ['returned-faulty', 'pm', '张伟', null],
      ['issued', 'engineer', '张伟', 'OLD-1'],
      ['reserved', 'engineer', null, null],
      ['received', 'pm', null, null],
    ]);
    expect(await eventsOf(caseNumber)).toEqual(
      expect.arrayContaining(['spare_reserved', 'spare_issued', 'spare_returned']),
    );
    expect((await act(engineer, item.id, 'give-back', { note: '报废' })).status).toBe(403);
    expect((await act(pm, item.id, 'give-back', { note: '报废' })).body.state).toBe('gone');
  });

  it('given two who reach for the last part in the same moment, then one has it and the other is told', async () => {
    const item = await receive();
    const second = await report('CR-LZ-0002');
    const answers = await Promise.all([
      act(engineer, item.id, 'reserve', { caseNumber }),
      act(pm, item.id, 'reserve', { caseNumber: second }),
    ]);
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409]);
    const released = await act(pm, item.id, 'release', {});
    expect(released.body).toMatchObject({ state: 'in-stock', caseNumber: null });
  });

  it('given a loan, then it is due, overdue after its date, and the standby promise is met by it (S4-05)', async () => {
    const item = await receive({ name: '备机' });
    await act(engineer, item.id, 'reserve', { caseNumber });
    const past = await act(engineer, item.id, 'issue', { signedBy: '张伟', loanUntil: '2026-03-01T00:00:00+08:00' });
    expect([past.status, past.body.code]).toEqual([422, 'SPARE_LOAN_PAST']);
    const loanUntil = '2026-03-03T12:00:00.000+08:00';
    const lent = await act(engineer, item.id, 'issue', { signedBy: '马建国', loanUntil });
    expect(lent.body).toMatchObject({ state: 'on-loan', dueAt: loanUntil, overdue: false });
    expect(await eventsOf(caseNumber)).toContain('standby_supplied');
    const overdue = async () => (await pm.get<SpareItemList>('/api/spares/items?overdue=true')).body.items;
    expect(await overdue()).toEqual([]);
    await (await api.as('admin')).post('/api/clock/advance', { by: 'P2D' });
    expect((await overdue()).map((one) => [one.id, one.overdue])).toEqual([[item.id, true]]);
    await act(engineer, item.id, 'return', { signedBy: '马建国', condition: 'usable' });
    expect(await overdue()).toEqual([]);
  });

  it('given stores near and far, one for another customer, then what fits a device comes nearest first (F-12.2)', async () => {
    const parties = (await pm.get<{ items: { id: string; name: string; kind: string }[] }>('/api/parties')).body.items;
    const other = parties.find((one) => one.name.includes('青海'))?.id ?? '';
    expect(other).not.toBe('');
    const site = await newStore('现场库', { kind: 'site', searchOrder: 10 });
    const theirs = await newStore('青海库', { searchOrder: 1, partyId: other });
    const fits = ['HPE DL380'];
    const far = await receive({ fits });
    const near = await receive({ fits: ['hpe  dl380'], storeId: site });
    const kept = await receive({ fits, storeId: theirs });
    const found = async (device: string) =>
      (await engineer.get<SpareItemList>(`/api/spares/items?fitsDevice=${device}`)).body.items.map((one) => one.id);
    // Behind the nearest one come those of the demo stock and of the centre, by their serial numbers.
    const ids = await found('sv-lz-0101');
    expect(ids[0]).toBe(near.id);
    expect(ids).toContain(far.id);
    expect(ids).not.toContain(kept.id);
    const refused = await act(engineer, kept.id, 'reserve', { caseNumber });
    expect([refused.status, refused.body.code]).toEqual([409, 'SPARE_OTHER_CUSTOMER']);
    expect((await engineer.get('/api/spares/items?fitsDevice=NOBODYS')).body['code']).toBe('SPARE_DEVICE_UNKNOWN');
  });

  it('given contracts, then devices without a part are named until the stock covers 100 % (S0i-26)', async () => {
    const coverage = async () =>
      (await pm.get<SpareCoverageList>('/api/spares/coverage')).body.items.find(
        (one) => one.contractNumber === 'P-QH-01',
      );
    const before = await coverage();
    expect(before?.percent).toBeLessThan(100);
    const models = before?.missing.map((one) => one.model) ?? [];
    // The demo stock has one at the vendor only.
    expect(models).toContain('H3C S7506');
    // What lies at the vendor, or is lent by one, is not held.
    const atVendor = await newStore('厂商库', { kind: 'vendor', searchOrder: 90 });
    await receive({ fits: models, storeId: atVendor });
    await receive({ fits: models, vendor: { name: '示例厂商', dueBack: '2026-06-01T00:00:00+08:00' } });
    expect(await coverage()).toEqual(before);
    const held = await receive({ fits: models });
    expect(await coverage()).toMatchObject({ percent: 100, missing: [] });
    await act(pm, held.id, 'reserve', { caseNumber });
    expect(await coverage()).toEqual(before);
  });

  it('given the vendor supplies first, then the device is kept for its case at once and due back there (S2-22)', async () => {
    const dueBack = '2026-06-01T00:00:00.000+08:00';
    const item = await receive({ vendor: { name: '示例厂商', dueBack, caseNumber } });
    expect(item).toMatchObject({ state: 'reserved', caseNumber, vendor: { name: '示例厂商', dueBack } });
    await act(engineer, item.id, 'issue', { signedBy: '张伟', loanUntil: dueBack });
    await act(engineer, item.id, 'return', { signedBy: '张伟', condition: 'usable' });
    expect((await act(pm, item.id, 'give-back', { note: '归还厂商' })).body).toMatchObject({
      state: 'gone',
      vendor: null,
    });
  });

  it('given bad input and people without the right, then the answer says so and nothing changes', async () => {
    const item = await receive();
    const twice = await pm.post('/api/spares/items', {
      ...{ serialNumber: item.serialNumber.toLowerCase(), model: 'M', name: 'N', fits: ['X'], storeId: centre },
    });
    expect([twice.status, twice.body['code']]).toEqual([409, 'SPARE_SERIAL_TAKEN']);
    expect((await act(engineer, item.id, 'reserve', { caseNumber: 'GD-0000-0000' })).status).toBe(404);
    await (await api.as('dispatcher')).post(`/api/cases/${caseNumber}/withdraw`, { reason: '完' });
    expect((await act(engineer, item.id, 'reserve', { caseNumber })).body.code).toBe('SPARE_CASE_OVER');
    expect((await engineer.post('/api/spares/items', {})).status).toBe(403);
    expect((await (await api.as('customer')).get('/api/spares/items')).status).toBe(403);
    expect((await pm.get<SpareItemDetail>(`/api/spares/items/${item.id}`)).body.state).toBe('in-stock');
  });
});
