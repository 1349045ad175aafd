import { ElementFailed } from '../../execution/element-failed.js';
import { finish, go, outgoingFlows } from '../../execution/transitions.js';
import { evaluateCondition, visibleVariables } from '../../execution/variables.js';
import type { ElementBehavior } from '../behavior.js';

/** The first flow whose condition is true, else the default flow (BPMN 2.0, 13.4.2). Every token passes on its own. */
export const exclusiveGateway: ElementBehavior = {
  enter(run, node, element) {
    const flows = outgoingFlows(run, element);
    const variables = visibleVariables(run, node);
    const chosen =
      flows.find(
        (flow) =>
          flow.id !== element.defaultFlow &&
          (flow.condition === undefined || evaluateCondition(run, flow.condition, variables, element.id)),
      ) ?? flows.find((flow) => flow.id === element.defaultFlow);
    if (chosen === undefined && flows.length > 0)
      throw new ElementFailed('NO_FLOW_TAKEN', element.id, 'No condition is true and there is no default flow.');
    go(run, finish(run, node.id, element), chosen === undefined ? [] : [chosen]);
  },
};
