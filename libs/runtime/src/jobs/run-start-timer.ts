import { nextInCycle, timerDue } from '@pledge/engine';
import type { BoundDefinition } from '../definitions/definition-cache.js';
import { startValue, topStartEvents } from '../deployment/start-subscriptions.js';
import { newJob } from '../effects/new-job.js';
import { startBy } from '../messages/publish-message.js';
import type { JobRow } from '../ports/rows.js';
import type { RuntimeContext } from '../runtime-context.js';
import type { JobTools } from './job-tools.js';
import { againForEngine, settle } from './job-tools.js';
import type { StartTimerPayload } from './payloads.js';
import { payloadOf, toPayload } from './payloads.js';

/** Due rows of the timer start events of a definition; their texts are evaluated without variables. */
export function startTimersOf(context: RuntimeContext, definition: BoundDefinition, now: number): JobRow[] {
  const rows: JobRow[] = [];
  for (const node of topStartEvents(definition)) {
    if (node.event?.kind !== 'timer') continue;
    const text = startValue(context, node.event.value, now);
    const due = text === null ? null : timerDue(node.event.timer, text, now, context.zone);
    if (!due?.ok) continue;
    const payload = { definitionId: definition.row.id, elementId: node.id, cycle: due.cycle ?? null };
    rows.push(startTimerJob(context, definition.row.key, payload, due.dueAt, now));
  }
  return rows;
}

function startTimerJob(context: RuntimeContext, key: string, payload: StartTimerPayload, dueAt: number, now: number): JobRow {
  return newJob({
    id: context.newId(),
    type: 'start-timer',
    name: key,
    instanceId: null,
    ref: payload.elementId,
    dueAt,
    createdAt: now,
    payload: toPayload(payload),
    mode: 'live',
  });
}

/** Starts the instance and arms the next occurrence in one transaction: none is lost, none comes twice. */
export async function runStartTimer(tools: JobTools, job: JobRow): Promise<void> {
  const payload = payloadOf<StartTimerPayload>(job);
  await tools.executor.alone(async (session) => {
    await settle(session, job);
    await startBy(session, payload, { mode: job.mode, variables: {}, businessKey: null });
    const { context, now } = session;
    const next = payload.cycle === null ? null : nextInCycle(payload.cycle, job.dueAt, now, context.zone);
    if (!next) return;
    session.writes.insertJob(startTimerJob(context, job.name, { ...payload, cycle: next.cycle }, next.dueAt, now));
  }, againForEngine);
}
