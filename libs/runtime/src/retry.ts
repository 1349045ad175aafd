import { Problem } from './errors.js';

/** The batch's instance rows were changed by somebody else meanwhile: roll back and run each command alone (design D4). */
export class ConflictError extends Error {
  constructor() {
    super('instance rows changed meanwhile');
    this.name = 'ConflictError';
  }
}

const TRANSIENT_ERRNO = new Set([1213, 1205, 1020]);

/** Deadlock, lock wait time-out, record changed (MariaDB 1213, 1205, 1020), a busy file, or an error marked `transient`. */
export function isTransient(error: unknown): boolean {
  if (error instanceof ConflictError) return true;
  if (typeof error !== 'object' || error === null) return false;
  const { transient, errno, code } = error as { transient?: unknown; errno?: unknown; code?: unknown };
  return transient === true || (typeof errno === 'number' && TRANSIENT_ERRNO.has(errno)) || code === 'SQLITE_BUSY';
}

/** Anything that is not an answer may be the database: tried again. */
export function isNoAnswer(error: unknown): boolean {
  return !(error instanceof Problem);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Runs `work` up to `tries` times while `again` says so, with a jittered pause that doubles (5 ms, 10 ms …; system time). */
export async function withTries<T>(
  tries: number,
  again: (error: unknown) => boolean,
  work: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= tries || !again(error)) throw error;
      await pause(5 * 2 ** (attempt - 1) * (0.5 + Math.random()));
    }
  }
}
