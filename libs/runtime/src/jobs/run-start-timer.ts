import {
  nextStartTimer,
  startConditionFlip,
  startConditionHolds,
  startTimerDue,
  startTriggers,
  type StartEnv,
} from '@pledge/engine';
import type { BoundDefinition } from '../definitions/definition-cache.js';
import { newJob } from '../effects/new-job.js';
import { startBy } from '../messages/publish-message.js';
import type { CommandSession } from '../command-session.js';
import type { JobRow } from '../ports/rows.js';
import type { RuntimeContext } from '../runtime-context.js';
import type { JobTools } from './job-tools.js';
import { againForEngine, settle } from './job-tools.js';
import type { StartTimerPayload } from './payloads.js';
import { payloadOf, toPayload } from './payloads.js';

/** Due rows of the timer and conditional start events of the newest version of a process. */
export function startTimersOf(context: RuntimeContext, definition: BoundDefinition, now: number): JobRow[] {
  const env = envOf(context, now);
  return startTriggers(definition.process, now, context.zone).flatMap((trigger): JobRow[] => {
    const { elementId, part } = trigger;
    const base = { definitionId: definition.row.id, elementId, ...(part === undefined ? {} : { part }) };
    if (trigger.kind === 'condition') {
      const flip = startConditionFlip(definition.process, trigger, env, false);
      const payload = { ...base, cycle: null, condition: { heard: false } };
      return [startTimerJob(context, definition.row.key, payload, { dueAt: flip, now })];
    }
    if (trigger.kind !== 'timer') return [];
    const due = startTimerDue(definition.process, trigger, env);
    if (!due.ok) return [];
    const payload = { ...base, cycle: due.cycle ?? null };
    return [startTimerJob(context, definition.row.key, payload, { dueAt: due.dueAt, now })];
  });
}

function envOf({ zone, registry }: RuntimeContext, now: number): StartEnv {
  return { now, zone, calendars: registry.calendar };
}

function startTimerJob(
  context: RuntimeContext,
  key: string,
  payload: StartTimerPayload,
  at: { readonly dueAt: number; readonly now: number },
): JobRow {
  return newJob({
    id: context.newId(),
    type: 'start-timer',
    name: key,
    instanceId: null,
    ref: payload.elementId,
    dueAt: at.dueAt,
    createdAt: at.now,
    payload: toPayload(payload),
    mode: 'live',
  });
}

/** Starts the instance and arms the next occurrence in one transaction: none is lost, none comes twice. */
export async function runStartTimer(tools: JobTools, job: JobRow): Promise<void> {
  const payload = payloadOf<StartTimerPayload>(job);
  await tools.executor.alone(
    async (session) => {
      const { context, now } = session;
      await settle(session, job);
      if (payload.condition !== undefined) return askStartCondition(session, job, payload, payload.condition.heard);
      const trigger = { kind: 'timer', part: payload.part } as const;
      await startBy(session, payload, { mode: job.mode, variables: {}, businessKey: null, trigger });
      const { process } = await context.definitions.get(payload.definitionId);
      const fired = { cycle: payload.cycle ?? undefined, previous: job.dueAt };
      const next = nextStartTimer(process, payload.elementId, fired, envOf(context, now));
      if (!next) return;
      const armed = startTimerJob(context, job.name, { ...payload, cycle: next.cycle }, { dueAt: next.dueAt, now });
      session.writes.insertJob(armed);
    },
    { again: againForEngine, jobId: job.id },
  );
}

/** A condition that became true starts an instance; it must become false before it does again (BPMN 2.0, 10.5.2). */
async function askStartCondition(
  session: CommandSession,
  job: JobRow,
  payload: StartTimerPayload,
  heard: boolean,
): Promise<void> {
  const { context, now } = session;
  const { process } = await context.definitions.get(payload.definitionId);
  const holds = startConditionHolds(process, payload, envOf(context, now));
  if (holds && !heard) {
    const trigger = { kind: 'condition', part: payload.part } as const;
    await startBy(session, payload, { mode: job.mode, variables: {}, businessKey: null, trigger });
  }
  const dueAt = startConditionFlip(process, payload, envOf(context, now), holds);
  const next: StartTimerPayload = { ...payload, condition: { heard: holds } };
  session.writes.insertJob(startTimerJob(context, job.name, next, { dueAt, now }));
}
