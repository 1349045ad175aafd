import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createApp, type RunningApp } from './create-app.js';
import { deployShipped } from './shipped.js';
import { productRoot } from './root.js';

jest.setTimeout(180_000);

let running: RunningApp;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pledge-shipped-'));
  running = await createApp({
    environment: { DATABASE_URL: `file:${join(folder, 'pledge.db')}`, PORT: '0', PLEDGE_CLOCK: 'virtual' },
    quiet: true,
  });
});
afterAll(async () => {
  await running?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('what is shipped', () => {
  it('is deployed at the first start, names nothing unknown, and is not deployed again (design D9)', async () => {
    const definitions = await running.engine.listDefinitions({});
    expect(definitions.map((row) => row.key).sort()).toEqual(
      expect.arrayContaining(['escalation', 'fault-analysis', 'fault-handling', 'promise-warning']),
    );
    expect(definitions.map((row) => [row.version, row.source, row.status])).toEqual(
      definitions.map(() => [1, 'shipped', 'active']),
    );
    expect((await deployShipped(running.engine, productRoot()))?.definitions).toEqual([]);
    expect(running.engine.degraded()).toEqual([]);
  });

  it('given an empty database and no demo, comes with a one-time link for the first administrator', async () => {
    expect(running.setupUrl).toMatch(new RegExp(`^${running.url}/setup/[\\w-]{20,}$`));
    const token = running.setupUrl?.split('/').at(-1);
    const setUp = (username: string): Promise<Response> =>
      fetch(`${running.url}/api/auth/setup`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ token, username, displayName: '张敏', password: 'a long password' }),
      });
    const first = await setUp('zhang');
    expect([first.status, ((await first.json()) as { user: { roles: string[] } }).user.roles]).toEqual([
      201,
      expect.arrayContaining(['admin', 'gm']),
    ]);
    expect((await setUp('li')).status).toBe(404);
  });
});
