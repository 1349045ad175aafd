/** Persisted human steps per second of a 5-task and a 30-node process, alone and at 32 clients, beside the floor. */
import { sequenceOfTasks, thirtyNodes } from './diagrams.mjs';
import { databaseKinds, deploy, median, openEngine, runThrough } from './engine.mjs';
import { floor } from './floor.mjs';

const RUNS = 3;
const SECONDS = Number(process.env.BENCH_SECONDS ?? 3);
const json = process.argv.includes('--json');

/** Steps per second of `clients` who each run one case after another for SECONDS. */
async function measure(opened, key, clients) {
  const { engine, counter } = opened;
  let steps = 0;
  const latencies = [];
  const until = performance.now() + SECONDS * 1000;
  counter.statements = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < until) {
        await runThrough(engine, key, { amount: 120 }, (ms) => {
          steps++;
          latencies.push(ms);
        });
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  latencies.sort((a, b) => a - b);
  return {
    perSecond: steps / seconds,
    p50: latencies[Math.floor(latencies.length * 0.5)],
    p99: latencies[Math.floor(latencies.length * 0.99)],
  };
}

const results = [];
for (const kind of databaseKinds()) {
  const floors = {
    1: median(await runs(() => floor(kind, 1, kind === 'libsql' ? 1000 : 400))),
    32: median(await runs(() => floor(kind, 32, 150))),
  };
  const opened = await openEngine(kind);
  await deploy(opened.engine, 'five', sequenceOfTasks('five', 5).xml);
  await deploy(opened.engine, 'thirty', thirtyNodes('thirty').xml);
  for (const key of ['five', 'thirty']) {
    for (const clients of [1, 32]) {
      await runThrough(opened.engine, key, { amount: 120 });
      const measured = await runs(() => measure(opened, key, clients));
      const perSecond = median(measured.map((m) => m.perSecond));
      results.push({
        database: kind,
        process: key,
        clients,
        stepsPerSecond: Math.round(perSecond),
        floorPerSecond: Math.round(floors[clients]),
        ratio: Number((perSecond / floors[clients]).toFixed(2)),
        p50ms: Number(median(measured.map((m) => m.p50)).toFixed(1)),
        p99ms: Number(median(measured.map((m) => m.p99)).toFixed(1)),
      });
    }
  }
  await opened.close();
}

async function runs(measureOnce) {
  const list = [];
  for (let n = 0; n < RUNS; n++) list.push(await measureOnce());
  return list;
}

if (json) process.stdout.write(`${JSON.stringify({ steps: results })}\n`);
else {
  console.log(
    `\nPersisted human steps per second, median of ${RUNS} runs of ${SECONDS} s after a warm-up. A client asks for the open tasks of its`,
  );
  console.log(
    'case and completes them, so the figure includes that query; the floor is bare multi-row transactions with the same bytes.\n',
  );
  console.table(results);
}
