import { leaveLater } from '../../execution/transitions.js';
import type { ElementBehavior } from '../behavior.js';
import { enqueueJob } from '../task/job.js';
import { continueCompensation } from './definitions/compensation.js';
import { throwEvent } from './throwing.js';

/** Throws its result and ends its path; terminate ends its whole scope (BPMN 2.0, 13.5.6). */
export const endEvent: ElementBehavior = {
  enter(run, node, element) {
    if (element.job !== undefined) return enqueueJob(run, node, element, element.job);
    if (throwEvent(run, node, element) === 'continues') leaveLater(run, node);
  },
  emptied: continueCompensation,
};
