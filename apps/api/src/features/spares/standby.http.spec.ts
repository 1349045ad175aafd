import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type {
  CaseEventList,
  ContractDetail,
  CreateCaseResponse,
  DeviceFile,
  SpareItemDetail,
  SpareStoreList,
} from '@pledge/contracts';
import { testDatabases } from '@pledge/testing';
import { TestApi } from '../../../../../test/support/api.js';
import type { Client } from '../../../../../test/support/client.js';
import { clockState, eventually, tasksOf, work } from '../../../../../test/support/story.js';
import { DEMO_PARTIES } from '../demo/demo-data.js';

jest.setTimeout(300_000);

const SERIAL = 'KP-LZ-0001';
const TASK = 'supply-standby';

describe.each(testDatabases())('standby equipment within 24 h on $name (F-12.5, S4-05)', (place) => {
  let api: TestApi;
  let pm: Client;
  let dispatcher: Client;
  let engineer: Client;
  let stock = 0;

  const ok = <T>(answer: { readonly status: number; readonly body: T }): T => {
    if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  };
  beforeAll(async () => {
    api = await TestApi.start(place, { shipped: true });
    [pm, dispatcher, engineer] = [await api.as('pm'), await api.as('dispatcher'), await api.as('engineer')];
    const draft = ok(
      await pm.post<ContractDetail>('/api/contracts', {
        ...{ number: 'N-S4', name: '售后服务合同', partyId: DEMO_PARTIES.telecom, profileId: 'P-S4' },
        ...{ startsOn: '2026-01-01', endsOn: '2028-12-31', firstPhase: 'maintenance' },
      }),
    );
    const accept = draft.findings
      .filter((one) => one.kind === 'question')
      .map(({ key }) => ({ key, reason: '双方确认保留原文' }));
    ok(
      await (
        await api.as('manager')
      ).post<ContractDetail>('/api/contracts/N-S4/activate', { revision: draft.revision, accept }),
    );
    const { siteId } = ok(await pm.get<DeviceFile>('/api/devices/CR-LZ-0001'));
    ok(
      await pm.post('/api/devices', {
        ...{ serialNumber: SERIAL, model: 'Cisco CRS-8', name: '关键部件', component: 'hardware.key_part' },
        ...{ partyId: DEMO_PARTIES.telecom, siteId: siteId, contractNumber: 'N-S4' },
      }),
    );
  });
  afterAll(async () => {
    await api?.stop();
  });

  const advance = async (by: string): Promise<void> => {
    ok(await (await api.as('admin')).post('/api/clock/advance', { by }));
  };
  const report = async (): Promise<string> =>
    ok(
      await dispatcher.post<CreateCaseResponse>('/api/cases', {
        serialNumber: SERIAL,
        title: '主控板故障',
        description: '',
        channel: 'phone',
        contact: { name: '马建国', phone: '13909310001' },
      }),
    ).number;
  const standby = async (caseNumber: string): Promise<number> =>
    (await tasksOf(pm, caseNumber)).filter((task) => task.elementId === TASK).length;
  /** A case whose promise is about to be missed: after 80 % of the 24 hours. */
  const warned = async (): Promise<string> => {
    const caseNumber = await report();
    await advance('PT19H20M');
    await eventually(
      () => standby(caseNumber),
      (count) => count === 1,
    );
    return caseNumber;
  };
  const gone = (caseNumber: string): Promise<number> =>
    eventually(
      () => standby(caseNumber),
      (count) => count === 0,
    );
  const open = (who: Client, caseNumber: string, elementId: string): Promise<unknown> =>
    eventually(
      () => tasksOf(who, caseNumber),
      (tasks) => tasks.some((task) => task.elementId === elementId),
    );
  /** A machine of the kind in the first store. */
  const inStock = async (): Promise<string> => {
    const storeId = ok(await pm.get<SpareStoreList>('/api/spares/stores')).items[0]?.id ?? '';
    const serialNumber = `BJ-${String((stock += 1)).padStart(4, '0')}`;
    const item = { serialNumber, model: 'CRS-8', name: '备机', fits: ['Cisco CRS-8'], storeId };
    return ok(await pm.post<SpareItemDetail>('/api/spares/items', item)).id;
  };

  it('given a fault that lasts, when the promise is about to be missed, then the project manager lends a machine and the promise is kept', async () => {
    const caseNumber = await report();
    await advance('PT19H');
    expect(await standby(caseNumber)).toBe(0);
    await advance('PT20M');
    await eventually(
      () => standby(caseNumber),
      (count) => count === 1,
    );
    const spareId = await inStock();
    await work(pm, caseNumber, TASK, { standbyWay: 'supply' });
    await open(engineer, caseNumber, 'choose-spare');
    await work(engineer, caseNumber, 'choose-spare', { spareId });
    await open(pm, caseNumber, 'hand-out');
    await work(pm, caseNumber, 'hand-out', { spareSignedBy: '马建国', loanUntil: '2026-03-20T12:00:00.000+08:00' });
    await open(engineer, caseNumber, 'install-spare');
    expect(ok(await pm.get<SpareItemDetail>(`/api/spares/items/${spareId}`))).toMatchObject({ state: 'on-loan' });
    expect(await clockState(pm, caseNumber, 'standby_supplied')).toBe('met');
    const events = ok(await pm.get<CaseEventList>(`/api/cases/${caseNumber}/events`)).items;
    expect(events.filter((event) => event.type === 'standby_supplied')).toHaveLength(1);
  });

  it('given nobody supplies, when the 24 h are over, then there is one task, not two, and a loan by hand takes it away', async () => {
    const caseNumber = await warned();
    await advance('PT5H');
    expect(await clockState(pm, caseNumber, 'standby_supplied')).toBe('breached');
    expect(await standby(caseNumber)).toBe(1);
    const id = await inStock();
    ok(await pm.post(`/api/spares/items/${id}/reserve`, { caseNumber }));
    const loan = { signedBy: '马建国', loanUntil: '2026-03-20T12:00:00.000+08:00' };
    ok(await pm.post(`/api/spares/items/${id}/issue`, loan));
    expect(await gone(caseNumber)).toBe(0);
  });

  it('given the service is restored, then the task is withdrawn, also where a machine was being looked for', async () => {
    const caseNumber = await warned();
    await work(pm, caseNumber, TASK, { standbyWay: 'supply' });
    await inStock();
    await open(engineer, caseNumber, 'choose-spare');
    ok(await dispatcher.post(`/api/cases/${caseNumber}/events`, { type: 'restored' }));
    await eventually(
      () => tasksOf(engineer, caseNumber),
      (tasks) => !tasks.some((task) => task.elementId === 'choose-spare'),
    );
    const other = await warned();
    ok(await dispatcher.post(`/api/cases/${other}/withdraw`, { reason: '自行恢复' }));
    expect(await gone(other)).toBe(0);
  });
});
