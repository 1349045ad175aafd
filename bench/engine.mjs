/** Opens a fresh database of a kind with the real runtime on it, and counts what goes to the database. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mysql from 'mysql2/promise';
import { createPersistence } from '../dist/libs/persistence/src/index.js';
import { createProcessEngine } from '../dist/libs/runtime/src/index.js';

export const systemClock = { now: () => Date.now(), systemNow: () => Date.now() };

/** Both databases, or the one of BENCH_DATABASE; MariaDB only where there is a server. */
export function databaseKinds() {
  const kinds = process.env.TEST_MYSQL_URL ? ['libsql', 'mariadb'] : ['libsql'];
  return kinds.filter((kind) => (process.env.BENCH_DATABASE ?? kind) === kind);
}

/** A fresh database; `drop()` removes it. */
export async function freshDatabase(kind) {
  if (kind === 'libsql') {
    const folder = mkdtempSync(join(tmpdir(), 'pledge-bench-'));
    return {
      url: `file:${join(folder, 'bench.db')}`,
      folder,
      drop: async () => rmSync(folder, { recursive: true, force: true }),
    };
  }
  const server = new URL(process.env.TEST_MYSQL_URL);
  const name = `bench_${randomUUID().replaceAll('-', '')}`;
  const connection = await mysql.createConnection(process.env.TEST_MYSQL_URL);
  await connection.query(`CREATE DATABASE ${name}`);
  await connection.end();
  server.pathname = `/${name}`;
  return {
    url: server.toString(),
    drop: async () => {
      const again = await mysql.createConnection(process.env.TEST_MYSQL_URL);
      await again.query(`DROP DATABASE ${name}`);
      await again.end();
    },
  };
}

/** A real runtime on a fresh database; `clock` may be one that the bench moves. */
export async function openEngine(kind, { clock = systemClock, limits = {} } = {}) {
  const database = await freshDatabase(kind);
  const counter = { statements: 0, log: null };
  const persistence = await createPersistence(database.url, {
    entities: [],
    migrations: [],
    clock,
    onStatement: (sql) => {
      counter.statements++;
      counter.log?.push(sql);
    },
  });
  const engine = createProcessEngine({
    store: persistence.store,
    unitOfWork: persistence.unitOfWork,
    clock,
    zone: 'Asia/Shanghai',
    limits,
  });
  engine.start();
  return {
    engine,
    url: database.url,
    counter,
    persistence,
    async close() {
      await engine.stop();
      await persistence.close();
      await database.drop();
    },
  };
}

export const actor = { userId: 'bench' };

export async function deploy(engine, name, xml) {
  await engine.deploy({
    name,
    resources: [{ name: `${name}.bpmn`, content: xml }],
    source: 'administrator',
    deployedBy: 'bench',
  });
}

/** Completes whatever is open of one instance until it ends; resolves with the number of human steps. */
export async function runThrough(engine, key, variables, onStep = () => undefined) {
  const instance = await engine.startInstance({ key, variables, actor });
  let steps = 0;
  for (;;) {
    const open = await engine.listTasks({ instanceId: instance.id, state: 'open', limit: 50 });
    if (open.items.length === 0) return steps;
    for (const task of open.items) {
      const began = performance.now();
      await engine.completeTask(task.id, {}, actor);
      onStep(performance.now() - began);
      steps++;
    }
  }
}

export const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** The share of `numbers` (0 to 1) that is not above the answer. */
export function percentile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Milliseconds to one or two digits. */
export const ms = (number) => Number(number.toFixed(number < 10 ? 2 : 1));
