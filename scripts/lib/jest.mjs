import { run } from './run.mjs';

/** Runs Jest on the TypeScript sources (ES modules need the flag on Node 20). Resolves with its exit code. */
export function jest(args, env = {}) {
  return run(
    process.execPath,
    ['--experimental-vm-modules', '--no-warnings=ExperimentalWarning', 'node_modules/jest/bin/jest.js', ...args],
    { env },
  );
}
