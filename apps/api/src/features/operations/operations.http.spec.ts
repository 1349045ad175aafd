import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { PROCESS_ENGINE } from '@pledge/nest';
import type { ProcessEngine } from '@pledge/runtime';
import { testDatabases, type TestDatabase } from '@pledge/testing';
import type { RunningApp } from '../../create-app.js';
import { UsersService } from '../users/index.js';
import { InstanceBatchRepository } from './instance-batch.repository.js';
import { specApp } from '../../../../../test/support/spec-app.js';

jest.setTimeout(120_000);

/** Whatever JSON the server answers. */
type Json = ReturnType<typeof JSON.parse>;
interface Answer {
  readonly status: number;
  readonly body: Record<string, Json>;
}

/** A process of its own for every spec: a message start, one task, a gateway that may fail, a second task. */
const order = (key: string, task = 'check'): string => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="http://pledge">
  <bpmn:message id="m" name="${key}-ordered"/>
  <bpmn:process id="${key}" name="订单" isExecutable="true">
    <bpmn:startEvent id="start"/>
    <bpmn:startEvent id="ordered"><bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent>
    <bpmn:userTask id="${task}" name="核对"/>
    <bpmn:exclusiveGateway id="choice"/>
    <bpmn:userTask id="ship" name="发货"/>
    <bpmn:endEvent id="end"/><bpmn:endEvent id="small"/>
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="${task}"/><bpmn:sequenceFlow id="f0" sourceRef="ordered" targetRef="${task}"/>
    <bpmn:sequenceFlow id="f2" sourceRef="${task}" targetRef="choice"/>
    <bpmn:sequenceFlow id="f3" sourceRef="choice" targetRef="ship"><bpmn:conditionExpression>=amount &gt; 10</bpmn:conditionExpression></bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="f4" sourceRef="choice" targetRef="small"><bpmn:conditionExpression>=amount &lt;= 10</bpmn:conditionExpression></bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="f5" sourceRef="ship" targetRef="end"/>
  </bpmn:process>
