import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type {
  CaseEventList,
  MonitoringAlert,
  MonitoringAlertList,
  MonitoringSourceList,
  MonitoringSourceWithToken,
} from '@pledge/contracts';
import { testDatabases } from '@pledge/testing';
import { Alertmanager } from '../support/alertmanager.js';
import { TestApi } from '../support/api.js';
import type { Client } from '../support/client.js';
import { eventually } from '../support/story.js';

jest.setTimeout(180_000);

const RULE = {
  name: '设备不可达',
  enabled: true,
  position: 10,
  matchers: [{ label: 'alertname', op: '=', value: 'DeviceDown' }],
  device: { by: 'label', label: 'instance', pattern: '([^.]+)\\..*' },
  action: 'open-fault',
  planKey: null,
  answers: { impact: 'paralysed', alreadyComplained: false },
  title: '{{annotations.summary}}',
  join: true,
};
const down = (instance: string) => ({
  labels: { alertname: 'DeviceDown', instance },
  annotations: { summary: `${instance} 不可达` },
});

/** The real Alertmanager of Debian in front of the real server. */
describe.each(testDatabases())('Prometheus Alertmanager on $name', (place) => {
  let api: TestApi;
  let admin: Client;
  let source: MonitoringSourceWithToken;
  let manager: Alertmanager | null = null;
  const webhook = (): string => `${api.running.url}/api/monitoring/alertmanager`;
  const alerts = async (): Promise<MonitoringAlert[]> =>
    (await admin.get<MonitoringAlertList>('/api/monitoring/alerts?limit=200')).body.items;
  const ofInstance = async (instance: string): Promise<MonitoringAlert | undefined> =>
    (await alerts()).find((one) => one.labels['instance'] === instance);

  beforeAll(async () => {
    api = await TestApi.start(place);
    admin = await api.as('admin');
    source = (await admin.post<MonitoringSourceWithToken>('/api/monitoring/sources', { name: 'Alertmanager' })).body;
    expect((await admin.post('/api/monitoring/rules', RULE)).status).toBe(201);
  });
  afterEach(async () => {
    await manager?.stop();
    manager = null;
  });
  afterAll(async () => {
    await api?.stop();
  });

  it('given an alert that fires, is repeated and resolves, then one fault is opened and the case says that it is over', async () => {
    manager = await Alertmanager.start(webhook(), source.token);
    const running = manager;
    const instance = 'cr-lz-0001.example:9100';
    await running.post([down(instance)]);
    const opened = await eventually(
      () => ofInstance(instance),
      (one) => one?.state === 'opened',
    );
    expect(opened).toMatchObject({ serialNumber: 'CR-LZ-0001', title: `${instance} 不可达`, resolvedAt: null });

    // It sends again what still fires; nothing changes by it.
    const { sent } = await running.notifications();
    await eventually(
      () => running.notifications(),
      (now) => now.sent >= sent + 2,
    );
    expect((await alerts()).filter((one) => one.labels['instance'] === instance)).toEqual([opened]);

    await running.post([{ ...down(instance), endsAt: new Date(Date.now() - 1000).toISOString() }]);
    await eventually(
      () => ofInstance(instance),
      (one) => one !== undefined && one.resolvedAt !== null,
    );
    const types = await eventually(
      async () =>
        (await admin.get<CaseEventList>(`/api/cases/${opened?.caseNumber ?? ''}/events`)).body.items.map(
          (event) => event.type,
        ),
      (all) => all.includes('alert_resolved'),
    );
    expect(types.filter((type) => type === 'alert_firing')).toHaveLength(1);
    expect((await running.notifications()).failed).toBe(0);
  });

  it('given a group of alerts about devices known and unknown, then each is a fault or waits for a dispatcher', async () => {
    manager = await Alertmanager.start(webhook(), source.token);
    const known = ['cr-lz-0002.example:1', 'as-ts-0201.example:1'];
    const unknown = Array.from({ length: 20 }, (_, index) => `new-${String(index)}.example:1`);
    await manager.post([...known, ...unknown].map(down));
    await eventually(
      async () => (await alerts()).filter((one) => [...known, ...unknown].includes(one.labels['instance'] ?? '')),
      (all) => all.length === 22 && all.every((one) => one.state === 'opened' || one.state === 'unmatched'),
    );
    const waiting = (await alerts()).filter((one) => one.state === 'unmatched');
    expect(waiting.map((one) => one.reason)).toEqual(unknown.map(() => 'unknown-device'));
  });

  it('given a wrong token, then Alertmanager counts the failure and nothing is taken; with the right one the alert arrives', async () => {
    const instance = 'sv-ts-0202.example:1';
    manager = await Alertmanager.start(webhook(), 'plm_wrong');
    const wrong = manager;
    await wrong.post([down(instance)]);
    await eventually(
      () => wrong.notifications(),
      (now) => now.failed > 0,
    );
    expect(await ofInstance(instance)).toBeUndefined();
    await wrong.stop();
    manager = await Alertmanager.start(webhook(), source.token);
    await manager.post([down(instance)]);
    await eventually(
      () => ofInstance(instance),
      (one) => one?.state === 'opened',
    );
    const [listed] = (await admin.get<MonitoringSourceList>('/api/monitoring/sources')).body.items;
    expect(listed?.lastReceivedAt).not.toBeNull();
  });
});
