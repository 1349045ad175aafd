import { leaveLater } from '../../execution/transitions.js';
import type { ElementBehavior } from '../behavior.js';

/** Undefined and manual tasks: the engine knows nothing of the work, the token goes on (BPMN 2.0, 13.3.3). */
export const noOpTask: ElementBehavior = { enter: leaveLater };
