/** `npm run build [api|desk|modeler …] [--force]` */
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled, requireNode } from './lib/install.mjs';

requireNode();
await ensureInstalled();
const names = process.argv.slice(2).filter((word) => !word.startsWith('--'));
await ensureBuilt({ ...(names.length ? { only: names } : {}), force: process.argv.includes('--force') });
