import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ModelingCatalogue, ShippedOffer, StudioResource, StudioVersion } from '@pledge/contracts';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabases, type TestDatabase } from '@pledge/testing';
import { createApp, type RunningApp } from '../../create-app.js';
import { productRoot } from '../../root.js';
import { deployShipped, shippedFiles } from '../../shipped.js';
import { shippedProfiles } from '../profiles/index.js';
import { calendarChoices, delegateChoices, templateLabels } from './modeling.labels.js';
import { specApp } from '../../../../../test/support/spec-app.js';

// The whole server with everything that is shipped.
jest.setTimeout(300_000);

describe('lists of the studio', () => {
  it('name every delegate of the product, and no other', () => {
    const features = join(productRoot(), 'apps/api/src/features');
    const sources = readdirSync(features, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.ts$/.test(path) && !/\.spec\.ts$/.test(path))
      .map((path) => readFileSync(join(features, path), 'utf8'));
    const real = sources.flatMap((source) => [...source.matchAll(/@Delegate\('([^']+)'\)/g)].map((match) => match[1]));
    expect(delegateChoices.map((choice) => choice.value).sort()).toEqual(real.sort());
  });

  it('name every working-time calendar that a timer can count by, and no other', () => {
    const real = shippedProfiles().flatMap((profile) => profile.calendars.map((calendar) => calendar.id));
    expect(calendarChoices.map((choice) => choice.value).sort()).toEqual([...new Set(real)].sort());
  });

  it('name every shipped template, and no other', () => {
    const names = shippedFiles(productRoot()).flatMap(({ name }) => /^templates\/([^/]+)\//.exec(name)?.[1] ?? []);
    expect(templateLabels.map((label) => label.value).sort()).toEqual([...new Set(names)].sort());
  });
});

describe.each(testDatabases())('the studio on $name', (place) => {
  let running: RunningApp;
  let database: TestDatabase;
  let token = '';

  async function call<T>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }> {
    const answer = await fetch(`${running.url}/api${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', 'Accept-Language': 'en' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as T };
  }
  const list = async <T>(path: string): Promise<readonly T[]> =>
    (await call<{ items: readonly T[] }>('GET', path)).body.items;

  beforeAll(async () => {
    database = await place.create();
    running = await specApp(database.url);
    const login = { username: 'admin', password: 'pledge-demo' };
    token = (await call<{ accessToken: string }>('POST', '/auth/login', login)).body.accessToken;
  });
  afterAll(async () => {
    await running?.close();
    await database?.drop();
  });

  it('lists everything that is data with kind, names, version, who and when, and what is being changed', async () => {
    // given a draft of a shipped form and one of a new process
    const draft = { title: '新流程 <b>', content: 'x', basedOn: 0, revision: 0 };
    await call('PUT', '/drafts/process/brand-new', draft);
    await call('PUT', '/drafts/form/dispatch', { ...draft, title: '出发', basedOn: 1 });
    // when
    const lines = await list<StudioResource>('/modeling/resources');
    // then
    const line = (kind: string, key: string) => lines.find((each) => each.kind === kind && each.key === key);
    expect(line('process', 'fault-handling')).toMatchObject({
      zh: '故障处理',
      en: 'Fault handling',
      version: 1,
      source: 'shipped',
      deployedBy: 'system',
      draft: null,
    });
    expect(line('form', 'dispatch')).toMatchObject({ version: 1, draft: { editedBy: 'admin', revision: 1 } });
    expect(line('process', 'brand-new')).toMatchObject({ zh: '新流程 <b>', version: 0, source: null });
    expect(line('template', 'new-task')).toMatchObject({ en: 'New task' });
    expect(line('decision', 'severity-p-s1')).toMatchObject({ version: 1 });
  });

  it('gives every version with its note, and its content', async () => {
    // given an administrator's second version of a form, published with a note
    const before = await call<{ version: number; content: string }>(
      'GET',
      '/modeling/content?kind=form&key=leave-site',
    );
    const content = before.body.content.replace('"type"', ' "type"');
    await call('PUT', '/drafts/form/leave-site', { title: '离场', content, basedOn: 1, revision: 0 });
    const drafts = [{ kind: 'form', key: 'leave-site', revision: 1 }];
    expect((await call('POST', '/publications', { drafts, note: '字段更清楚' })).status).toBe(201);
    // then
    const versions = await list<StudioVersion>('/modeling/versions?kind=form&key=leave-site');
    expect(versions).toMatchObject([
      { version: 2, source: 'administrator', deployedBy: '系统管理员', note: '字段更清楚' },
      { version: 1, source: 'shipped', deployedBy: 'system', note: '' },
    ]);
    const content2 = await call<{ content: string }>('GET', '/modeling/content?kind=form&key=leave-site');
    expect(content2.body.content).toBe(content);
    const content1 = await call<{ content: string }>('GET', '/modeling/content?kind=form&key=leave-site&version=1');
    expect(content1.body.content).toBe(before.body.content);
    expect((await call('GET', '/modeling/content?kind=form&key=leave-site&version=7')).status).toBe(404);
    expect((await call('GET', '/modeling/content?kind=spell&key=x')).status).toBe(422);
    const process = await list<StudioVersion>('/modeling/versions?kind=process&key=fault-handling');
    expect(process.map((each) => each.version)).toEqual([1]);
  });

  it('offers forms with their questions and answers, and settings of system tasks from lists', async () => {
    const { body } = await call<ModelingCatalogue>('GET', '/modeling/catalogue');
    expect(body.fields).toContainEqual({
      form: 'assess',
      value: 'impact',
      zh: '故障影响',
      en: 'Impact',
      type: 'radio',
      options: expect.arrayContaining([
        { value: 'paralysed', zh: '网络或主机系统瘫痪', en: 'The network or host system is down' },
      ]),
    });
    expect(body.documents.map((choice) => choice.value).sort()).toEqual([
      'change-confirmation',
      'change-plan',
      'command-approval',
      'drill-report',
      'duty-roster',
      'emergency-pack',
      'fault-analysis-report',
      'guarantee-plan',
      'guarantee-report',
      'incident-report',
      'quotation',
      'service-form',
      'written-notice',
    ]);
    expect(body.templates.map((choice) => choice.value)).toContain('new-task');
    expect(body.messages.map((choice) => choice.value)).toContain('promise-breached');
    const notify = body.delegates.find((delegate) => delegate.value === 'notify');
    expect(notify?.settings.map((setting) => setting.from)).toEqual(['templates', 'audience', 'duration']);
    for (const choices of [body.roles, body.events, body.delegates, body.audiences])
      for (const choice of choices) expect(choice.en).toMatch(/[A-Za-z]/);
  });
});

/** One database is enough: what is asked of it is asked of both above. */
describe('newer shipped versions', () => {
  let running: RunningApp;
  let folder: string;
  let token = '';

  async function call<T>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }> {
    const answer = await fetch(`${running.url}/api${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as T };
  }
  const offersNow = async (): Promise<readonly ShippedOffer[]> =>
    (await call<{ items: readonly ShippedOffer[] }>('GET', '/modeling/offers')).body.items;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pledge-offers-'));
    running = await createApp({
      environment: { DATABASE_URL: `file:${join(folder, 'pledge.db')}`, PORT: '0', PLEDGE_DEMO: '1' },
      shipped: false,
      quiet: true,
    });
    const login = { username: 'admin', password: 'pledge-demo' };
    token = (await call<{ accessToken: string }>('POST', '/auth/login', login)).body.accessToken;
  });
  afterAll(async () => {
    await running?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are offered for all that an administrator changed, until they are taken over', async () => {
    // given an administrator's version of every kind that came before the shipped one
    const own = shippedFiles(productRoot())
      .filter(({ name }) => /dispatch\.form|severity-p-s1|templates\/new-task\//.test(name))
      .map((file) => ({ ...file, content: `${file.content}\n` }));
    expect((await call('POST', '/deployments', { name: 'own', resources: own })).status).toBe(201);
    await deployShipped(running.engine, productRoot());
    // when
    const offers = await offersNow();
    // then
    expect(offers.map(({ kind, key }) => `${kind} ${key}`).sort()).toEqual([
      'decision severity-p-s1',
      'form dispatch',
      'template new-task',
    ]);
    const bundle = JSON.parse(offers.find((offer) => offer.kind === 'template')?.content ?? '{}') as object;
    expect(Object.keys(bundle).sort()).toEqual([
      'body.hbs',
      'en/body.hbs',
      'en/subject.hbs',
      'sample.json',
      'subject.hbs',
    ]);
    // when they are taken over
    for (const { kind, key, content } of offers)
      await call('PUT', `/drafts/${kind}/${key}`, { title: key, content, basedOn: 1, revision: 0 });
    const drafts = offers.map(({ kind, key }) => ({ kind, key, revision: 1 }));
    expect((await call('POST', '/publications', { drafts, note: 'shipped' })).status).toBe(201);
    // then
    expect(await offersNow()).toEqual([]);
  });
});
