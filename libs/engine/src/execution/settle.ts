import { nodeOf } from '../model/process-definition.js';
import { blockedTokens } from './blocked-join.js';
import { ROOT } from './draft.js';
import { ElementFailed } from './element-failed.js';
import { completeInstance } from './ending.js';
import type { Failure } from './failure.js';
import { fireInclusiveJoins } from './inclusive-join.js';
import { beginLoop, leaveLoop, leaveRepetition } from './loop.js';
import type { Move, Run } from './run.js';
import { enter, fireJoin, leave, parkedAt, recordNode, work } from './transitions.js';
import { addWait } from './waits.js';

/** A step is cut after this many moves: what did not wait by then is taken for an endless loop (design section 5). */
export const MAX_MOVES = 10_000;

/** Moves all tokens until each one waits, then ends the process if none is left. */
export function settle(run: Run): void {
  let done = 0;
  do {
    while (done < run.moves.length) {
      const move = run.moves[done];
      done += 1;
      if (move !== undefined) runMove(run, move, done > MAX_MOVES);
    }
  } while (fireInclusiveJoins(run));
  for (const token of blockedTokens(run)) {
    const failure: Failure = {
      code: 'JOIN_BLOCKED',
      elementId: token.elementId,
      message: 'No other token can come to this gateway any more; a retry lets this one pass.',
    };
    raiseIncident(run, token.id, failure, 'enter');
  }
  if (run.draft.status === 'active' && !run.draft.hasChildren(ROOT)) completeInstance(run);
}

function runMove(run: Run, move: Move, cut: boolean): void {
  const node = run.draft.find(move.nodeId);
  // Cancelled in the meantime.
  if (node === undefined) return;
  const element = nodeOf(run.definition, node.elementId);
  if (node.arrivedBy !== undefined) return fireJoin(run, [...parkedAt(run, node.elementId, node.parentId).values()]);
  const { loop } = element;
  const begins = loop !== undefined && node.loopCounter === undefined;
  if (move.kind === 'enter' && !begins) recordNode(run, 'element-entered', node, element);
  const failure = attempt(run, () => {
    if (cut)
      throw new ElementFailed('LOOP_SUSPECTED', element.id, `The step did not come to rest after ${MAX_MOVES} moves.`);
    switch (move.kind) {
      case 'enter':
        return begins ? beginLoop(run, node.id, element, loop) : enter(run, node.id, element);
      case 'work':
        return work(run, node.id, element);
      case 'leave':
        if (node.loop !== undefined) return leaveLoop(run, node.id, element);
        return loop !== undefined ? leaveRepetition(run, node.id, element, loop) : leave(run, node.id, element);
    }
  });
  if (failure !== null) raiseIncident(run, node.id, failure, move.kind);
}

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
export function raiseIncident(run: Run, nodeId: string, failure: Failure, retry: Move['kind'], jobId?: string): void {
  const node = run.draft.get(nodeId);
  const incidentId = run.newId();
  run.effect({
    type: 'raise-incident',
    incidentId,
    code: failure.code,
    elementId: node.elementId,
    message: failure.message,
    ...(jobId === undefined ? {} : { jobId }),
  });
  addWait(run, nodeId, { kind: 'incident', id: incidentId, retry, ...(jobId === undefined ? {} : { jobId }) });
  run.record({
    type: 'incident-raised',
    elementId: node.elementId,
    elementInstanceId: nodeId,
    detail: { code: failure.code, message: failure.message },
  });
}
