import { addWorkingDuration, CalendarExhaustedError, isZone, type BusinessCalendar } from '@pledge/time';
import { CronExpressionParser } from 'cron-parser';
import { DateTime, Duration } from 'luxon';
import type { TimerCycle } from './instance-state.js';
import { instantOf, TimerTextError, zoneInBrackets } from './timer-text.js';

/** The next firing of a repeating timer, and what is left of it after that. */
export interface Firing {
  readonly dueAt: number;
  readonly cycle: TimerCycle;
}

/** Cron points looked at before a calendar that never fits is given up. */
const MAX_CRON_POINTS = 1000;

/** First firing of `R3/PT10M`, `R/2026-01-01T09:00:00/P1D` or cron. @throws TimerTextError for text that is neither. */
export function firstInCycle(text: string, now: number, zone: string, calendar: BusinessCalendar | undefined): Firing {
  if (!/^R\d*\//.test(text)) {
    const { every, cycleZone } = cronOf(text);
    const cycle: TimerCycle = { every, ...(cycleZone === undefined ? {} : { zone: cycleZone }) };
    const dueAt = cronAfter(every, now, cycleZone ?? zone, calendar);
    if (dueAt === null) throw new TimerTextError(`"${text}" is neither an ISO 8601 repetition nor cron`);
    return { dueAt, cycle };
  }
  const [repeat = '', ...rest] = text.split(/\/(?![^[]*\])/);
  const every = rest.at(-1) ?? '';
  const length = Duration.fromISO(every);
  if (rest.length < 1 || rest.length > 2 || !length.isValid || length.toMillis() <= 0)
    throw new TimerTextError(`"${text}" is not an ISO 8601 repetition with an interval above zero`);
  const count = repeat === 'R' ? undefined : Number(repeat.slice(1));
  if (count === 0) throw new TimerTextError(`"${text}" never fires`);
  const start = rest.length === 2 ? instantOf(rest[0] ?? '', zone) : null;
  if (rest.length === 2 && start === null) throw new TimerTextError(`"${text}" does not start with an ISO 8601 date`);
  const named = zoneInBrackets(rest[0] ?? '');
  const cycle: TimerCycle = {
    every,
    ...(count === undefined ? {} : { left: count - 1 }),
    ...(named === undefined ? {} : { zone: named }),
  };
  if (calendar !== undefined)
    return {
      dueAt: start === null ? addWorkingDuration(now, every, calendar) : calendar.nextOpening(start),
      cycle,
    };
  // Days and months are counted from the first point: adding one to the last would drift over short months and DST.
  const anchored: TimerCycle = usesWallClock(every)
    ? { ...cycle, first: start ?? now, fired: start === null ? 1 : 0 }
    : cycle;
  return { dueAt: start ?? times(now, every, 1, named ?? zone), cycle: anchored };
}

/**
 * The next firing after one that was due at `previous`: the first point of the grid after `now`, so that a timer that
 * slept through an outage fires once for what it missed; null when the cycle is over.
 * @throws TimerTextError when the calendar has no working time left to fall into.
 */
export function nextInCycle(
  cycle: TimerCycle,
  previous: number,
  now: number,
  zone: string,
  calendar?: BusinessCalendar,
): Firing | null {
  if (cycle.left === 0) return null;
  try {
    return next(cycle, previous, now, zone, calendar);
  } catch (error) {
    if (error instanceof CalendarExhaustedError) throw new TimerTextError(`"${cycle.every}": ${error.message}`);
    throw error;
  }
}

function next(
  cycle: TimerCycle,
  previous: number,
  now: number,
  zone: string,
  calendar: BusinessCalendar | undefined,
): Firing | null {
  const rest: TimerCycle = { ...cycle, ...(cycle.left === undefined ? {} : { left: cycle.left - 1 }) };
  const cycleZone = cycle.zone ?? zone;
  if (!cycle.every.startsWith('P')) {
    const dueAt = cronAfter(cycle.every, Math.max(previous, now), cycleZone, calendar);
    return dueAt === null ? null : { dueAt, cycle: rest };
  }
  if (calendar !== undefined) return { dueAt: nextWorking(cycle.every, previous, now, calendar), cycle: rest };
  const from = cycle.first ?? previous;
  const length = Duration.fromISO(cycle.every).toMillis();
  // One leap over a long outage, two intervals short because months and DST days differ, then by single steps.
  let steps = Math.max((cycle.fired ?? 0) + 1, Math.floor((now - from) / length) - 2);
  let dueAt = times(from, cycle.every, steps, cycleZone);
  while (dueAt <= now || dueAt <= previous) {
    steps += 1;
    dueAt = times(from, cycle.every, steps, cycleZone);
  }
  return { dueAt, cycle: cycle.first === undefined ? rest : { ...rest, fired: steps } };
}

function nextWorking(every: string, previous: number, now: number, calendar: BusinessCalendar): number {
  let dueAt = addWorkingDuration(previous, every, calendar);
  if (dueAt > now) return dueAt;
  if (!usesWallClock(every)) {
    const length = Duration.fromISO(every).toMillis();
    const missed = Math.floor(calendar.workingTimeBetween(previous, now) / length);
    dueAt = calendar.addWorkingTime(previous, missed * length);
  }
  while (dueAt <= now) dueAt = addWorkingDuration(dueAt, every, calendar);
  return dueAt;
}

/** Years, months, weeks or days: their length is that of the wall clock of a zone. */
function usesWallClock(every: string): boolean {
  const { years = 0, months = 0, weeks = 0, days = 0 } = Duration.fromISO(every).toObject();
  return years + months + weeks + days > 0;
}

/** `n` intervals after `at`, added at once: one month twice after the 31st of January is the 31st of March. */
function times(at: number, duration: string, n: number, zone: string): number {
  const length = Duration.fromISO(duration).mapUnits((value) => value * n);
  return DateTime.fromMillis(at, { zone }).plus(length).toMillis();
}

function cronOf(text: string): { every: string; cycleZone?: string } {
  const [, named, every] = /^(?:CRON_)?TZ=(\S+)\s+(.+)$/.exec(text) ?? [];
  if (named === undefined || every === undefined) return { every: text };
  if (!isZone(named)) throw new TimerTextError(`"${text}" names a time zone that nobody knows`);
  return { every, cycleZone: named };
}

/** The first point after `at`, in working time where a calendar is given; null for text that is no cron. */
function cronAfter(text: string, at: number, zone: string, calendar: BusinessCalendar | undefined): number | null {
  let from = at;
  for (let looked = 0; looked < MAX_CRON_POINTS; looked += 1) {
    const point = cronPoint(text, from, zone);
    const opening = point === null || calendar === undefined ? point : calendar.nextOpening(point);
    if (point === null || opening === null || opening === point) return point;
    from = opening - 1;
  }
  throw new TimerTextError(`"${text}" never falls into working time`);
}

function cronPoint(text: string, at: number, zone: string): number | null {
  try {
    return CronExpressionParser.parse(text, { currentDate: at, tz: zone }).next().getTime();
  } catch {
    return null;
  }
}
