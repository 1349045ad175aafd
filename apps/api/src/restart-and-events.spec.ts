import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createApp, type RunningApp } from './create-app.js';

jest.setTimeout(180_000);

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
  folder = mkdtempSync(join(tmpdir(), 'pledge-restart-'));
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
