import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { CommandTicket, EvidenceVerdict, PlanCommands } from '@pledge/contracts';
import { testDatabases } from '@pledge/testing';
import { approveCommands, commandsOf, type ApprovedCommands } from '../browser/support/command-walk.js';
import type { People } from '../browser/support/people.js';
import { Client, type Answer } from '../support/client.js';
import { signingEnvironment } from '../support/confirmation-world.js';
import { TestServer } from '../support/server.js';
import { eventually, tasksOf } from '../support/story.js';

// Real servers on busy machines; nothing here is judged by how long it takes.
jest.setTimeout(300_000);

const MINUTE = 60_000;
/** A lost node's jobs are taken over within half a minute; the rest is a busy machine, ms. */
const PATIENCE = 120_000;
/** Each is a restart: an hour to report it, by the decision `command-report-time`. */
const COMMANDS = ['reboot', 'shutdown', 'poweroff'] as const;
type Command = (typeof COMMANDS)[number];
type Told = PlanCommands & { code: string };

/** Resolves when the next request of this process that has a body has left it. */
function requestSent(): Promise<void> {
  return new Promise((resolve) => {
    const sent = (): void => {
      unsubscribe('undici:request:bodySent', sent);
      resolve();
    };
    subscribe('undici:request:bodySent', sent);
  });
}

