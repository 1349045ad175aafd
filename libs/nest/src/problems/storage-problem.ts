import { HttpProblem } from './http-problem.js';

/** No room: libsql, the file system, MariaDB (table full 1114, disk full 1021, log of a row too large for the disk 1026). */
const FULL: ReadonlySet<unknown> = new Set(['SQLITE_FULL', 'ENOSPC', 'EDQUOT', 1114, 1021, 1026]);
/** The storage is broken: errors of the engine (1030), read-only servers (1290, 1836). */
const FAILING: ReadonlySet<unknown> = new Set([
  'SQLITE_READONLY',
  'SQLITE_CANTOPEN',
  'SQLITE_CORRUPT',
  'SQLITE_NOTADB',
  'EIO',
  'EROFS',
  1030,
  1290,
  1836,
]);
/** Seconds after which another try makes sense. */
const AGAIN_AFTER = 30;

/**
 * A full or broken storage as a problem that says so, with its status 503; null for anything else. The database's errors are
 * known by their codes, whoever wraps them.
 */
export function storageProblem(error: unknown): HttpProblem | null {
  for (let at: unknown = error, depth = 0; typeof at === 'object' && at !== null && depth < 5; depth += 1) {
    // mysql2 marks what ended its connection as fatal: other servers that are away are no storage.
    const { code, errno, fatal, cause, driverError } = at as Record<string, unknown>;
    if (FULL.has(code) || FULL.has(errno))
      return new HttpProblem(503, 'unavailable', 'STORAGE_FULL', {}, [], AGAIN_AFTER);
    if (
      fatal === true ||
      FAILING.has(code) ||
      FAILING.has(errno) ||
      (typeof code === 'string' && code.startsWith('SQLITE_IOERR'))
    )
      return new HttpProblem(503, 'unavailable', 'STORAGE_FAILING', {}, [], AGAIN_AFTER);
    at = driverError ?? cause;
  }
  return null;
}
