import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { testDatabases, type TestDatabase } from '@pledge/testing';
import type { RunningApp } from '../../create-app.js';
import { UsersService } from '../users/index.js';
import { specApp } from '../../../../../test/support/spec-app.js';

jest.setTimeout(180_000);

/** Whatever JSON the server answers. */
type Json = ReturnType<typeof JSON.parse>;
interface Answer {
  readonly status: number;
  readonly body: Record<string, Json>;
}

/** Two tasks, the second with a boundary timer, and one in a subprocess. */
const visit = (duration: string, more = ''): string => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="http://pledge">
  <bpmn:process id="visit" name="上门" isExecutable="true">
    <bpmn:startEvent id="start"/>
    <bpmn:userTask id="assess" name="定级"/>
    <bpmn:userTask id="repair" name="维修"/>
    <bpmn:boundaryEvent id="late" attachedToRef="repair" cancelActivity="false"><bpmn:timerEventDefinition id="t"><bpmn:timeDuration>${duration}</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
    <bpmn:endEvent id="told"/>
    <bpmn:subProcess id="closing"><bpmn:startEvent id="s1"/><bpmn:userTask id="sign" name="签字"/><bpmn:endEvent id="e1"/>
      <bpmn:sequenceFlow id="f6" sourceRef="s1" targetRef="sign"/><bpmn:sequenceFlow id="f7" sourceRef="sign" targetRef="e1"/></bpmn:subProcess>
    ${more}
    <bpmn:endEvent id="end"/>
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="assess"/><bpmn:sequenceFlow id="f2" sourceRef="assess" targetRef="repair"/>
    <bpmn:sequenceFlow id="f3" sourceRef="repair" targetRef="closing"/><bpmn:sequenceFlow id="f4" sourceRef="closing" targetRef="end"/>
    <bpmn:sequenceFlow id="f5" sourceRef="late" targetRef="told"/>
  </bpmn:process>
