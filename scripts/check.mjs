/** `npm run check`: format, lint, types, dependency rule, then the pure specs (no Nest, no TypeORM). Stops at the first failure. */
import { ensureInstalled, requireNode } from './lib/install.mjs';
import { jest } from './lib/jest.mjs';
import { must } from './lib/run.mjs';

const node = process.execPath;

/** The static part, also run by `npm test`. */
export async function staticChecks() {
  console.log('Format, dependency rule …');
  await must(node, ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']);
  await must(node, [
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    '--config',
    '.dependency-cruiser.cjs',
    'apps',
    'libs',
    'processes',
    'test',
    'bench',
  ]);
  await must(node, ['scripts/docs.mjs', '--check']);
  console.log('Types …');
  await must(node, ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json']);
  await must(node, ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'apps/desk/tsconfig.json']);
  await must(node, ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'apps/modeler/tsconfig.json']);
  console.log('Lint …');
  await must(node, ['node_modules/eslint/bin/eslint.js', '--max-warnings', '0', '.']);
}

if (import.meta.filename === process.argv[1]) {
  requireNode();
  await ensureInstalled();
  await staticChecks();
  process.exitCode = await jest(['libs/engine', 'libs/time', 'libs/runtime', 'processes']);
}
