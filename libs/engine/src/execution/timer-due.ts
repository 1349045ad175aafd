import { CronExpressionParser } from 'cron-parser';
import { DateTime, Duration } from 'luxon';
import type { TimerCycle } from './instance-state.js';

/** When a timer is due, or why its text cannot be read. */
export type TimerDue =
  | { readonly ok: true; readonly dueAt: number; readonly cycle?: TimerCycle }
  | { readonly ok: false; readonly message: string };

/**
 * First due time of a timer (BPMN 2.0, 10.5.5). Days and months are calendar days of `zone`; a date without offset is
 * local time of `zone`. A date in the past is due at once.
 * @param text ISO 8601 duration, date or cycle; in a cycle also cron of 5 or 6 fields.
 * @param now epoch ms.
 */
export function timerDue(timer: 'duration' | 'date' | 'cycle', text: string, now: number, zone: string): TimerDue {
  switch (timer) {
    case 'duration': {
      const dueAt = plus(now, text, zone);
      return dueAt === null ? { ok: false, message: `"${text}" is not an ISO 8601 duration` } : { ok: true, dueAt };
    }
    case 'date': {
      const date = DateTime.fromISO(text, { zone });
      return date.isValid
        ? { ok: true, dueAt: date.toMillis() }
        : { ok: false, message: `"${text}" is not an ISO 8601 date` };
    }
    case 'cycle':
      return cycleDue(text, now, zone);
  }
}

/**
 * The next firing after one that was due at `previous`: the first point of the grid after `now`, so that a timer that
 * slept through an outage fires once for what it missed; null when the cycle is over.
 */
export function nextInCycle(
  cycle: TimerCycle,
  previous: number,
  now: number,
  zone: string,
): { readonly dueAt: number; readonly cycle: TimerCycle } | null {
  if (cycle.left === 0) return null;
  const rest: TimerCycle = { every: cycle.every, ...(cycle.left === undefined ? {} : { left: cycle.left - 1 }) };
  if (!cycle.every.startsWith('P')) {
    const dueAt = cronAfter(cycle.every, Math.max(previous, now), zone);
    return dueAt === null ? null : { dueAt, cycle: rest };
  }
  const missed = now - previous;
  const length = Duration.fromISO(cycle.every).toMillis();
  // One leap over a long outage, two intervals short because months and DST days differ, then by single steps.
  const leap = Math.max(1, Math.floor(missed / length) - 2);
  let steps = leap;
  let dueAt = times(previous, cycle.every, steps, zone);
  while (dueAt <= now) {
    steps += 1;
    dueAt = times(previous, cycle.every, steps, zone);
  }
  return { dueAt, cycle: rest };
}

function cycleDue(text: string, now: number, zone: string): TimerDue {
  if (!/^R\d*\//.test(text)) {
    const dueAt = cronAfter(text, now, zone);
    return dueAt === null
      ? { ok: false, message: `"${text}" is neither an ISO 8601 repetition nor cron` }
      : { ok: true, dueAt, cycle: { every: text } };
  }
  const [repeat = '', ...rest] = text.split('/');
  const every = rest.at(-1) ?? '';
  const length = Duration.fromISO(every);
  if (rest.length < 1 || rest.length > 2 || !length.isValid || length.toMillis() <= 0)
    return { ok: false, message: `"${text}" is not an ISO 8601 repetition with an interval above zero` };
  const count = repeat === 'R' ? undefined : Number(repeat.slice(1));
  if (count === 0) return { ok: false, message: `"${text}" never fires` };
  const first = rest.length === 2 ? DateTime.fromISO(rest[0] ?? '', { zone }) : null;
  if (first !== null && !first.isValid) return { ok: false, message: `"${text}" does not start with an ISO 8601 date` };
  const dueAt = first === null ? times(now, every, 1, zone) : first.toMillis();
  return { ok: true, dueAt, cycle: { every, ...(count === undefined ? {} : { left: count - 1 }) } };
}

function plus(at: number, duration: string, zone: string): number | null {
  const length = Duration.fromISO(duration);
  return length.isValid ? DateTime.fromMillis(at, { zone }).plus(length).toMillis() : null;
}

/** `n` intervals after `at`, added at once: one month twice after the 31st of January is the 31st of March. */
function times(at: number, duration: string, n: number, zone: string): number {
  const length = Duration.fromISO(duration).mapUnits((value) => value * n);
  return DateTime.fromMillis(at, { zone }).plus(length).toMillis();
}

function cronAfter(text: string, at: number, zone: string): number | null {
  try {
    return CronExpressionParser.parse(text, { currentDate: at, tz: zone }).next().getTime();
  } catch {
    return null;
  }
}
