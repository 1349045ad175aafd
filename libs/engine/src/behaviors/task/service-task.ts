import { leaveLater } from '../../execution/transitions.js';
import type { ElementBehavior } from '../behavior.js';
import { enqueueJob } from './job.js';

/** A job for a delegate; without `zeebe:taskDefinition` a no-op (contracts, Models). */
export const serviceTask: ElementBehavior = {
  enter(run, node, element) {
    if (element.job === undefined) leaveLater(run, node);
    else enqueueJob(run, node, element, element.job);
  },
};
