import { leaveLater } from '../../execution/transitions.js';
import { visibleVariables } from '../../execution/variables.js';
import { openEventWait } from '../../execution/event-waits.js';
import type { ElementBehavior } from '../behavior.js';
import { continueAfterEvent, resumeByEvent } from './catching.js';

/** Waits for a message, signal or time; the catching end of a link passes on (BPMN 2.0, 13.5.2). */
export const intermediateCatchEvent: ElementBehavior = {
  enter(run, node, element) {
    if (continueAfterEvent(run, node)) return;
    if (element.event?.kind === 'link') leaveLater(run, node);
    else openEventWait(run, node.id, element, visibleVariables(run, node));
  },
  trigger: resumeByEvent,
};
