import type { NodeInstance } from '../../../execution/instance-state.js';
import type { Run } from '../../../execution/run.js';
import { evaluateText, visibleVariables } from '../../../execution/variables.js';
import type { EventDefinition, FlowNode } from '../../../model/process-definition.js';

/** Publishes the message with the local variables of the thrower: what its input mapping chose (Zeebe). */
export function throwMessage(
  run: Run,
  node: NodeInstance,
  element: FlowNode,
  event: Extract<EventDefinition, { kind: 'message' }>,
): void {
  const visible = visibleVariables(run, node);
  const correlationKey =
    event.correlationKey === undefined ? undefined : evaluateText(run, event.correlationKey, visible, element.id);
  run.effect({
    type: 'publish-message',
    messageId: run.newId(),
    name: evaluateText(run, event.name, visible, element.id),
    variables: node.variables ?? {},
    mode: run.draft.instance.mode,
    ...(correlationKey === undefined ? {} : { correlationKey }),
  });
}
