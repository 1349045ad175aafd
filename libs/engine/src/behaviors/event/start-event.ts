import { ROOT } from '../../execution/draft.js';
import { cancelChildren, leaveLater, stopListening } from '../../execution/transitions.js';
import { spawn } from '../../execution/tokens.js';
import { consume, keepListening } from '../../execution/waits.js';
import type { ElementBehavior } from '../behavior.js';

/**
 * Start events pass the token on. Of an event subprocess they are triggered while the scope runs (BPMN 2.0, 13.5.4):
 * `holder` is the scope; interrupting ones end everything else in it and all other listening.
 */
export const startEvent: ElementBehavior = {
  enter: leaveLater,
  trigger(run, holder, element, occurrence) {
    if (element.interrupting) {
      consume(run, holder.id, occurrence.wait);
      stopListening(run, holder.id);
      cancelChildren(run, holder.id);
    } else keepListening(run, holder.id, element.id, occurrence.wait);
    spawn(run, element.scopeId, holder.id === ROOT ? undefined : holder.id, { result: occurrence.variables });
  },
};
