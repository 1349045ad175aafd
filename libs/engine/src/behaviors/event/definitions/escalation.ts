import { throwEscalation } from '../../../execution/errors.js';
import type { NodeInstance } from '../../../execution/instance-state.js';
import type { Run } from '../../../execution/run.js';
import { evaluateText, visibleVariables } from '../../../execution/variables.js';
import type { EventDefinition, FlowNode } from '../../../model/process-definition.js';

/** Escalations do not end their thrower, unless the catcher interrupts it (BPMN 2.0, 10.5.7). */
export function throwEscalationEvent(
  run: Run,
  node: NodeInstance,
  element: FlowNode,
  event: Extract<EventDefinition, { kind: 'escalation' }>,
): 'continues' | 'gone' {
  const code = event.code === undefined ? '' : evaluateText(run, event.code, visibleVariables(run, node), element.id);
  return throwEscalation(run, node, code, node.variables ?? {}) === 'interrupted' ? 'gone' : 'continues';
}
