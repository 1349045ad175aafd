/**
 * Completing a user task over HTTP, as a browser does it: logged in, with an Idempotency-Key, the answer checked against
 * its form; and the same on the engine without HTTP, key or form, so that the difference shows what they cost. The server
 * is the built product in a process of its own, the load comes from this one.
 */
import { sequenceOfTasks } from './diagrams.mjs';
import { actor, databaseKinds, deploy, freshDatabase, ms, openEngine, percentile } from './engine.mjs';
import { agent, call, startServer } from './server.mjs';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 8);
const json = process.argv.includes('--json');
const answer = { hours: 2, note: 'done' };
const form = JSON.stringify({
  type: 'default',
  id: 'bench-form',
  components: [
    { type: 'number', key: 'hours', label: 'hours', validate: { required: true, min: 1 } },
    { type: 'textfield', key: 'note', label: 'note', validate: { required: true, maxLength: 200 } },
  ],
});
/** `engineer` has two people who are told by mail of every new task; nobody is in `nobody`. */
const xml = (key, withForm, group) =>
  sequenceOfTasks(key, 5, withForm ? '<zeebe:formDefinition formId="bench-form"/>' : '', group).xml;

/** What a client does, over HTTP. */
function overHttp(port, token, key) {
  let keys = 0;
  return {
    start: async () =>
      (await call(port, token, 'POST', '/api/process-instances', { key, variables: { amount: 1 } })).id,
    open: async (id) =>
      (await call(port, token, 'GET', `/api/tasks?processInstanceId=${id}&state=open`)).items.map((task) => task.id),
    complete: (task) =>
      call(
        port,
        token,
        'POST',
        `/api/tasks/${task}/complete`,
        { variables: answer },
        { 'idempotency-key': `k${++keys}-${task}` },
      ),
  };
}

/** The same on the engine in this process. */
function onEngine(engine) {
  return {
    start: async () => (await engine.startInstance({ key: 'bench', variables: { amount: 1 }, actor })).id,
    open: async (id) =>
      (await engine.listTasks({ instanceId: id, state: 'open', limit: 50 })).items.map((task) => task.id),
    complete: (task) => engine.completeTask(task, answer, actor),
  };
}

async function measure(client, clients) {
  const run = async (seconds) => {
    const took = [];
    const until = performance.now() + seconds * 1000;
    await Promise.all(
      Array.from({ length: clients }, async () => {
        while (performance.now() < until) {
          const id = await client.start();
          for (let open = await client.open(id); open.length > 0; open = await client.open(id))
            for (const task of open) {
              const began = performance.now();
              await client.complete(task);
              took.push(performance.now() - began);
            }
        }
      }),
    );
    return took;
  };
  await run(SECONDS / 2);
  const took = await run(SECONDS);
  return {
    p50ms: ms(percentile(took, 0.5)),
    p99ms: ms(percentile(took, 0.99)),
    perSecond: Math.round(took.length / SECONDS),
  };
}

const results = [];
for (const kind of databaseKinds()) {
  const database = await freshDatabase(kind);
  const server = await startServer(database.url);
  const login = await call(server.port, null, 'POST', '/api/auth/login', {
    username: 'admin',
    password: 'pledge-demo',
  });
  await call(server.port, login.accessToken, 'POST', '/api/deployments', {
    name: 'bench',
    resources: [
      { name: 'bench.bpmn', content: xml('bench', true, 'nobody') },
      { name: 'told.bpmn', content: xml('told', true, 'engineer') },
      { name: 'bench-form.form.json', content: form },
    ],
  });
  const opened = await openEngine(kind);
  await deploy(opened.engine, 'bench', xml('bench', false, 'nobody'));
  for (const clients of [1, 32]) {
    const plain = await measure(onEngine(opened.engine), clients);
    const http = await measure(overHttp(server.port, login.accessToken, 'bench'), clients);
    const told = await measure(overHttp(server.port, login.accessToken, 'told'), clients);
    results.push({
      database: kind,
      clients,
      'HTTP p50ms': http.p50ms,
      'HTTP p99ms': http.p99ms,
      'HTTP steps/s': http.perSecond,
      'engine p50ms': plain.p50ms,
      'engine p99ms': plain.p99ms,
      'engine steps/s': plain.perSecond,
      'with mails p50ms': told.p50ms,
      'with mails p99ms': told.p99ms,
      'HTTP costs (p50) ms': ms(http.p50ms - plain.p50ms),
    });
  }
  await opened.close();
  await server.stop();
  await database.drop();
}
agent.destroy();
if (json) process.stdout.write(`${JSON.stringify({ http: results })}\n`);
else {
  console.log(
    `\nCompleting a task: ${SECONDS} s after ${SECONDS / 2} s of warm-up; load and server share the machine.\n`,
  );
  for (const row of results) console.log(row);
}
