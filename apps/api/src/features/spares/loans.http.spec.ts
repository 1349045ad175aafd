import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type {
  CreateCaseResponse,
  ListOf,
  OutboxItem,
  SpareItemDetail,
  SpareStoreList,
  TaskView,
} from '@pledge/contracts';
import { testDatabases } from '@pledge/testing';
import { TestApi } from '../../../../../test/support/api.js';
import type { Client } from '../../../../../test/support/client.js';

jest.setTimeout(300_000);

describe.each(testDatabases())('loans and coverage as processes on $name (F-12.4, F-12.6)', (place) => {
  let api: TestApi;
  let pm: Client;
  let storeId = '';
  let caseNumber = '';

  beforeAll(async () => {
    api = await TestApi.start(place, { shipped: true });
    pm = await api.as('pm');
    storeId = (await pm.get<SpareStoreList>('/api/spares/stores')).body.items[0]?.id ?? '';
    const report = {
      serialNumber: 'CR-LZ-0001',
      title: '主控板故障',
      description: '',
      channel: 'portal',
      contact: { name: '马建国', phone: '13909310001' },
    };
    caseNumber = (await (await api.as('customer')).post<CreateCaseResponse>('/api/cases', report)).body.number;
  });
  afterAll(async () => {
    await api?.stop();
  });

  const advance = async (by: string): Promise<void> => {
    await (await api.as('admin')).post('/api/clock/advance', { by });
  };
  const act = (id: string, deed: string, body: Record<string, unknown>) =>
    pm.post<SpareItemDetail>(`/api/spares/items/${id}/${deed}`, body);
  const lend = async (serialNumber: string, loanUntil: string): Promise<string> => {
    const item = { serialNumber, model: 'MCB', name: '备机', fits: ['Cisco CRS-8'], storeId };
    const { id } = (await pm.post<SpareItemDetail>('/api/spares/items', item)).body;
    await act(id, 'reserve', { caseNumber });
    expect((await act(id, 'issue', { signedBy: '马建国', loanUntil })).body.state).toBe('on-loan');
    return id;
  };
  const chases = async (): Promise<TaskView[]> =>
    (await pm.get<ListOf<TaskView>>('/api/tasks?state=open&limit=100')).body.items.filter(
      (task) => task.elementId === 'chase-loan',
    );
  const told = async (serialNumber: string): Promise<string[]> => {
    const { items } = (
      await (await api.as('admin')).get<ListOf<OutboxItem>>(`/api/outbox?caseNumber=${caseNumber}&limit=200`)
    ).body;
    return items
      .filter((one) => one.template.startsWith('spare-loan') && one.subject.includes(serialNumber))
      .map((one) => `${one.template} ${one.username ?? ''}`)
      .toSorted();
  };

  it('given a loan, when its date comes near and passes, then people are told, somebody has to get it back, and a new date is kept', async () => {
    const id = await lend('BJ-0001', '2026-03-05T12:00:00.000+08:00');
    await advance('PT47H');
    expect(await told('BJ-0001')).toEqual([]);
    await advance('PT2H');
    expect(await told('BJ-0001')).toEqual(['spare-loan-due dispatcher']);
    await advance('P1D');
    expect(await told('BJ-0001')).toContain('spare-loan-overdue pm');
    const [task] = await chases();
    expect(task).toMatchObject({ caseNumber, candidateGroups: ['pm', 'dispatcher'] });
    const answer = { newLoanUntil: '2026-03-10T12:00:00.000+08:00', chaseNote: '与信息科商定' };
    const past = { variables: { ...answer, newLoanUntil: '2026-03-04T12:00:00.000+08:00' } };
    await pm.post(`/api/tasks/${task?.id ?? ''}/claim`);
    expect((await pm.post(`/api/tasks/${task?.id ?? ''}/complete`, past)).status).toBe(422);
    expect((await pm.post(`/api/tasks/${task?.id ?? ''}/complete`, { variables: answer })).status).toBe(200);
    await advance('PT1S');
    const item = (await pm.get<SpareItemDetail>(`/api/spares/items/${id}`)).body;
    expect(item).toMatchObject({ state: 'on-loan', dueAt: '2026-03-10T12:00:00.000+08:00', overdue: false });
    expect(item.moves[0]).toMatchObject({ kind: 'extended', note: '与信息科商定' });
    await advance('P5D');
    expect(await chases()).toHaveLength(1);
    await act(id, 'return', { signedBy: '马建国', condition: 'usable' });
    await advance('PT1S');
    expect(await chases()).toEqual([]);
  });

  it('given a loan that is back in time, when its date passes, then nobody is told', async () => {
    const id = await lend('BJ-0002', '2026-04-05T12:00:00.000+08:00');
    await act(id, 'return', { signedBy: '马建国', condition: 'usable' });
    await advance('P40D');
    expect(await told('BJ-0002')).toEqual([]);
  });

  it('given the first of a month, then each contract that lacks parts has its own purchase (S0i-26)', async () => {
    const admin = await api.as('admin');
    const bought = async (): Promise<TaskView[]> =>
      (await admin.get<ListOf<TaskView>>('/api/tasks?state=open&limit=200')).body.items.filter(
        (task) => task.elementId === 'buy-spares',
      );
    const gaps = (
      await pm.get<{ items: { contractNumber: string; missing: unknown[] }[] }>('/api/spares/coverage')
    ).body.items.filter((one) => one.missing.length > 0);
    expect(gaps.length).toBeGreaterThan(0);
    const before = (await bought()).length;
    // Forty days went by above: a first of the month was among them.
    expect(before).toBeGreaterThanOrEqual(gaps.length);
    await admin.post('/api/process-instances', { key: 'spare-coverage' });
    await advance('PT1S');
    const now = await bought();
    expect(now).toHaveLength(before + gaps.length);
    const form = await pm.get<{ variables: Record<string, unknown> }>(`/api/tasks/${now[0]?.id ?? ''}/form`);
    expect(form.body.variables['gapMissing']).toEqual(expect.stringContaining(' × '));
  });
});
