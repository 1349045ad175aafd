/** `npm run evidence -- verify | new-key`: on the built product, without the server. See docs/evidence.md. */
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled, requireNode } from './lib/install.mjs';
import { root, run } from './lib/run.mjs';

requireNode();
process.chdir(root);
await ensureInstalled();
await ensureBuilt({ only: ['api'] });
process.exitCode = await run(process.execPath, ['dist/apps/api/src/evidence.js', ...process.argv.slice(2)]);
