import { continueRestored } from '../../execution/compensation.js';
import { leaveLater, listen } from '../../execution/transitions.js';
import { spawn } from '../../execution/tokens.js';
import { scopeOf } from '../../model/process-definition.js';
import type { ElementBehavior } from '../behavior.js';

/** Runs after its start event happened; what the event brought goes in with the start event (BPMN 2.0, 13.5.4). */
export const eventSubProcess: ElementBehavior = {
  enter(run, node, element) {
    const { result = {}, ...rest } = node;
    run.draft.put(rest);
    listen(run, element.id, node.id);
    const own = scopeOf(run.definition, element.scopeId).eventSubProcesses.find((sub) => sub.id === element.id);
    if (own === undefined) leaveLater(run, node);
    else spawn(run, own.startEventId, node.id, { result });
  },
  emptied(run, node) {
    if (node.compensating === undefined) leaveLater(run, node);
    else continueRestored(run, node.id);
  },
};
