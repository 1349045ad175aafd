import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createApp, type RunningApp } from './create-app.js';

jest.setTimeout(120_000);

/** Whatever JSON the server answers. */
type Json = ReturnType<typeof JSON.parse>;

let running: RunningApp;
let folder: string;
let token: string;

const environment = (): Record<string, string> => ({
  DATABASE_URL: `file:${join(folder, 'pledge.db')}`,
  PORT: '0',
  PLEDGE_CLOCK: 'virtual',
  PLEDGE_DEMO: '1',
});

async function call(
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: Record<string, Json> }> {
  const answer = await fetch(`${running.url}/api${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', 'Accept-Language': 'en' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, Json> };
}

/** A process of start → element → end around one element. */
function model(element: string, id = 'x'): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="http://pledge">
  <bpmn:process id="${id}" isExecutable="true">
    <bpmn:startEvent id="start"/><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="e"/>
    ${element}
    <bpmn:sequenceFlow id="f2" sourceRef="e" targetRef="end"/><bpmn:endEvent id="end"/>
  </bpmn:process>
</bpmn:definitions>`;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pledge-bad-'));
  running = await createApp({
    environment: environment(),
    shipped: false,
    quiet: true,
    startAt: Date.UTC(2026, 2, 2, 2),
  });
  token = '';
  token = (await call('POST', '/auth/login', { username: 'admin', password: 'pledge-demo' })).body['accessToken'];
});
afterAll(async () => {
  await running?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a bad deployment', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, i) => `<!ENTITY a${i} "${`&a${i === 0 ? '' : i - 1};`.repeat(10)}">`).join('')}]>${model('<bpmn:manualTask id="e" name="&a8;"/>').split('?>')[1]}`;
  it.each([
    ['not XML', 'hello'],
    ['XML that is not BPMN', '<html><body/></html>'],
    ['an entity bomb', bomb],
    [
      'an unknown task type',
      model(
        '<bpmn:serviceTask id="e"><bpmn:extensionElements><zeebe:taskDefinition type="no-such"/></bpmn:extensionElements></bpmn:serviceTask>',
      ),
    ],
    [
      'a missing form',
      model(
        '<bpmn:userTask id="e"><bpmn:extensionElements><zeebe:formDefinition formId="no-such"/></bpmn:extensionElements></bpmn:userTask>',
      ),
    ],
    [
      'a JavaScript script',
      model(
        '<bpmn:scriptTask id="e" scriptFormat="javascript"><bpmn:script>process.exit()</bpmn:script></bpmn:scriptTask>',
      ),
    ],
    [
      'an expression that is not FEEL',
      model(
        '<bpmn:scriptTask id="e"><bpmn:extensionElements><zeebe:script expression="=process.exit((" resultVariable="r"/></bpmn:extensionElements></bpmn:scriptTask>',
      ),
    ],
  ])('%s: 422 with what is wrong, nothing stored', async (_, content) => {
    const answer = await call('POST', '/deployments', { name: 'bad', resources: [{ name: 'bad.bpmn', content }] });
    expect([answer.status, answer.body['errors'].length > 0]).toEqual([422, true]);
    expect(answer.body['errors'][0]).toMatchObject({ resource: 'bad.bpmn', message: expect.any(String) });
    expect((await call('GET', '/process-definitions?key=x')).body['items']).toEqual([]);
  });

  it('5 MB of BPMN: a clear problem or a deployment, and the server stays up', async () => {
    const tasks = Array.from(
      { length: 60_000 },
      (_, i) => `<bpmn:manualTask id="t${i}" name="任务 ${i} ${'x'.repeat(40)}"/>`,
    ).join('');
    const content = model(`<bpmn:manualTask id="e"/>${tasks}`);
    expect(content.length).toBeGreaterThan(5_000_000);
    const answer = await call('POST', '/deployments', { name: 'big', resources: [{ name: 'big.bpmn', content }] });
    expect([413, 422]).toContain(answer.status);
    expect((await call('GET', '/health')).status).toBe(200);
  });

  it('given a loop without a wait, deploys or refuses it, but no instance runs for ever', async () => {
    const loop = model('<bpmn:exclusiveGateway id="e" default="f2"/>', 'loop').replace(
      '</bpmn:process>',
      '<bpmn:sequenceFlow id="back" sourceRef="e" targetRef="e"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=true</bpmn:conditionExpression></bpmn:sequenceFlow></bpmn:process>',
    );
    const deployed = await call('POST', '/deployments', {
      name: 'loop',
      resources: [{ name: 'loop.bpmn', content: loop }],
    });
    if (deployed.status === 201) {
      const started = await call('POST', '/process-instances', { key: 'loop' });
      expect([started.status, started.body['state']]).toEqual([201, 'incident']);
      const incidents = await call('GET', `/incidents?processInstanceId=${started.body['id']}`);
      expect(incidents.body['items'][0]).toMatchObject({ code: 'LOOP_SUSPECTED' });
    } else expect(deployed.status).toBe(422);
  });
});

