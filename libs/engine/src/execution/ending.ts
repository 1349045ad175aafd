import { ROOT } from './draft.js';
import type { Run } from './run.js';
import { cancelChildren } from './transitions.js';
import { closeWaits } from './waits.js';

/** Nothing is left to do: the process is over (BPMN 2.0, 13.5.6). */
export function completeInstance(run: Run): void {
  closeWaits(run, ROOT);
  run.draft.status = 'completed';
  run.record({ type: 'instance-completed', actor: run.actor.userId });
  announceEnd(run, 'completed');
}

/** Ends everything at once. `error` is what a waiting parent is told. */
export function cancelInstance(
  run: Run,
  detail: Readonly<Record<string, unknown>>,
  error?: { errorCode: string; message: string },
): void {
  cancelChildren(run, ROOT);
  closeWaits(run, ROOT);
  run.draft.status = 'cancelled';
  run.record({ type: 'instance-cancelled', actor: run.actor.userId, detail });
  announceEnd(run, 'cancelled', error);
}

function announceEnd(run: Run, state: 'completed' | 'cancelled', error?: { errorCode: string; message: string }): void {
  const { parent } = run.draft.instance;
  run.effect({
    type: 'end-instance',
    state,
    variables: run.draft.get(ROOT).variables ?? {},
    ...(parent === undefined ? {} : { parent }),
    ...(error === undefined ? {} : { error }),
  });
}
