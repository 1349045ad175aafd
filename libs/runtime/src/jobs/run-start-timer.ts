import { nextStartTimer, startTimerDue, startTriggers } from '@pledge/engine';
import type { BoundDefinition } from '../definitions/definition-cache.js';
import { newJob } from '../effects/new-job.js';
import { startBy } from '../messages/publish-message.js';
import type { JobRow } from '../ports/rows.js';
import type { RuntimeContext } from '../runtime-context.js';
import type { JobTools } from './job-tools.js';
import { againForEngine, settle } from './job-tools.js';
import type { StartTimerPayload } from './payloads.js';
import { payloadOf, toPayload } from './payloads.js';

/** Due rows of the timer start events of the newest version of a process. */
export function startTimersOf(context: RuntimeContext, definition: BoundDefinition, now: number): JobRow[] {
  return startTriggers(definition.process, now, context.zone).flatMap((trigger): JobRow[] => {
    if (trigger.kind !== 'timer') return [];
    const due = startTimerDue(definition.process, trigger.elementId, now, context.zone);
    if (!due.ok) return [];
    const payload = { definitionId: definition.row.id, elementId: trigger.elementId, cycle: due.cycle ?? null };
    return [startTimerJob(context, definition.row.key, payload, { dueAt: due.dueAt, now })];
  });
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
      await startBy(session, payload, { mode: job.mode, variables: {}, businessKey: null });
      const next = nextStartTimer(payload.cycle ?? undefined, job.dueAt, now, context.zone);
      if (!next) return;
      const armed = startTimerJob(context, job.name, { ...payload, cycle: next.cycle }, { dueAt: next.dueAt, now });
      session.writes.insertJob(armed);
    },
    { again: againForEngine, jobId: job.id },
  );
}