</bpmn:definitions>`;

describe.each(testDatabases())('operations over HTTP on $name', (place) => {
  let running: RunningApp;
  let database: TestDatabase;
  const tokens = new Map<string, string>();

  async function call(method: string, path: string, body?: unknown, as = 'operator', key?: string): Promise<Answer> {
    const token = tokens.get(as);
    const answer = await fetch(`${running.url}/api${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(key === undefined ? {} : { 'Idempotency-Key': key }),
        'Accept-Language': 'en',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, Json>) };
  }
  const deploy = async (content: string): Promise<string> => {
    const { body } = await call('POST', '/deployments', { name: 'v', resources: [{ name: 'visit.bpmn', content }] });
    return body['definitions'][0].id as string;
  };
  const start = async (businessKey = 'GD-2026-0001'): Promise<string> =>
    (await call('POST', '/process-instances', { key: 'visit', businessKey })).body['id'] as string;
  const standing = async (id: string): Promise<string[]> =>
    (await call('GET', `/process-instances/${id}`)).body['activeElements'].map(
      (each: { elementId: string }) => each.elementId,
    );

  beforeAll(async () => {
    database = await place.create();
    running = await specApp(database.url, { shipped: false });
    for (const [username, role] of [
      ['operator', 'operator'],
      ['engineer', 'engineer'],
    ] as const) {
      await running.app.get(UsersService).ensureDemoUser({ username, displayName: username, roles: [role] });
      const { body } = await call('POST', '/auth/login', { username, password: 'pledge-demo' });
      tokens.set(username, body['accessToken']);
    }
    await deploy(visit('PT4H'));
  });
  afterAll(async () => {
    await running?.close();
    await database?.drop();
  });

  describe('modifications', () => {
    it('given every way to write an instruction, when they are asked for, then a dry run shows them, and only the operator may', async () => {
      const id = await start();
      for (const instruction of [
        { type: 'move', elementId: 'assess', target: 'sign' },
        { move: true, elementId: 'assess', target: 'sign' },
        { move: 'assess', target: 'sign' },
      ]) {
        const answer = await call('POST', `/process-instances/${id}/modifications`, {
          instructions: [instruction],
          dryRun: true,
        });
        expect(answer).toMatchObject({
          status: 200,
          body: {
            id,
            dryRun: true,
            state: 'active',
            cancelled: [{ elementId: 'assess' }],
            entered: [{ elementId: 'closing' }, { elementId: 'sign' }],
          },
        });
      }
      expect(await standing(id)).toEqual(['assess']);
      const refused = await call('POST', `/process-instances/${id}/modifications`, {}, 'engineer');
      expect(refused.status).toBe(403);
      const body = { instructions: [{ elementId: 'assess' }, { move: true, elementId: 'assess' }] };
      const invalid = await call('POST', `/process-instances/${id}/modifications`, body);
      expect(invalid).toMatchObject({ status: 422, body: { code: 'INVALID_INPUT' } });
      expect(invalid.body['errors'].map((each: { field: string }) => each.field)).toEqual([
        'instructions.0.type',
        'instructions.1.target',
      ]);
    });

    it('given a modification with a key, when it is sent twice, then it is done once', async () => {
      const id = await start();
      const body = { instructions: [{ type: 'add', elementId: 'repair' }], reason: '两人同时维修' };
      const first = await call('POST', `/process-instances/${id}/modifications`, body, 'operator', 'k-1');
      const second = await call('POST', `/process-instances/${id}/modifications`, body, 'operator', 'k-1');
      expect(second.body).toEqual(first.body);
      expect(await standing(id)).toEqual(['assess', 'repair']);
      const history = await call('GET', `/process-instances/${id}/history`);
      expect(history.body['items'].find((each: { type: string }) => each.type === 'instance-modified')).toMatchObject({
        actor: 'operator',
        detail: { reason: '两人同时维修' },
      });
    });

    it('given an element that does not exist, when a token shall go there, then 422 says which in the language of the reader', async () => {
      const id = await start();
      const body = { instructions: [{ type: 'move', elementId: 'assess', target: 'nobody' }] };
      expect(await call('POST', `/process-instances/${id}/modifications`, body)).toMatchObject({
        status: 422,
        body: {
          code: 'OPERATION_REFUSED',
          errors: [{ code: 'ELEMENT_UNKNOWN', elementId: 'nobody', message: 'The process has no element "nobody".' }],
        },
      });
    });
  });

  describe('migrations', () => {
    it('given a new version, when an instance migrates, then the proposal and a dry run show what happens, and its task goes on under its id', async () => {
      const id = await start('GD-2026-0009');
      const modification = { instructions: [{ type: 'move', elementId: 'assess', target: 'repair' }] };
      await call('POST', `/process-instances/${id}/modifications`, modification);
      const task = (await call('GET', `/tasks?processInstanceId=${id}&state=open`)).body['items'][0];
      await call('POST', `/tasks/${task.id}/claim`);
      await call('POST', `/tasks/${task.id}/draft`, { variables: { found: '风扇' } });
      const from = (await call('GET', `/process-instances/${id}`)).body['definitionId'] as string;
      const to = await deploy(visit('PT2H').replaceAll('"repair"', '"mend"'));
      const proposal = await call('GET', `/process-definitions/${from}/migration-proposal?to=${to}`);
      expect(proposal.body['mapped']).toContainEqual({ from: 'repair', to: 'mend', how: 'name' });
      expect(proposal.body['unmapped']).toEqual([]);
      const dry = await call('POST', `/process-instances/${id}/migration`, { definitionId: to, dryRun: true });
      expect(dry).toMatchObject({ status: 200, body: { id, possible: true, problems: [] } });
      expect(dry.body['items']).toContainEqual({
        what: 'timer-rescheduled',
        elementId: 'late',
        to: 'late',
        dueBefore: '2026-03-02T14:00:00.000+08:00',
        dueAfter: '2026-03-02T12:00:00.000+08:00',
        message: { zh: expect.any(String), en: expect.any(String) },
      });
      expect((await call('GET', `/process-instances/${id}`)).body['definitionId']).toBe(from);
      const body = { definitionId: to, mapping: [{ from: 'repair', to: 'mend' }], reason: '新版上线' };
      const done = await call('POST', `/process-instances/${id}/migration`, body, 'operator', 'm-1');
      expect(done).toMatchObject({ status: 200, body: { possible: true, state: 'active' } });
      expect((await call('POST', `/process-instances/${id}/migration`, body, 'operator', 'm-1')).body).toEqual(
        done.body,
      );
      const after = (await call('GET', `/tasks/${task.id}`)).body;
      expect(after).toMatchObject({ elementId: 'mend', assignee: 'operator', state: 'open' });
      expect((await call('GET', `/tasks/${task.id}/form`)).body['draft']).toEqual({ found: '风扇' });
      expect((await call('GET', `/jobs?processInstanceId=${id}&type=timer`)).body['items']).toMatchObject([
        { ref: 'late', dueAt: '2026-03-02T12:00:00.000+08:00' },
      ]);
      await call('POST', `/tasks/${task.id}/complete`, { variables: {} });
      expect(await standing(id)).toEqual(['closing', 'sign']);
      expect((await call('POST', `/process-instances/${id}/migration`, { definitionId: to })).body['code']).toBe(
        'MIGRATION_SAME_VERSION',
      );
    });

    it('given an instance that cannot move, when it is looked at and tried, then the reasons come in both languages, and nothing changes', async () => {
      const id = await start('GD-2026-0010');
      const from = (await call('GET', `/process-instances/${id}`)).body['definitionId'] as string;
      const to = await deploy(visit('PT3H'));
      const body = { definitionId: to, mapping: { assess: null } };
      const dry = await call('POST', `/process-instances/${id}/migration`, { ...body, dryRun: true });
      expect(dry).toMatchObject({
        status: 200,
        body: {
          possible: false,
          problems: [
            { code: 'ELEMENT_NOT_MAPPED', elementId: 'assess', message: { zh: expect.stringMatching('令牌') } },
          ],
        },
      });
      expect(await call('POST', `/process-instances/${id}/migration`, body)).toMatchObject({
        status: 422,
        body: { code: 'OPERATION_REFUSED', errors: [{ elementId: 'assess' }] },
      });
      expect((await call('GET', `/process-instances/${id}`)).body['definitionId']).toBe(from);
      expect((await call('POST', `/process-instances/${id}/migration`, body, 'engineer')).status).toBe(403);
    });
  });

  describe('timers', () => {
    it('given a running timer, when it is re-planned, then its job shows the new time', async () => {
      const id = await start();
      await call('POST', `/process-instances/${id}/modifications`, {
        instructions: [{ type: 'move', elementId: 'assess', target: 'repair' }],
      });
      const jobs = (query: string): Promise<Answer> => call('GET', `/jobs?processInstanceId=${id}${query}`);
      const job = (await jobs('&type=timer')).body['items'][0];
      const body = { in: 'P2D', reason: '客户推迟' };
      const answer = await call('POST', `/jobs/${job.id}/replan`, body);
      expect(answer).toMatchObject({
        status: 200,
        body: { processInstanceId: id, dueAt: '2026-03-04T10:00:00.000+08:00' },
      });
      expect((await jobs('&type=timer')).body['items']).toMatchObject([
        { id: answer.body['id'], dueAt: '2026-03-04T10:00:00.000+08:00' },
      ]);
      expect((await call('POST', `/jobs/${job.id}/replan`, body)).status).toBe(404);
      const wrong = await call('POST', `/jobs/${job.id}/replan`, { in: 'soon', reason: 'r' });
      expect(wrong.body['code']).toBe('DURATION_INVALID');
      expect((await call('POST', `/jobs/${job.id}/replan`, { reason: 'r' })).status).toBe(422);
    });
  });
});
