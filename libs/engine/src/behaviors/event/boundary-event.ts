import { cancelToken, leaveLater } from '../../execution/transitions.js';
import { spawn } from '../../execution/tokens.js';
import { consume, gather, keepListening } from '../../execution/event-waits.js';
import type { ElementBehavior } from '../behavior.js';

/** `holder` is the activity: interrupting events end it, others leave it alone and may come again (BPMN 2.0, 13.5.3). */
export const boundaryEvent: ElementBehavior = {
  enter: leaveLater,
  trigger(run, holder, element, occurrence) {
    const happened = gather(run, holder.id, element, occurrence);
    if (happened === null) return;
    spawn(run, element.id, holder.parentId, { result: happened.variables });
    if (element.interrupting) {
      consume(run, holder.id, happened.wait);
      cancelToken(run, holder.id);
    } else keepListening(run, holder.id, element, happened);
  },
};
