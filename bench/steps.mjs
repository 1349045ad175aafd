/**
 * Persisted human steps beside the floor. One step: complete a user task, run on, open the next, write the history. Each
 * client works on its own case of a long process and learns its next task from the engine's own notice, so that nothing
 * but steps is counted; every run is measured right after a run of the floor, because the machine may be busy.
 */
import { sequenceOfTasks, thirtyNodes } from './diagrams.mjs';
import { actor, databaseKinds, deploy, median, ms, openEngine, percentile, runThrough } from './engine.mjs';
import { floor } from './floor.mjs';

const RUNS = Number(process.env.BENCH_RUNS ?? 5);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 3);
const WARM_STEPS = 8_000;
const json = process.argv.includes('--json');
const variables = { amount: 120 };

/** Tells each case's next task as soon as it is committed, `null` when the case is over. */
function tasksOf(engine) {
  const open = new Map();
  const waiting = new Map();
  engine.onCommitted((changes) => {
    for (const { kind, change, id, instanceId } of changes) {
      const created = kind === 'task' && change === 'created';
      if (!created && !(kind === 'instance' && change === 'completed')) continue;
      const task = created ? id : null;
      const waiter = waiting.get(instanceId);
      if (waiter) {
        waiting.delete(instanceId);
        waiter(task);
      } else open.set(instanceId, task);
    }
  });
  return (instanceId) => {
    const known = open.get(instanceId);
    if (known === undefined) return new Promise((resolve) => waiting.set(instanceId, resolve));
    open.delete(instanceId);
    return Promise.resolve(known);
  };
}

/** `clients` complete the tasks of their own long case until the time or the number of steps is over. */
async function work({ engine, next, counter }, clients, { seconds, steps = Infinity }) {
  const newCase = async () => (await engine.startInstance({ key: 'long', variables, actor })).id;
  const cases = [];
  for (let n = 0; n < clients; n++) cases.push(await newCase());
  const took = [];
  const cpu = process.cpuUsage();
  const before = counter.statements;
  const began = performance.now();
  const until = began + seconds * 1000;
  await Promise.all(
    cases.map(async (first) => {
      let id = first;
      while (performance.now() < until && took.length < steps) {
        const task = await next(id);
        if (task === null) {
          id = await newCase();
          continue;
        }
        const sent = performance.now();
        await engine.completeTask(task, {}, actor);
        took.push(performance.now() - sent);
      }
    }),
  );
  const elapsed = (performance.now() - began) / 1000;
  const used = process.cpuUsage(cpu);
  return {
    perSecond: took.length / elapsed,
    cpuUs: (used.user + used.system) / took.length,
    statements: (counter.statements - before) / took.length,
    took,
  };
}

const results = [];
for (const kind of databaseKinds()) {
  const opened = await openEngine(kind);
  const { engine } = opened;
  const next = tasksOf(engine);
  await deploy(engine, 'long', sequenceOfTasks('long', 2_000).xml);
  await work({ engine, next, counter: opened.counter }, 32, { seconds: 60, steps: WARM_STEPS });
  await floor(kind, 32, 50);
  for (const clients of [1, 32, 128]) {
    const runs = [];
    for (let run = 0; run < RUNS; run++) {
      const below = await floor(kind, clients, clients === 1 ? 300 : Math.ceil(4_000 / clients));
      const measured = await work({ engine, next, counter: opened.counter }, clients, { seconds: SECONDS });
      runs.push({ below, measured, ratio: measured.perSecond / below });
    }
    const of = (pick) => median(runs.map(pick));
    results.push({
      database: kind,
      clients,
      stepsPerSecond: Math.round(of((run) => run.measured.perSecond)),
      floorPerSecond: Math.round(of((run) => run.below)),
      ratio: Number(of((run) => run.ratio).toFixed(2)),
      statementsPerStep: Number(of((run) => run.measured.statements).toFixed(2)),
      cpuMicroseconds: Math.round(of((run) => run.measured.cpuUs)),
      p50ms: ms(of((run) => percentile(run.measured.took, 0.5))),
      p99ms: ms(of((run) => percentile(run.measured.took, 0.99))),
    });
  }
  await deploy(engine, 'five', sequenceOfTasks('five', 5).xml);
  await deploy(engine, 'thirty', thirtyNodes('thirty').xml);
  for (const [key, name] of [
    ['five', '5 tasks'],
    ['thirty', '30 nodes'],
  ])
    results.push(await wholeCases(opened, kind, key, name));
  await opened.close();
}

/** As people work: cases of a process from start to end, each client asks for its open tasks before every step. */
async function wholeCases({ engine, counter }, kind, key, name) {
  const below = await floor(kind, 32, 125);
  const perSecond = [];
  const took = [];
  const statements = [];
  for (let run = 0; run <= RUNS; run++) {
    let steps = 0;
    const before = counter.statements;
    const began = performance.now();
    await Promise.all(
      Array.from({ length: 32 }, async () => {
        while (performance.now() < began + SECONDS * 1000)
          await runThrough(engine, key, variables, (latency) => {
            steps++;
            if (run > 0) took.push(latency);
          });
      }),
    );
    if (run === 0) continue;
    perSecond.push(steps / ((performance.now() - began) / 1000));
    statements.push((counter.statements - before) / steps);
  }
  return {
    database: kind,
    clients: `32, whole cases of ${name}, with their lists`,
    stepsPerSecond: Math.round(median(perSecond)),
    floorPerSecond: Math.round(below),
    ratio: Number((median(perSecond) / below).toFixed(2)),
    statementsPerStep: Number(median(statements).toFixed(2)),
    p50ms: ms(percentile(took, 0.5)),
    p99ms: ms(percentile(took, 0.99)),
  };
}

if (json) process.stdout.write(`${JSON.stringify({ steps: results })}\n`);
else {
  console.log(
    `\nPersisted human steps per second: median of ${RUNS} runs of ${SECONDS} s after ${WARM_STEPS} steps of warm-up.`,
  );
  console.log('The floor is bare multi-row transactions with the same bytes, measured before each run.\n');
  console.table(results);
}
