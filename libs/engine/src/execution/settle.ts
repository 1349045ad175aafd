import { nodeOf } from '../model/process-definition.js';
import { attempt, raiseIncident } from './attempt.js';
import { blockedTokens } from './blocked-join.js';
import { fireComplexJoins } from './complex-join.js';
import { resetComplexGateways } from './complex-reset.js';
import { askConditions } from './conditions.js';
import { ROOT } from './draft.js';
import { ElementFailed } from './element-failed.js';
import { completeInstance } from './ending.js';
import type { Failure } from './failure.js';
import { fireInclusiveJoins } from './inclusive-join.js';
import { beginLoop, leaveLoop, leaveRepetition } from './loop.js';
import type { Move, Run } from './run.js';
import { enter, leave, recordNode, work } from './transitions.js';
import { fireJoin, parkedAt } from './tokens.js';

/** A step is cut after this many moves: what did not wait by then is taken for an endless loop (design section 5). */
export const MAX_MOVES = 10_000;

/** Moves all tokens until each one waits, then ends the process if none is left. */
export function settle(run: Run): void {
  let done = 0;
  if (run.draft.variablesChanged) askConditions(run);
  do {
    while (done < run.moves.length) {
      const move = run.moves[done];
      done += 1;
      if (move !== undefined) runMove(run, move, done > MAX_MOVES);
      if (run.draft.variablesChanged) askConditions(run);
    }
  } while (fireInclusiveJoins(run) || fireComplexJoins(run) || resetComplexGateways(run));
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
  const { kind } = move;
  if (kind === 'condition') {
    run.draft.variablesChanged = true;
    return;
  }
  const node = run.draft.find(move.nodeId);
  // Cancelled in the meantime.
  if (node === undefined) return;
  const element = nodeOf(run.definition, node.elementId);
  // A complex gateway that could not be reset is asked again when all is quiet.
  if (node.awaiting !== undefined) return;
  if (node.arrivedBy !== undefined) return fireJoin(run, [...parkedAt(run, node.elementId, node.parentId).values()]);
  const { loop } = element;
  const begins = loop !== undefined && node.loopCounter === undefined;
  if (kind === 'enter' && !begins) recordNode(run, 'element-entered', node, element);
  const failure = attempt(run, () => {
    if (cut)
      throw new ElementFailed('LOOP_SUSPECTED', element.id, `The step did not come to rest after ${MAX_MOVES} moves.`);
    switch (kind) {
      case 'enter':
        return begins ? beginLoop(run, node.id, element, loop) : enter(run, node.id, element);
      case 'work':
        return work(run, node.id, element);
      case 'leave':
        if (node.loop !== undefined) return leaveLoop(run, node.id, element);
        return loop !== undefined ? leaveRepetition(run, node.id, element, loop) : leave(run, node.id, element);
    }
  });
  if (failure !== null) raiseIncident(run, node.id, failure, kind);
}
