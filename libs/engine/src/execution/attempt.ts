import { ElementFailed } from './element-failed.js';
import type { Failure } from './failure.js';
import type { FiredTimer } from './instance-state.js';
import type { Move, Run } from './run.js';
import { addWait } from './waits.js';

/** Runs a part of a step; when it fails, everything it did is taken back. */
export function attempt(run: Run, part: () => void): Failure | null {
  const mark = run.draft.mark();
  const moves = run.moves.length;
  try {
    part();
    return null;
  } catch (error) {
    if (!(error instanceof ElementFailed)) throw error;
    run.draft.rollback(mark);
    run.moves.length = moves;
    return error.toFailure();
  }
}

/** The token waits in an incident until somebody mends the cause and retries (design section 5). */
export function raiseIncident(
  run: Run,
  nodeId: string,
  failure: Failure,
  retry: Move['kind'],
  { jobId, timer }: { readonly jobId?: string; readonly timer?: FiredTimer } = {},
): void {
  // The process itself holds no element: what failed is an event that it listens for.
  const elementId = run.draft.get(nodeId).elementId || failure.elementId;
  const incidentId = run.newId();
  run.effect({
    type: 'raise-incident',
    incidentId,
    code: failure.code,
    elementId,
    message: failure.message,
    ...(jobId === undefined ? {} : { jobId }),
  });
  addWait(run, nodeId, {
    kind: 'incident',
    id: incidentId,
    retry,
    ...(jobId === undefined ? {} : { jobId }),
    ...(timer === undefined ? {} : { timer }),
  });
  run.record({
    type: 'incident-raised',
    elementId,
    elementInstanceId: nodeId,
    detail: { code: failure.code, message: failure.message },
  });
}
