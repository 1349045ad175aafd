/**
 * `npm run test:long [-- diagrams|pairs|crash]`: what `npm test` does a little of, done at length, in parts that may be run
 * one by one. `PLEDGE_DIAGRAMS`, `PLEDGE_REPEATS` and `PLEDGE_KILLS` set other numbers, `PLEDGE_SEED` other diagrams.
 */
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled, requireNode } from './lib/install.mjs';
import { jest } from './lib/jest.mjs';
import { root } from './lib/run.mjs';
import { ensureMariaDb } from './mariadb.mjs';

const parts = {
  diagrams: { specs: ['libs/engine/src/proof'], env: { PLEDGE_DIAGRAMS: '10000' }, database: false },
  pairs: { specs: ['test/races'], env: { PLEDGE_REPEATS: '1000' }, database: true },
  crash: { specs: ['test/crash'], env: { PLEDGE_KILLS: '200' }, database: true },
};

requireNode();
process.chdir(root);
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}: ${Object.keys(parts).join(', ')}`);
  process.exit(1);
}
const chosen = Object.entries(parts).filter(([name]) => asked.length === 0 || asked.includes(name));
await ensureInstalled();
if (chosen.some(([, part]) => part.database)) await ensureBuilt({ only: ['api'] });
// A crash proof on a server that does not sync its commits would prove nothing.
const mariadb = chosen.some(([, part]) => part.database) ? await ensureMariaDb({ durable: true }) : null;
let failed = false;
try {
  for (const [name, part] of chosen) {
    const env = Object.fromEntries(Object.entries(part.env).map(([key, value]) => [key, process.env[key] ?? value]));
    const began = Date.now();
    console.log(`${name}: ${JSON.stringify({ ...env, seed: process.env.PLEDGE_SEED ?? 'as in npm test' })}`);
    const code = await jest(['--runInBand', ...part.specs], { ...env, TEST_MYSQL_URL: mariadb?.url });
    console.log(`${name}: ${code === 0 ? 'passed' : 'FAILED'} in ${Math.round((Date.now() - began) / 1000)} s`);
    failed ||= code !== 0;
  }
} finally {
  await mariadb?.stop();
}
if (failed) process.exitCode = 1;
