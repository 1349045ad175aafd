import { outgoingFlows } from '../../execution/transitions.js';
import { visibleVariables } from '../../execution/variables.js';
import { openEventWait } from '../../execution/event-waits.js';
import { nodeOf } from '../../model/process-definition.js';
import type { ElementBehavior } from '../behavior.js';

/** Waits for all its events at once; the first one wins, the others are given up (BPMN 2.0, 13.4.4). */
export const eventBasedGateway: ElementBehavior = {
  enter(run, node, element) {
    const variables = visibleVariables(run, node);
    for (const flow of outgoingFlows(run, element))
      openEventWait(run, node.id, nodeOf(run.definition, flow.target), variables);
  },
};
