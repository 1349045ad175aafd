import { parentPort } from 'node:worker_threads';
import { monotonicNow } from './limits.js';
import { secondOpinion } from './second-opinion.js';

interface Question {
  readonly xml: string;
  readonly processKey: string;
  readonly limitMs: number;
  /** By `monotonicNow`: the start of this thread counts too, or the limit would cut a play short that has an answer. */
  readonly askedAt: number;
}

/** Entry of the worker: one diagram after the other, one answer each. */
parentPort?.on('message', ({ xml, processKey, limitMs, askedAt }: Question) => {
  secondOpinion({ xml, processKey, limitMs, elapsed: () => monotonicNow() - askedAt }).then(
    (opinion) => parentPort?.postMessage({ opinion }),
    (error: unknown) => parentPort?.postMessage({ error: error instanceof Error ? error.message : String(error) }),
  );
});
