import { readFileSync, rmSync } from 'node:fs';
import { run } from './run.mjs';

/** Runs Jest on the TypeScript sources (ES modules need the flag on Node 20). Resolves with its exit code. */
export function jest(args, env = {}) {
  return run(
    process.execPath,
    ['--experimental-vm-modules', '--no-warnings=ExperimentalWarning', 'node_modules/jest/bin/jest.js', ...args],
    { env },
  );
}

/** More spec files than this failing at once is no matter of chance: they are not tried again. */
const MOST_TRIED_AGAIN = 3;

/**
 * Runs the specs once. The files of up to three failing ones run once more with nothing beside them: a machine that is
 * too busy for a browser is no fault of the product. What passes only then is named as `unsteady`, never passed over.
 */
export async function runAll(report, args, env) {
  const first = await runOnce(report, args, env);
  const files = first.result.testResults.filter((file) => file.status === 'failed');
  const outcome = { failed: first.code !== 0, counts: countsOf(first.result), unsteady: [] };
  if (files.length === 0 || files.length > MOST_TRIED_AGAIN) return outcome;
  console.log(`\nOnce more, alone: ${files.map((file) => file.name).join(', ')}`);
  const again = await runOnce(
    `${report}.again`,
    ['--runInBand', '--runTestsByPath', ...files.map((file) => file.name)],
    env,
  );
  if (again.code !== 0) return outcome;
  const names = files.flatMap((file) =>
    file.assertionResults.filter((test) => test.status === 'failed').map((test) => test.fullName),
  );
  const { passed, failed, skipped } = outcome.counts;
  return {
    failed: false,
    counts: { passed: passed + failed, failed: 0, skipped },
    unsteady: names.length > 0 ? names : files.map((file) => file.name),
  };
}

async function runOnce(report, args, env) {
  rmSync(report, { force: true });
  const code = await jest(['--json', `--outputFile=${report}`, ...args], env);
  return { code, result: JSON.parse(readFileSync(report, 'utf8')) };
}

function countsOf(result) {
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
    skipped: result.numPendingTests,
  };
}
