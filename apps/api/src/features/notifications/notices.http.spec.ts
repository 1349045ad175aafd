import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { MyNotificationList, SubstituteList } from '@pledge/contracts';
import { testDatabases, type TestDatabase } from '@pledge/testing';
import { Client } from '../../../../../test/support/client.js';
import type { RunningApp } from '../../create-app.js';
import { NotificationsService } from './index.js';
import { UNIT_OF_WORK } from '@pledge/nest';
import type { UnitOfWork } from '@pledge/runtime';
import { UsersService } from '../users/index.js';
import { specApp } from '../../../../../test/support/spec-app.js';

jest.setTimeout(120_000);

describe.each(testDatabases())('absences, notices and filters on $name', (place) => {
  let running: RunningApp;
  let database: TestDatabase;
  const as = (username: string): Promise<Client> => Client.as(running.url, username);
  const period = { from: '2026-03-02T00:00:00+08:00', to: '2026-03-09T00:00:00+08:00' };

  beforeAll(async () => {
    database = await place.create();
    running = await specApp(database.url, { shipped: false });
    const users = running.app.get(UsersService);
    for (const [username, role] of Object.entries({
      admin: 'admin',
      pm: 'pm',
      manager: 'manager',
      director: 'director',
    } as const))
      await users.ensureDemoUser({ username, displayName: username, roles: [role], mail: `${username}@pledge.test` });
  });
  afterAll(async () => {
    await running?.close();
    await database?.drop();
  });

  it('given an absence, when asked, then the absent, the substitute and administrators see it, others do not', async () => {
    await (await as('pm')).put('/api/users/pm/substitute', { user: 'manager', ...period });
    const names = async (username: string): Promise<string[]> =>
      (await (await as(username)).get<SubstituteList>('/api/substitutes')).body.items.map((item) => item.username);
    expect(await names('pm')).toEqual(['pm']);
    expect(await names('manager')).toEqual(['pm']);
    expect(await names('admin')).toEqual(['pm']);
    expect(await names('director')).toEqual([]);
  });

  it('given an absence that is over, when asked, then it is not listed', async () => {
    const past = { from: '2026-02-01T00:00:00+08:00', to: '2026-02-02T00:00:00+08:00' };
    await (await as('director')).put('/api/users/director/substitute', { user: 'manager', ...past });
    const seen = await (await as('admin')).get<SubstituteList>('/api/substitutes');
    expect(seen.body.items.map((item) => item.username)).not.toContain('director');
  });

  it('given filters of the inbox, when kept, then their owner finds them, another does not, and two of one name are refused', async () => {
    const filter = { name: '甘肃的', words: '甘肃', due: 'today' };
    const put = async (items: object[]) => (await as('pm')).put('/api/inbox/filters', { items });
    expect((await (await as('pm')).get('/api/inbox/filters')).body).toEqual({ items: [] });
    expect((await put([filter])).status).toBe(200);
    expect((await (await as('pm')).get('/api/inbox/filters')).body).toEqual({ items: [filter] });
    expect((await (await as('manager')).get('/api/inbox/filters')).body).toEqual({ items: [] });
    expect((await put([filter, { ...filter, words: '青海' }])).status).toBe(422);
    expect((await put([{ ...filter, due: 'never' }])).status).toBe(422);
    await put([]);
    expect((await (await as('pm')).get('/api/inbox/filters')).body).toEqual({ items: [] });
  });

  it('given notices, when some and then all are read, then only own ones are marked and the count follows', async () => {
    const notices = running.app.get(NotificationsService);
    const people = await Promise.all(
      ['pm', 'manager'].map(async (username) => {
        const { displayName, mail, mobile, roles, memberOf, partyId, language } = await running.app
          .get(UsersService)
          .get(username);
        return { username, displayName, mail, mobile, roles, groups: memberOf, partyId, language };
      }),
    );
    for (const source of ['a', 'b'])
      await running.app.get<UnitOfWork>(UNIT_OF_WORK).run((tx) =>
        notices.enqueue(tx, {
          source,
          template: 'new-task',
          mode: 'live',
          caseNumber: null,
          people,
          roles: [],
          caseFacts: null,
          facts: { task: { name: source } },
        }),
      );
    const mine = async (username: string, query = ''): Promise<MyNotificationList> =>
      (await (await as(username)).get<MyNotificationList>(`/api/notifications/mine${query}`)).body;
    const [first] = (await mine('pm')).items;
    expect((await mine('pm')).unread).toBe(2);
    // somebody else's id changes nothing
    const foreign = await (await as('manager')).post<{ read: number }>('/api/notifications/read', { ids: [first?.id] });
    expect([foreign.body.read, (await mine('pm')).unread]).toEqual([0, 2]);
    const own = await (await as('pm')).post<{ read: number }>('/api/notifications/read', { ids: [first?.id] });
    expect([own.body.read, (await mine('pm')).unread]).toEqual([1, 1]);
    expect((await mine('pm', '?unread=true')).items.map((item) => item.id)).not.toContain(first?.id);
    expect((await mine('pm')).items.find((item) => item.id === first?.id)?.readAt).toBe(
      '2026-03-02T10:00:00.000+08:00',
    );
    await (await as('pm')).post('/api/notifications/read', {});
    expect([(await mine('pm')).unread, (await mine('manager')).unread]).toEqual([0, 2]);
  });
});
