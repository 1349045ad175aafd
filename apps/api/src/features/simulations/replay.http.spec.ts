import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ReplayResponse, TaskView } from '@pledge/contracts';
import { testDatabases, type TestDatabase } from '@pledge/testing';
import { bpmn } from '../../../../../test/support/bpmn.js';
import { Client } from '../../../../../test/support/client.js';
import type { RunningApp } from '../../create-app.js';
import { UsersService } from '../users/index.js';
import { specApp } from '../../../../../test/support/spec-app.js';

jest.setTimeout(120_000);

const task = (id: string): string =>
  `<bpmn:userTask id="${id}" name="${id}"><bpmn:extensionElements><zeebe:userTask/><zeebe:formDefinition formId="verdict"/><zeebe:assignmentDefinition candidateGroups="pm"/></bpmn:extensionElements></bpmn:userTask>`;
const flow = (id: string, from: string, to: string, condition = ''): string =>
  `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${condition && `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=${condition}</bpmn:conditionExpression>`}</bpmn:sequenceFlow>`;
/** Asked until it is yes. */
const IN_USE = bpmn({
  id: 'replayed',
  body: `<bpmn:startEvent id="start"/>${task('look')}<bpmn:exclusiveGateway id="gate" default="again"/><bpmn:endEvent id="end"/>
  ${flow('f1', 'start', 'look')}${flow('f2', 'look', 'gate')}${flow('good', 'gate', 'end', 'verdict = "yes"')}${flow('again', 'gate', 'look')}`,
});
const DRAFT = IN_USE.replace(
  '<bpmn:endEvent id="end"/>',
  `${task('second')}<bpmn:endEvent id="end"/>${flow('f3', 'second', 'end')}`,
).replace('id="good" sourceRef="gate" targetRef="end"', 'id="good" sourceRef="gate" targetRef="second"');
const field = (key: string, label: string) => ({
  type: 'textfield',
  id: `f-${key}`,
  key,
  label,
  validate: { required: true },
});
const form = (...components: object[]): string =>
  JSON.stringify({ id: 'verdict', type: 'default', schemaVersion: 19, components });
const SECRET = '张三 13800138000';

describe.each(testDatabases())('past cases on a draft on $name', (place) => {
  let running: RunningApp;
  let database: TestDatabase;
  const clients = new Map<string, Client>();

  const as = async (username: string): Promise<Client> => {
    const known = clients.get(username) ?? (await Client.as(running.url, username));
    clients.set(username, known);
    return known;
  };
  const replay = async (user: string, resources: readonly { name: string; content: string }[]) =>
    (await as(user)).post<ReplayResponse>('/api/simulations/replays', { resources, last: 5 });
  const answer = async (instanceId: string, variables: object): Promise<void> => {
    const pm = await as('pm');
    const open = await pm.get<{ items: TaskView[] }>(`/api/tasks?processInstanceId=${instanceId}`);
    const done = await pm.post(`/api/tasks/${open.body.items[0]?.id ?? ''}/complete`, { variables });
    expect(done.status).toBe(200);
  };

  beforeAll(async () => {
    database = await place.create();
    running = await specApp(database.url, { shipped: false });
    const users = running.app.get(UsersService);
    for (const [username, role] of Object.entries({ admin: 'admin', pm: 'pm', director: 'director' } as const))
      await users.ensureDemoUser({ username, displayName: username, roles: [role], mail: `${username}@pledge.test` });
    const partyId = '00000000-0000-7000-8000-000000000001';
    await users.ensureDemoUser({ username: 'customer', displayName: '客户', roles: ['customer'], partyId });
    const admin = await as('admin');
    const deployed = await admin.post('/api/deployments', {
      name: 'spec',
      resources: [
        { name: 'replayed.bpmn', content: IN_USE },
        { name: 'verdict.form.json', content: form(field('verdict', '结论'), field('who', '联系人')) },
      ],
    });
    expect(deployed.status).toBe(201);
    // given a case that was asked twice, an hour apart
    const started = await admin.post<{ id: string }>('/api/process-instances', {
      key: 'replayed',
      businessKey: 'GD-1',
    });
    await admin.post('/api/clock/advance', { by: 'PT1H' });
    await answer(started.body.id, { verdict: 'no', who: SECRET });
    await admin.post('/api/clock/advance', { by: 'PT2H' });
    await answer(started.body.id, { verdict: 'yes', who: SECRET });
  });
  afterAll(async () => {
    await running?.close();
    await database?.drop();
  });

  it('given the model in use, when its case is played on it, then it goes the same way and takes the same time', async () => {
    const { status, body } = await replay('admin', [{ name: 'replayed.bpmn', content: IN_USE }]);
    expect(status).toBe(200);
    expect(body.cases).toMatchObject([
      { businessKey: 'GD-1', version: 1, same: true, faithful: true, before: 10_800_000, after: 10_800_000 },
    ]);
    expect(body.elements.find((each) => each.elementId === 'look')).toMatchObject({ before: 2, after: 2 });
  });

  it('given a draft with a second look, then the case passes it, and the difference is counted', async () => {
    const { body } = await replay('admin', [{ name: 'replayed.bpmn', content: DRAFT }]);
    expect(body.cases).toMatchObject([{ same: false, faithful: true, added: [{ elementId: 'second' }], gone: [] }]);
    expect(body.elements.find((each) => each.elementId === 'second')).toMatchObject({ before: 0, after: 1 });
    expect(body.durations?.after.median).toBe(10_800_000);
  });

  it('given a draft that asks what was never answered, then the case stands there, and nothing of the answers is told', async () => {
    const { body } = await replay('admin', [
      { name: 'replayed.bpmn', content: IN_USE },
      {
        name: 'verdict.form.json',
        content: form(field('verdict', '结论'), field('who', '联系人'), field('serial', '序列号')),
      },
    ]);
    expect(body.cases).toMatchObject([
      { after: null, state: 'waiting', waiting: ['look'], unanswered: [{ elementId: 'look', fields: ['序列号'] }] },
    ]);
    expect(JSON.stringify(body)).not.toContain('张三');
    expect(JSON.stringify(body)).not.toContain('13800138000');
  });

  it.each(['pm', 'director', 'customer'])('given %s, when they ask for it, then they may not', async (user) => {
    expect((await replay(user, [{ name: 'replayed.bpmn', content: IN_USE }])).status).toBe(403);
  });

  it('given an answered task, when its form is asked for again, then the answer is not shown as a draft', async () => {
    const pm = await as('pm');
    const done = await pm.get<{ items: TaskView[] }>('/api/tasks?view=done');
    const shown = await pm.get<{ draft: unknown }>(`/api/tasks/${done.body.items[0]?.id ?? ''}/form`);
    expect(shown.body.draft).toBeNull();
  });

  it('given a broken draft, then it is refused with the element', async () => {
    const { status } = await replay('admin', [
      { name: 'replayed.bpmn', content: DRAFT.replace('verdict = "yes"', 'verdict =') },
    ]);
    expect(status).toBe(422);
  });
});
