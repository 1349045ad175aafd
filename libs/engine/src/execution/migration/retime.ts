import type { BusinessCalendar } from '@pledge/time';
import { DateTime, Duration } from 'luxon';
import type { EventDefinition } from '../../model/process-definition.js';
import type { TimerCycle, Wait } from '../instance-state.js';
import { timerDue } from '../timer-due.js';

type TimerWait = Extract<Wait, { kind: 'timer' }>;
type TimerKind = Extract<EventDefinition, { kind: 'timer' }>['timer'];
export interface TimerText {
  readonly timer: TimerKind;
  readonly text: string;
  /** Working time in which it counts. */
  readonly calendar?: BusinessCalendar | undefined;
}
export type Retimed =
  | { readonly kind: 'keep' }
  | { readonly kind: 'over' }
  | { readonly kind: 'due'; readonly dueAt: number; readonly cycle?: TimerCycle }
  | { readonly kind: 'invalid'; readonly message: string };

/**
 * When a running timer is due after its text, or the calendar that it counts in, changed:
 * * a duration counts from when the timer was armed: what has passed is not waited for again. In working time that holds
 *   for hours and minutes; one of days or longer is armed anew;
 * * a cycle of durations counts from its last firing, and firings that were count;
 * * a date is the new date; cron, and any change from one kind to another, is armed anew from now.
 * A time that is over by then is due at once. A timer whose time was set by hand keeps it.
 * @param now epoch ms, UTC. @param zone IANA zone in which days and months are counted.
 */
export function retime(wait: TimerWait, before: TimerText, after: TimerText, now: number, zone: string): Retimed {
  if (wait.replanned === true) return { kind: 'keep' };
  const sameText = before.timer === after.timer && before.text === after.text;
  if (sameText && before.calendar === after.calendar) return { kind: 'keep' };
  const anew = timerDue(after.timer, after.text, now, zone, after.calendar);
  if (!anew.ok) return { kind: 'invalid', message: anew.message };
  if (before.timer === 'duration' && after.timer === 'duration')
    return { kind: 'due', dueAt: restOf(wait.dueAt, before, after, now, zone) ?? anew.dueAt };
  if (anew.cycle === undefined) return { kind: 'due', dueAt: anew.dueAt };
  return nextOfCycle(wait, before, after, { dueAt: anew.dueAt, cycle: anew.cycle }, zone);
}

/** Epoch ms; null where days of working time would have to be divided. */
function restOf(dueAt: number, before: TimerText, after: TimerText, now: number, zone: string): number | null {
  const { calendar: old } = before;
  const { calendar: next } = after;
  if (old === undefined && next === undefined) return shift(dueAt, before.text, after.text, zone);
  if (isLong(before.text) || isLong(after.text)) return null;
  const left = old === undefined ? dueAt - now : old.workingTimeBetween(Math.min(now, dueAt), dueAt);
  const spent = Duration.fromISO(before.text).toMillis() - left;
  const rest = Math.max(0, Duration.fromISO(after.text).toMillis() - spent);
  return next === undefined ? now + rest : next.addWorkingTime(now, rest);
}

function nextOfCycle(
  wait: TimerWait,
  before: TimerText,
  after: TimerText,
  anew: { readonly dueAt: number; readonly cycle: TimerCycle },
  zone: string,
): Retimed {
  const { cycle } = anew;
  const left = cycle.left === undefined ? undefined : cycle.left - firedOf(wait.cycle, before);
  if (left !== undefined && left < 0) return { kind: 'over' };
  const rest = left === undefined ? {} : { left };
  const every = wait.cycle?.every;
  const counts =
    every?.startsWith('P') === true &&
    before.calendar === undefined &&
    after.calendar === undefined &&
    isPlainCycle(before.text) &&
    isPlainCycle(after.text);
  if (!counts) return { kind: 'due', dueAt: anew.dueAt, cycle: { ...cycle, ...rest } };
  const last = DateTime.fromMillis(wait.dueAt, { zone }).minus(Duration.fromISO(every));
  const anchor = cycle.first === undefined ? {} : { first: last.toMillis(), fired: 1 };
  const dueAt = last.plus(Duration.fromISO(cycle.every)).toMillis();
  return { kind: 'due', dueAt, cycle: { ...cycle, ...rest, ...anchor } };
}

/** `dueAt` as if the one duration had been the other. */
function shift(dueAt: number, before: string, after: string, zone: string): number {
  return DateTime.fromMillis(dueAt, { zone }).minus(Duration.fromISO(before)).plus(Duration.fromISO(after)).toMillis();
}

/** Days of working time are no fixed number of hours. */
function isLong(text: string): boolean {
  const { years = 0, months = 0, weeks = 0, days = 0 } = Duration.fromISO(text).toObject();
  return years + months + weeks + days > 0;
}

/** Repetitions without a first date of their own. */
function isPlainCycle(text: string): boolean {
  return /^R\d*\/P[^/]*$/.test(text);
}

/** How often a bounded cycle has fired. */
function firedOf(cycle: TimerCycle | undefined, before: TimerText): number {
  const count = /^R(\d+)\//.exec(before.text)?.[1];
  return count === undefined || cycle?.left === undefined ? 0 : Number(count) - 1 - cycle.left;
}
