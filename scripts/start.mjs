/** `npm start`: installs and builds what is missing, then serves in this very process (so that a kill is a kill). */
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled, requireNode } from './lib/install.mjs';
import { root } from './lib/run.mjs';

requireNode();
process.chdir(root);
await ensureInstalled();
await ensureBuilt();
const { main } = await import('../dist/apps/api/server/main.js');
await main();
