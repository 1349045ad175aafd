import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ReturnTargets, TaskView, WayBackAnswer } from '@pledge/contracts';
import { testDatabases, type TestDatabase } from '@pledge/testing';
import { bpmn } from '../../../../../test/support/bpmn.js';
import { Client } from '../../../../../test/support/client.js';
import type { RunningApp } from '../../create-app.js';
import { specApp } from '../../../../../test/support/spec-app.js';

jest.setTimeout(120_000);

const task = (id: string, name: string, more = ''): string =>
  `<bpmn:userTask id="${id}" name="${name}"><bpmn:extensionElements><zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="pm"/></bpmn:extensionElements>${more}</bpmn:userTask>`;
const flow = (from: string, to: string): string =>
  `<bpmn:sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"/>`;

/** prepare → fork → (a1 → a2, reminded every hour | b1 → b2) → join → close; `child` is called at the end. */
const MODEL = bpmn({
  id: 'branches',
  body: `<bpmn:startEvent id="start"/>${task('prepare', '准备')}<bpmn:parallelGateway id="fork"/>${task('a1', '甲一')}${task('a2', '甲二')}
  <bpmn:boundaryEvent id="late" attachedToRef="a2" cancelActivity="false"><bpmn:timerEventDefinition><bpmn:timeCycle>R/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:boundaryEvent><bpmn:endEvent id="chased"/>
  ${task('b1', '乙一')}${task('b2', '乙二')}<bpmn:parallelGateway id="join"/>${task('close', '收尾')}
  <bpmn:callActivity id="call"><bpmn:extensionElements><zeebe:calledElement processId="called"/></bpmn:extensionElements></bpmn:callActivity><bpmn:endEvent id="end"/>
  ${flow('start', 'prepare')}${flow('prepare', 'fork')}${flow('fork', 'a1')}${flow('a1', 'a2')}${flow('a2', 'join')}${flow('late', 'chased')}${flow('fork', 'b1')}${flow('b1', 'b2')}${flow('b2', 'join')}${flow('join', 'close')}${flow('close', 'call')}${flow('call', 'end')}`,
});
/** Its gateway asks for a variable that nobody gave: an incident. */
const CALLED = bpmn({
  id: 'called',
  body: `<bpmn:startEvent id="cs"/>${task('inner', '子流程任务')}<bpmn:exclusiveGateway id="gate" default="gate-ce"/><bpmn:endEvent id="ce"/><bpmn:endEvent id="other"/>
  ${flow('cs', 'inner')}${flow('inner', 'gate')}${flow('gate', 'ce')}<bpmn:sequenceFlow id="gate-other" sourceRef="gate" targetRef="other"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=approved</bpmn:conditionExpression></bpmn:sequenceFlow>`,
});
type Tasks = { items: TaskView[] };

