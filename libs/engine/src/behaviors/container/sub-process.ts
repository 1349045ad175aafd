import { continueRestored } from '../../execution/compensation.js';
import { leaveLater, startScope } from '../../execution/transitions.js';
import type { ElementBehavior } from '../behavior.js';

/** A scope of its own: left when its last token is gone (BPMN 2.0, 13.3.4). */
export const subProcess: ElementBehavior = {
  enter(run, node, element) {
    startScope(run, element.id, node.id);
    if (!run.draft.hasChildren(node.id)) leaveLater(run, node);
  },
  emptied(run, node) {
    if (node.compensating === undefined) leaveLater(run, node);
    else continueRestored(run, node.id);
  },
};
