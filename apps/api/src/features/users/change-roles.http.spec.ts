import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { testDatabases, type TestDatabase } from '@pledge/testing';
import type { RunningApp } from '../../create-app.js';
import { specApp } from '../../../../../test/support/spec-app.js';

// The whole server with everything that is shipped.
jest.setTimeout(300_000);

describe.each(testDatabases())('roles and groups changed after an account was made, on $name', (place) => {
  let running: RunningApp;
  let database: TestDatabase;

  async function call(method: string, path: string, token: string, body?: unknown): Promise<Answer> {
    const answer = await fetch(`${running.url}/api${path}`, {
      method,
      headers: {
        'Content-Type': 'application/json',
        ...(token === '' ? {} : { Authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json().catch(() => ({}))) as Answer['body'] };
  }
  const login = async (username: string): Promise<string> =>
    String((await call('POST', '/auth/login', '', { username, password: 'pledge-demo' })).body['accessToken']);

  beforeAll(async () => {
    database = await place.create();
    running = await specApp(database.url);
  });
  afterAll(async () => {
    await running?.close();
    await database?.drop();
  });

  it('given somebody who is signed in, when an administrator changes roles and groups, then they hold from the next request on', async () => {
    const [admin, engineer] = [await login('admin'), await login('engineer')];
    expect((await call('GET', '/drafts', engineer)).status).toBe(403);
    const changed = await call('PATCH', '/users/engineer', admin, {
      roles: ['engineer', 'operator'],
      groups: ['north', '核心网'],
    });
    expect(changed).toMatchObject({ status: 200, body: { groups: ['north', '核心网'] } });
    expect((await call('GET', '/drafts', engineer)).status).toBe(200);
    expect((await call('GET', '/auth/me', engineer)).body).toMatchObject({
      user: { roles: ['engineer', 'operator'] },
    });
    await call('PATCH', '/users/engineer', admin, { roles: ['engineer'], groups: [] });
    expect((await call('GET', '/drafts', engineer)).status).toBe(403);
  });

  it('given anybody but an administrator, when they try, then it is refused: nobody makes themselves more than they are', async () => {
    for (const username of ['engineer', 'dispatcher', 'manager', 'customer']) {
      const token = await login(username);
      const refused = await call('PATCH', `/users/${username}`, token, { roles: ['admin'] });
      expect([username, refused.status]).toEqual([username, 403]);
    }
    expect((await call('PATCH', '/users/engineer', '', { roles: ['admin'] })).status).toBe(401);
  });

  it('given what would leave nobody in charge or mix the sides, when it is tried, then it is refused with a reason', async () => {
    const admin = await login('admin');
    expect(await call('PATCH', '/users/admin', admin, { roles: ['engineer'] })).toMatchObject({
      status: 409,
      body: { code: 'LAST_ADMINISTRATOR' },
    });
    expect(await call('PATCH', '/users/customer', admin, { roles: ['customer', 'engineer'] })).toMatchObject({
      status: 422,
      body: { code: 'CUSTOMER_ROLE_ONLY' },
    });
    expect((await call('PATCH', '/users/engineer', admin, { roles: [] })).status).toBe(422);
    expect((await call('PATCH', '/users/engineer', admin, { groups: ['with space'] })).status).toBe(422);
    expect((await call('PATCH', '/users/nobody', admin, { roles: ['engineer'] })).status).toBe(404);
  });
});

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}
