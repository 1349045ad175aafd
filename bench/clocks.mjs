/**
 * Many running promise clocks (issue "Promises"): an event of one case must cost what its own clocks cost, a scheduler that finds
 * nothing due must not read the others, and neither must a page of promises. Two built servers stand side by side, one
 * with the clocks of the demo, one with BENCH_CLOCKS more, and are asked in turn over HTTP; what counts is the ratio. The rows are
 * copies of one reported case, written inside the database, due from 30 days ahead. Small by default: BENCH_CLOCKS=100000 is the
 * size of the issue, BENCH_ASKED how often each is asked.
 */
import { databaseKinds, freshDatabase, ms, percentile } from './engine.mjs';
import { openSeed } from './seed.mjs';
import { agent, call, startServer } from './server.mjs';

const CLOCKS = Number(process.env.BENCH_CLOCKS ?? 2_000);
const ASKED = Number(process.env.BENCH_ASKED ?? 20);
const WARM_UP = 5;
const DAY = 86_400_000;
const VIRTUAL = { PLEDGE_CLOCK: 'virtual' };
const json = process.argv.includes('--json');
const progress = (text) => console.error(`${new Date().toISOString().slice(11, 19)} ${text}`);
/** Copies of a case end with this and twelve digits, so that they never meet a counted number. */
const COPY = 'BENCH-';

async function login(port, username) {
  const { accessToken } = await call(port, null, 'POST', '/api/auth/login', { username, password: 'pledge-demo' });
  return accessToken;
}

async function report(port, token) {
  const { number } = await call(port, token, 'POST', '/api/cases', {
    contractNumber: 'P-DEMO',
    title: 'bench',
    description: 'bench',
    channel: 'portal',
    contact: { name: 'bench', phone: '13800000000' },
    // The questionnaire gives the severity, and with it the clocks.
    answers: { impact: 'paralysed' },
  });
  return number;
}

/** What is asked of a server, in order; each answers the milliseconds it took. */
async function openQuestions({ port }) {
  const [customer, dispatcher, admin] = await Promise.all(
    ['customer', 'dispatcher', 'admin'].map((who) => login(port, who)),
  );
  const took = async (work) => {
    const began = performance.now();
    await work();
    return performance.now() - began;
  };
  const look = () => call(port, admin, 'POST', '/api/clock/advance', { by: 'PT0S' });
  return {
    async event() {
      const number = await report(port, customer);
      await look();
      const path = `/api/cases/${number}/events`;
      const needed = await took(() => call(port, dispatcher, 'POST', path, { type: 'first_response' }));
      // What the event began is over before the next question.
      await look();
      return needed;
    },
    nothingDue: () => took(look),
    nextPage: () => took(() => call(port, dispatcher, 'GET', '/api/promises?limit=50&withinHours=720')),
    newestPage: () => took(() => call(port, dispatcher, 'GET', '/api/promises?limit=50')),
  };
}

/** Copies the case, its open clocks and its look ahead; returns how many clocks there are more. */
async function multiply(kind, url, number) {
  const seed = await openSeed(kind, url);
  const [{ id }] = await seed.rows(`SELECT id FROM service_case WHERE number = '${number}'`);
  const [{ owed }] = await seed.rows(
    `SELECT COUNT(*) AS owed FROM promise_clock WHERE case_id = '${id}' AND is_open = 1`,
  );
  const each = Number(owed);
  if (each === 0) throw new Error(`${number} has no open clocks`);
  const copies = Math.ceil(CLOCKS / each);
  const caseId = seed.concat(`'0b5e0000-0000-7000-8000-'`, seed.hex('n'));
  const caseNumber = seed.concat(`'${COPY}'`, seed.hex('n'));
  const later = (column) => `(t.${column} + ${30 * DAY} + n * 1000)`;
  const copy = async (table, where, changed) => {
    const [row] = await seed.rows(`SELECT * FROM ${table} WHERE ${where} LIMIT 1`);
    if (!row) throw new Error(`${table}: nothing where ${where}`);
    const columns = Object.keys(row);
    const values = columns.map((column) => changed[column] ?? `t.${column}`);
    await seed.run(
      `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM ${table} AS t JOIN ${seed.numbers(copies)} AS c WHERE ${where}`,
    );
  };
  await copy('service_case', `id = '${id}'`, { id: caseId, number: caseNumber });
  await copy('promise_clock', `case_id = '${id}' AND is_open = 1`, {
    id: seed.concat(caseNumber, `'/'`, 't.commitment_id'),
    case_id: caseId,
    case_number: caseNumber,
    due_at: later('due_at'),
    warn_at: later('warn_at'),
  });
  await copy('job', `name = 'promise-due' AND ref = '${number}'`, {
    id: seed.concat(`'0b5e0001-0000-7000-8000-'`, seed.hex('n')),
    ref: caseNumber,
    feature_key: `REPLACE(t.feature_key, '${number}', ${caseNumber})`,
    due_at: later('due_at'),
  });
  await seed.close();
  return copies * each;
}

/** Median of each question on both servers, asked in turn so that what else the machine does meets both. */
async function sideBySide(servers) {
  const asked = await Promise.all(servers.map(openQuestions));
  const took = Object.fromEntries(Object.keys(asked[0]).map((name) => [name, servers.map(() => [])]));
  for (let n = -WARM_UP; n < ASKED; n += 1) {
    for (const [name, lists] of Object.entries(took)) {
      for (const [place, questions] of asked.entries()) {
        const needed = await questions[name]();
        if (n >= 0) lists[place].push(needed);
      }
    }
  }
  return Object.entries(took).map(([name, lists]) => [name, ...lists.map((list) => percentile(list, 0.5))]);
}

const results = [];
for (const kind of databaseKinds()) {
  const databases = [await freshDatabase(kind), await freshDatabase(kind)];
  const servers = [];
  try {
    const [few, many] = databases;
    const first = await startServer(many.url, VIRTUAL);
    const number = await report(first.port, await login(first.port, 'customer'));
    await first.stop();
    const clocks = await multiply(kind, many.url, number);
    progress(`${kind}: ${clocks} clocks more`);
    for (const { url } of [few, many]) servers.push(await startServer(url, VIRTUAL));
    const row = { database: kind, clocks };
    for (const [name, before, after] of await sideBySide(servers)) {
      row[`${name} p50ms`] = ms(after);
      row[`${name} ratio`] = Number((after / before).toFixed(2));
    }
    results.push(row);
  } finally {
    for (const server of servers) await server.stop();
    for (const database of databases) await database.drop();
  }
}
agent.destroy();
if (json) process.stdout.write(`${JSON.stringify({ clocks: results })}\n`);
else {
  console.log(
    `\nPromise clocks: an event of one case, a look that finds nothing due, the page of what runs out next, and that of all promises; ${ASKED} times each. Ratio: to a server without these clocks.\n`,
  );
  for (const row of results) console.log(row);
}
