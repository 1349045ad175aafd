import type { TimeStampState } from '@pledge/contracts';
import { isoTime } from '../documents/index.js';
import type { TimeStampRow } from './time-stamps.repository.js';

/** What people see of a time stamp; null: no authority was asked. */
export function timeStampView(row: TimeStampRow | null | undefined): TimeStampState | null {
  if (!row) return null;
  const { state, stampedAt, authority, fingerprint, problem, detail, triedAt } = row;
  return {
    state,
    at: stampedAt === null ? null : isoTime(stampedAt),
    authority,
    fingerprint,
    problem,
    detail,
    triedAt: isoTime(triedAt),
  };
}
