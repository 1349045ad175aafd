import { beginCompensation, compensateNext } from '../../../execution/compensation.js';
import type { NodeInstance } from '../../../execution/instance-state.js';
import type { Run } from '../../../execution/run.js';
import { removeToken } from '../../../execution/tokens.js';
import { leaveLater } from '../../../execution/transitions.js';
import type { EventDefinition, FlowNode } from '../../../model/process-definition.js';
import { leaveCancelledTransaction } from './cancel.js';

/**
 * Undoes what completed, and waits until it is undone; without waiting the work is done by a node beside the thrower
 * (BPMN 2.0, 10.5.5, 13.5.5).
 */
export function throwCompensation(
  run: Run,
  node: NodeInstance,
  element: FlowNode,
  event: Extract<EventDefinition, { kind: 'compensation' }>,
): 'continues' | 'gone' {
  if (event.waits === false) {
    const beside: NodeInstance = {
      id: run.newId(),
      elementId: element.id,
      ...(node.parentId === undefined ? {} : { parentId: node.parentId }),
      detached: true,
    };
    run.draft.put(beside);
    beginCompensation(run, beside, event.activityId);
    if (!compensateNext(run, beside.id)) run.draft.remove(beside.id);
    return 'continues';
  }
  beginCompensation(run, node, event.activityId);
  continueCompensation(run, run.draft.get(node.id), element);
  return 'gone';
}

/** A handler of this event ended: the next one, or the event is done. */
export function continueCompensation(run: Run, node: NodeInstance, element: FlowNode): void {
  if (compensateNext(run, node.id)) return;
  if (node.detached === true) return removeToken(run, node.id);
  if (element.event?.kind === 'cancel') return leaveCancelledTransaction(run, node, element);
  const { compensating: _done, ...rest } = run.draft.get(node.id);
  run.draft.put(rest);
  leaveLater(run, rest);
}
