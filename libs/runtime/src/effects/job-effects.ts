import type {
  CancelChildEffect,
  EnqueueJobEffect,
  RecordEventEffect,
  ScheduleTimerEffect,
  StartChildEffect,
} from '@pledge/engine';
import type { CommandSession, WorkingInstance } from '../command-session.js';
import type {
  CancelChildPayload,
  RecordEventPayload,
  ServiceTaskPayload,
  StartChildPayload,
} from '../jobs/payloads.js';
import { toPayload } from '../jobs/payloads.js';
import type { JobRow } from '../ports/rows.js';
import { newJob } from './new-job.js';

type JobInput = Pick<Parameters<typeof newJob>[0], 'id' | 'type' | 'name' | 'ref' | 'retries' | 'payload'> & {
  dueAt?: number;
};

/** A job of the instance, due now unless it says otherwise. */
export function instanceJob(session: CommandSession, working: WorkingInstance, job: JobInput): JobRow {
  return newJob({
    dueAt: session.now,
    ...job,
    instanceId: working.row.id,
    createdAt: session.now,
    mode: working.row.mode,
  });
}

export function enqueueJob(session: CommandSession, working: WorkingInstance, effect: EnqueueJobEffect): void {
  const payload: ServiceTaskPayload = {
    elementId: effect.elementId,
    elementInstanceId: effect.elementInstanceId,
    headers: effect.headers,
    variables: effect.variables,
    requires: effect.requires,
    rootInstanceId: working.row.rootInstanceId,
    businessKey: working.row.businessKey,
  };
  session.writes.insertJob(
    instanceJob(session, working, {
      id: effect.jobId,
      type: 'service-task',
      name: effect.jobType,
      ref: effect.elementId,
      retries: effect.retries,
      payload: toPayload(payload),
    }),
  );
}

export function cancelJob(session: CommandSession, id: string): void {
  session.writes.deleteJob(id);
}

export function scheduleTimer(session: CommandSession, working: WorkingInstance, effect: ScheduleTimerEffect): void {
  const { timerId: id, elementId, dueAt } = effect;
  session.writes.insertJob(
    instanceJob(session, working, { id, type: 'timer', ref: elementId, dueAt, payload: { elementId } }),
  );
}

/** The job has the child's id: cancelling the call deletes it when the child was not started yet. */
export function startChild(session: CommandSession, working: WorkingInstance, effect: StartChildEffect): void {
  const payload: StartChildPayload = {
    callId: effect.callId,
    childInstanceId: effect.childInstanceId,
    processKey: effect.processKey,
    elementId: effect.elementId,
    variables: effect.variables,
    businessKey: effect.businessKey ?? working.row.businessKey,
    rootInstanceId: working.row.rootInstanceId,
  };
  const { childInstanceId: id, elementId: ref } = effect;
  session.writes.insertJob(
    instanceJob(session, working, { id, type: 'start-child', ref, payload: toPayload(payload) }),
  );
}

export function cancelChild(session: CommandSession, working: WorkingInstance, effect: CancelChildEffect): void {
  const payload: CancelChildPayload = { childInstanceId: effect.childInstanceId };
  session.writes.deleteJob(effect.childInstanceId);
  session.writes.insertJob(
    instanceJob(session, working, {
      id: session.context.newId(),
      type: 'cancel-child',
      ref: effect.callId,
      payload: toPayload(payload),
    }),
  );
}

export function recordEvent(session: CommandSession, working: WorkingInstance, effect: RecordEventEffect): void {
  const payload: RecordEventPayload = {
    instanceId: working.row.id,
    businessKey: working.row.businessKey,
    elementId: effect.elementId,
    eventType: effect.eventType,
    occurredAt: effect.occurredAt,
    actor: effect.actor,
    variables: effect.variables,
  };
  const { eventId: id, elementId: ref } = effect;
  session.writes.insertJob(
    instanceJob(session, working, {
      id,
      type: 'record-event',
      name: effect.eventType,
      ref,
      payload: toPayload(payload),
    }),
  );
}
