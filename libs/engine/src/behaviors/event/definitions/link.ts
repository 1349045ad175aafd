import { ElementFailed } from '../../../execution/element-failed.js';
import type { NodeInstance } from '../../../execution/instance-state.js';
import type { Run } from '../../../execution/run.js';
import { finish } from '../../../execution/transitions.js';
import { removeToken, spawn } from '../../../execution/tokens.js';
import { nodeOf, scopeOf, type EventDefinition, type FlowNode } from '../../../model/process-definition.js';

/** Goes on at the catching link of the same name in the same scope (BPMN 2.0, 10.5.5). */
export function jumpToLink(
  run: Run,
  node: NodeInstance,
  element: FlowNode,
  event: Extract<EventDefinition, { kind: 'link' }>,
): void {
  const target = scopeOf(run.definition, element.scopeId).nodes.find((id) => {
    const candidate = nodeOf(run.definition, id);
    return (
      candidate.type === 'intermediateCatchEvent' &&
      candidate.event?.kind === 'link' &&
      candidate.event.name === event.name
    );
  });
  if (target === undefined)
    throw new ElementFailed('NO_FLOW_TAKEN', element.id, `There is no link ${event.name} to go on at.`);
  finish(run, node.id, element);
  spawn(run, target, node.parentId);
  removeToken(run, node.id);
}
