import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { testDatabases, type TestDatabase } from '@pledge/testing';
import type { DemoUser } from './features/users/index.js';
import { UsersService } from './features/users/index.js';
import { LoginThrottle, TRIES_PER_USER } from './features/users/login-throttle.js';
import type { RunningApp } from './create-app.js';
import { specApp } from '../../../test/support/spec-app.js';

/** One user task with a form, one service-free script; small on purpose. */
const REVIEW = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="http://pledge">
  <bpmn:process id="review" name="复核" isExecutable="true">
    <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="check" />
    <bpmn:userTask id="check" name="复核">
      <bpmn:extensionElements>
        <zeebe:userTask />
        <zeebe:formDefinition formId="review-form" />
        <zeebe:assignmentDefinition candidateGroups="engineer" />
      </bpmn:extensionElements>
      <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:sequenceFlow id="f2" sourceRef="check" targetRef="wait" />
    <bpmn:intermediateCatchEvent id="wait">
      <bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing>
      <bpmn:timerEventDefinition id="t"><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>
    </bpmn:intermediateCatchEvent>
    <bpmn:sequenceFlow id="f3" sourceRef="wait" targetRef="end" />
    <bpmn:endEvent id="end"><bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
</bpmn:definitions>`;
const FORM = JSON.stringify({
  type: 'default',
  id: 'review-form',
  schemaVersion: 19,
  components: [{ type: 'number', key: 'score', label: '评分', id: 'score', validate: { required: true } }],
});

const PEOPLE: readonly DemoUser[] = [
  { username: 'admin', displayName: '管理员', roles: ['admin'] },
  { username: 'operator', displayName: '运维', roles: ['operator'] },
  { username: 'engineer', displayName: '王工', roles: ['engineer'] },
  { username: 'engineer2', displayName: '李工', roles: ['engineer'] },
  { username: 'dispatcher', displayName: '客户代表', roles: ['dispatcher'] },
  { username: 'customer', displayName: '客户', roles: ['customer'], partyId: '00000000-0000-7000-8000-000000000001' },
];

jest.setTimeout(180_000);

/** Whatever JSON the server answers. */
type Json = ReturnType<typeof JSON.parse>;
interface Answer {
  readonly status: number;
  readonly body: Record<string, Json>;
  readonly headers: Headers;
}

describe.each(testDatabases())('the server on $name', (place) => {
  let running: RunningApp;
  let database: TestDatabase;
  const tokens = new Map<string, string>();

  async function call(
    method: string,
    path: string,
    { as, body, headers = {} }: { as?: string; body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const token = as === undefined ? undefined : (tokens.get(as) ?? (await login(as)));
    const answer = await fetch(`${running.url}/api${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    const json = /json/.test(answer.headers.get('content-type') ?? '');
    return { status: answer.status, body: json && text !== '' ? JSON.parse(text) : { text }, headers: answer.headers };
  }

  async function login(username: string): Promise<string> {
    const { body } = await call('POST', '/auth/login', { body: { username, password: 'pledge-demo' } });
    tokens.set(username, body['accessToken']);
    return body['accessToken'];
  }

  beforeAll(async () => {
    database = await place.create();
    running = await specApp(database.url, { shipped: false });
    for (const person of PEOPLE) await running.app.get(UsersService).ensureDemoUser(person);
  }, 180_000);
  afterAll(async () => {
    await running?.close();
    await database?.drop();
  });

  describe('the platform over HTTP', () => {
    it('tells its health, the product’s time in the zone of the site, readiness and metrics', async () => {
      const health = await call('GET', '/health');
      expect(health.status).toBe(200);
      expect(health.body).toEqual({ status: 'ok', now: '2026-03-02T10:00:00.000+08:00', clock: 'virtual' });
      expect((await call('GET', '/health/ready')).body).toEqual({ status: 'ok', reasons: [] });
      expect((await call('GET', '/metrics')).body['text']).toContain('pledge_jobs_due 0');
    });

    it('answers an unknown address, bad JSON and a body over 12 MB with problems in the asked language', async () => {
      const unknown = await call('GET', '/nothing', { headers: { 'Accept-Language': 'en' } });
      expect(unknown.headers.get('content-type')).toMatch('application/problem+json');
      expect(unknown.body).toMatchObject({
        status: 404,
        code: 'ROUTE_NOT_FOUND',
        detail: 'There is nothing at this address.',
        errors: [],
      });

      const malformed = await call('POST', '/auth/login', {
        body: '{"username": ',
        headers: { 'Accept-Language': 'zh-CN' },
      });
      expect(malformed.body).toMatchObject({
        status: 400,
        code: 'MALFORMED_JSON',
        detail: '请求内容不是有效的 JSON。',
      });

      const large = await call('POST', '/auth/login', { body: JSON.stringify({ username: 'x'.repeat(13_000_000) }) });
      expect(large.body).toMatchObject({ status: 413, code: 'BODY_TOO_LARGE' });

      const invalid = await call('POST', '/auth/login', {
        body: { username: 1, extra: true },
        headers: { 'Accept-Language': 'en' },
      });
      expect(invalid.status).toBe(422);
      expect(invalid.body['errors'].map((error: { field: string }) => error.field)).toEqual([
        'username',
        'password',
        'extra',
      ]);
    });

    it('describes every endpoint in OpenAPI 3.1 and shows the documentation', async () => {
      const { body } = await call('GET', '/openapi.json');
      expect(body['openapi']).toBe('3.1.0');
      expect(
        body['paths']['/api/tasks/{id}/complete'].post.requestBody.content['application/json'].example,
      ).toBeDefined();
      const docs = await fetch(`${running.url}/api/docs`);
      expect(docs.status).toBe(200);
      expect(await docs.text()).toContain('swagger-ui');
      const bundle = await fetch(`${running.url}/api/docs/swagger-ui-bundle.js`);
      expect([bundle.status, bundle.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
    });

    it('signs in, says who that is, and signs out', async () => {
      const signedIn = await call('POST', '/auth/login', { body: { username: 'Engineer', password: 'pledge-demo' } });
      expect(signedIn.status).toBe(200);
      expect(signedIn.body['user']).toMatchObject({
        username: 'engineer',
        side: 'provider',
        roles: ['engineer'],
        mustChangePassword: false,
      });
      const cookie = signedIn.headers.get('set-cookie') ?? '';
      expect(cookie).toMatch(/^pledge_session=.*HttpOnly; SameSite=Lax/);
      const Cookie = cookie.split(';')[0] ?? '';
      expect((await call('GET', '/auth/me', { headers: { Cookie } })).body).toMatchObject({
        demo: true,
        user: { username: 'engineer' },
      });
      expect((await call('GET', '/auth/session')).body).toEqual({ user: null, demo: true });
      expect((await call('GET', '/auth/session', { headers: { Cookie } })).body).toMatchObject({
        user: { username: 'engineer', mustChangePassword: false },
      });

      expect((await call('PATCH', '/auth/me', { headers: { Cookie }, body: { language: 'en' } })).body['code']).toBe(
        'CROSS_SITE_REQUEST',
      );
      const cross = { Cookie, 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' };
      expect((await call('PATCH', '/auth/me', { headers: cross, body: { language: 'en' } })).status).toBe(403);
      const same = { Cookie, 'Sec-Fetch-Site': 'same-origin' };
      expect((await call('PATCH', '/auth/me', { headers: same, body: { language: 'en' } })).body['user'].language).toBe(
        'en',
      );
      await call('PATCH', '/auth/me', { headers: same, body: { language: 'zh-CN' } });

      expect((await call('POST', '/auth/logout', { headers: same })).status).toBe(204);
      expect((await call('GET', '/auth/me', { headers: { Cookie } })).status).toBe(401);
      expect((await call('GET', '/auth/session', { headers: { Cookie } })).body).toEqual({ user: null, demo: true });
    });

    it('invites a customer, who takes the link once; disabling ends the session', async () => {
      const partyId = '00000000-0000-7000-8000-000000000002';
      const body = { username: 'zhao', displayName: '赵客户', roles: ['customer'], partyId };
      const refused = await call('POST', '/users', { as: 'admin', body: { ...body, roles: ['engineer'] } });
      expect(refused.body['code']).toBe('CUSTOMER_ROLE_ONLY');
      const invited = await call('POST', '/users', { as: 'admin', body });
      expect(invited.status).toBe(201);
      expect(invited.body).toMatchObject({ username: 'zhao', invited: true, side: 'customer' });
      const path = `/auth/links/${String(invited.body['invitationUrl']).split('/').at(-1)}`;
      expect((await call('GET', path)).body).toMatchObject({ kind: 'invitation', username: 'zhao' });
      const taken = await call('POST', path, { body: { password: 'a long password 1' } });
      expect(taken.body['user']).toMatchObject({ side: 'customer', groups: [`customer:${partyId}`] });
      expect((await call('POST', path, { body: { password: 'a long password 2' } })).body['code']).toBe('LINK_INVALID');

      tokens.set('zhao', taken.body['accessToken']);
      expect((await call('GET', '/tasks', { as: 'zhao' })).status).toBe(200);
      expect((await call('PATCH', '/users/zhao', { as: 'admin', body: { disabled: true } })).body['disabled']).toBe(
        true,
      );
      expect((await call('GET', '/tasks', { as: 'zhao' })).status).toBe(401);
      expect(
        (await call('POST', '/auth/login', { body: { username: 'zhao', password: 'a long password 1' } })).body['code'],
      ).toBe('LOGIN_FAILED');
    });

    it('makes a person change a password that somebody else chose, before anything else', async () => {
      const body = { username: 'sun', displayName: '孙工', roles: ['engineer'], password: 'chosen by admin' };
      expect((await call('POST', '/users', { as: 'admin', body })).status).toBe(201);
      const first = await call('POST', '/auth/login', { body: { username: 'sun', password: 'chosen by admin' } });
      tokens.set('sun', first.body['accessToken']);
      expect((await call('GET', '/tasks', { as: 'sun' })).body['code']).toBe('PASSWORD_CHANGE_REQUIRED');
      const wrong = await call('POST', '/auth/password', {
        as: 'sun',
        body: { currentPassword: 'no', newPassword: 'my own password' },
      });
      expect(wrong.body).toMatchObject({ code: 'WRONG_PASSWORD', errors: [{ field: 'currentPassword' }] });
      const changed = await call('POST', '/auth/password', {
        as: 'sun',
        body: { currentPassword: 'chosen by admin', newPassword: 'my own password' },
      });
      expect(changed.status).toBe(200);
      expect((await call('GET', '/tasks', { as: 'sun' })).status).toBe(401);
      tokens.set('sun', changed.body['accessToken']);
      expect((await call('GET', '/tasks', { as: 'sun' })).status).toBe(200);
      const reset = await call('POST', '/users/sun/reset-password', { as: 'admin' });
      expect(reset.body['resetUrl']).toMatch(new RegExp(`^${running.url}/reset/`));
      expect((await call('GET', '/tasks', { as: 'sun' })).status).toBe(401);
    });

    it('slows down guessing per user, with Retry-After', async () => {
      // Ten tries without the price of ten password hashes.
      for (let attempt = 0; attempt < TRIES_PER_USER; attempt += 1)
        await running.app.get(LoginThrottle).begin('nobody', '10.0.0.1');
      const last = await call('POST', '/auth/login', { body: { username: 'Nobody', password: 'guess' } });
      expect(last.body).toMatchObject({ status: 429, code: 'LOGIN_THROTTLED' });
      expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(
        (await call('POST', '/auth/login', { body: { username: 'engineer', password: 'pledge-demo' } })).status,
      ).toBe(200);
    });

    it('keeps one administrator', async () => {
      expect((await call('PATCH', '/users/admin', { as: 'admin', body: { disabled: true } })).body['code']).toBe(
        'LAST_ADMINISTRATOR',
      );
      expect((await call('PATCH', '/users/admin', { as: 'admin', body: { roles: ['engineer'] } })).body['code']).toBe(
        'LAST_ADMINISTRATOR',
      );
    });
  });

  describe('a process over HTTP', () => {
    const resources = [
      { name: 'review.bpmn', content: REVIEW },
      { name: 'review.form.json', content: FORM },
    ];
    let instanceId: string;
    let taskId: string;

    it('checks with dryRun, refuses a wrong model with its element, and deploys', async () => {
      const checked = await call('POST', '/deployments?dryRun=true', {
        as: 'admin',
        body: { name: 'review', resources },
      });
      expect([checked.status, checked.body['id']]).toEqual([200, null]);
      const broken = [{ name: 'review.bpmn', content: REVIEW.replace('formId="review-form"', 'formId="missing"') }];
      const refused = await call('POST', '/deployments', { as: 'admin', body: { name: 'review', resources: broken } });
      expect(refused.status).toBe(422);
      expect(refused.body['errors'][0]).toMatchObject({ resource: 'review.bpmn', elementId: 'check' });
      const deployed = await call('POST', '/deployments', { as: 'admin', body: { name: 'review', resources } });
      expect(deployed.status).toBe(201);
      expect(deployed.body['definitions']).toEqual([{ id: expect.any(String), key: 'review', version: 1 }]);
      const definitionId = deployed.body['definitions'][0].id;
      const xml = await call('GET', `/process-definitions/${definitionId}/xml`, { as: 'engineer' });
      expect([xml.headers.get('content-type'), xml.body['text']]).toEqual(['application/xml; charset=utf-8', REVIEW]);
    });

    it('starts once per Idempotency-Key', async () => {
      const body = { key: 'review', businessKey: 'GD-2026-0001', variables: { title: '核心路由器' } };
      const headers = { 'Idempotency-Key': 'start-1' };
      const first = await call('POST', '/process-instances', { as: 'operator', body, headers });
      expect(first.status).toBe(201);
      expect(first.body).toMatchObject({ state: 'active', businessKey: 'GD-2026-0001', settled: true });
      const again = await call('POST', '/process-instances', { as: 'operator', body, headers });
      expect([again.status, again.body]).toEqual([201, first.body]);
      const other = await call('POST', '/process-instances', {
        as: 'operator',
        body: { ...body, businessKey: 'x' },
        headers,
      });
      expect(other.body).toMatchObject({ status: 422, code: 'IDEMPOTENCY_KEY_REUSED' });
      const somebodyElse = await call('POST', '/process-instances', { as: 'admin', body, headers });
      expect(somebodyElse.body['id']).not.toBe(first.body['id']);
      await call('DELETE', `/process-instances/${somebodyElse.body['id']}`, {
        as: 'admin',
        body: { reason: 'double' },
      });
      instanceId = first.body['id'];
    });

    it('shows tasks to those who may do them', async () => {
      const tasks = await call('GET', `/tasks?processInstanceId=${instanceId}`, { as: 'engineer' });
      expect(tasks.body['items']).toHaveLength(1);
      taskId = tasks.body['items'][0].id;
      expect(tasks.body['items'][0]).toMatchObject({
        elementId: 'check',
        candidateGroups: ['engineer'],
        caseNumber: 'GD-2026-0001',
        may: { claim: true },
      });
      expect((await call('GET', '/tasks', { as: 'dispatcher' })).body['items']).toEqual([]);
      expect((await call('GET', `/tasks/${taskId}`, { as: 'customer' })).body['code']).toBe('TASK_UNKNOWN');
      expect((await call('GET', `/process-instances/${instanceId}`, { as: 'customer' })).status).toBe(403);
      expect((await call('GET', `/tasks/${taskId}/form`, { as: 'engineer' })).body).toMatchObject({
        schema: { id: 'review-form' },
        variables: { title: '核心路由器' },
      });
    });

    it('is done by the one who claimed it, with answers that fit the form, once', async () => {
      expect((await call('POST', `/tasks/${taskId}/claim`, { as: 'engineer' })).body['assignee']).toBe('engineer');
      expect((await call('POST', `/tasks/${taskId}/claim`, { as: 'engineer2' })).status).toBe(409);
      const complete = (as: string, variables: unknown, headers = {}): Promise<Answer> =>
        call('POST', `/tasks/${taskId}/complete`, { as, body: { variables }, headers });
      expect((await complete('engineer2', { score: 1 })).body).toMatchObject({
        status: 403,
        code: 'TASK_NOT_ASSIGNEE',
      });
      expect((await complete('engineer', { score: 'high' })).body).toMatchObject({
        status: 422,
        errors: [{ field: 'score' }],
      });
      const draft = await call('POST', `/tasks/${taskId}/draft`, { as: 'engineer', body: { variables: { score: 3 } } });
      expect(draft.status).toBe(200);
      expect((await call('GET', `/tasks/${taskId}/form`, { as: 'engineer' })).body['draft']).toEqual({ score: 3 });
      const done = await complete('engineer', { score: 4 }, { 'Idempotency-Key': 'done-1' });
      expect(done.body).toMatchObject({ state: 'completed', completedBy: 'engineer', settled: true });
      expect((await complete('engineer', { score: 4 }, { 'Idempotency-Key': 'done-1' })).body).toEqual(done.body);
      expect((await complete('engineer', { score: 4 })).body).toMatchObject({ status: 409, code: 'TASK_NOT_OPEN' });
      expect((await call('POST', '/tasks/unknown/complete', { as: 'engineer', body: {} })).status).toBe(404);
    });

    it('goes on when the virtual clock reaches the timer', async () => {
      const waiting = await call('GET', `/process-instances/${instanceId}`, { as: 'operator' });
      expect(waiting.body['activeElements']).toMatchObject([{ elementId: 'wait' }]);
      const advanced = await call('POST', '/clock/advance', { as: 'operator', body: { by: 'PT2H' } });
      expect(advanced.body).toEqual({ now: '2026-03-02T12:00:00.000+08:00', jobsRun: 1 });
      const ended = await call('GET', `/process-instances/${instanceId}`, { as: 'operator' });
      expect(ended.body).toMatchObject({
        state: 'completed',
        activeElements: [],
        variables: { score: 4 },
        endedAt: '2026-03-02T11:00:00.000+08:00',
      });
      const history = await call('GET', `/process-instances/${instanceId}/history`, { as: 'engineer' });
      const seqs = history.body['items'].map((entry: { seq: number }) => entry.seq);
      expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
      expect(history.body['items'][0]).toMatchObject({ type: 'instance-started', actor: 'operator' });
      expect((await call('POST', '/clock/advance', { as: 'operator', body: { by: 'soon' } })).body['code']).toBe(
        'DURATION_INVALID',
      );
    });

    it('refuses 10 MB of variables and stays up', async () => {
      const large = await call('POST', '/process-instances', {
        as: 'operator',
        body: { key: 'review', variables: { text: 'x'.repeat(10_000_000) } },
      });
      expect(large.body).toMatchObject({ status: 413, code: 'VARIABLES_TOO_LARGE' });
      expect((await call('GET', '/health')).status).toBe(200);
    });
  });

  describe('files over HTTP', () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );

    async function upload(as: string, name: string, bytes: Buffer): Promise<Answer> {
      const form = new FormData();
      form.set('file', new Blob([new Uint8Array(bytes)], { type: 'text/html' }), name);
      const token = tokens.get(as) ?? (await login(as));
      const answer = await fetch(`${running.url}/api/files`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}` },
        body: form,
      });
      return { status: answer.status, body: (await answer.json()) as Record<string, Json>, headers: answer.headers };
    }

    it('tells the kind by content, keeps the name safe and gives the bytes back to those who may see them', async () => {
      const stored = await upload('engineer', '../../机房.png', png);
      expect(stored.status).toBe(201);
      expect(stored.body).toMatchObject({ name: '机房.png', mediaType: 'image/png', size: png.length });
      const token = tokens.get('engineer');
      const content = await fetch(`${running.url}/api/files/${stored.body['id']}/content`, {
        headers: { Authorization: `Bearer ${token}` },
      });
      expect(Buffer.from(await content.arrayBuffer()).equals(png)).toBe(true);
      expect((await call('GET', `/files/${stored.body['id']}`, { as: 'customer' })).body['code']).toBe('FILE_UNKNOWN');
      const own = await upload('customer', 'photo.png', png);
      expect((await call('GET', `/files/${own.body['id']}`, { as: 'customer' })).status).toBe(200);
    });

    it('refuses what is not accepted, empty or too large', async () => {
      expect((await upload('engineer', 'page.png', Buffer.from('<svg onload="x"/>'))).body['code']).toBe(
        'FILE_TYPE_REFUSED',
      );
      expect((await upload('engineer', 'empty.txt', Buffer.alloc(0))).body['code']).toBe('FILE_EMPTY');
      expect((await upload('engineer', 'large.txt', Buffer.alloc(11 * 1024 * 1024, 'a'))).body).toMatchObject({
        status: 413,
      });
    });
  });
});
