/**
 * `npm run bench -- [steps|round-trips|pure-step|http|timers|clocks|inbox|contacts|engines] [--json]`: measured on the built product.
 * Starts a private MariaDB where it may; without one the embedded database is measured alone and that is said.
 */
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled, requireNode } from './lib/install.mjs';
import { root, run } from './lib/run.mjs';
import { ensureMariaDb } from './mariadb.mjs';

requireNode();
process.chdir(root);
const args = process.argv.slice(2);
const json = args.includes('--json');
const say = json ? () => undefined : console.log;
if (json) console.log = console.error;
await ensureInstalled();
await ensureBuilt({ only: ['api'] });
const name = args.find((word) => !word.startsWith('--')) ?? (args.includes('--round-trips') ? 'round-trips' : 'steps');
/** Those that need no database are marked. */
const benches = {
  steps: {},
  'round-trips': {},
  'pure-step': { pure: true },
  http: {},
  timers: {},
  clocks: {},
  inbox: {},
  contacts: {},
  engines: { pure: true },
};
if (!Object.hasOwn(benches, name)) {
  console.error(`There is no benchmark ${name}: ${Object.keys(benches).join(', ')}`);
  process.exit(1);
}
const mariadb = benches[name].pure
  ? null
  : await ensureMariaDb({ durable: true }).catch((error) => {
      say(`MariaDB is not measured: ${error.message}`);
      return null;
    });
try {
  process.exitCode = await run(process.execPath, [`bench/${name}.mjs`, ...args], {
    env: { TEST_MYSQL_URL: mariadb?.url },
  });
} finally {
  await mariadb?.stop();
}
