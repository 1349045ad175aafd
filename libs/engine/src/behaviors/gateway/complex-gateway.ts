import { chooseByConditions } from '../../execution/choose-flows.js';
import { ElementFailed } from '../../execution/element-failed.js';
import { finish, go, outgoingFlows } from '../../execution/transitions.js';
import { visibleVariables } from '../../execution/variables.js';
import type { ElementBehavior } from '../behavior.js';

/**
 * The first phase of a complex gateway, `waitingForStart` true: leaves like an inclusive gateway (BPMN 2.0, 13.4.5).
 * Joining and the second phase: `complex-join.ts`.
 */
export const complexGateway: ElementBehavior = {
  enter(run, node, element) {
    const variables = { ...visibleVariables(run, node), waitingForStart: true };
    const chosen = chooseByConditions(run, element, variables);
    if (chosen.length === 0 && outgoingFlows(run, element).length > 0)
      throw new ElementFailed('NO_FLOW_TAKEN', element.id, 'No condition is true and there is no default flow.');
    go(run, finish(run, node.id, element), chosen);
  },
};
