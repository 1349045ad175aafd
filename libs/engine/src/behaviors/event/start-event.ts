import { ROOT } from '../../execution/draft.js';
import { consume, gather, keepListening, openEventWait } from '../../execution/event-waits.js';
import { spawn } from '../../execution/tokens.js';
import { cancelChildren, leaveLater, stopListening } from '../../execution/transitions.js';
import { visibleVariables } from '../../execution/variables.js';
import type { ElementBehavior } from '../behavior.js';
import { resumeByEvent } from './catching.js';

/**
 * Start events pass the token on; a parallel multiple one waits for its other triggers first. Of an event subprocess they
 * are triggered while the scope runs (BPMN 2.0, 13.5.4): `holder` is the scope; interrupting ones end everything else in
 * it and all other listening.
 */
export const startEvent: ElementBehavior = {
  enter(run, node, element) {
    const { gathered, ...rest } = node;
    const began = gathered?.[element.id];
    if (began === undefined) return leaveLater(run, node);
    run.draft.put(rest);
    openEventWait(run, node.id, element, { ...visibleVariables(run, node), ...node.result }, began.parts);
  },
  trigger(run, holder, element, occurrence) {
    if (holder.elementId === element.id) return resumeByEvent(run, holder, element, occurrence);
    const happened = gather(run, holder.id, element, occurrence);
    if (happened === null) return;
    if (element.interrupting) {
      consume(run, holder.id, happened.wait);
      stopListening(run, holder.id);
      cancelChildren(run, holder.id);
    } else keepListening(run, holder.id, element, happened);
    spawn(run, element.scopeId, holder.id === ROOT ? undefined : holder.id, { result: happened.variables });
  },
};
