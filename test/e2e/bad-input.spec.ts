import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { testDatabases } from '@pledge/testing';
import { bpmn, oneElement, oneTask } from '../support/bpmn.js';
import { Client } from '../support/client.js';
import { TestServer } from '../support/server.js';

interface ProblemBody {
  status: number;
  code: string;
  detail: string;
  errors?: { resource?: string; elementId?: string; rule?: string; field?: string; message: string }[];
}

// Deploying asks the second engine, which takes seconds on a busy machine.
jest.setTimeout(180_000);

/** Issue "The spine", "Bad input, each tried": a clear problem each time, the server stays up, nothing half-written. */
describe.each(testDatabases())('bad input on $name', ({ create }) => {
  let server: TestServer;
  let admin: Client;
  let engineer: Client;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const database = await create();
    drop = database.drop;
    server = await TestServer.start({ databaseUrl: database.url });
    admin = await Client.as(server.url, 'admin');
    engineer = await Client.as(server.url, 'engineer');
  }, 90_000);
  afterAll(async () => {
    await server.stop();
    await drop();
  });

  const deploy = (resources: { name: string; content: string }[], query = '') =>
    admin.post<ProblemBody & { id: string }>(`/api/deployments${query}`, { name: 'bad', resources });
  const definitionKeys = async (): Promise<string[]> =>
    (await admin.get<{ items: { key: string }[] }>('/api/process-definitions')).body.items.map((d) => d.key);

  const refused: [string, { name: string; content: string }[], RegExp][] = [
    ['text that is not XML', [{ name: 'a.bpmn', content: 'hello <' }], /./],
    ['XML that is not BPMN', [{ name: 'a.bpmn', content: '<html><body/></html>' }], /./],
    [
      'an entity bomb',
      [
        {
          name: 'a.bpmn',
          content: `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>${oneTask('bomb').replace(/<\?xml.*\?>/, '')}`,
        },
      ],
      /./,
    ],
    [
      '5 MB of BPMN',
      [
        {
          name: 'a.bpmn',
          content: oneTask('huge', { extra: `<bpmn:documentation>${'x'.repeat(5_000_000)}</bpmn:documentation>` }),
        },
      ],
      /./,
    ],
    [
      'a JavaScript script',
      [
        {
          name: 'a.bpmn',
          content: oneElement(
            'js',
            '<bpmn:scriptTask id="x" scriptFormat="javascript"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing><bpmn:script>process.exit(1)</bpmn:script></bpmn:scriptTask>',
          ),
        },
      ],
      /x/,
    ],
    [
      'a JavaScript condition',
      [
        {
          name: 'a.bpmn',
          content: bpmn({
            id: 'jsc',
            body: `<bpmn:startEvent id="start"/><bpmn:exclusiveGateway id="g" default="f3"/><bpmn:endEvent id="e1"/><bpmn:endEvent id="e2"/>
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="g"/>
            <bpmn:sequenceFlow id="f2" sourceRef="g" targetRef="e1"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">\${environment.constructor.constructor('return process')()}</bpmn:conditionExpression></bpmn:sequenceFlow>
            <bpmn:sequenceFlow id="f3" sourceRef="g" targetRef="e2"/>`,
          }),
        },
      ],
      /f2|g/,
    ],
    [
      'a form that does not exist',
      [{ name: 'a.bpmn', content: oneTask('noform', { formId: 'no-such-form' }) }],
      /work/,
    ],
    [
      'an unknown task type',
      [
        {
          name: 'a.bpmn',
          content: oneElement(
            'notype',
            '<bpmn:serviceTask id="x"><bpmn:extensionElements><zeebe:taskDefinition type="no-such-delegate"/></bpmn:extensionElements><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:serviceTask>',
          ),
        },
      ],
      /x/,
    ],
  ];

  it.each(refused)('refuses %s, naming where', async (_name, resources, where) => {
    // given
    const before = await definitionKeys();
    // when
    const answer = await deploy(resources);
    // then
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body.errors?.length).toBeGreaterThan(0);
    expect(answer.body.errors?.map((e) => `${e.elementId ?? ''}${e.message}`).join(' ')).toMatch(where);
    expect(await definitionKeys()).toEqual(before);
    expect((await deploy(resources, '?dryRun=true')).status).toBe(422);
    expect((await admin.get('/api/health')).status).toBe(200);
  });

  it('cuts a loop that never waits and shows it as an incident', async () => {
    // given a loop without a wait: refused at deployment, or, where it is not seen, cut at run time
    const content = bpmn({
      id: 'spin',
      body: `<bpmn:startEvent id="start"/><bpmn:exclusiveGateway id="g" default="back"/><bpmn:scriptTask id="s"><bpmn:extensionElements><zeebe:script expression="=1" resultVariable="n"/></bpmn:extensionElements></bpmn:scriptTask><bpmn:endEvent id="e"/>
      <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="s"/><bpmn:sequenceFlow id="f2" sourceRef="s" targetRef="g"/><bpmn:sequenceFlow id="back" sourceRef="g" targetRef="s"/>
      <bpmn:sequenceFlow id="out" sourceRef="g" targetRef="e"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=n &gt; 5</bpmn:conditionExpression></bpmn:sequenceFlow>`,
    });
    const deployed = await deploy([{ name: 'spin.bpmn', content }]);
    if (deployed.status === 422) {
      expect(JSON.stringify(deployed.body.errors)).toMatch(/loop/i);
      return;
    }
    // when
    const started = await admin.post<{ id: string }>('/api/process-instances', { key: 'spin' });
    // then
    const instance = await admin.get<{ state: string }>(`/api/process-instances/${started.body.id}`);
    expect(instance.body.state).toBe('incident');
    expect((await admin.get('/api/health')).status).toBe(200);
  });

  it('checks a form answer against the form the browser shows', async () => {
    // given
    const form = {
      type: 'default',
      id: 'age-form',
      schemaVersion: 16,
      components: [{ type: 'number', key: 'age', label: 'Age', validate: { required: true, min: 0 } }],
    };
    const deployed = await deploy([
      { name: 'formed.bpmn', content: oneTask('formed', { formId: 'age-form' }) },
      { name: 'age.form.json', content: JSON.stringify(form) },
    ]);
    expect(deployed.status).toBe(201);
    const started = await admin.post<{ id: string }>('/api/process-instances', { key: 'formed' });
    const task = (await engineer.get<{ items: { id: string }[] }>(`/api/tasks?processInstanceId=${started.body.id}`))
      .body.items[0];
    await engineer.post(`/api/tasks/${task.id}/claim`);
    // when a text is sent for a number, or a field the form does not have
    const wrongType = await engineer.post<ProblemBody>(`/api/tasks/${task.id}/complete`, { variables: { age: 'old' } });
    const unknownField = await engineer.post<ProblemBody>(`/api/tasks/${task.id}/complete`, {
      variables: { age: 5, admin: true },
    });
    // then
    expect([400, 422]).toContain(wrongType.status);
    expect(wrongType.body.errors?.[0]?.field).toContain('age');
    expect([400, 422]).toContain(unknownField.status);
    expect((await engineer.get<{ state: string }>(`/api/tasks/${task.id}`)).body.state).toBe('open');
    expect((await engineer.post(`/api/tasks/${task.id}/complete`, { variables: { age: 5 } })).status).toBeLessThan(300);
  });

  it('answers a second, a foreign and an unknown completion clearly', async () => {
    // given
    expect((await deploy([{ name: 'once.bpmn', content: oneTask('once') }])).status).toBe(201);
    const started = await admin.post<{ id: string }>('/api/process-instances', { key: 'once' });
    const task = (await engineer.get<{ items: { id: string }[] }>(`/api/tasks?processInstanceId=${started.body.id}`))
      .body.items[0];
    await engineer.post(`/api/tasks/${task.id}/claim`);
    const engineer2 = await Client.as(server.url, 'engineer2');
    const customer = await Client.as(server.url, 'customer');
    // when / then
    expect([403, 409]).toContain((await engineer2.post(`/api/tasks/${task.id}/complete`, { variables: {} })).status);
    expect([403, 404]).toContain((await customer.post(`/api/tasks/${task.id}/complete`, { variables: {} })).status);
    expect((await engineer.post(`/api/tasks/${task.id}/complete`, { variables: {} })).status).toBeLessThan(300);
    const twice = await engineer.post<ProblemBody>(`/api/tasks/${task.id}/complete`, { variables: {} });
    expect(twice.status).toBe(409);
    expect(twice.body.code).toMatch(/^[A-Z_]+$/);
    expect(
      (await engineer.post('/api/tasks/00000000-0000-7000-8000-000000000000/complete', { variables: {} })).status,
    ).toBe(404);
  });

  it('refuses a variable of 10 MB and keeps running', async () => {
    // when
    const started = await admin.post<ProblemBody>('/api/process-instances', {
      key: 'once',
      variables: { blob: 'x'.repeat(10_000_000) },
    });
    // then
    expect([413, 422]).toContain(started.status);
    expect(started.body.code).toMatch(/^[A-Z_]+$/);
    expect((await admin.get('/api/health')).status).toBe(200);
  });

  it('answers bad JSON, unknown fields and unknown paths as problems, in the language asked for', async () => {
    // when
    const broken = await admin.post<ProblemBody>('/api/process-instances', '{"key": ');
    const unknown = await admin.post<ProblemBody>('/api/process-instances', { key: 'once', surprise: 1 });
    const chinese = await (
      await Client.as(server.url, 'admin', 'pledge-demo', 'zh-CN')
    ).get<ProblemBody>('/api/process-instances/none');
    const nowhere = await admin.get<ProblemBody>('/api/nowhere');
    // then
    expect(broken.status).toBe(400);
    expect([400, 422]).toContain(unknown.status);
    expect(unknown.body.errors?.[0]?.field).toContain('surprise');
    expect(chinese.status).toBe(404);
    expect(chinese.body.detail).toMatch(/[一-鿿]/);
    expect(nowhere.status).toBe(404);
    expect(nowhere.headers.get('content-type')).toContain('application/problem+json');
  });
});