describe('a restart', () => {
  it('keeps sessions, waiting instances and the virtual time', async () => {
    const timer =
      '<bpmn:intermediateCatchEvent id="e"><bpmn:timerEventDefinition id="t"><bpmn:timeDuration>P2D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>';
    expect(
      (
        await call('POST', '/deployments', {
          name: 'wait',
          resources: [{ name: 'wait.bpmn', content: model(timer, 'wait') }],
        })
      ).status,
    ).toBe(201);
    const { body: started } = await call('POST', '/process-instances', { key: 'wait' });
    expect((await call('POST', '/clock/advance', { by: 'P1D' })).body['now']).toBe('2026-03-03T10:00:00.000+08:00');
    await running.close();
    running = await createApp({
      environment: environment(),
      shipped: false,
      quiet: true,
      startAt: Date.UTC(2026, 2, 2, 2),
    });
    expect((await call('GET', '/health')).body['now']).toBe('2026-03-03T10:00:00.000+08:00');
    expect((await call('GET', `/process-instances/${started['id']}`)).body['state']).toBe('active');
    await call('POST', '/clock/advance', { by: 'P1D' });
    expect((await call('GET', `/process-instances/${started['id']}`)).body['state']).toBe('completed');
  });
});

describe('live events', () => {
  it('tell what others do, resume after Last-Event-ID, and need a session', async () => {
    expect((await fetch(`${running.url}/api/events`)).status).toBe(401);
    const abort = new AbortController();
    const stream = await fetch(`${running.url}/api/events`, {
      headers: { Authorization: `Bearer ${token}` },
      signal: abort.signal,
    });
    expect(stream.headers.get('content-type')).toMatch('text/event-stream');
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    const task =
      '<bpmn:userTask id="e"><bpmn:extensionElements><zeebe:assignmentDefinition candidateGroups="engineer"/></bpmn:extensionElements></bpmn:userTask>';
    await call('POST', '/deployments', {
      name: 'task',
      resources: [{ name: 'task.bpmn', content: model(task, 'task') }],
    });
    await call('POST', '/process-instances', { key: 'task', businessKey: 'GD-2026-0009' });
    let text = '';
    while (!/"type":"task\.[^"]*"[^}]*\}/.test(text)) text += (await reader.read()).value ?? '';
    abort.abort();
    const events = [...text.matchAll(/^data: (.*)$/gm)].map(
      ([, data]) => JSON.parse(data ?? '') as { id: string; caseNumber?: string; taskId?: string },
    );
    const event = events.find((one) => one.taskId !== undefined);
    expect(event).toMatchObject({
      id: expect.any(String),
      caseNumber: 'GD-2026-0009',
      taskId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(text).not.toContain('candidateGroups');
  });
});
