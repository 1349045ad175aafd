import type { NodeInstance } from '../../../execution/instance-state.js';
import type { Run } from '../../../execution/run.js';
import { evaluateText, visibleVariables } from '../../../execution/variables.js';
import type { EventDefinition, FlowNode } from '../../../model/process-definition.js';

/** Broadcasts to everything that waits, in this and other instances of the same mode (BPMN 2.0, 10.5.1). */
export function throwSignal(
  run: Run,
  node: NodeInstance,
  element: FlowNode,
  event: Extract<EventDefinition, { kind: 'signal' }>,
): void {
  run.effect({
    type: 'broadcast-signal',
    signalId: run.newId(),
    name: evaluateText(run, event.name, visibleVariables(run, node), element.id),
    variables: node.variables ?? {},
    mode: run.draft.instance.mode,
  });
}
