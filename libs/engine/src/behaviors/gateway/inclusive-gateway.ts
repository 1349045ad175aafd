import { chooseByConditions } from '../../execution/choose-flows.js';
import { ElementFailed } from '../../execution/element-failed.js';
import { finish, go, outgoingFlows } from '../../execution/transitions.js';
import { visibleVariables } from '../../execution/variables.js';
import type { ElementBehavior } from '../behavior.js';

/** Leaves by every flow whose condition is true, else by the default flow (BPMN 2.0, 13.4.3). Joining: `inclusive-join.ts`. */
export const inclusiveGateway: ElementBehavior = {
  enter(run, node, element) {
    const chosen = chooseByConditions(run, element, visibleVariables(run, node));
    if (chosen.length === 0 && outgoingFlows(run, element).length > 0)
      throw new ElementFailed('NO_FLOW_TAKEN', element.id, 'No condition is true and there is no default flow.');
    go(run, finish(run, node.id, element), chosen);
  },
};
