import { beginCompensation, compensateNext } from '../../../execution/compensation.js';
import type { NodeInstance } from '../../../execution/instance-state.js';
import type { Run } from '../../../execution/run.js';
import { leaveLater } from '../../../execution/transitions.js';
import type { EventDefinition, FlowNode } from '../../../model/process-definition.js';
import { leaveCancelledTransaction } from './cancel.js';

/** Undoes what completed, and waits until it is undone (BPMN 2.0, 13.5.5). */
export function throwCompensation(
  run: Run,
  node: NodeInstance,
  element: FlowNode,
  event: Extract<EventDefinition, { kind: 'compensation' }>,
): void {
  beginCompensation(run, node, event.activityId);
  continueCompensation(run, run.draft.get(node.id), element);
}

/** A handler of this event ended: the next one, or the event is done. */
export function continueCompensation(run: Run, node: NodeInstance, element: FlowNode): void {
  if (compensateNext(run, node.id)) return;
  if (element.event?.kind === 'cancel') return leaveCancelledTransaction(run, node, element);
  const { compensating: _done, ...rest } = run.draft.get(node.id);
  run.draft.put(rest);
  leaveLater(run, rest);
}