describe.each(testDatabases())('going back on $name', (place) => {
  let running: RunningApp;
  let database: TestDatabase;
  let pm: Client;
  let admin: Client;
  let instanceId = '';

  const open = async (): Promise<TaskView[]> => {
    const { body } = await admin.get<Tasks>(`/api/tasks?processInstanceId=${instanceId}`);
    return [...body.items].sort((a, b) => (a.elementId < b.elementId ? -1 : 1));
  };
  const names = async (): Promise<string[]> => (await open()).map((one) => one.elementId);
  const at = async (elementId: string): Promise<TaskView> =>
    (await open()).find((one) => one.elementId === elementId) as TaskView;
  const complete = async (...elementIds: string[]): Promise<void> => {
    for (const elementId of elementIds) {
      const answer = await pm.post(`/api/tasks/${(await at(elementId)).id}/complete`, { variables: {} });
      expect([elementId, answer.status]).toEqual([elementId, 200]);
    }
  };
  const start = async (): Promise<void> => {
    const body = { key: 'branches', businessKey: 'GD-2026-8888' };
    instanceId = (await admin.post<{ id: string }>('/api/process-instances', body)).body.id;
  };
  const back = async (elementId: string, body: unknown, key?: string) =>
    pm.post<WayBackAnswer & { code?: string }>(
      `/api/tasks/${(await at(elementId)).id}/return`,
      body,
      key === undefined ? {} : { 'Idempotency-Key': key },
    );

  beforeAll(async () => {
    database = await place.create();
    running = await specApp(database.url, { shipped: false });
    admin = await Client.as(running.url, 'admin');
    pm = await Client.as(running.url, 'pm');
    const resources = [
      { name: 'called.bpmn', content: CALLED },
      { name: 'branches.bpmn', content: MODEL },
    ];
    const deployed = await admin.post('/api/deployments', { name: 'spec', resources });
    expect([deployed.status, deployed.body]).toMatchObject([201, {}]);
  });
  afterAll(async () => {
    await running?.close();
    await database?.drop();
  });

  it('given two branches, when returned before the fork, then the dry run shows what goes, and exactly that goes', async () => {
    await start();
    await complete('prepare', 'a1');
    const a2 = await at('a2');
    expect(a2.may).toMatchObject({ return: true, withdraw: false });
    const targets = await pm.get<ReturnTargets>(`/api/tasks/${a2.id}/return-targets`);
    expect(targets.body.items).toMatchObject([
      { elementId: 'a1', name: '甲一', completedBy: 'pm', cancels: 1 },
      { elementId: 'prepare', name: '准备', completedBy: 'pm', cancels: 2 },
    ]);
    const request = { targetElementId: 'prepare', reason: '资料不全' };
    const dry = await back('a2', { ...request, dryRun: true }, `dry-${instanceId}`);
    expect(dry.body).toMatchObject({
      dryRun: true,
      state: 'open',
      openedTasks: [{ elementId: 'prepare', assignee: 'pm' }],
    });
    expect(dry.body.cancelledTasks.map((one) => one.elementId).sort()).toEqual(['a2', 'b1']);
    expect(await names()).toEqual(['a2', 'b1']);
    const done = await back('a2', request, `real-${instanceId}`);
    expect(done.body).toMatchObject({ dryRun: false, state: 'cancelled', settled: true });
    expect(done.body.cancelledTokens).toEqual(dry.body.cancelledTokens);
    expect(done.body.cancelledTasks).toEqual(dry.body.cancelledTasks);
    const again = await pm.post(`/api/tasks/${a2.id}/return`, request, { 'Idempotency-Key': `real-${instanceId}` });
    expect(again.body).toEqual(done.body);
    expect((await open()).map((one) => [one.elementId, one.assignee, one.caseNumber])).toEqual([
      ['prepare', 'pm', 'GD-2026-8888'],
    ]);
    await complete('prepare', 'a1', 'b1', 'a2', 'b2', 'close');
  });

  it('given reminders of a task, when it is returned and comes again, then the old ones are gone and new ones are armed', async () => {
    await start();
    await complete('prepare', 'a1');
    const timers = async (): Promise<unknown[]> =>
      (await admin.get<{ items: unknown[] }>(`/api/jobs?processInstanceId=${instanceId}&type=timer`)).body.items;
    expect(await timers()).toHaveLength(1);
    await back('a2', { targetElementId: 'a1', reason: '重做' });
    expect(await timers()).toEqual([]);
    await complete('a1');
    expect(await timers()).toHaveLength(1);
    const chased = async (): Promise<number> =>
      (
        await admin.get<{ items: { type: string; elementId?: string }[] }>(
          `/api/process-instances/${instanceId}/history?limit=200`,
        )
      ).body.items.filter((entry) => entry.type === 'element-completed' && entry.elementId === 'late').length;
    await admin.post('/api/clock/advance', { by: 'PT2H' });
    expect(await chased()).toBe(2);
  });

  it('given what was not passed, is not before, or lacks a reason, when returned to, then each is told apart', async () => {
    await start();
    await complete('prepare');
    const code = async (body: unknown): Promise<string | undefined> => (await back('a1', body)).body.code;
    expect(await code({ targetElementId: 'close', reason: 'x' })).toBe('RETURN_NOT_PASSED');
    expect(await code({ targetElementId: 'fork', reason: 'x' })).toBe('RETURN_NOT_PASSED');
    expect(await code({ targetElementId: 'prepare', reason: ' ' })).toBe('INVALID_INPUT');
    expect(await code({ targetElementId: 'prepare' })).toBe('INVALID_INPUT');
    const director = await Client.as(running.url, 'director');
    const foreign = await director.post(`/api/tasks/${(await at('a1')).id}/return`, {
      targetElementId: 'prepare',
      reason: 'x',
    });
    expect(foreign.status).toBe(404);
  });

  it('given a join that was passed, when returned into one branch, then that branch alone is done again', async () => {
    await start();
    await complete('prepare', 'a1', 'a2', 'b1', 'b2');
    await back('close', { targetElementId: 'b2', reason: '复查乙' });
    expect(await names()).toEqual(['b2']);
    await complete('b2');
    expect(await names()).toEqual(['close']);
  });

  it('given a completed task, when its completer withdraws it by either id, then it is open again; others and late ones are told why', async () => {
    await start();
    const first = await at('prepare');
    await complete('prepare');
    const detail = await pm.get<TaskView>(`/api/tasks/${first.id}`);
    expect(detail.body.may).toMatchObject({ withdraw: true, complete: false });
    const withdrawn = await pm.post<WayBackAnswer>(`/api/tasks/${first.id}/withdraw`, { reason: '填错了' });
    expect(withdrawn.body).toMatchObject({
      id: first.id,
      state: 'completed',
      openedTasks: [{ elementId: 'prepare', assignee: 'pm' }],
    });
    expect(await names()).toEqual(['prepare']);
    await complete('prepare');
    const byNext = await pm.post(`/api/tasks/${(await at('b1')).id}/withdraw`, { reason: '又错了' });
    expect([byNext.status, await names()]).toEqual([200, ['prepare']]);
    await complete('prepare');
    const b1 = await at('b1');
    await admin.post(`/api/tasks/${b1.id}/claim`, {});
    const last = (await pm.get<Tasks>('/api/tasks?view=done&limit=200')).body.items.filter(
      (one) => one.processInstanceId === instanceId && one.elementId === 'prepare',
    );
    const late = await pm.post<{ code: string }>(`/api/tasks/${b1.id}/withdraw`, { reason: 'x' });
    expect([late.status, late.body.code, last.length]).toEqual([409, 'WITHDRAW_TOUCHED', 3]);
    const foreign = await admin.post<{ code: string }>(`/api/tasks/${last[0]?.id ?? ''}/withdraw`, { reason: 'x' });
    expect(foreign.body.code).toBe('WITHDRAW_NOT_COMPLETER');
  });

  it('given a case with a called process, a return and an incident, when searched by its number, then everything of it is found', async () => {
    const number = 'GD-2026-9999';
    const started = await admin.post<{ id: string }>('/api/process-instances', {
      key: 'branches',
      businessKey: number,
    });
    instanceId = started.body.id;
    await complete('prepare', 'a1');
    await back('a2', { targetElementId: 'a1', reason: 'x' });
    await complete('a1', 'a2', 'b1', 'b2', 'close');
    const find = async (path: string): Promise<Record<string, unknown>[]> =>
      (await admin.get<{ items: Record<string, unknown>[] }>(path)).body.items;
    const instances = await find(`/api/process-instances?businessKey=${number}`);
    expect(instances.map((one) => one['key']).sort()).toEqual(['branches', 'called']);
    const [inner] = await find(`/api/tasks?caseNumber=${number}`);
    expect(inner).toMatchObject({ elementId: 'inner', caseNumber: number });
    expect(await find(`/api/tasks?caseNumber=${number}&state=completed&limit=50`)).toHaveLength(7);
    expect(await find(`/api/tasks?caseNumber=${number}&state=cancelled`)).toMatchObject([{ elementId: 'a2' }]);
    await pm.post(`/api/tasks/${String(inner?.['id'])}/complete`, { variables: {} });
    expect(await find(`/api/incidents?businessKey=${number}&state=open`)).toMatchObject([{ elementId: 'gate' }]);
    expect(await find(`/api/incidents?businessKey=GD-0`)).toEqual([]);
    expect(await find(`/api/jobs?businessKey=${number}`)).toEqual([]);
    const other = await admin.post<{ id: string }>('/api/process-instances', {
      key: 'branches',
      businessKey: `${number}-2`,
    });
    instanceId = other.body.id;
    await complete('prepare', 'a1');
    expect(await find(`/api/jobs?businessKey=${number}-2&type=timer`)).toHaveLength(1);
  });
});
