import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { testDatabases, type TestDatabase } from '@pledge/testing';
import { createApp, type RunningApp } from '../../create-app.js';
import { UsersService } from '../users/index.js';

jest.setTimeout(180_000);

/** Whatever JSON the server answers. */
type Json = ReturnType<typeof JSON.parse>;

const model = (
  id: string,
  form?: string,
): string => `<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="http://pledge">
<bpmn:process id="${id}" name="复核" isExecutable="true"><bpmn:startEvent id="s"/><bpmn:userTask id="look"><bpmn:extensionElements><zeebe:userTask/>${form === undefined ? '' : `<zeebe:formDefinition formId="${form}"/>`}</bpmn:extensionElements></bpmn:userTask><bpmn:endEvent id="e"/>
<bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="look"/><bpmn:sequenceFlow id="f2" sourceRef="look" targetRef="e"/></bpmn:process></bpmn:definitions>`;
const form = (id: string): string =>
  JSON.stringify({
    type: 'default',
    id,
    schemaVersion: 19,
    components: [{ type: 'textfield', key: 'a', id: 'a', label: '甲' }],
  });

describe.each(testDatabases())('drafts on $name', (place) => {
  let running: RunningApp;
  let database: TestDatabase;
  const tokens = new Map<string, string>();
  const environment = (): Record<string, string> => ({
    DATABASE_URL: database.url,
    SESSION_SECRET: 'a secret of this spec',
    PORT: '0',
    PLEDGE_CLOCK: 'virtual',
    PLEDGE_DEMO: '1',
  });

  async function call(
    method: string,
    path: string,
    as: string,
    body?: unknown,
  ): Promise<{ status: number; body: Record<string, Json> }> {
    const answer = await fetch(`${running.url}/api${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${tokens.get(as) ?? ''}`,
        'Accept-Language': 'en',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, Json>) };
  }
  const save = (as: string, key: string, revision: number, content: string, kind = 'process') =>
    call('PUT', `/drafts/${kind}/${key}`, as, { title: key, content, basedOn: 0, revision });

  beforeAll(async () => {
    database = await place.create();
    running = await createApp({ environment: environment(), shipped: false, quiet: true });
    const users = running.app.get(UsersService);
    await users.ensureDemoUser({ username: 'second', displayName: '乙管理员', roles: ['operator'] });
    await users.ensureDemoUser({ username: 'engineer', displayName: '王工', roles: ['engineer'] });
    for (const username of ['admin', 'second', 'engineer']) {
      const { body } = await call('POST', '/auth/login', '', { username, password: 'pledge-demo' });
      tokens.set(username, body['accessToken']);
    }
  });
  afterAll(async () => {
    await running?.close();
    await database?.drop();
  });

  it('keeps what was saved over a restart of the server', async () => {
    // given
    expect((await save('admin', 'restart', 0, model('restart'))).body).toMatchObject({
      revision: 1,
      editedByName: '系统管理员',
    });
    expect((await save('admin', 'restart', 1, `${model('restart')}<!-- more -->`)).body['revision']).toBe(2);
    // when
    await running.close();
    running = await createApp({ environment: environment(), shipped: false, quiet: true });
    // then
    const { body } = await call('GET', '/drafts/process/restart', 'admin');
    expect(body).toMatchObject({ revision: 2, content: expect.stringContaining('<!-- more -->') });
    const { body: list } = await call('GET', '/drafts?kind=process&key=restart', 'admin');
    expect(list['items']).toMatchObject([{ revision: 2 }]);
    expect(list['items'][0]).not.toHaveProperty('content');
    expect((await call('GET', '/drafts?kind=form&key=restart', 'admin')).body['items']).toEqual([]);
  });

  it('tells the second of two editors, and keeps the work of both', async () => {
    // given both have read revision 1
    await save('admin', 'two', 0, 'first');
    // when both save
    expect((await save('second', 'two', 1, 'of the second')).status).toBe(200);
    const late = await save('admin', 'two', 1, 'of the first');
    // then the late one is told by whom, nothing is overwritten
    expect(late).toMatchObject({
      status: 409,
      body: { code: 'DRAFT_CHANGED', detail: expect.stringContaining('乙管理员') },
    });
    expect((await call('GET', '/drafts/process/two', 'admin')).body['content']).toBe('of the second');
    // when the first goes on from there
    expect((await save('admin', 'two', 2, 'merged')).body['revision']).toBe(3);
    // then the state that was replaced can be had back
    const { body } = await call('GET', '/drafts/process/two/copies', 'admin');
    expect(body['items'].map((copy: Json) => [copy.revision, copy.editedBy])).toEqual([
      [2, 'second'],
      [1, 'admin'],
    ]);
    expect((await call('GET', `/drafts/copies/${body['items'][0].id}`, 'admin')).body['content']).toBe('of the second');
    // and what only a browser had can be kept beside it
    expect((await call('POST', '/drafts/process/two/copies', 'second', { content: 'aside', revision: 2 })).status).toBe(
      204,
    );
    const { body: after } = await call('GET', '/drafts/process/two/copies', 'second');
    expect(after['items'][0]).toMatchObject({ revision: 2, editedBy: 'second' });
  });

  it('lets exactly one of many saves at the same moment through', async () => {
    await save('admin', 'race', 0, 'start');
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => save(index % 2 === 0 ? 'admin' : 'second', 'race', 1, `text ${index}`)),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, ...Array<number>(7).fill(409)]);
    const begun = await Promise.all([0, 1, 2, 3].map((index) => save('admin', 'begun', 0, `begun ${index}`)));
    expect(begun.map((answer) => answer.status).sort()).toEqual([200, 409, 409, 409]);
  });

  it('takes the same text again after a lost answer', async () => {
    await save('admin', 'again', 0, 'text');
    expect(await save('admin', 'again', 0, 'text')).toMatchObject({ status: 200, body: { revision: 1 } });
    expect((await save('admin', 'again', 0, 'other')).status).toBe(409);
  });

  it('gives a discarded draft back from its copies', async () => {
    await save('admin', 'gone', 0, 'precious');
    expect((await call('DELETE', '/drafts/process/gone', 'admin', { revision: 9 })).status).toBe(409);
    expect((await call('DELETE', '/drafts/process/gone', 'admin', { revision: 1 })).status).toBe(204);
    expect((await call('GET', '/drafts/process/gone', 'admin')).body['code']).toBe('DRAFT_UNKNOWN');
    const { body } = await call('GET', '/drafts/process/gone/copies', 'second');
    expect((await call('GET', `/drafts/copies/${body['items'][0].id}`, 'second')).body['content']).toBe('precious');
  });

  it('publishes a process and its form together, with a note, and the drafts are gone', async () => {
    // given a process whose form is a draft too
    await save('admin', 'visit', 0, model('visit', 'visit-form'));
    await save('second', 'visit-form', 0, form('visit-form'), 'form');
    const alone = await call('POST', '/publications', 'admin', {
      drafts: [{ kind: 'process', key: 'visit', revision: 1 }],
    });
    expect(alone.status).toBe(422);
    // when
    const drafts = [
      { kind: 'process', key: 'visit', revision: 1 },
      { kind: 'form', key: 'visit-form', revision: 1 },
    ];
    const { status, body } = await call('POST', '/publications', 'admin', { drafts, note: '首版' });
    // then
    expect(status).toBe(201);
    expect(body['definitions']).toMatchObject([{ key: 'visit', version: 1 }]);
    expect((await call('GET', '/drafts/process/visit', 'admin')).status).toBe(404);
    expect((await call('GET', '/drafts/form/visit-form', 'admin')).status).toBe(404);
    const { body: list } = await call('GET', '/publications?kind=form&key=visit-form', 'admin');
    expect(list['items']).toMatchObject([{ version: 1, note: '首版', editedBy: 'second', publishedBy: 'admin' }]);
  });

  it('publishes a template from its bundle, and refuses names that lead elsewhere', async () => {
    const bundle = { 'subject.hbs': '{{title}}', 'body.hbs': '{{title}}', 'sample.json': '{"title":"t"}' };
    await save('admin', 'greeting', 0, JSON.stringify(bundle), 'template');
    const { body } = await call('POST', '/publications', 'admin', {
      drafts: [{ kind: 'template', key: 'greeting', revision: 1 }],
    });
    expect(body['publications']).toMatchObject([{ kind: 'template', key: 'greeting', version: 1 }]);
    for (const content of ['no json', '[]', JSON.stringify({ '../../x.hbs': '' }), JSON.stringify({ 'body.hbs': 1 })]) {
      await save('admin', `bad-${content.length}`, 0, content, 'template');
      const drafts = [{ kind: 'template', key: `bad-${content.length}`, revision: 1 }];
      expect((await call('POST', '/publications', 'admin', { drafts })).body['code']).toBe('DRAFT_BROKEN');
    }
  });

  it('holds back what needs a second person until one has approved exactly this revision', async () => {
    // given
    await save('admin', 'checked', 0, model('checked'));
    expect((await call('PUT', '/publication-rules/process/checked', 'second', { reviewRequired: true })).status).toBe(
      403,
    );
    await call('PUT', '/publication-rules/process/checked', 'admin', { reviewRequired: true });
    const publish = (revision: number) =>
      call('POST', '/publications', 'admin', { drafts: [{ kind: 'process', key: 'checked', revision }] });
    const review = (as: string, revision: number, step: string) =>
      call('POST', '/drafts/process/checked/review', as, { revision, step });
    // then neither the studio nor a direct deployment gets past
    expect((await publish(1)).body['code']).toBe('REVIEW_REQUIRED');
    const direct = { name: 'x', resources: [{ name: 'anything.bpmn', content: model('checked') }] };
    expect((await call('POST', '/deployments', 'admin', direct)).body['code']).toBe('REVIEW_REQUIRED');
    expect((await call('POST', '/deployments?dryRun=true', 'admin', direct)).status).toBe(200);
    await save('admin', 'disguise', 0, model('checked'));
    const disguised = await call('POST', '/publications', 'admin', {
      drafts: [{ kind: 'process', key: 'disguise', revision: 1 }],
    });
    expect(disguised.body['code']).toBe('REVIEW_REQUIRED');
    // and the editor cannot approve their own work
    expect((await review('admin', 1, 'ask')).body['review']).toMatchObject({ state: 'asked', by: 'admin' });
    expect((await review('admin', 1, 'approve')).body['code']).toBe('REVIEW_BY_EDITOR');
    expect((await review('second', 1, 'approve')).body['review']).toMatchObject({ state: 'approved', by: 'second' });
    // when it is changed after the approval, the approval is gone
    await save('admin', 'checked', 1, `${model('checked')}<!-- changed -->`);
    expect((await publish(2)).body['code']).toBe('REVIEW_REQUIRED');
    expect((await review('second', 1, 'approve')).body['code']).toBe('DRAFT_CHANGED');
    await review('second', 2, 'approve');
    // then
    const { body } = await publish(2);
    expect(body['publications']).toMatchObject([{ version: 1, editedBy: 'admin', approvedBy: 'second' }]);
  });

  it('takes names with markup, braces, emoji and rare characters as text', async () => {
    const title = '<script>alert(1)</script>{{x}}🚒𠮷';
    const answer = await call('PUT', `/drafts/process/${encodeURIComponent('odd 🚒𠮷')}`, 'admin', {
      title,
      content: title,
      basedOn: 0,
      revision: 0,
    });
    expect(answer).toMatchObject({ status: 200, body: { title } });
    expect((await call('GET', `/drafts/process/${encodeURIComponent('odd 🚒𠮷')}`, 'admin')).body['content']).toBe(
      title,
    );
  });

  it('is for operations only, and refuses what it does not know', async () => {
    expect((await call('GET', '/drafts', 'engineer')).status).toBe(403);
    expect((await call('GET', '/drafts/spell/x', 'admin')).status).toBe(404);
    expect((await call('PUT', '/drafts/process/x', 'admin', { content: 'x' })).status).toBe(422);
    expect((await call('GET', '/drafts', 'second')).body['items'].length).toBeGreaterThan(0);
  });
});
