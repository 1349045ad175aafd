/** SQL statements of typical commands, BEGIN and COMMIT included: they do not depend on the machine. */
import { sequenceOfTasks, tasksWithTimers, withoutWait } from './diagrams.mjs';
import { actor, databaseKinds, deploy, openEngine } from './engine.mjs';

const json = process.argv.includes('--json');
const all = {};
for (const kind of databaseKinds()) {
  const opened = await openEngine(kind);
  const { engine, counter } = opened;
  await deploy(engine, 'five', sequenceOfTasks('five', 5).xml);
  await deploy(engine, 'timed', tasksWithTimers('timed', 3).xml);
  await deploy(engine, 'straight', withoutWait('straight', 5).xml);
  const count = async (work) => {
    counter.statements = 0;
    counter.log = [];
    await work();
    const { statements, log } = counter;
    counter.log = null;
    if (process.argv.includes('--verbose')) console.error(kind, statements, log);
    return statements;
  };
  const openTask = async (instanceId) => (await engine.listTasks({ instanceId, state: 'open', limit: 1 })).items[0].id;
  const start = async (key = 'five') => (await engine.startInstance({ key, variables: {}, actor })).id;

  await engine.startInstance({ key: 'straight', variables: {}, actor });
  const one = await start();
  const first = await openTask(one);
  const claim = await count(() => engine.claimTask(first, 'bench', actor));
  const stepAlone = await count(() => engine.completeTask(first, {}, actor));
  const timed = await openTask(await start('timed'));
  const stepWithTimer = await count(() => engine.completeTask(timed, {}, actor));
  const startToEnd = await count(() => engine.startInstance({ key: 'straight', variables: {}, actor }));
  const instances = await Promise.all(Array.from({ length: 32 }, () => start()));
  let total = 0;
  let steps = 0;
  for (let round = 0; round < 4; round++) {
    const tasks = await Promise.all(instances.map(openTask));
    total += await count(() => Promise.all(tasks.map((task) => engine.completeTask(task, {}, actor))));
    steps += tasks.length;
  }
  all[kind] = { stepAlone, stepAt32: Number((total / steps).toFixed(3)), claim, startToEnd, stepWithTimer };
  await opened.close();
}
/** The worse of both databases. */
const worst = (name) => Math.max(...Object.values(all).map((figures) => figures[name]));
const roundTrips = Object.fromEntries(
  ['stepAlone', 'stepAt32', 'claim', 'startToEnd'].map((name) => [name, worst(name)]),
);
const withBoundaryTimer = { stepAlone: worst('stepWithTimer') };
if (json) process.stdout.write(`${JSON.stringify({ roundTrips, withBoundaryTimer, byDatabase: all })}\n`);
else console.table(all);
