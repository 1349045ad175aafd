import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { FileView, ProblemBody, TaskView } from '@pledge/contracts';
import { testDatabases, type TestDatabase } from '@pledge/testing';
import { bpmn } from '../../../../../test/support/bpmn.js';
import { Client } from '../../../../../test/support/client.js';
import type { RunningApp } from '../../create-app.js';
import { UsersService } from '../users/index.js';
import { specApp } from '../../../../../test/support/spec-app.js';

jest.setTimeout(120_000);

const MODEL = bpmn({
  id: 'with-photos',
  body: `<bpmn:startEvent id="start"/>
  <bpmn:userTask id="look" name="现场查看"><bpmn:extensionElements><zeebe:userTask/><zeebe:formDefinition formId="photos"/><zeebe:assignmentDefinition candidateGroups="pm"/></bpmn:extensionElements></bpmn:userTask>
  <bpmn:endEvent id="end"/>
  <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="look"/><bpmn:sequenceFlow id="f2" sourceRef="look" targetRef="end"/>`,
});
const FORM = {
  id: 'photos',
  type: 'default',
  schemaVersion: 19,
  components: [
    { type: 'filepicker', id: 'f1', key: 'photos', label: '照片', multiple: true },
    {
      type: 'dynamiclist',
      id: 'f2',
      path: 'parts',
      components: [{ type: 'filepicker', id: 'f3', key: 'picture', label: '备件照片' }],
    },
  ],
};
/** One pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe.each(testDatabases())('files named in a form on $name', (place) => {
  let running: RunningApp;
  let database: TestDatabase;
  const clients = new Map<string, Client>();
  let task: TaskView;

  const as = async (username: string): Promise<Client> => {
    const known = clients.get(username) ?? (await Client.as(running.url, username));
    clients.set(username, known);
    return known;
  };
  const upload = async (username: string): Promise<string> => {
    const login = await fetch(`${running.url}/api/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username, password: 'pledge-demo' }),
    });
    const { accessToken } = (await login.json()) as { accessToken: string };
    const body = new FormData();
    body.append('file', new Blob([new Uint8Array(PNG)], { type: 'image/png' }), 'photo.png');
    const answer = await fetch(`${running.url}/api/files`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${accessToken}`, 'Idempotency-Key': crypto.randomUUID() },
      body,
    });
    expect(answer.status).toBe(201);
    return ((await answer.json()) as FileView).id;
  };
  const complete = async (user: string, variables: Record<string, unknown>) =>
    (await as(user)).post<TaskView & ProblemBody>(`/api/tasks/${task.id}/complete`, { variables });

  beforeAll(async () => {
    database = await place.create();
    running = await specApp(database.url, { shipped: false });
    const users = running.app.get(UsersService);
    for (const [username, role] of [
      ['admin', 'admin'],
      ['pm', 'pm'],
      ['pm2', 'pm'],
    ] as const)
      await users.ensureDemoUser({ username, displayName: username, roles: [role], mail: `${username}@pledge.test` });
    const deployed = await (
      await as('admin')
    ).post('/api/deployments', {
      name: 'spec',
      resources: [
        { name: 'with-photos.bpmn', content: MODEL },
        { name: 'photos.form.json', content: JSON.stringify(FORM) },
      ],
    });
    expect(deployed.status).toBe(201);
  });
  afterAll(async () => {
    await running?.close();
    await database?.drop();
  });
  beforeEach(async () => {
    const started = await (await as('admin')).post<{ id: string }>('/api/process-instances', { key: 'with-photos' });
    const list = await (await as('pm')).get<{ items: TaskView[] }>(`/api/tasks?processInstanceId=${started.body.id}`);
    task = list.body.items[0] as TaskView;
  });

  it('given own uploads, when they are handed in, then they are taken', async () => {
    const [one, two] = [await upload('pm'), await upload('pm')];
    const answer = await complete('pm', { photos: [one], parts: [{ picture: { id: two } }] });
    expect(answer.body.state).toBe('completed');
  });

  it('given no file at all, when it is handed in, then nothing is asked', async () => {
    expect((await complete('pm', {})).body.state).toBe('completed');
  });

  it.each([
    ['one that is not there', async () => '0197a0c2-5b1e-7c3a-9d1f-3f6a1c2b4d5e'],
    ['rubbish', async () => 'files::1'],
    ["somebody else's", async () => upload('pm2')],
  ])('given %s, when it is handed in, then the field is named and the task stays open', async (_what, file) => {
    const id = await file();
    const answer = await complete('pm', { photos: [id], parts: [{ picture: id }] });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({
      code: 'FORM_INVALID',
      errors: [
        { field: 'photos', code: 'FILE_UNKNOWN' },
        { field: 'parts[0].picture', code: 'FILE_UNKNOWN' },
      ],
    });
    const after = await (await as('pm')).get<TaskView>(`/api/tasks/${task.id}`);
    expect(after.body.state).toBe('open');
  });

  it('given many at once, when one names a file of somebody else, then that one is refused', async () => {
    const id = await upload('pm2');
    const answer = await (
      await as('pm')
    ).post<{ results: { ok: boolean; problem: { code: string } | null }[] }>('/api/tasks/complete', {
      tasks: [{ id: task.id, variables: { photos: [id] } }],
    });
    expect(answer.body.results).toMatchObject([{ ok: false, problem: { code: 'FORM_INVALID' } }]);
  });

  it('given a delegate who added a file, when the owner hands in, then it is taken', async () => {
    const file = await upload('pm2');
    await (await as('pm')).post(`/api/tasks/${task.id}/delegate`, { user: 'pm2' });
    expect((await complete('pm2', { photos: [file] })).body.state).toBe('open');
    expect((await complete('pm', { photos: [file] })).body.state).toBe('completed');
  });
});
