import type { FlowNode, SequenceFlow } from '../model/process-definition.js';
import type { Variables } from './command.js';
import type { Run } from './run.js';
import { outgoingFlows } from './transitions.js';
import { evaluateCondition } from './variables.js';

/**
 * Every flow whose condition is true, those without condition too; else the default flow; empty when there is neither
 * (inclusive and complex gateway, BPMN 2.0, 13.4.3, 13.4.5).
 */
export function chooseByConditions(run: Run, element: FlowNode, variables: Variables): SequenceFlow[] {
  const flows = outgoingFlows(run, element);
  const taken = flows.filter(
    (flow) =>
      flow.id !== element.defaultFlow &&
      (flow.condition === undefined || evaluateCondition(run, flow.condition, variables, element.id)),
  );
  return taken.length > 0 ? taken : flows.filter((flow) => flow.id === element.defaultFlow);
}
