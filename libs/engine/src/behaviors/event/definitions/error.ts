import { throwError } from '../../../execution/errors.js';
import type { NodeInstance } from '../../../execution/instance-state.js';
import type { Run } from '../../../execution/run.js';
import { evaluateText, visibleVariables } from '../../../execution/variables.js';
import type { EventDefinition, FlowNode } from '../../../model/process-definition.js';

/** The error end event (BPMN 2.0, 10.5.7). @throws ElementFailed UNCAUGHT_ERROR. */
export function throwErrorEvent(
  run: Run,
  node: NodeInstance,
  element: FlowNode,
  event: Extract<EventDefinition, { kind: 'error' }>,
): void {
  const errorCode =
    event.code === undefined ? '' : evaluateText(run, event.code, visibleVariables(run, node), element.id);
  throwError(run, node, { errorCode, message: element.name ?? '', variables: node.variables ?? {} });
}
