import { beginCompensation, compensateNext } from '../../../execution/compensation.js';
import { ElementFailed } from '../../../execution/element-failed.js';
import { ROOT } from '../../../execution/draft.js';
import type { Compensable, NodeInstance } from '../../../execution/instance-state.js';
import type { Run } from '../../../execution/run.js';
import { cancelToken, finish, stopListening } from '../../../execution/transitions.js';
import { spawn } from '../../../execution/tokens.js';
import { nodeOf, type FlowNode } from '../../../model/process-definition.js';

/**
 * Ends what still runs in the transaction, undoes what completed, then leaves by the cancel event (BPMN 2.0, 13.3.4). A
 * repeated transaction is cancelled as a whole: its other repetitions end, and what they completed is undone too.
 */
export function cancelTransaction(run: Run, node: NodeInstance): void {
  const transactionId = node.parentId ?? ROOT;
  for (const other of run.draft.childrenOf(transactionId)) if (other.id !== node.id) cancelToken(run, other.id);
  stopListening(run, transactionId);
  takeRepetitions(run, transactionId);
  beginCompensation(run, node, undefined);
  const element = nodeOf(run.definition, node.elementId);
  if (!compensateNext(run, node.id)) leaveCancelledTransaction(run, run.draft.get(node.id), element);
}

/** Before this repetition's own: the others, the completed ones first, so that they are undone last. */
function takeRepetitions(run: Run, transactionId: string): void {
  const own = run.draft.get(transactionId);
  if (own.loopCounter === undefined) return;
  const { compensable = [], ...body } = run.draft.get(own.parentId ?? ROOT);
  const running = run.draft.childrenOf(body.id).filter((other) => other.id !== transactionId);
  const begun = running.flatMap(({ elementId, variables, compensable: inner = [] }): Compensable[] =>
    inner.length === 0
      ? []
      : [{ elementId, inner, interrupted: true, ...(variables === undefined ? {} : { variables }) }],
  );
  for (const other of running) cancelToken(run, other.id);
  run.draft.put(body);
  run.draft.put({ ...own, compensable: [...compensable, ...begun, ...(own.compensable ?? [])] });
}

/** @throws ElementFailed UNCAUGHT_ERROR when the transaction has no cancel boundary event: never silence. */
export function leaveCancelledTransaction(run: Run, node: NodeInstance, element: FlowNode): void {
  const inner = run.draft.get(node.parentId ?? ROOT);
  // The boundary event belongs to the activity as a whole, not to one repetition.
  const holder = inner.loopCounter === undefined ? inner : run.draft.get(inner.parentId ?? ROOT);
  const boundary = (run.definition.boundaries.get(element.scopeId) ?? []).find(
    (id) => nodeOf(run.definition, id).event?.kind === 'cancel',
  );
  if (boundary === undefined)
    throw new ElementFailed('UNCAUGHT_ERROR', element.id, 'The transaction has no cancel event on its border.');
  finish(run, node.id, element);
  run.draft.remove(node.id);
  spawn(run, boundary, holder.parentId);
  cancelToken(run, holder.id);
}
