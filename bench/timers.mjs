/**
 * 100,000 timers. `due at once`: how fast they are drained beside the floor, while eight people complete tasks. `spread`:
 * how late each fires when they come due evenly over ten minutes, with the poller of the product.
 * BENCH_TIMERS and BENCH_MINUTES make it smaller; the rate of the spread stays the same.
 */
import 'reflect-metadata';
import { JobPoller, POLL_EVERY_MS } from '../dist/libs/nest/src/job-poller.js';
import { sequenceOfTasks, waitThenTask } from './diagrams.mjs';
import { actor, databaseKinds, deploy, median, ms, openEngine, percentile, runThrough } from './engine.mjs';
import { floor } from './floor.mjs';
import { copyInstances, openSeed } from './seed.mjs';

const TIMERS = Number(process.env.BENCH_TIMERS ?? 100_000);
const MINUTES = Number(process.env.BENCH_MINUTES ?? 10);
const PER_MINUTE = 10_000;
const PEOPLE = 8;
const json = process.argv.includes('--json');
const only = process.argv.find((word) => word === 'at-once' || word === 'spread');
const progress = (text) => console.error(`${new Date().toISOString().slice(11, 19)} ${text}`);

/** A clock that can be put forward: timers are armed for a time that lies ahead, then it is that time. */
class MovedClock {
  offset = 0;
  now() {
    return Date.now() + this.offset;
  }
  systemNow() {
    return Date.now();
  }
}

/** Cases that wait until `due`, SQL in n: one is started, the others are its copies. When each is due, by instance id. */
async function arm({ engine, url }, kind, first, due, dueOf) {
  const variables = { due: new Date(first).toISOString() };
  const { id } = await engine.startInstance({ key: 'wait', variables, actor });
  const seed = await openSeed(kind, url);
  const ids = await copyInstances(seed, { instanceId: id, dueAt: first, count: TIMERS - 1, due });
  await seed.close();
  return new Map([[id, first], ...ids.map((copy, n) => [copy, dueOf(n)])]);
}

async function open(kind) {
  const clock = new MovedClock();
  const opened = await openEngine(kind, { clock });
  await deploy(opened.engine, 'wait', waitThenTask('wait').xml);
  await deploy(opened.engine, 'five', sequenceOfTasks('five', 5).xml);
  return { ...opened, clock };
}

/** Calls `fired(instanceId)` after the commit that fired a timer of ours. */
function onFired(engine, due, fired) {
  engine.onCommitted((changes) => {
    for (const { kind, change, instanceId } of changes)
      if (kind === 'task' && change === 'created' && due.has(instanceId)) fired(instanceId);
  });
}

async function atOnce(kind) {
  const opened = await open(kind);
  const { engine, clock, close } = opened;
  const dueAt = Date.now() + 86_400_000;
  const due = await arm(opened, kind, dueAt, String(dueAt), () => dueAt);
  progress(`${kind}: ${TIMERS} timers are armed`);
  for (let n = 0; n < 50; n++) await runThrough(engine, 'five', {});
  const floors = [];
  for (let n = 0; n < 3; n++) floors.push(await floor(kind, 32, 60));
  let left = TIMERS;
  onFired(engine, due, () => (left -= 1));
  clock.offset = 86_400_000;
  const took = [];
  const began = performance.now();
  const draining = engine.runDueJobs();
  const people = Array.from({ length: PEOPLE }, async () => {
    while (left > 0) await runThrough(engine, 'five', {}, (latency) => left > 0 && took.push(latency));
  });
  await draining;
  const seconds = (performance.now() - began) / 1000;
  for (let n = 0; n < 2; n++) floors.push(await floor(kind, 32, 60));
  await Promise.all(people);
  await close();
  const perSecond = (TIMERS - left) / seconds;
  return {
    database: kind,
    timers: TIMERS - left,
    perSecond: Math.round(perSecond),
    floorPerSecond: Math.round(median(floors)),
    ratio: Number((perSecond / median(floors)).toFixed(2)),
    completionsBeside: took.length,
    completionP50ms: ms(percentile(took, 0.5)),
    completionP99ms: ms(percentile(took, 0.99)),
  };
}

async function spread(kind) {
  const opened = await open(kind);
  const { engine, persistence, clock, close } = opened;
  const dueAt = Date.now() + 86_400_000;
  const apart = 60_000 / PER_MINUTE;
  const due = await arm(opened, kind, dueAt, `${dueAt} + n * ${apart}`, (n) => dueAt + n * apart);
  progress(`${kind}: ${TIMERS} timers are armed`);
  const lateness = [];
  onFired(engine, due, (id) => lateness.push(clock.now() - due.get(id)));
  const poller = new JobPoller(engine, persistence.store, persistence.unitOfWork, clock, { clock: 'system' });
  poller.start();
  const poll = setInterval(() => void poller.poll(), POLL_EVERY_MS);
  clock.offset = dueAt - Date.now() - 1_000;
  const expected = Math.min(TIMERS, MINUTES * PER_MINUTE);
  const end = performance.now() + (expected / PER_MINUTE) * 60_000 + 30_000;
  while (lateness.length < expected && performance.now() < end)
    await new Promise((resolve) => setTimeout(resolve, 100));
  poller.stop();
  clearInterval(poll);
  const fired = lateness.slice(0, expected);
  await close();
  return {
    database: kind,
    armed: TIMERS,
    fired: fired.length,
    p50ms: ms(percentile(fired, 0.5)),
    p99ms: ms(percentile(fired, 0.99)),
    worstMs: ms(Math.max(...fired)),
  };
}

const results = {};
for (const kind of databaseKinds()) {
  if (only !== 'spread') (results.atOnce ??= []).push(await atOnce(kind));
  if (only !== 'at-once') (results.spread ??= []).push(await spread(kind));
}
if (json) process.stdout.write(`${JSON.stringify({ timers: results })}\n`);
else
  for (const [name, rows] of Object.entries(results)) {
    console.log(`\nTimers, ${name}:`);
    console.table(rows);
  }
