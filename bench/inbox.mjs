/**
 * The inbox of a person in 20 groups, with 1,000,000 open tasks in them: page 1 with its total, and page 100, of 50 tasks.
 * The rows are written by bare SQL, since their number is what matters. BENCH_TASKS makes it smaller.
 */
import Libsql from 'libsql';
import mysql from 'mysql2/promise';
import { databaseKinds, ms, openEngine, percentile } from './engine.mjs';

const TASKS = Number(process.env.BENCH_TASKS ?? 1_000_000);
const GROUPS = 20;
const PAGE = 50;
const ASKED = 200;
const NO_URGENCY = Number.MAX_SAFE_INTEGER;
const BEGIN = 1_767_225_600_000;
const json = process.argv.includes('--json');
const progress = (text) => console.error(`${new Date().toISOString().slice(11, 19)} ${text}`);
const groups = Array.from({ length: GROUPS }, (_, n) => `group-${n}`);

/** Small deterministic generator, 0 to 1. */
function random(n) {
  let mixed = Math.imul(n ^ (n >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296;
}

/** A third has an urgency, a tenth has an assignee (every fiftieth of those is ours), all are open. */
function rowsOf(n) {
  const hex = n.toString(16).padStart(12, '0');
  const id = `019b8b00-0000-7000-8000-${hex}`;
  const created = BEGIN + n * 137;
  const urgency = random(n) < 1 / 3 ? created + Math.floor(random(n + 1) * 864_000_000) : null;
  const sort = urgency ?? NO_URGENCY;
  const group = groups[Math.floor(random(n + 2) * GROUPS)];
  const assignee = random(n + 3) < 0.1 ? (n % 50 === 0 ? 'me' : `user-${n % 997}`) : null;
  const task = [
    id,
    `019b8b00-0000-7000-9000-${hex}`,
    `019b8b00-0000-7000-a000-000000000001`,
    'bench',
    'work',
    `e${n}`,
    `Task ${n}`,
    'open',
    assignee,
    JSON.stringify([group]),
    '[]',
    null,
    '[]',
    `CASE-${n}`,
    'live',
    50,
    null,
    null,
    urgency,
    sort,
    null,
    created,
    null,
    null,
  ];
  const audience = [[id, `g:${group}`, 'g', group, 1, sort, created]];
  if (assignee !== null) audience.push([id, 'a', 'a', assignee, 1, sort, created]);
  return { task, audience };
}

const TASK_COLUMNS =
  'id, instance_id, definition_id, definition_key, element_id, element_instance_id, name, state, assignee, candidate_groups, candidate_users, form_id, requires, business_key, mode, priority, due_at, follow_up_at, urgency_at, sort_at, draft, created_at, ended_at, completed_by';
const AUDIENCE_COLUMNS = 'task_id, slot, kind, ref, is_open, sort_at, created_at';

function insert(table, columns, count) {
  const tuple = `(${columns
    .split(', ')
    .map(() => '?')
    .join(', ')})`;
  return `INSERT INTO ${table} (${columns}) VALUES ${Array(count).fill(tuple).join(', ')}`;
}

async function link(kind, url) {
  if (kind === 'libsql') {
    const db = new Libsql(url.slice('file:'.length));
    db.pragma('synchronous = OFF');
    db.pragma('cache_size = -400000');
    const known = new Map();
    return {
      run: async (sql, values) => (known.get(sql) ?? known.set(sql, db.prepare(sql)).get(sql)).run(...values),
      begin: async () => db.exec('BEGIN'),
      commit: async () => db.exec('COMMIT'),
      finish: async () => {
        db.exec('ANALYZE');
        db.pragma('wal_checkpoint(TRUNCATE)');
        db.close();
      },
    };
  }
  const db = await mysql.createConnection(url);
  return {
    run: (sql, values) => db.query(sql, values),
    begin: () => db.query('BEGIN'),
    commit: () => db.query('COMMIT'),
    finish: async () => {
      await db.query('ANALYZE TABLE user_task, task_audience');
      await db.end();
    },
  };
}

async function fill(kind, url) {
  const db = await link(kind, url);
  const many = kind === 'libsql' ? 100 : 1_000;
  for (let done = 0; done < TASKS;) {
    await db.begin();
    for (let block = 0; block < 50_000 && done < TASKS; block += many, done += many) {
      const rows = Array.from({ length: Math.min(many, TASKS - done) }, (_, n) => rowsOf(done + n));
      await db.run(
        insert('user_task', TASK_COLUMNS, rows.length),
        rows.flatMap((row) => row.task),
      );
      const audience = rows.flatMap((row) => row.audience);
      await db.run(insert('task_audience', AUDIENCE_COLUMNS, audience.length), audience.flat());
    }
    await db.commit();
    if (done % 250_000 === 0) progress(`${kind}: ${done} tasks`);
  }
  await db.finish();
}

const results = [];
for (const kind of databaseKinds()) {
  const { engine, url, close } = await openEngine(kind);
  await fill(kind, url);
  const query = { visibleTo: { userId: 'me', groups }, state: 'open', limit: PAGE };
  let cursor;
  for (let page = 1; page < 100; page++) cursor = (await engine.listTasks({ ...query, cursor })).nextCursor;
  const asked = {};
  for (const [name, q] of [
    ['page 1', query],
    ['page 100', { ...query, cursor }],
    ['page 1, unassigned', { ...query, unassigned: true }],
  ]) {
    const took = [];
    for (let n = 0; n < ASKED + 20; n++) {
      const began = performance.now();
      const { items } = await engine.listTasks(q);
      if (items.length !== PAGE) throw new Error(`${name} has ${items.length} tasks`);
      if (n >= 20) took.push(performance.now() - began);
    }
    asked[`${name} p50ms`] = ms(percentile(took, 0.5));
    asked[`${name} p95ms`] = ms(percentile(took, 0.95));
  }
  results.push({ database: kind, tasks: TASKS, groups: GROUPS, ...asked });
  await close();
}
if (json) process.stdout.write(`${JSON.stringify({ inbox: results })}\n`);
else {
  console.log(`\nInbox of a person in ${GROUPS} groups, ${PAGE} tasks a page, ${ASKED} times each after a warm-up.\n`);
  for (const row of results) console.log(row);
}
