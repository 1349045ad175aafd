import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { DeployResponse, ImportedModelView, ProblemBody } from '@pledge/contracts';
import { testDatabases, type TestDatabase } from '@pledge/testing';
import type { RunningApp } from '../../create-app.js';
import { productRoot } from '../../root.js';
import { specApp } from '../../../../../test/support/spec-app.js';

jest.setTimeout(300_000);

const file = (name: string): string => readFileSync(join(productRoot(), 'libs/interchange/src/fixtures', name), 'utf8');

// nothing is stored: one database shows it
describe('opening models of other engines', () => {
  let running: RunningApp;
  let database: TestDatabase;

  async function call<T>(user: string, path: string, body: unknown, language = 'en') {
    const login = { username: user, password: 'pledge-demo' };
    const headers = { 'Content-Type': 'application/json', 'Accept-Language': language };
    const { accessToken } = (await (
      await fetch(`${running.url}/api/auth/login`, { method: 'POST', headers, body: JSON.stringify(login) })
    ).json()) as { accessToken: string };
    const answer = await fetch(`${running.url}/api${path}`, {
      method: 'POST',
      headers: { ...headers, Authorization: `Bearer ${accessToken}` },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as T };
  }

  beforeAll(async () => {
    const [place] = testDatabases();
    if (!place) throw new Error('no database');
    database = await place.create();
    running = await specApp(database.url);
  });
  afterAll(async () => {
    await running?.close();
    await database?.drop();
  });

  it('given a leave of Flowable, when an administrator opens it, then roles and people of this installation are known', async () => {
    const content = file('leave.flowable.bpmn20.xml');
    const { status, body } = await call<ImportedModelView>('admin', '/modeling/imports', { content });
    expect(status).toBe(200);
    expect(body).toMatchObject({ vendor: 'flowable', key: 'leave', name: '请假流程' });
    const line = (elementId: string, subject: string) =>
      body.lines.find((each) => each.elementId === elementId && each.subject === subject);
    expect(line('approve', 'flowable:candidateGroups')).toMatchObject({ outcome: 'translated', reason: '' });
    expect(line('countersign', 'flowable:candidateGroups')).toMatchObject({
      outcome: 'needsYou',
      reason: expect.stringContaining('no such role'),
    });
    // and in Chinese for those who read Chinese
    const chinese = await call<ImportedModelView>('admin', '/modeling/imports', { content }, 'zh-CN');
    expect(chinese.body.lines.find((each) => each.outcome === 'needsYou')?.reason).toMatch(/\p{Script=Han}/u);
  });

  it('given the same with its code, when it is deployed as it is, then every step without a system task is named', async () => {
    const opened = await call<ImportedModelView>('admin', '/modeling/imports', {
      content: file('leave.flowable.bpmn20.xml'),
    });
    const resources = [
      { name: 'leave.bpmn', content: opened.body.content },
      ...opened.body.forms.map((form) => ({ name: `${form.key}.form.json`, content: form.content })),
    ];
    const answer = await call<ProblemBody & DeployResponse>('admin', '/deployments?dryRun=true', {
      name: 'leave',
      resources,
    });
    expect(answer.status).toBe(422);
    const refused = new Set(answer.body.errors.map((error) => error.elementId));
    expect([...refused].sort()).toEqual(['agree-text', 'book', 'fill', 'mail', 'report']);
    const told = new Set(opened.body.lines.filter((line) => line.outcome === 'needsYou').map((line) => line.elementId));
    expect([...refused].filter((id) => !told.has(id ?? null))).toEqual(['report']);
  });

  it.each([
    ['an engineer', 'engineer'],
    ['a customer', 'customer'],
  ])('given %s, when they open a file, then they may not', async (_who, user) => {
    expect((await call(user, '/modeling/imports', { content: '<x/>' })).status).toBe(403);
  });

  it.each([
    ['rubbish', { content: 'hello' }, 'IMPORT_REFUSED'],
    ['an entity bomb', { content: '<!DOCTYPE a [<!ENTITY b "c">]><a/>' }, 'IMPORT_REFUSED'],
    ['nothing', { content: '' }, 'INVALID_INPUT'],
    ['a key that is none', { content: '<x/>', key: '../x' }, 'INVALID_INPUT'],
  ])('given %s, when opened, then it is refused in words', async (_what, body, code) => {
    const answer = await call<ProblemBody>('admin', '/modeling/imports', body);
    expect(answer.status).toBe(422);
    expect(answer.body.code).toBe(code);
  });
});
