import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ROLES, type Role } from '@pledge/contracts';
import { EndpointRegistry, roleTable, type Route } from '@pledge/nest';
import type { RunningApp } from './create-app.js';
import { UsersService } from './features/users/index.js';
import { specApp } from '../../../test/support/spec-app.js';

/** Every endpoint × every role: the table of docs/security.md is what the server does, not what somebody wrote. */
jest.setTimeout(180_000);

const SECURITY_DOC = join('docs', 'security.md');
const SECURITY_HEAD = `# Security

Who may call what. This table is generated from the \`@Endpoint\` decorators by \`apps/api/src/roles.spec.ts\`, which also calls every endpoint as every role; an endpoint without the decorator fails the start. \`admin\` has every role. A customer sees only what belongs to their own party: that is asked of the repositories (\`Scope\`), not of this table.

Sessions are opaque tokens, stored hashed; passwords are scrypt hashes with their parameters; sign-in is throttled by user and address; writes by cookie need the same origin. Diagrams, decisions, forms and templates are user input: FEEL only, no entities, no prototype access.

`;

let running: RunningApp;
let folder: string;
let routes: readonly Route[];
const tokens = new Map<Role, string>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pledge-roles-'));
  running = await specApp(`file:${join(folder, 'pledge.db')}`, { shipped: false });
  routes = running.app.get(EndpointRegistry).routes;
  for (const role of ROLES) {
    const partyId = role === 'customer' ? '00000000-0000-7000-8000-000000000001' : null;
    await running.app
      .get(UsersService)
      .ensureDemoUser({ username: `role-${role}`, displayName: role, roles: [role], partyId });
    const answer = await fetch(`${running.url}/api/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username: `role-${role}`, password: 'pledge-demo' }),
    });
    tokens.set(role, ((await answer.json()) as { accessToken: string }).accessToken);
  }
});
afterAll(async () => {
  await running?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Path parameters name nothing that exists, bodies are empty: only access is looked at. */
async function probe(route: Route, token?: string): Promise<{ status: number; code: string | undefined }> {
  const path = route.path.replaceAll(/[:*]\w+/g, 'none');
  const abort = new AbortController();
  const answer = await fetch(`${running.url}${path}`, {
    method: route.method,
    headers: {
      'Content-Type': 'application/json',
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    },
    ...(route.method === 'GET' ? {} : { body: '{}' }),
    signal: abort.signal,
  });
  if (!/json/.test(answer.headers.get('content-type') ?? '')) {
    abort.abort();
    return { status: answer.status, code: undefined };
  }
  const body = (await answer.json()) as { code?: string };
  return { status: answer.status, code: body.code };
}

/** What the guard says, whatever the handler would say afterwards. */
function access(answer: { status: number; code: string | undefined }): 'no-session' | 'no-role' | 'passed' {
  if (answer.code === 'UNAUTHENTICATED') return 'no-session';
  if (answer.code === 'FORBIDDEN') return 'no-role';
  return 'passed';
}

describe('every endpoint × every role', () => {
  it('lets nobody in without a session but to public endpoints', async () => {
    const answers = await Promise.all(
      routes.map(async (route) => [
        `${route.method} ${route.path}`,
        access(await probe(route)),
        route.endpoint.roles === 'public' ? 'passed' : 'no-session',
      ]),
    );
    for (const [name, actual, expected] of answers) expect([name, actual]).toEqual([name, expected]);
  });

  it.each(ROLES)('%s', async (role) => {
    const wrong: string[] = [];
    // Signing out would end the session of the probe.
    for (const route of routes.filter((one) => one.path !== '/api/auth/logout')) {
      const { roles } = route.endpoint;
      const allowed =
        roles === 'public' || roles === 'authenticated' || role === 'admin' || roles.some((one) => one === role);
      const answer = await probe(route, tokens.get(role));
      if (access(answer) !== (allowed ? 'passed' : 'no-role'))
        wrong.push(`${route.method} ${route.path}: ${answer.status} ${answer.code}`);
      if (answer.status >= 500 && answer.code === 'INTERNAL')
        wrong.push(`${route.method} ${route.path}: internal error`);
    }
    expect(wrong).toEqual([]);
  });

  it('never lets a customer reach the raw process endpoints (design D10)', () => {
    const raw =
      /^\/api\/(deployments|process-definitions|process-instances|messages|signals|jobs|incidents|decisions|resources|users|clock|migrations)/;
    const open = routes.filter(
      ({ path, endpoint }) =>
        raw.test(path) && (typeof endpoint.roles === 'string' || endpoint.roles.includes('customer')),
    );
    expect(open.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });

  it('docs/security.md is the table of what the server does (PLEDGE_WRITE_DOCS=1 writes it)', () => {
    const text = `${SECURITY_HEAD}${roleTable(routes).trim()}\n`;
    if (process.env.PLEDGE_WRITE_DOCS === '1') writeFileSync(SECURITY_DOC, text);
    expect(readFileSync(SECURITY_DOC, 'utf8')).toBe(text);
  });
});
