import type { CaseEventType, CreateCaseRequest } from '@pledge/contracts';
import { Problem } from '@pledge/runtime';
import { fromIso, toIso } from '@pledge/time';

const MINUTE = 60_000;
/** How far back a report by telephone may be dated (story 3). */
export const REPORTED_BACK_MS = 120 * MINUTE;
/** Clocks of people and machines differ by so much without anybody lying. */
const TOLERANCE_MS = MINUTE;

/** Written by the system alone: by models, by the clocks, by calls of their own. */
const SYSTEM_EVENTS: readonly CaseEventType[] = [
  'request_received',
  'promise_warning',
  'promise_breached',
  'case_closed',
  'case_withdrawn',
  'contract_corrected',
  'owner_assigned',
  'clocks_corrected',
  'pause_disputed',
  'pause_dispute_decided',
  'spare_reserved',
  'spare_issued',
  'spare_returned',
  'alert_firing',
  'alert_resolved',
  'emergency_plan_proposed',
];

/** Times a reporter states, epoch ms; null where none was given. */
export interface StatedTimes {
  readonly reportedAt: number | null;
  readonly occurredAt: number | null;
}

/**
 * Checks what was stated about time: a report lies at most 2 hours back and says why it comes late; nothing lies ahead.
 * @throws Problem REPORTED_TOO_LATE, REPORTED_LATE_REASON_MISSING, EVENT_IN_FUTURE
 */
export function statedTimes(request: CreateCaseRequest, now: number, zone: string): StatedTimes {
  const occurredAt = request.occurredAt === undefined ? null : pastInstant(request.occurredAt, now, zone);
  if (request.reportedAt === undefined) return { reportedAt: null, occurredAt };
  const reportedAt = pastInstant(request.reportedAt, now, zone);
  if (now - reportedAt > REPORTED_BACK_MS)
    throw new Problem('invalid', 'REPORTED_TOO_LATE', {}, [{ field: 'reportedAt', code: 'REPORTED_TOO_LATE' }]);
  if (now - reportedAt > TOLERANCE_MS && !request.reportedLateReason) {
    throw new Problem('invalid', 'REPORTED_LATE_REASON_MISSING', {}, [
      { field: 'reportedLateReason', code: 'REPORTED_LATE_REASON_MISSING' },
    ]);
  }
  return { reportedAt, occurredAt };
}

/** Epoch ms of an instant that has come; one that is a moment ahead is taken as now. @throws Problem EVENT_IN_FUTURE */
export function pastInstant(text: string, now: number, zone: string): number {
  const at = fromIso(text);
  if (at > now + TOLERANCE_MS) throw new Problem('invalid', 'EVENT_IN_FUTURE', { at: toIso(at, zone) });
  return Math.min(at, now);
}

/** Whether a person may record the event; a customer adds notes only. @throws Problem EVENT_NOT_ALLOWED */
export function checkRecordable(type: CaseEventType, isCustomer: boolean): void {
  if (SYSTEM_EVENTS.includes(type) || (isCustomer && type !== 'note')) {
    throw new Problem('forbidden', 'EVENT_NOT_ALLOWED', { type });
  }
}

/** A contract or serial number as it is stored: people write it with spaces and in small letters. */
export function normal(text: string | undefined): string | undefined {
  return text ? text.trim().toUpperCase() : undefined;
}
