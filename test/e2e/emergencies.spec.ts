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
/** Contacts of the one customer beside those of the demo: with them a notice reaches two hundred. */
const MANY = 196;

/** Emergencies on the built product: two at once, a power cut of the server itself, two hundred people (issue 7). */
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

  it('given two hundred contacts, when the server dies while it tells them, then everybody is told after it is back, and nobody is left out', async () => {
    const mails = Array.from({ length: MANY }, (_, index) => `contact${String(index)}@many.example`);
    for (const [index, mail] of mails.entries()) {
      const answer = await as('admin').post('/api/users', {
        username: `many${String(index)}`,
        displayName: `联系人 ${String(index)}`,
        roles: ['customer'],
        partyId,
        mail,
      });
      expect(answer.status).toBe(201);
    }
    receivers.mails.length = 0;
    const number = await start('server', 'emergency-server', { partyId });
    await server.kill();
    const told = new Set(receivers.mails);
    await server.revive();
    for (const who of people.keys()) people.set(who, await Client.as(server.url, who));

    const reached = (emergency: Emergency): string[] =>
      emergency.contacts.filter((one) => one.kind === 'alert' && one.state === 'reached').map((one) => one.name);
    const after = await patiently(
      () => view(number),
      (emergency) => reached(emergency).length >= MANY,
    );
    expect(after.contacts.filter((one) => one.kind === 'alert').length).toBeGreaterThanOrEqual(200);
    const counts = new Map<string, number>();
    for (const mail of receivers.mails) counts.set(mail, (counts.get(mail) ?? 0) + 1);
    expect(mails.filter((mail) => !counts.has(mail))).toEqual([]);
    // Alert and outage notice: two mails each. More than that only for those whose answer the crash swallowed (at least once).
    await patiently(
      async () => view(number),
      (emergency) =>
        emergency.contacts.filter((one) => one.name.startsWith('联系人')).every((one) => one.state === 'reached'),
    );
    for (const mail of receivers.mails) counts.set(mail, receivers.mails.filter((one) => one === mail).length);
    const twice = mails.filter((mail) => (counts.get(mail) ?? 0) > 2);
    expect(twice.filter((mail) => !told.has(mail))).toEqual([]);
  });

  it('given two hundred contacts, when nothing fails, then each gets each notice exactly once', async () => {
    await patiently(
      async () => (await as('admin').get<{ items: unknown[] }>('/api/outbox?state=queued&limit=1')).body.items,
      (items) => items.length === 0,
    );
    receivers.mails.length = 0;
    const number = await start('server', 'emergency-server', { partyId });
    const many = (emergency: Emergency): Emergency['contacts'] =>
      emergency.contacts.filter((one) => one.name.startsWith('联系人'));
    const after = await patiently(
      () => view(number),
      (emergency) => many(emergency).length === 2 * MANY && many(emergency).every((one) => one.state === 'reached'),
    );
    expect(many(after).every((one) => one.tried.length === 1 && one.channel === 'mail')).toBe(true);
    const sent = receivers.mails.filter((mail) => mail.endsWith('@many.example'));
    expect(sent.length).toBe(2 * MANY);
    expect(new Set(sent).size).toBe(MANY);
  });
});
