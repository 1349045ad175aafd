import type { Effect } from '@pledge/engine';
import type { CommandSession, WorkingInstance } from '../command-session.js';
import { endInstance, propagateEscalation } from './end-instance.js';
import { raiseIncident, resolveIncident } from './incident-effects.js';
import { changeTask, commentTask, copyTask, notifyPeople } from './human-effects.js';
import { cancelChild, cancelJob, enqueueJob, recordEvent, scheduleTimer, startChild } from './job-effects.js';
import { broadcastSignal, closeSubscription, openSubscription, publishMessage } from './message-effects.js';
import { relabelWait } from './relabel-wait.js';
import { cancelTask, completeTask, createTask, updateTask } from './task-effects.js';

/** Turns the effects of a step into rows of the transaction, in their order (engine, effect.ts). */
export function applyEffects(session: CommandSession, working: WorkingInstance, effects: readonly Effect[]): void {
  for (const effect of effects) applyEffect(session, working, effect);
}

function applyEffect(session: CommandSession, working: WorkingInstance, effect: Effect): void {
  switch (effect.type) {
    case 'create-user-task':
      return createTask(session, working, effect);
    case 'update-user-task':
      return updateTask(session, working, effect);
    case 'complete-user-task':
      return completeTask(session, working, effect);
    case 'cancel-user-task':
      return cancelTask(session, working, effect);
    case 'change-user-task':
      return changeTask(session, working, effect);
    case 'copy-user-task':
      return copyTask(session, working, effect);
    case 'comment-user-task':
      return commentTask(session, working, effect);
    case 'notify-people':
      return notifyPeople(session, working, effect);
    case 'enqueue-job':
      return enqueueJob(session, working, effect);
    case 'cancel-job':
      return cancelJob(session, effect.jobId);
    case 'schedule-timer':
      return scheduleTimer(session, working, effect);
    case 'cancel-timer':
      return cancelJob(session, effect.timerId);
    case 'open-subscription':
      return openSubscription(session, working, effect);
    case 'close-subscription':
      return closeSubscription(session, effect);
    case 'start-child':
      return startChild(session, working, effect);
    case 'cancel-child':
      return cancelChild(session, working, effect);
    case 'propagate-escalation':
      return propagateEscalation(session, working, effect);
    case 'publish-message':
      return publishMessage(session, working, effect);
    case 'broadcast-signal':
      return broadcastSignal(session, working, effect);
    case 'record-event':
      return recordEvent(session, working, effect);
    case 'raise-incident':
      return raiseIncident(session, working, effect);
    case 'resolve-incident':
      return resolveIncident(session, working, effect);
    case 'relabel-wait':
      return relabelWait(session, working, effect);
    case 'end-instance':
      return endInstance(session, working, effect);
  }
}
