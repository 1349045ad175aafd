import { parentPort } from 'node:worker_threads';
import { secondOpinion } from './second-opinion.js';

/** Entry of the worker: one diagram after the other, one answer each. */
parentPort?.on('message', ({ xml, processKey, limitMs }: { xml: string; processKey: string; limitMs: number }) => {
  const began = performance.now();
  secondOpinion({ xml, processKey, limitMs, elapsed: () => performance.now() - began }).then(
    (opinion) => parentPort?.postMessage({ opinion }),
    (error: unknown) => parentPort?.postMessage({ error: error instanceof Error ? error.message : String(error) }),
  );
});
