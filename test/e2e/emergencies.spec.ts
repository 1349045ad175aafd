import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Emergency } from '@pledge/contracts';
import { testDatabases } from '@pledge/testing';
import { Client } from '../support/client.js';
import { Receivers } from '../support/receivers.js';
import { TestServer } from '../support/server.js';
import { eventually, work } from '../support/story.js';

// Real servers on busy machines; nothing here is judged by how long it takes.
jest.setTimeout(300_000);

const REPORT = { scope: 'institution', impact: 'high', urgency: 'high' };
/** A lost node's jobs are taken over within half a minute; the rest is a busy machine, ms. */
const PATIENCE = 120_000;

/** Emergencies on the built product: two at once, and a power cut of the server itself in the middle (issue 7). */
describe.each(testDatabases())('emergencies on $name', ({ create }) => {
  const receivers = new Receivers();
  let server: TestServer;
  let drop: () => Promise<void>;
  let partyId: string;
  const people = new Map<string, Client>();
  const as = (who: string): Client => {
    const client = people.get(who);
    if (!client) throw new Error(`${who} did not log in`);
    return client;
  };

  beforeAll(async () => {
    await receivers.open();
    const database = await create();
    drop = () => database.drop();
    server = await TestServer.start({ databaseUrl: database.url, env: { ...receivers.environment } });
    for (const who of ['admin', 'dispatcher', 'pm']) people.set(who, await Client.as(server.url, who));
    const parties = await as('dispatcher').get<{ items: { id: string; kind: string }[] }>('/api/parties');
    partyId = parties.body.items.find((one) => one.kind === 'customer')?.id ?? '';
  });
  afterAll(async () => {
    await server.stop();
    await drop();
    await receivers.close();
  });

  const view = async (number: string): Promise<Emergency> =>
    (await as('dispatcher').get<Emergency>(`/api/emergencies/${number}`)).body;
  const start = async (cause: string, planKey: string, more: Record<string, unknown> = {}): Promise<string> => {
    const body = { ...REPORT, cause, planKey, title: `演习之外：${cause}`, ...more };
    const answer = await as('dispatcher').post<{ number: string }>('/api/emergencies', body);
    expect(answer.status).toBe(201);
    return answer.body.number;
  };
  const open = (emergency: Emergency): string[] =>
    emergency.steps
      .filter((step) => step.endedAt === null)
      .map((step) => step.elementId)
      .toSorted();
  const step = (number: string, elementId: string, variables: Record<string, unknown>): Promise<void> =>
    work(as('admin'), number, elementId, variables);
  /** What must be the same before and after a crash. */
  const standing = ({ steps, countdowns, diagrams, recoverBy }: Emergency) => ({
    steps: steps.map(({ taskId, elementId, startedAt, dueAt, endedAt }) => ({
      taskId,
      elementId,
      startedAt,
      dueAt,
      endedAt,
    })),
    countdowns,
    recoverBy,
    active: diagrams.map(({ key, activeElements }) => [key, activeElements.toSorted()]),
  });
  const patiently = <T>(ask: () => Promise<T>, satisfied: (value: T) => boolean): Promise<T> =>
    eventually(ask, satisfied, PATIENCE);
  const settled = (number: string, elements: readonly string[]): Promise<Emergency> =>
    patiently(
      () => view(number),
      (emergency) => JSON.stringify(open(emergency)) === JSON.stringify(elements.toSorted()),
    );

  it('given two plans in the middle, when the server dies without warning and comes back, then both go on, countdowns and all', async () => {
    const power = await start('power', 'emergency-power', { partyId });
    const serverDown = await start('server', 'emergency-server');
    await settled(power, ['check-power', 'confirm-notice']);
    await settled(serverDown, ['confirm-notice', 'go-to-scene']);
    await step(power, 'check-power', { powerState: 'mains-lost', upsMinutes: 170, shutdownMinutes: 30 });
    await settled(power, ['ask-return', 'confirm-notice']);
    await step(power, 'ask-return', { returnMinutes: 60, returnSource: '供电局' });
    await step(serverDown, 'go-to-scene', { osState: '蓝屏', hardwareAlarms: '磁盘红灯', leadPhoned: true });
    const before = [
      await settled(power, ['confirm-notice', 'shed-load']),
      await settled(serverDown, ['confirm-notice', 'remote-repair']),
    ];
    expect(before[0]?.countdowns.map((one) => one.elementId)).toEqual(['ups-runs-out']);

    await server.kill();
    await server.revive();
    for (const who of people.keys()) people.set(who, await Client.as(server.url, who));

    expect([standing(await view(power)), standing(await view(serverDown))]).toEqual(before.map(standing));
    // They go on, each for itself, to their ends.
    await step(power, 'shed-load', { loadShed: '照明' });
    await settled(power, ['confirm-notice', 'power-back']);
    expect(open(await view(serverDown))).toEqual(['confirm-notice', 'remote-repair']);
    expect((await view(power)).countdowns).toEqual([]);
    await step(serverDown, 'remote-repair', { remoteRepaired: 'yes' });
    await step(serverDown, 'confirm-notice', { noticeChecked: true });
    await settled(serverDown, ['check-recovery']);
    await step(serverDown, 'check-recovery', { dataConsistent: 'yes', dataGapMinutes: 0 });
    const recovered = await settled(serverDown, ['write-report']);
    expect(recovered).toMatchObject({ state: 'recovered', dataGapMinutes: 0 });
    expect(await view(power)).toMatchObject({ state: 'running' });
  });
});
