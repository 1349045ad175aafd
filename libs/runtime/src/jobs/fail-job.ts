import type { CommandSession } from '../command-session.js';
import type { ProblemKind } from '../errors.js';
import { Problem } from '../errors.js';
import type { JobRow } from '../ports/rows.js';
import { HopelessError, LeaseLostError, WorkFailedError, messageOf } from './job-failed.js';
import type { JobTools } from './job-tools.js';
import { againForEngine, heldBack, settle } from './job-tools.js';
import type { StartChildPayload } from './payloads.js';
import { payloadOf } from './payloads.js';

/**
 * After a failed try: again later (product time, back-off of the limits), or, when the tries are used up or more do not
 * help, an incident that an operator sees, mends and retries. A lost lease is nobody's failure.
 */
export async function failJob(tools: JobTools, job: JobRow, error: unknown): Promise<void> {
  if (error instanceof LeaseLostError) return;
  const cause = error instanceof WorkFailedError ? error.reason : error;
  const message = explain(cause);
  const hopeless = cause instanceof HopelessError || (cause instanceof Problem && !MAY_PASS.has(cause.kind));
  const retriesLeft = hopeless ? 0 : Math.max(0, job.retriesLeft - 1);
  const { context, executor } = tools;
  context.logger.warn('job failed', { id: job.id, type: job.type, name: job.name, retriesLeft, error: message });
  await executor.alone(
    async (session) => {
      if (retriesLeft > 0) await later(session, job, retriesLeft, message);
      else await giveUp(session, job, message);
    },
    { again: againForEngine, jobId: job.id },
  );
}

/** Problems that another try may find gone; the others say the same each time. */
const MAY_PASS: ReadonlySet<ProblemKind> = new Set<ProblemKind>(['conflict', 'unavailable']);

function explain(cause: unknown): string {
  if (!(cause instanceof Problem)) return messageOf(cause);
  const reason = cause.params['reason'];
  return reason === undefined ? cause.code : `${cause.code}: ${reason}`;
}

async function later(session: CommandSession, job: JobRow, retriesLeft: number, lastError: string): Promise<void> {
  const { backOffMs } = session.context.limits;
  // Counted from the last try: the longest wait stands before it, whatever number of tries the model gave.
  const wait = backOffMs[Math.max(0, backOffMs.length - retriesLeft)] ?? 0;
  const change = { retriesLeft, dueAt: session.now + wait, lastError, state: 'waiting' } as const;
  await session.context.store.retryJob(session.tx, job.id, job.lockToken, change);
}

/** Where the engine waits for the outcome it is told, and keeps the incident; else the job itself is parked. */
function giveUp(session: CommandSession, job: JobRow, message: string): Promise<void> {
  if (job.type === 'service-task') return incidentOfEngine(session, job, job.id, message);
  if (job.type === 'start-child')
    return incidentOfEngine(session, job, payloadOf<StartChildPayload>(job).callId, message);
  return park(session, job, message);
}

/** The engine holds the wait, so the engine holds the incident: retrying it makes a new job. */
async function incidentOfEngine(session: CommandSession, job: JobRow, waitId: string, message: string): Promise<void> {
  const working = job.instanceId === null ? null : await session.loadOne({ by: 'instance', id: job.instanceId });
  if (await heldBack(session, job, working)) return;
  await settle(session, job);
  if (working) session.step(working, { type: 'fail-job', jobId: waitId, message });
}

/** No wait of the engine stands for this job: it stays in the table as `failed`, the incident names it. */
async function park(session: CommandSession, job: JobRow, message: string): Promise<void> {
  const change = { retriesLeft: 0, dueAt: job.dueAt, lastError: message, state: 'failed' } as const;
  const working = job.instanceId === null ? null : await session.loadOne({ by: 'instance', id: job.instanceId });
  const parked = await session.context.store.retryJob(session.tx, job.id, job.lockToken, change);
  if (!parked) throw new LeaseLostError();
  const id = session.context.newId();
  session.writes.raiseIncident({
    id,
    instanceId: job.instanceId,
    jobId: job.id,
    elementId: job.instanceId === null ? null : elementOf(job),
    code: 'JOB_FAILED',
    message,
    createdAt: session.now,
    resolvedAt: null,
  });
  if (!working) return;
  working.row = { ...working.row, incidentCount: working.row.incidentCount + 1 };
  working.dirty = true;
  session.tell('incident', working, id, 'raised');
}

function elementOf(job: JobRow): string | null {
  const { elementId } = job.payload;
  return typeof elementId === 'string' ? elementId : null;
}
