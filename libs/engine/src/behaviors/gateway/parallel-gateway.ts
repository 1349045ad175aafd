import { finish, go, outgoingFlows } from '../../execution/transitions.js';
import type { ElementBehavior } from '../behavior.js';

/** Enters once all incoming flows brought a token; leaves by every outgoing flow (BPMN 2.0, 13.4.1). */
export const parallelGateway: ElementBehavior = {
  enter(run, node, element) {
    go(run, finish(run, node.id, element), outgoingFlows(run, element));
  },
};
