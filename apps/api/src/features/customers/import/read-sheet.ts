import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Problem } from '@pledge/runtime';
import { productRoot } from '../../../root.js';

/** Rows of one sheet at most, the head apart. */
export const MOST_ROWS = 20_000;
/** System ms. */
const TIME_LIMIT_MS = 30_000;
const WORKER_FILE = 'apps/api/src/features/customers/import/sheet-worker.mjs';

type Answer = { readonly rows: string[][]; readonly count: number } | { readonly failed: string };

/** Beside this file when the build copied it, else in the sources: `nest build` emits TypeScript only. */
function workerUrl(): URL {
  const beside = new URL('sheet-worker.mjs', import.meta.url);
  return existsSync(beside) ? beside : pathToFileURL(join(productRoot(), WORKER_FILE));
}

/**
 * The first sheet of an .xlsx file as rows of texts, the head first; empty rows at the end are left out. Read in a worker
 * with bounded memory and time: a small file may unpack into a large one.
 * @throws Problem SHEET_UNREADABLE, SHEET_EMPTY, SHEET_TOO_LONG
 */
export async function readSheetRows(bytes: Buffer): Promise<string[][]> {
  const answer = await inWorker(bytes);
  if ('failed' in answer) throw new Problem('invalid', 'SHEET_UNREADABLE');
  if (answer.count > MOST_ROWS + 1) {
    throw new Problem('invalid', 'SHEET_TOO_LONG', { max: MOST_ROWS, count: answer.count - 1 });
  }
  const last = answer.rows.findLastIndex((row) => row.some((cell) => cell !== ''));
  if (last < 1) throw new Problem('invalid', 'SHEET_EMPTY');
  return answer.rows.slice(0, last + 1);
}

function inWorker(bytes: Buffer): Promise<Answer> {
  return new Promise((resolve) => {
    const worker = new Worker(workerUrl(), {
      env: {},
      execArgv: [],
      stdin: false,
      workerData: { bytes: new Uint8Array(bytes), mostRows: MOST_ROWS },
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    });
    const end = (answer: Answer): void => {
      clearTimeout(limit);
      resolve(answer);
      void worker.terminate();
    };
    const limit = setTimeout(() => end({ failed: `longer than ${String(TIME_LIMIT_MS)} ms` }), TIME_LIMIT_MS);
    worker.once('message', (answer: Answer) => end(answer));
    worker.once('error', (error: Error) => end({ failed: error.message }));
    worker.once('exit', () => end({ failed: 'the reader ended' }));
  });
}
