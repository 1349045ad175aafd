import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { TaskView } from '@pledge/contracts';
import { testDatabases, type TestDatabase } from '@pledge/testing';
import { bpmn } from '../../../../../test/support/bpmn.js';
import { Client } from '../../../../../test/support/client.js';
import type { RunningApp } from '../../create-app.js';
import { UsersService } from '../users/index.js';
import { specApp } from '../../../../../test/support/spec-app.js';

jest.setTimeout(120_000);

/** Assess (pm) → approve (manager): the second task's reminders are an hour apart. */
const MODEL = bpmn({
  id: 'hand-work',
  body: `<bpmn:startEvent id="start"/>
  <bpmn:userTask id="assess" name="受理"><bpmn:extensionElements><zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="pm"/></bpmn:extensionElements></bpmn:userTask>
  <bpmn:userTask id="approve" name="审批"><bpmn:extensionElements><zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="manager"/><zeebe:properties><zeebe:property name="pledge:remindEvery" value="PT1H"/></zeebe:properties></bpmn:extensionElements></bpmn:userTask>
  <bpmn:endEvent id="end"/>
  <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="assess"/><bpmn:sequenceFlow id="f2" sourceRef="assess" targetRef="approve"/><bpmn:sequenceFlow id="f3" sourceRef="approve" targetRef="end"/>`,
});
type Tasks = { items: TaskView[] };

