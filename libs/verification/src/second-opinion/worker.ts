import { parentPort, workerData } from 'node:worker_threads';
import { secondOpinion } from './second-opinion.js';

/** Entry of the worker: one diagram, one answer. */
const { xml, processKey } = workerData as { xml: string; processKey: string };
const began = performance.now();
secondOpinion({ xml, processKey, elapsed: () => performance.now() - began }).then(
  (opinion) => parentPort?.postMessage({ opinion }),
  (error: unknown) => parentPort?.postMessage({ error: error instanceof Error ? error.message : String(error) }),
);
