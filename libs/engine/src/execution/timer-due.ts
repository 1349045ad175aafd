import { addWorkingDuration, CalendarExhaustedError, InvalidDurationError, type BusinessCalendar } from '@pledge/time';
import { DateTime, Duration } from 'luxon';
import type { TimerCycle } from './instance-state.js';
import { firstInCycle } from './timer-cycle.js';
import { instantOf, TimerTextError } from './timer-text.js';

/** When a timer is due, or why its text cannot be read. */
export type TimerDue =
  | { readonly ok: true; readonly dueAt: number; readonly cycle?: TimerCycle }
  | { readonly ok: false; readonly message: string };

/**
 * First due time of a timer (BPMN 2.0, 10.5.5). Days and months are calendar days of `zone`; a date without offset is
 * local time of `zone`, or of a zone in brackets after it (RFC 9557). A date in the past is due at once.
 * @param text ISO 8601 duration, date or cycle; in a cycle also cron of 5 or 6 fields, with `CRON_TZ=<zone>` before it.
 * @param now epoch ms.
 * @param calendar counts durations in its working time; dates and cycles wait for its next opening (`pledge:calendar`).
 */
export function timerDue(
  timer: 'duration' | 'date' | 'cycle',
  text: string,
  now: number,
  zone: string,
  calendar?: BusinessCalendar,
): TimerDue {
  try {
    switch (timer) {
      case 'duration':
        return { ok: true, dueAt: durationDue(text, now, zone, calendar) };
      case 'date': {
        const date = instantOf(text, zone);
        if (date === null) return { ok: false, message: `"${text}" is not an ISO 8601 date` };
        return { ok: true, dueAt: calendar?.nextOpening(date) ?? date };
      }
      case 'cycle':
        return { ok: true, ...firstInCycle(text, now, zone, calendar) };
    }
  } catch (error) {
    return { ok: false, message: reasonOf(error, text) };
  }
}

function durationDue(text: string, now: number, zone: string, calendar: BusinessCalendar | undefined): number {
  const length = Duration.fromISO(text);
  if (!length.isValid) throw new TimerTextError(`"${text}" is not an ISO 8601 duration`);
  if (calendar !== undefined) return addWorkingDuration(now, text, calendar);
  return DateTime.fromMillis(now, { zone }).plus(length).toMillis();
}

function reasonOf(error: unknown, text: string): string {
  if (error instanceof TimerTextError) return error.message;
  if (error instanceof CalendarExhaustedError) return `"${text}" is never due: ${error.message}`;
  if (error instanceof InvalidDurationError || error instanceof RangeError) return `"${text}": ${error.message}`;
  throw error;
}
