import { Worker } from 'node:worker_threads';
import type { SecondOpinion } from './compare.js';
import { monotonicNow, TIME_LIMIT_MS } from './limits.js';

/** The one worker, kept warm: loading bpmn-engine takes longer than playing a small diagram. It never keeps the process alive. */
let warm: Worker | null = null;
let queue: Promise<unknown> = Promise.resolve();

/**
 * As `secondOpinion`, in a worker thread that is ended after `limitMs`: a diagram can keep another engine busy,
 * never this server. Diagrams take turns. Answers `not-comparable` with the reason when the other engine failed or ran
 * out of time.
 */
export function secondOpinionInWorker(
  xml: string,
  processKey: string,
  limitMs: number = TIME_LIMIT_MS,
): Promise<SecondOpinion> {
  const began = performance.now();
  // Specs run from the TypeScript sources, which a worker thread cannot load.
  if (import.meta.url.endsWith('.ts')) {
    return import('./second-opinion.js')
      .then(({ secondOpinion }) =>
        secondOpinion({ xml, processKey, limitMs, elapsed: () => performance.now() - began }),
      )
      .catch((error: unknown) => unknown(String(error), String(error)));
  }
  const turn = queue.then(() => ask(xml, processKey, limitMs));
  queue = turn;
  return turn;
}

function ask(xml: string, processKey: string, limitMs: number): Promise<SecondOpinion> {
  return new Promise((resolve) => {
    const worker = (warm ??= new Worker(new URL('./worker.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    }));
    worker.ref();
    const finish = (opinion: SecondOpinion, broken: boolean): void => {
      clearTimeout(limit);
      worker.removeAllListeners();
      worker.unref();
      if (broken) {
        warm = null;
        void worker.terminate();
      }
      resolve(opinion);
    };
    const limit = setTimeout(() => finish(unknown('time limit reached', '超过时限'), true), limitMs);
    worker.once('message', (answer: { opinion?: SecondOpinion; error?: string }) =>
      finish(answer.opinion ?? unknown(answer.error ?? 'no answer', answer.error ?? '没有结果'), false),
    );
    worker.once('error', (error) => finish(unknown(error.message, error.message), true));
    worker.postMessage({ xml, processKey, limitMs, askedAt: monotonicNow() });
  });
}

function unknown(en: string, zh: string): SecondOpinion {
  return {
    verdict: 'not-comparable',
    comparedFlows: 0,
    totalFlows: 0,
    share: 0,
    scenarios: 0,
    leftOut: [{ elementId: '', reason: { zh, en } }],
    divergence: null,
  };
}
