import { Worker } from 'node:worker_threads';
import type { SecondOpinion } from './compare.js';
import { secondOpinion, TIME_LIMIT_MS } from './second-opinion.js';

/**
 * As `secondOpinion`, in a worker thread that is ended after TIME_LIMIT_MS: a diagram can keep another engine busy,
 * never this server. Answers `not-comparable` with the reason when the other engine failed or ran out of time.
 */
export function secondOpinionInWorker(xml: string, processKey: string): Promise<SecondOpinion> {
  const began = performance.now();
  // Specs run from the TypeScript sources, which a worker thread cannot load.
  if (import.meta.url.endsWith('.ts')) return secondOpinion({ xml, processKey, elapsed: () => performance.now() - began });
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: { xml, processKey }, resourceLimits: { maxOldGenerationSizeMb: 512 } });
    const finish = (opinion: SecondOpinion): void => {
      clearTimeout(limit);
      resolve(opinion);
      void worker.terminate();
    };
    const limit = setTimeout(() => finish(unknown('time limit reached', '超过时限')), TIME_LIMIT_MS);
    worker.once('message', (answer: { opinion?: SecondOpinion; error?: string }) => finish(answer.opinion ?? unknown(answer.error ?? 'no answer', answer.error ?? '没有结果')));
    worker.once('error', (error) => finish(unknown(error.message, error.message)));
  });
}

function unknown(en: string, zh: string): SecondOpinion {
  return { verdict: 'not-comparable', comparedFlows: 0, totalFlows: 0, share: 0, scenarios: 0, leftOut: [{ elementId: '', reason: { zh, en } }], divergence: null };
}
