import type { CommandSession, WorkingInstance } from '../command-session.js';
import type { CommandExecutor } from '../execute-commands.js';
import type { JobRow } from '../ports/rows.js';
import { Problem } from '../errors.js';
import { isNoAnswer, isTransient } from '../retry.js';
import type { RuntimeContext } from '../runtime-context.js';
import { HopelessError, LeaseLostError, WorkFailedError } from './job-failed.js';

/** What every job runner works with. */
export interface JobTools {
  readonly context: RuntimeContext;
  readonly executor: CommandExecutor;
}

/** Deletes the job under its fencing token. @throws LeaseLostError, and the transaction rolls back. */
export async function settle(session: CommandSession, job: JobRow): Promise<void> {
  const settled = await session.context.store.settleJob(session.tx, job.id, job.lockToken);
  if (!settled) throw new LeaseLostError();
}

/**
 * True when the job's instance is suspended: then the job is kept as it is until the instance is resumed, and nothing else
 * may be done for it. Instance and job are locked together, so no resume is missed.
 * @throws LeaseLostError
 */
export async function heldBack(
  session: CommandSession,
  job: JobRow,
  working: WorkingInstance | null,
): Promise<boolean> {
  if (working?.state.status !== 'suspended') return false;
  const { retriesLeft, dueAt, lastError } = job;
  const change = { retriesLeft, dueAt, lastError: lastError ?? '', state: 'suspended' } as const;
  const kept = await session.context.store.retryJob(session.tx, job.id, job.lockToken, change);
  if (!kept) throw new LeaseLostError();
  return true;
}

const isOurs = (error: unknown): boolean =>
  error instanceof LeaseLostError || error instanceof WorkFailedError || error instanceof HopelessError;

/** Again on any database error: the work is the engine's own. */
export const againForEngine = (error: unknown): boolean => isNoAnswer(error) && !isOurs(error);
/** Again only where the database says so: a feature's code ran inside. */
export const againForFeature = (error: unknown): boolean => {
  const cause = error instanceof WorkFailedError ? error.reason : error;
  return !(cause instanceof Problem) && isTransient(cause);
};
