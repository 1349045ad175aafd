/**
 * The inbox of a person in 20 groups, with 1,000,000 open tasks in them: page 1 with its total, and page 100, of 50 tasks.
 * The rows are written inside the database, since their number is what matters. BENCH_TASKS makes it smaller.
 */
import { databaseKinds, ms, openEngine, percentile } from './engine.mjs';
import { openSeed, withoutIndexes } from './seed.mjs';

const TASKS = Number(process.env.BENCH_TASKS ?? 1_000_000);
const GROUPS = 20;
const PAGE = 50;
const ASKED = 200;
const NO_URGENCY = Number.MAX_SAFE_INTEGER;
const BEGIN = 1_767_225_600_000;
const json = process.argv.includes('--json');
const progress = (text) => console.error(`${new Date().toISOString().slice(11, 19)} ${text}`);
const groups = Array.from({ length: GROUPS }, (_, n) => `group-${n}`);

/**
 * A third has an urgency, a tenth has an assignee (every fiftieth of those is ours), all are open. The products with
 * numbers prime to each other scatter the groups and times.
 */
async function fill(kind, url) {
  const seed = await openSeed(kind, url);
  const id = seed.concat(`'019b8b00-0000-7000-8000-'`, seed.hex('n'));
  const group = seed.concat(`'group-'`, seed.text(`n * 7919 % ${GROUPS}`));
  const created = `${BEGIN} + n * 137`;
  const urgency = `CASE WHEN n % 3 = 0 THEN ${created} + n * 48271 % 864000007 END`;
  const assignee = `CASE WHEN n % 500 = 0 THEN 'me' WHEN n % 10 = 0 THEN ${seed.concat(`'user-'`, seed.text('n % 997'))} END`;
  const sort = `COALESCE(${urgency}, ${NO_URGENCY})`;
  const numbers = `FROM ${seed.numbers(TASKS)} AS c`;
  const task = {
    id,
    instance_id: seed.concat(`'019b8b00-0000-7000-9000-'`, seed.hex('n')),
    definition_id: `'019b8b00-0000-7000-a000-000000000001'`,
    definition_key: `'bench'`,
    element_id: `'work'`,
    element_instance_id: seed.concat(`'e'`, seed.text('n')),
    name: seed.concat(`'Task '`, seed.text('n')),
    state: `'open'`,
    assignee,
    candidate_groups: seed.concat(`'["'`, group, `'"]'`),
    candidate_users: `'[]'`,
    requires: `'[]'`,
    business_key: seed.concat(`'CASE-'`, seed.text('n')),
    mode: `'live'`,
    priority: '50',
    urgency_at: urgency,
    sort_at: sort,
    created_at: created,
  };
  await withoutIndexes(seed, 'user_task', () =>
    seed.run(
      `INSERT INTO user_task (${Object.keys(task).join(', ')}) SELECT ${Object.values(task).join(', ')} ${numbers}`,
    ),
  );
  progress(`${kind}: ${TASKS} tasks`);
  const audience = (slot, kindOf, ref) =>
    `INSERT INTO task_audience (task_id, slot, kind, ref, is_open, sort_at, created_at) SELECT ${id}, ${slot}, '${kindOf}', ${ref}, 1, ${sort}, ${created} ${numbers}`;
  await withoutIndexes(seed, 'task_audience', async () => {
    await seed.run(audience(seed.concat(`'g:'`, group), 'g', group));
    await seed.run(`${audience(`'a'`, 'a', assignee)} WHERE n % 10 = 0`);
  });
  await seed.close();
  progress(`${kind}: their audience`);
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
