import type { InstanceMode } from '@pledge/engine';
import type { JobRow, JobType } from '../ports/rows.js';

/** Tries of a job that nobody gave a number: 3, with the back-off of the limits between them. */
export const DEFAULT_TRIES = 3;

/** A waiting job row. `dueAt` and `createdAt` are product time, epoch ms. */
export function newJob(job: {
  readonly id: string;
  readonly type: JobType;
  readonly name?: string;
  readonly instanceId: string | null;
  readonly ref?: string | null;
  readonly dueAt: number;
  readonly createdAt: number;
  readonly retries?: number;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly mode: InstanceMode;
}): JobRow {
  return {
    id: job.id,
    type: job.type,
    name: job.name ?? '',
    instanceId: job.instanceId,
    ref: job.ref ?? null,
    dueAt: job.dueAt,
    createdAt: job.createdAt,
    retriesLeft: job.retries ?? DEFAULT_TRIES,
    payload: job.payload,
    mode: job.mode,
    state: 'waiting',
    lockOwner: null,
    lockedUntil: null,
    lockToken: 0,
    lastError: null,
  };
}