</bpmn:definitions>`;

describe.each(testDatabases())('operations on many instances on $name', (place) => {
  let running: RunningApp;
  let database: TestDatabase;
  let engine: ProcessEngine;
  const tokens = new Map<string, string>();
  let count = 0;
  let key = '';
  let v1 = '';

  async function call(method: string, path: string, body?: unknown, as = 'operator'): Promise<Answer> {
    const token = tokens.get(as);
    const answer = await fetch(`${running.url}/api${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, Json>) };
  }
  const deploy = async (content: string): Promise<string> => {
    const { body } = await call('POST', '/deployments', { name: 'v', resources: [{ name: `${key}.bpmn`, content }] });
    return body['definitions'][0].id as string;
  };
  const start = async (businessKey: string, variables = {}): Promise<string> =>
    (await engine.startInstance({ key, businessKey, variables, actor: { userId: 'operator' } })).id;
  /** Starts instances, in order of id. */
  const startMany = async (wanted: number): Promise<string[]> => {
    const ids: string[] = [];
    for (let index = 0; index < wanted; index++) ids.push(await start(`GD-${index}`));
    return ids.sort();
  };
  const batch = async (id: string): Promise<Record<string, Json>> => {
    await engine.settled(60_000);
    return (await call('GET', `/migrations/${id}`)).body;
  };

  beforeAll(async () => {
    database = await place.create();
    running = await specApp(database.url, { shipped: false });
    engine = running.app.get<ProcessEngine>(PROCESS_ENGINE);
    for (const [username, role] of [
      ['operator', 'operator'],
      ['engineer', 'engineer'],
    ] as const) {
      await running.app.get(UsersService).ensureDemoUser({ username, displayName: username, roles: [role] });
      const { body } = await call('POST', '/auth/login', { username, password: 'pledge-demo' });
      tokens.set(username, body['accessToken']);
    }
  });
  afterAll(async () => {
    await running?.close();
    await database?.drop();
  });
  beforeEach(async () => {
    count += 1;
    key = `order-${count}`;
    v1 = await deploy(order(key));
  });

  describe('bulk migrations', () => {
    it('given 45 instances of a version, when they are migrated, then each of them moves, the progress says so, and every task goes on', async () => {
      const ids = await startMany(45);
      await engine.cancelInstance(ids[0] ?? '', 'r', { userId: 'operator' });
      const v2 = await deploy(order(key, 'verify'));
      const dry = await call('POST', '/migrations', { definitionId: v2, sourceDefinitionId: v1, dryRun: true });
      expect(dry).toMatchObject({ status: 201, body: { kind: 'migration', dryRun: true, total: 44 } });
      expect(await batch(dry.body['id'])).toMatchObject({ state: 'completed', done: 44, pending: 0, refused: 0 });
      expect((await call('GET', `/process-instances?definitionId=${v2}`)).body['total']).toBe(0);
      const { body } = await call('POST', '/migrations', { definitionId: v2, reason: '新版' });
      expect(await batch(body['id'])).toMatchObject({
        state: 'completed',
        reason: '新版',
        total: 44,
        done: 44,
        createdBy: 'operator',
        endedAt: expect.any(String),
      });
      expect((await call('GET', `/process-instances?definitionId=${v2}&elementId=verify`)).body['total']).toBe(44);
      const history = await call('GET', `/process-instances/${ids[5]}/history`);
      const migrated = history.body['items'].filter((entry: { type: string }) => entry.type === 'instance-migrated');
      expect(migrated).toMatchObject([{ actor: 'operator', detail: { reason: '新版', from: v1, to: v2 } }]);
      const first = await call('GET', `/migrations/${body['id']}/instances?limit=40`);
      const rest = await call('GET', `/migrations/${body['id']}/instances?limit=40&cursor=${first.body['nextCursor']}`);
      expect([...first.body['items'], ...rest.body['items']].map((item) => item.processInstanceId)).toEqual(
        ids.slice(1),
      );
      expect(first.body['items'][0]).toMatchObject({
        state: 'done',
        items: [{ what: 'token-moved', elementId: 'check', to: 'verify', message: { zh: expect.any(String) } }],
      });
    });

    it('given some that cannot move, when all are migrated, then they are told one by one in both languages and the others move', async () => {
      const [one = '', two = ''] = await startMany(2);
      const [task] = (await engine.listTasks({ instanceId: two, state: 'open', limit: 1 })).items;
      await engine.completeTask(task?.id ?? '', { amount: 20 }, { userId: 'operator' });
      const v2 = await deploy(order(key).replaceAll('"ship"', '"send"').replaceAll('发货', '配送'));
      const { body } = await call('POST', '/migrations', {
        definitionId: v2,
        instanceIds: [one, two, 'no-such-instance'],
        mapping: { ship: null },
      });
      expect(await batch(body['id'])).toMatchObject({ total: 3, done: 1, refused: 2, failed: 0, state: 'completed' });
      const refused = await call('GET', `/migrations/${body['id']}/instances?state=refused`);
      expect(refused.body['items']).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            processInstanceId: two,
            businessKey: expect.stringMatching(/^GD-[01]$/),
            problems: [
              {
                code: 'ELEMENT_NOT_MAPPED',
                elementId: 'ship',
                message: { zh: expect.stringContaining('发货'), en: expect.stringContaining('发货') },
              },
            ],
          }),
          expect.objectContaining({
            processInstanceId: 'no-such-instance',
            problems: [{ code: 'INSTANCE_UNKNOWN', message: { zh: '流程实例不存在。', en: expect.any(String) } }],
          }),
        ]),
      );
      expect((await call('GET', `/process-instances/${two}`)).body['definitionId']).toBe(v1);
    });

    it('given a step whose result could not be written, when it is done again, then every instance has moved once', async () => {
      const ids = await startMany(3);
      const v2 = await deploy(order(key, 'verify'));
      const repository = running.app.get(InstanceBatchRepository);
      const lost = jest.spyOn(repository, 'saveItems').mockRejectedValueOnce(new Error('the node died here'));
      const { body } = await call('POST', '/migrations', { definitionId: v2 });
      expect(await batch(body['id'])).toMatchObject({ state: 'running', pending: 3 });
      await call('POST', '/clock/advance', { by: 'PT1M' });
      expect(await batch(body['id'])).toMatchObject({ state: 'completed', done: 3 });
      lost.mockRestore();
      for (const id of ids) {
        const history = await engine.history(id);
        expect(history.filter((entry) => entry.type === 'instance-migrated')).toHaveLength(1);
      }
    });

    it('given a batch that waits, when it is cancelled, then nothing more is done; an ended one cannot be', async () => {
      await startMany(2);
      const v2 = await deploy(order(key, 'verify'));
      const repository = running.app.get(InstanceBatchRepository);
      const lost = jest.spyOn(repository, 'saveItems').mockRejectedValueOnce(new Error('the node died here'));
      const selection = { definitionId: v2, sourceDefinitionId: v1, dryRun: true };
      const { body } = await call('POST', '/migrations', selection);
      expect((await call('POST', `/migrations/${body['id']}/cancel`)).body).toMatchObject({
        state: 'cancelled',
        pending: 0,
        cancelled: 2,
      });
      await call('POST', '/clock/advance', { by: 'PT1M' });
      lost.mockRestore();
      expect(await batch(body['id'])).toMatchObject({ state: 'cancelled', cancelled: 2, done: 0 });
      expect((await call('POST', `/migrations/${body['id']}/cancel`)).body['code']).toBe('BATCH_ENDED');
      expect((await call('GET', '/migrations/none')).body['code']).toBe('BATCH_UNKNOWN');
      const list = await call('GET', '/migrations?kind=migration&state=cancelled&limit=1');
      expect(list.body['items']).toMatchObject([{ id: body['id'] }]);
      expect((await call('GET', '/migrations?cursor=x')).status).toBe(422);
      expect((await call('POST', '/migrations', selection, 'engineer')).status).toBe(403);
      expect((await call('POST', '/migrations', { definitionId: 'none' })).status).toBe(404);
      expect((await call('POST', '/migrations', { ...selection, instanceIds: ['x'] })).status).toBe(422);
    });
  });

  describe('versions of a process', () => {
    it('given a suspended version, when it is started by key, id or message, then nothing starts; resumed, the waiting message starts it', async () => {
      const suspend = { reason: '流程有误' };
      expect(await call('POST', `/process-definitions/${v1}/suspend`, suspend)).toMatchObject({
        status: 200,
        body: { status: 'suspended', reason: 'operator: 流程有误', batch: null },
      });
      for (const body of [{ key }, { definitionId: v1 }])
        expect((await call('POST', '/process-instances', body)).body).toMatchObject({
          status: 409,
          code: 'DEFINITION_SUSPENDED',
        });
      const message = { name: `${key}-ordered`, correlationKey: 'GD-7', variables: { amount: 3 } };
      expect((await call('POST', '/messages', message)).body).toMatchObject({ state: 'buffered' });
      expect((await call('GET', `/process-definitions/${v1}`)).body['status']).toBe('suspended');
      expect((await call('POST', `/process-definitions/${v1}/suspend`, suspend)).body['code']).toBe(
        'DEFINITION_SUSPENDED',
      );
      expect((await call('POST', `/process-definitions/${v1}/resume`, {})).body).toMatchObject({ status: 'active' });
      const started = await call('GET', `/process-instances?key=${key}&businessKey=GD-7`);
      expect(started.body['items']).toMatchObject([{ state: 'active' }]);
      expect((await call('POST', `/process-definitions/${v1}/resume`, {})).body['code']).toBe(
        'DEFINITION_NOT_SUSPENDED',
      );
      expect((await call('POST', '/process-instances', { key })).status).toBe(201);
      expect((await call('POST', `/process-definitions/${v1}/suspend`, suspend, 'engineer')).status).toBe(403);
    });

    it('given running instances, when the version is suspended with them, then they stop, and go on when it is resumed with them', async () => {
      await startMany(3);
      const body = { reason: '停', includeInstances: true };
      const suspended = await call('POST', `/process-definitions/${v1}/suspend`, body);
      expect(suspended.body['batch']).toMatchObject({ kind: 'suspension', total: 3 });
      expect(await batch(suspended.body['batch'].id)).toMatchObject({ state: 'completed', done: 3 });
      expect((await call('GET', `/process-instances?key=${key}&state=suspended`)).body['total']).toBe(3);
      expect((await call('GET', `/process-instances?key=${key}&state=running&words=gd-`)).body['total']).toBe(3);
      expect((await call('GET', `/process-instances?key=${key}&state=running&words=nothing`)).body['total']).toBe(0);
      // A version that is suspended already: those that were resumed one by one stop again.
      const [one] = (await call('GET', `/process-instances?key=${key}&limit=1`)).body['items'];
      await call('POST', `/process-instances/${one.id}/resume`, {});
      const again = await call('POST', `/process-definitions/${v1}/suspend`, body);
      expect(await batch(again.body['batch'].id)).toMatchObject({ total: 1, done: 1 });
      const resumed = await call('POST', `/process-definitions/${v1}/resume`, { includeInstances: true });
      expect(await batch(resumed.body['batch'].id)).toMatchObject({ kind: 'resumption', state: 'completed', done: 3 });
      expect((await call('GET', `/process-instances?key=${key}&state=active`)).body['total']).toBe(3);
    });

    it('given instances at several elements and one with an incident, when the version is looked at, then tokens and incidents are counted; repaired and retried, the incident is gone', async () => {
      await startMany(2);
      const id = await start('GD-42');
      const [task] = (await engine.listTasks({ instanceId: id, state: 'open', limit: 1 })).items;
      await engine.completeTask(task?.id ?? '', {}, { userId: 'operator' });
      const activity = await call('GET', `/process-definitions/${v1}/activity`, undefined, 'engineer');
      expect(activity.body).toEqual({
        definitionId: v1,
        items: [
          { elementId: 'check', active: 2, incidents: 0 },
          { elementId: 'choice', active: 1, incidents: 1 },
        ],
      });
      const [incident] = (await call('GET', `/incidents?businessKey=GD-42&key=${key}&state=open`)).body['items'];
      expect(incident).toMatchObject({ elementId: 'choice', code: 'EXPRESSION_FAILED', processInstanceId: id });
      expect((await call('GET', `/process-instances?key=${key}&state=incident`)).body['items']).toMatchObject([{ id }]);
      const repair = { variables: { amount: 20 } };
      const retried = await call('POST', `/incidents/${incident.id}/retry`, repair);
      expect(retried.body).toMatchObject({ resolvedAt: expect.any(String) });
      expect((await call('GET', `/process-instances/${id}`)).body).toMatchObject({
        state: 'active',
        activeElements: [{ elementId: 'ship' }],
        variables: { amount: 20 },
      });
      expect((await call('GET', `/process-definitions/${v1}/activity`)).body['items']).toEqual([
        { elementId: 'check', active: 2, incidents: 0 },
        { elementId: 'ship', active: 1, incidents: 0 },
      ]);
      expect((await call('GET', '/process-definitions/none/activity')).status).toBe(404);
    });
  });
});
