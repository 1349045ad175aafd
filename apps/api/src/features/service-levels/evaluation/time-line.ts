import type { Commitment } from '@pledge/contracts';
import { BusinessCalendar } from '@pledge/time';
import { UnknownCalendarError, type CalendarInput, type ClockSegmentMs, type ClockWarning } from './clock-model.js';
import type { Pause } from './event-history.js';

/** Units that every day counts for, whatever the calendar. */
const NATURAL_UNITS: readonly Commitment['unit'][] = ['d', 'month', 'quarter'];
const UNIT_MS = { min: 60_000, h: 3_600_000 } as const;

/** Calendars of one evaluation, made once. */
export class Calendars {
  private readonly made = new Map<string, BusinessCalendar>();
  readonly wall: BusinessCalendar;

  constructor(
    private readonly inputs: readonly CalendarInput[],
    private readonly zone: string,
  ) {
    this.wall = new BusinessCalendar({ kind: 'always' }, zone);
  }

  /** The rules of a commitment's calendar; null where nothing of that name is there. */
  inputOf(commitment: Commitment): CalendarInput | null {
    return this.inputs.find((c) => c.id === commitment.calendar) ?? null;
  }

  /** @throws UnknownCalendarError */
  of(commitment: Commitment): BusinessCalendar {
    const known = this.made.get(commitment.calendar);
    if (known) return known;
    const input = this.inputs.find((c) => c.id === commitment.calendar);
    if (!input) throw new UnknownCalendarError(commitment.calendar, commitment.id);
    const calendar = new BusinessCalendar(input, this.zone);
    this.made.set(commitment.calendar, calendar);
    return calendar;
  }
}

/** How one commitment counts: its calendar, its pauses, and where its limit lies. Instants epoch ms. */
export class TimeLine {
  private readonly counting: BusinessCalendar;

  constructor(
    private readonly commitment: Commitment,
    private readonly calendar: BusinessCalendar,
    wall: BusinessCalendar,
    readonly startedAt: number,
    private readonly pauses: readonly Pause[],
  ) {
    const natural = NATURAL_UNITS.includes(commitment.unit);
    this.counting = commitment.count === 'wall-time' || natural ? wall : calendar;
  }

  /** Counted time until the limit, ms. */
  get limit(): number {
    return this.counting.workingTimeBetween(this.startedAt, this.unpausedDue(this.commitment.max));
  }

  /** When the limit runs out, moved on by the counted part of the pauses. */
  get dueAt(): number {
    return this.instantOf(this.commitment.max);
  }

  /** Counted time from the start to `at`, without pauses. */
  countedUntil(at: number): number {
    return this.counting.workingTimeBetween(this.startedAt, at) - this.pausedUntil(at);
  }

  /** When to warn: at the lower end of a range (C08), else at shares of the limit. */
  warnings(percents: readonly number[]): ClockWarning[] {
    if (this.commitment.min !== undefined) return [{ key: 'min', at: this.instantOf(this.commitment.min) }];
    const limit = this.limit;
    return [...percents]
      .sort((a, b) => a - b)
      .map((percent) => ({ key: String(percent), at: this.afterCounted(Math.round((limit * percent) / 100)) }));
  }

  /** Counted and skipped pieces from the start to `to`, pauses cut out. */
  segments(to: number): ClockSegmentMs[] {
    const pieces: ClockSegmentMs[] = [];
    let cursor = this.startedAt;
    for (const pause of this.pauses) {
      const from = Math.max(pause.from, cursor);
      const end = Math.min(pause.to, to);
      if (end <= from) continue;
      pieces.push(...this.counting.segments(cursor, from));
      pieces.push({ from, to: end, counted: false, reason: pause.reason });
      cursor = end;
    }
    pieces.push(...this.counting.segments(cursor, to));
    return pieces;
  }

  private instantOf(amount: number): number {
    const unpaused = this.unpausedDue(amount);
    if (this.pauses.length === 0) return unpaused;
    // The last working hour of a day may lie before its midnight, which is when a promise in days ends.
    return Math.max(unpaused, this.afterCounted(this.counting.workingTimeBetween(this.startedAt, unpaused)));
  }

  /** The instant at which `millis` have counted outside the pauses, which are in order and do not overlap. */
  private afterCounted(millis: number): number {
    let left = millis;
    let cursor = this.startedAt;
    for (const pause of this.pauses) {
      const counted = this.counting.workingTimeBetween(cursor, Math.max(pause.from, cursor));
      if (left <= counted) break;
      left -= counted;
      cursor = Math.max(cursor, pause.to);
    }
    return this.counting.addWorkingTime(cursor, left);
  }

  private pausedUntil(at: number): number {
    let sum = 0;
    for (const pause of this.pauses) {
      sum += this.counting.workingTimeBetween(Math.max(pause.from, this.startedAt), Math.min(pause.to, at));
    }
    return sum;
  }

  private unpausedDue(amount: number): number {
    const { unit } = this.commitment;
    switch (unit) {
      case 'min':
      case 'h':
        return this.counting.addWorkingTime(this.startedAt, Math.round(amount * UNIT_MS[unit]));
      case 'd':
        return this.calendar.endOfNaturalDay(this.startedAt, amount);
      case 'workday':
        return this.calendar.endOfWorkday(this.startedAt, amount);
      case 'month':
        return this.calendar.endOfMonths(this.startedAt, amount);
      case 'quarter':
        return this.calendar.endOfQuarter(this.startedAt, amount);
    }
  }
}