describe.each(testDatabases())('operations of people on $name', (place) => {
  let running: RunningApp;
  let database: TestDatabase;
  const clients = new Map<string, Client>();
  let instanceId = '';
  let task: TaskView;

  const as = async (username: string): Promise<Client> => {
    const known = clients.get(username) ?? (await Client.as(running.url, username));
    clients.set(username, known);
    return known;
  };
  const act = async (user: string, operation: string, body: unknown = {}, id = task.id) =>
    (await as(user)).post<TaskView & { code?: string }>(`/api/tasks/${id}/${operation}`, body);
  const get = async (user: string, id = task.id) => (await as(user)).get<TaskView>(`/api/tasks/${id}`);
  const open = async (user: string, query = ''): Promise<TaskView[]> =>
    (await (await as(user)).get<Tasks>(`/api/tasks?processInstanceId=${instanceId}${query}`)).body.items;
  const history = async (): Promise<{ type: string; actor?: string; detail?: Record<string, unknown> }[]> =>
    (await (await as('admin')).get<{ items: [] }>(`/api/process-instances/${instanceId}/history`)).body.items;

  /** Subjects of what a person was told. */
  const told = async (user: string): Promise<string[]> =>
    (await (await as(user)).get<{ items: { subject: string }[] }>('/api/notifications/mine')).body.items.map(
      (item) => item.subject,
    );

  beforeAll(async () => {
    database = await place.create();
    running = await specApp(database.url, { shipped: false });
    const users = running.app.get(UsersService);
    const people = {
      admin: 'admin',
      pm: 'pm',
      pm2: 'pm',
      manager: 'manager',
      director: 'director',
      deputy: 'deputy',
    } as const;
    for (const [username, role] of Object.entries(people))
      await users.ensureDemoUser({
        username,
        displayName: `${username} 先生`,
        roles: [role],
        mail: `${username}@pledge.test`,
      });
    const partyId = '00000000-0000-7000-8000-000000000001';
    await users.ensureDemoUser({ username: 'customer', displayName: '客户', roles: ['customer'], partyId });
    await (
      await as('admin')
    ).post('/api/deployments', { name: 'spec', resources: [{ name: 'hand-work.bpmn', content: MODEL }] });
  });
  afterAll(async () => {
    await running?.close();
    await database?.drop();
  });
  beforeEach(async () => {
    const started = await (
      await as('admin')
    ).post<{ id: string }>('/api/process-instances', {
      key: 'hand-work',
      businessKey: 'GD-2026-7777',
    });
    instanceId = started.body.id;
    task = (await open('pm'))[0] as TaskView;
  });

  it('given a delegated task, when the delegate completes, then it is with its owner again, who completes; both are in the history', async () => {
    const delegated = await act('pm', 'delegate', { user: 'director' });
    expect([delegated.status, delegated.body]).toMatchObject([
      200,
      { assignee: 'director', owner: 'pm', settled: true },
    ]);
    const followed = await (await as('pm')).get<Tasks>('/api/tasks?view=followed&state=open');
    expect(followed.body.items.map((item) => item.id)).toContain(task.id);
    expect((await act('pm', 'complete', { variables: {} })).body.code).toBe('TASK_NOT_ASSIGNEE');
    const back = await act('director', 'complete', { variables: { cause: '光模块' } });
    expect(back.body).toMatchObject({ state: 'open', assignee: 'pm', owner: null });
    const form = await (await as('pm')).get<{ draft: unknown }>(`/api/tasks/${task.id}/form`);
    expect(form.body.draft).toEqual({ cause: '光模块' });
    expect((await act('pm', 'complete', { variables: { cause: '光模块' } })).body.state).toBe('completed');
    expect((await history()).filter((entry) => /^task-(del|hand)/.test(entry.type))).toMatchObject([
      { type: 'task-delegated', actor: 'pm', detail: { from: 'pm', to: 'director' } },
      { type: 'task-handed-back', actor: 'director', detail: { from: 'director', to: 'pm' } },
    ]);
  });

  it('given a transfer, when repeated with its key, then it answers the same; unknown and foreign people are refused', async () => {
    const pm = await as('pm');
    const send = (key: string, user: string) =>
      pm.post<TaskView & { code: string }>(`/api/tasks/${task.id}/transfer`, { user }, { 'Idempotency-Key': key });
    const [first, again] = [await send(instanceId, 'director'), await send(instanceId, 'director')];
    expect(first.body).toMatchObject({ assignee: 'director', may: { transfer: false, comment: true } });
    expect(again.body).toEqual(first.body);
    expect((await send(`${instanceId}x`, 'manager')).body.code).toBe('TASK_NOT_ASSIGNEE');
    for (const user of ['nobody', 'customer'])
      expect((await act('director', 'transfer', { user })).body.code).toBe('TASK_PERSON_UNKNOWN');
    expect((await act('director', 'transfer', { user: 'director' })).body.code).toBe('TASK_SAME_USER');
    expect((await act('director', 'transfer', { user: 'pm2', more: 1 })).status).toBe(422);
    expect((await act('deputy', 'transfer', { user: 'pm2' })).body.code).toBe('TASK_UNKNOWN');
  });

  it('given signers before, when one has signed and the other is removed, then the holder may complete', async () => {
    await act('pm', 'claim');
    const added = await act('pm', 'add-signer', { users: ['director', 'deputy'], position: 'before' });
    expect(added.body).toMatchObject({ held: true, may: { complete: false, addSigner: true } });
    expect((await act('pm', 'complete', { variables: {} })).body.code).toBe('TASK_SIGNERS_PENDING');
    const [signing] = await open('director');
    expect(signing).toMatchObject({
      duty: 'before',
      assignee: 'director',
      elementId: 'assess',
      caseNumber: 'GD-2026-7777',
    });
    await act('director', 'complete', { variables: { opinion: '同意' } }, signing?.id);
    expect((await act('pm', 'remove-signer', { user: 'deputy' })).body).toMatchObject({ held: false });
    expect((await act('pm', 'complete', { variables: {} })).body.state).toBe('completed');
    const instance = await (await as('admin')).get<{ variables: unknown }>(`/api/process-instances/${instanceId}`);
    expect(instance.body.variables).toEqual({ opinion: '同意' });
  });

  it('given a copy and a mention, when those people look, then they see it in their list, read it, and do nothing else', async () => {
    expect((await get('director')).status).toBe(404);
    await act('pm', 'copy', { users: ['director'] });
    await act('pm', 'comment', { text: '请 @deputy 和 @nobody 看一下。' });
    const listed = await (await as('director')).get<Tasks>('/api/tasks?view=copied');
    expect(listed.body.items.map((item) => item.id)).toContain(task.id);
    expect((await get('director')).body).toMatchObject({
      read: false,
      may: { claim: false, complete: false, comment: true },
    });
    expect((await act('director', 'claim')).body.code).toBe('TASK_NOT_ASSIGNEE');
    expect((await act('director', 'transfer', { user: 'deputy' })).body.code).toBe('TASK_NOT_ASSIGNEE');
    expect((await act('director', 'read')).body.read).toBe(true);
    expect((await (await as('director')).get<Tasks>('/api/tasks?view=copied')).body.items[0]).toMatchObject({
      read: true,
    });
    const activity = await (await as('pm')).get(`/api/tasks/${task.id}/activity`);
    expect(activity.body).toMatchObject({
      comments: [{ author: 'pm', text: '请 @deputy 和 @nobody 看一下。', mentions: ['deputy'] }],
      copiedTo: ['deputy', 'director'],
      reads: [{ username: 'director' }],
    });
    expect(await told('director')).toContain('【抄送给您】受理');
    expect(await told('deputy')).toContain('【评论中提到了您】受理');
    await act('pm', 'claim');
    await act('pm', 'complete', { variables: {} });
    expect((await act('pm', 'copy', { users: ['director'] })).body.code).toBe('TASK_NOT_OPEN');
    const done = await (await as('pm')).get<Tasks>('/api/tasks?view=done&limit=200');
    expect(done.body.items.map((item) => item.id)).toContain(task.id);
  });

  it('given a follower, when the task is closed, then it is still in the list until unfollowed', async () => {
    await act('pm2', 'follow');
    await act('pm', 'complete', { variables: {} });
    const followed = async (): Promise<string[]> =>
      (await (await as('pm2')).get<Tasks>('/api/tasks?view=followed')).body.items.map((item) => item.id);
    expect(await followed()).toEqual([task.id]);
    await act('pm2', 'unfollow');
    expect(await followed()).toEqual([]);
  });

  it('given dates and a priority, when changed and cleared, then the task shows them', async () => {
    const patch = async (body: unknown) => (await as('pm')).patch<TaskView>(`/api/tasks/${task.id}`, body);
    const changed = await patch({
      dueAt: '2026-03-03T18:00:00+08:00',
      followUpAt: '2026-03-02T18:00:00Z',
      priority: 90,
    });
    expect(changed.body).toMatchObject({ dueAt: '2026-03-03T18:00:00.000+08:00', priority: 90 });
    expect((await patch({ followUpAt: null })).status).toBe(200);
    expect((await get('pm')).body).toMatchObject({
      dueAt: '2026-03-03T18:00:00.000+08:00',
      followUpAt: null,
      priority: 90,
    });
    expect((await patch({ dueAt: 'tomorrow' })).status).toBe(422);
    expect((await history()).filter((entry) => entry.type === 'task-changed')).toHaveLength(2);
  });

  it('given a reminder, when another comes too early, then it is refused, and later it is sent', async () => {
    await act('pm', 'complete', { variables: {} });
    const [approve] = await open('manager');
    await act('manager', 'claim', {}, approve?.id);
    expect((await act('admin', 'remind', { text: '客户在等' }, approve?.id)).status).toBe(200);
    expect((await act('admin', 'remind', {}, approve?.id)).body.code).toBe('TASK_REMINDED_RECENTLY');
    await (await as('admin')).post('/api/clock/advance', { by: 'PT1H' });
    expect((await act('admin', 'remind', {}, approve?.id)).status).toBe(200);
    expect((await told('manager')).filter((subject) => subject.startsWith('【催办】'))).toHaveLength(2);
  });

  it('given an absent person, when the substitute looks and acts within the period, then both names are in the history', async () => {
    const put = async (user: string, body: unknown, of = 'manager') =>
      (await as(user)).put<{ code?: string }>(`/api/users/${of}/substitute`, body);
    await act('pm', 'complete', { variables: {} });
    const [approve] = await open('manager');
    expect(await open('deputy')).toEqual([]);
    const now = Date.parse((await Client.anonymous(running.url).get<{ now: string }>('/api/health')).body.now);
    const at = (hours: number): string => new Date(now + hours * 3_600_000).toISOString();
    const period = { user: 'deputy', from: at(1), to: at(2) };
    expect((await put('deputy', period)).body.code).toBe('NOT_YOUR_ACCOUNT');
    expect((await put('manager', { ...period, user: 'manager' })).body.code).toBe('SUBSTITUTE_SELF');
    expect((await put('manager', { ...period, user: 'customer' })).body.code).toBe('SUBSTITUTE_SIDE');
    expect((await put('manager', { ...period, to: period.from })).body.code).toBe('SUBSTITUTE_PERIOD');
    expect((await put('manager', period)).status).toBe(200);
    expect(await open('deputy')).toEqual([]);
    await (await as('admin')).post('/api/clock/advance', { by: 'PT1H' });
    expect(await open('deputy')).toMatchObject([{ id: approve?.id, onBehalfOf: 'manager', may: { claim: true } }]);
    expect((await act('deputy', 'claim', {}, approve?.id)).status).toBe(200);
    expect((await act('deputy', 'complete', { variables: {} }, approve?.id)).body).toMatchObject({
      state: 'completed',
      completedBy: 'deputy',
    });
    expect(
      (await history())
        .filter((entry) => entry.actor === 'deputy' && entry.detail?.['onBehalfOf'] === 'manager')
        .map((entry) => entry.type),
    ).toEqual(expect.arrayContaining(['task-claimed', 'element-completed']));
    await (await as('admin')).post('/api/clock/advance', { by: 'PT1H' });
    expect((await get('deputy', approve?.id)).status).toBe(200);
    const next = await (await as('admin')).post<{ id: string }>('/api/process-instances', { key: 'hand-work' });
    instanceId = next.body.id;
    await act('pm', 'complete', { variables: {} }, (await open('pm'))[0]?.id);
    expect(await open('deputy')).toEqual([]);
    expect((await (await as('manager')).delete('/api/users/manager/substitute')).body).toEqual({ substitute: null });
  });

  it('given an operator, when stepping in on a task that somebody holds, then both names are recorded', async () => {
    await act('pm', 'claim');
    expect((await get('admin')).body).toMatchObject({ onBehalfOf: 'pm', may: { complete: true } });
    expect((await act('admin', 'complete', { variables: {} })).body.completedBy).toBe('admin');
    expect(
      (await history()).find(
        (entry) => entry.type === 'element-completed' && entry.actor === 'admin' && entry.detail !== undefined,
      )?.detail,
    ).toEqual({
      onBehalfOf: 'pm',
    });
  });

  it('given many tasks with a bad one among them, when claimed and completed at once, then each has its own result', async () => {
    const second = await (await as('admin')).post<{ id: string }>('/api/process-instances', { key: 'hand-work' });
    const [other] = (await (await as('pm')).get<Tasks>(`/api/tasks?processInstanceId=${second.body.id}`)).body.items;
    await act('pm2', 'claim', {}, other?.id);
    const claimed = await (await as('pm')).post('/api/tasks/claim', { ids: [task.id, other?.id, 'no-such-task'] });
    expect(claimed.body).toMatchObject({
      settled: true,
      results: [
        { id: task.id, ok: true, task: { assignee: 'pm' }, problem: null },
        { id: other?.id, ok: false, task: null, problem: { code: 'TASK_ALREADY_CLAIMED' } },
        { ok: false, problem: { code: 'TASK_UNKNOWN' } },
      ],
    });
    const completed = await (
      await as('pm')
    ).post('/api/tasks/complete', {
      tasks: [{ id: other?.id }, { id: task.id, variables: { a: 1 } }],
    });
    expect(completed.body).toMatchObject({
      results: [
        { ok: false, problem: { code: 'TASK_NOT_ASSIGNEE' } },
        { ok: true, task: { state: 'completed' } },
      ],
    });
    expect((await (await as('pm')).post('/api/tasks/claim', { ids: [] })).status).toBe(422);
  });
});
