import { leaveLater } from '../../execution/transitions.js';
import type { ElementBehavior } from '../behavior.js';
import { throwMessage } from '../event/definitions/message.js';
import { enqueueJob } from './job.js';

/** A job where it has a task definition, else it publishes its message; with neither a no-op (contracts, Models). */
export const sendTask: ElementBehavior = {
  enter(run, node, element) {
    if (element.job !== undefined) return enqueueJob(run, node, element, element.job);
    if (element.event?.kind === 'message') throwMessage(run, node, element, element.event);
    leaveLater(run, node);
  },
};
