import type { NodeInstance } from '../../execution/instance-state.js';
import type { ElementBehavior } from '../behavior.js';
import type { Run } from '../../execution/run.js';
import { leaveLater, recordNode } from '../../execution/transitions.js';
import { removeToken, spawn } from '../../execution/tokens.js';
import { consume, gather } from '../../execution/event-waits.js';
import { closeWaits } from '../../execution/waits.js';
import { nodeOf, type FlowNode } from '../../model/process-definition.js';

/** After an event-based gateway the event has happened already: its node carries what it brought. */
export function continueAfterEvent(run: Run, node: NodeInstance): boolean {
  if (node.result === undefined) return false;
  leaveLater(run, node);
  return true;
}

/** The event happened: the token goes on at the event, from its own wait or from an event-based gateway (BPMN 2.0, 13.4.4). */
export const resumeByEvent: NonNullable<ElementBehavior['trigger']> = (run, holder, element, occurrence) => {
  if (holder.elementId === element.id) {
    consume(run, holder.id, occurrence.wait);
    const node = run.draft.get(holder.id);
    run.draft.put({ ...node, result: { ...node.result, ...occurrence.variables } });
    if (!needsMore(run, holder.id, element)) leaveLater(run, holder);
    return;
  }
  const happened = gather(run, holder.id, element, occurrence);
  if (happened === null) return;
  consume(run, holder.id, happened.wait);
  closeWaits(run, holder.id);
  const gateway = nodeOf(run.definition, holder.elementId);
  recordNode(run, 'element-completed', holder, gateway);
  const flow = gateway.outgoing
    .map((id) => run.definition.flows.get(id))
    .find((candidate) => candidate?.target === element.id);
  if (flow !== undefined) run.record({ type: 'flow-taken', elementId: flow.id });
  spawn(run, element.id, holder.parentId, { result: happened.variables });
  removeToken(run, holder.id);
};

/** Of a parallel multiple event all definitions have to happen (BPMN 2.0, 10.5.1). */
function needsMore(run: Run, nodeId: string, element: FlowNode): boolean {
  if (element.event?.kind !== 'multiple' || !element.event.parallel) return false;
  return run.draft.get(nodeId).waits?.some((wait) => wait.kind !== 'incident') === true;
}