/** Between the two steps of a ticket the power is cut: what was taken stays taken, and what is to come of it comes once (S1-55). */
describe.each(testDatabases())('a ticket in use when the server dies, on $name (F-05)', ({ create }) => {
  const folder = mkdtempSync(join(tmpdir(), 'pledge-tickets-'));
  let server: TestServer;
  let drop: () => Promise<void>;
  let approved: ApprovedCommands;
  const clients = new Map<string, Client>();
  const people: People = {
    client: async (username) => {
      const client = clients.get(username) ?? (await Client.as(server.url, username));
      clients.set(username, client);
      return client;
    },
    get nobody() {
      return Client.anonymous(server.url);
    },
  };

  beforeAll(async () => {
    const database = await create();
    drop = () => database.drop();
    const env = { ...(await signingEnvironment(folder)) };
    server = await TestServer.start({ databaseUrl: database.url, virtualClock: true, env });
    approved = await approveCommands(people, '重启核心路由器', COMMANDS, await now());
    // Its window is open.
    await advanceTo((await now()) + 150 * MINUTE);
  });
  afterAll(async () => {
    await server?.stop();
    await drop?.();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The server is gone from one moment to the next, and comes back. */
  const powerCut = async (): Promise<void> => {
    await server.kill();
    clients.clear();
    await server.revive();
  };
  /** The server dies at that moment of a request: whether it was done, nobody knows. */
  const cutAt = async (moment: Promise<unknown>, request: Promise<unknown>): Promise<void> => {
    const over = request.catch(() => undefined);
    // who still waits for the moment finds nobody to ask
    await Promise.race([moment.catch(() => undefined), over]);
    await powerCut();
    await over;
  };
  /** The same, as soon as the request has left for the server. */
  const cutDuring = async (username: string, request: () => Promise<unknown>): Promise<void> => {
    // signing in is no part of the request
    await people.client(username);
    await cutAt(requestSent(), request());
  };

  const advance = async (ms: number): Promise<number> => {
    const admin = await people.client('admin');
    const answer = await admin.post<{ now: string }>('/api/clock/advance', {
      by: `PT${String(Math.ceil(ms / 1000))}S`,
    });
    expect(answer.status).toBe(200);
    return Date.parse(answer.body.now);
  };
  const now = (): Promise<number> => advance(0);
  /** A clock whose server died while it moved may stand where it stood, or where it was to go. */
  const advanceTo = async (instant: number): Promise<number> => advance(Math.max(0, instant - (await now())));

  const ticketOf = async (command: Command): Promise<CommandTicket> => {
    const { tickets } = await commandsOf(people, approved.planId);
    const found = tickets.find((one) => one.command === command);
    if (!found) throw new Error(`no ticket for ${command}`);
    return found;
  };
  const step = async (kind: 'take' | 'use', command: Command, as: string, key?: string): Promise<Answer<Told>> => {
    const { id, device } = approved.tickets.find((one) => one.command === command) ?? { id: '', device: '' };
    const body = kind === 'take' ? { device, command } : { output: `${command}: OK`, witness: 'engineer2' };
    return (await people.client(as)).post<Told>(
      `/api/command-tickets/${id}/${kind}`,
      body,
      key === undefined ? {} : { 'idempotency-key': key },
    );
  };
  const take = (command: Command, key?: string, as = 'engineer') => step('take', command, as, key);
  const report = (command: Command, key?: string, as = 'engineer') => step('use', command, as, key);

  /** How often each person was reminded of a ticket of the plan that waits for its report. */
  const reminders = async (): Promise<readonly number[]> => {
    const answer = await (
      await people.client('admin')
    ).get<{ items: { template: string; channel: string; address: string }[] }>(
      `/api/outbox?caseNumber=${approved.number}&limit=200`,
    );
    const count = new Map<string, number>();
    for (const { channel, address } of answer.body.items.filter((one) => one.template === 'command-unreported'))
      count.set(`${channel} ${address}`, (count.get(`${channel} ${address}`) ?? 0) + 1);
    return [...count.values()];
  };
  const remindedTimes = (times: number): Promise<readonly number[]> =>
    eventually(reminders, (all) => all.length > 0 && all.every((one) => one >= times), PATIENCE);
  const reviewed = async (): Promise<PlanCommands['violations']> =>
    (
      await eventually(
        () => commandsOf(people, approved.planId),
        (found) => found.violations.length > 0,
        PATIENCE,
      )
    ).violations;
  const reviews = async (): Promise<number> =>
    (await tasksOf(await people.client('manager'), approved.number)).filter(
      (one) => one.elementId === 'review-violation',
    ).length;

  it('given a ticket that was taken, when the server dies before the report, then it is still that person’s, nobody takes it again, and it is reported once', async () => {
    expect((await take('reboot', 'take-reboot')).status).toBe(200);
    const before = (await ticketOf('reboot')).taking;
    await powerCut();

    const inUse = await ticketOf('reboot');
    expect(inUse).toMatchObject({ state: 'in-use', taking: before, use: null, may: { take: false, report: true } });
    expect(inUse.taking?.takenBy).toBe('engineer');
    // Who got no answer asks again under the same key, and is told that it is theirs; nobody else is.
    expect((await take('reboot', 'take-reboot')).status).toBe(200);
    for (const who of ['engineer', 'engineer2', 'manager'])
      expect((await take('reboot', undefined, who)).body.code).toBe('TICKET_TAKEN');
    expect((await report('reboot', undefined, 'manager')).body.code).toBe('TICKET_TAKEN_BY');
    expect((await ticketOf('reboot')).taking).toEqual(before);

    await cutDuring('engineer', () => report('reboot', 'report-reboot'));
    expect((await report('reboot', 'report-reboot')).status).toBe(200);
    const used = await ticketOf('reboot');
    expect(used).toMatchObject({ state: 'used', taking: before, use: { usedBy: 'engineer', output: 'reboot: OK' } });
    await powerCut();
    expect((await report('reboot')).body.code).toBe('TICKET_USED');
    expect((await take('reboot')).body.code).toBe('TICKET_USED');
    expect(await ticketOf('reboot')).toEqual(used);
    // What waited for the report knows of it: half of the time and all of it pass without a word.
    await advanceTo(Date.parse(before?.reportBy ?? '') + MINUTE);
    expect(await reminders()).toEqual([]);
    expect((await commandsOf(people, approved.planId)).violations).toEqual([]);
  });

  it('given a ticket that nobody reports, when the server dies again and again, then who took it is reminded once at half of the time, the review opens once when it is over, and a late report is kept', async () => {
    expect((await take('shutdown')).status).toBe(200);
    await powerCut();
    const { taking } = await ticketOf('shutdown');
    const takenAt = Date.parse(taking?.takenAt ?? '');
    const reportBy = Date.parse(taking?.reportBy ?? '');
    expect(reportBy - takenAt).toBe(60 * MINUTE);

    // The reminder is written, and the clock that brought it on is not kept yet.
    await cutAt(remindedTimes(1), advance(31 * MINUTE));
    await advanceTo(takenAt + 31 * MINUTE);
    const once = await remindedTimes(1);
    expect(once.every((one) => one === 1)).toBe(true);
    expect((await commandsOf(people, approved.planId)).violations).toEqual([]);

    await cutAt(reviewed(), advance(30 * MINUTE));
    await advanceTo(reportBy + MINUTE);
    const violations = await reviewed();
    expect(violations).toMatchObject([
      { source: 'unreported', command: 'shutdown', state: 'open', reportedBy: 'system' },
    ]);
    expect(await ticketOf('shutdown')).toMatchObject({ state: 'unreported', taking, may: { report: true } });
    await eventually(reviews, (count) => count > 0, PATIENCE);
    await powerCut();
    expect((await report('shutdown')).status).toBe(200);
    expect(await ticketOf('shutdown')).toMatchObject({ state: 'used', taking });
    await advanceTo(reportBy + 20 * MINUTE);
    expect(await reminders()).toEqual(once);
    expect(await reviews()).toBe(1);
  });

  it('given a ticket that is being taken when the server dies, when who asked asks again under the same key, then it is theirs, once, and so is its report; the evidence is whole', async () => {
    await cutDuring('engineer', () => take('poweroff', 'take-poweroff'));
    expect(['valid', 'in-use']).toContain((await ticketOf('poweroff')).state);
    expect((await take('poweroff', 'take-poweroff')).status).toBe(200);
    const inUse = await ticketOf('poweroff');
    expect(inUse).toMatchObject({ state: 'in-use', taking: { takenBy: 'engineer' } });
    expect((await take('poweroff', undefined, 'engineer2')).body.code).toBe('TICKET_TAKEN');

    await cutDuring('engineer', () =>
      Promise.all([report('poweroff', 'report-poweroff'), report('poweroff', 'another-report')]),
    );
    const statuses = [
      (await report('poweroff', 'report-poweroff')).status,
      (await report('poweroff', 'another-report')).status,
    ];
    expect(statuses.sort()).toEqual([200, 409]);
    expect(await ticketOf('poweroff')).toMatchObject({ state: 'used', taking: inUse.taking });

    const verdict = await (await people.client('manager')).post<EvidenceVerdict>('/api/evidence/verify', {});
    expect(verdict.body).toMatchObject({ intact: true, findings: [], counts: { command_taking: 3, command_use: 3 } });
  });
});
