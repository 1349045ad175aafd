import { visibleVariables } from '../../execution/variables.js';
import { openEventWait } from '../../execution/event-waits.js';
import type { ElementBehavior } from '../behavior.js';
import { continueAfterEvent, resumeByEvent } from '../event/catching.js';

/** Waits for its message (BPMN 2.0, 13.3.3); also as a target of an event-based gateway. */
export const receiveTask: ElementBehavior = {
  enter(run, node, element) {
    if (!continueAfterEvent(run, node)) openEventWait(run, node.id, element, visibleVariables(run, node));
  },
  trigger: resumeByEvent,
};
