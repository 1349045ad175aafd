import { civilOf, daysInMonth, daysOf, MAX_YEAR, two, yearText } from './calendar.js';
import { DaysTimeDuration, NANOS, type YearsMonthsDuration } from './durations.js';
import { offsetAt, offsetOfLocal, zoneText, type FeelZone } from './zone.js';

const DAY = 86_400n * NANOS;

/** A calendar date without a zone (DMN 1.3, 10.3.2.3.4). */
export class FeelDate {
  constructor(
    readonly year: number,
    readonly month: number,
    readonly day: number,
  ) {}
  get days(): number {
    return daysOf(this.year, this.month, this.day);
  }
  toString(): string {
    return `${yearText(this.year)}-${two(this.month)}-${two(this.day)}`;
  }
}

/** A time of day, with an offset, a zone, or neither (local). */
export class FeelTime {
  constructor(
    /** Nanoseconds since midnight on the local clock. */
    readonly nanos: bigint,
    readonly zone: FeelZone | null,
  ) {}
  get hour(): number {
    return Number(this.nanos / (3600n * NANOS));
  }
  get minute(): number {
    return Number((this.nanos / (60n * NANOS)) % 60n);
  }
  /** Whole seconds; the fraction is in `nanos`. */
  get second(): number {
    return Number((this.nanos / NANOS) % 60n);
  }
  /** Seconds east of UTC; a zone is asked about 1970-01-01, since a time has no date. */
  get offset(): number | null {
    return this.zone === null ? null : offsetAt(this.zone, 0);
  }
  toString(): string {
    const fraction = this.nanos % NANOS;
    const tail = fraction === 0n ? '' : `.${fraction.toString().padStart(9, '0').replace(/0+$/, '')}`;
    return `${two(this.hour)}:${two(this.minute)}:${two(this.second)}${tail}${this.zone === null ? '' : zoneText(this.zone)}`;
  }
}

/** A date and a time; with a zone it is an instant. */
export class FeelDateTime {
  constructor(
    readonly date: FeelDate,
    readonly time: FeelTime,
  ) {}
  get zone(): FeelZone | null {
    return this.time.zone;
  }
  /** Nanoseconds since 1970 on the local clock. */
  get local(): bigint {
    return BigInt(this.date.days) * DAY + this.time.nanos;
  }
  get offset(): number | null {
    return this.zone === null ? null : offsetOfLocal(this.zone, Number(this.local / NANOS));
  }
  /** Nanoseconds since 1970 UTC; a local date and time counts as UTC. */
  get instant(): bigint {
    return this.local - BigInt(this.offset ?? 0) * NANOS;
  }
  toString(): string {
    return `${this.date.toString()}T${this.time.toString()}`;
  }
}

/** @returns null where there is no such day. */
export function makeDate(year: number, month: number, day: number): FeelDate | null {
  if (![year, month, day].every(Number.isInteger)) return null;
  if (Math.abs(year) > MAX_YEAR || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return new FeelDate(year, month, day);
}

export function dateOfDays(days: number): FeelDate | null {
  if (!Number.isSafeInteger(days)) return null;
  const { year, month, day } = civilOf(days);
  return makeDate(year, month, day);
}

/** From nanoseconds since 1970 on the local clock. */
export function dateTimeOfLocal(local: bigint, zone: FeelZone | null): FeelDateTime | null {
  const rest = ((local % DAY) + DAY) % DAY;
  const date = dateOfDays(Number((local - rest) / DAY));
  return date === null ? null : new FeelDateTime(date, new FeelTime(rest, zone));
}

/** From nanoseconds since 1970 UTC, told on the clock of the zone. */
export function dateTimeOfInstant(instant: bigint, zone: FeelZone): FeelDateTime | null {
  const seconds = Number((instant - (((instant % NANOS) + NANOS) % NANOS)) / NANOS);
  return dateTimeOfLocal(instant + BigInt(offsetAt(zone, seconds)) * NANOS, zone);
}

/** The last day of the month where the day does not exist there. */
export function addMonths(date: FeelDate, duration: YearsMonthsDuration, sign: 1 | -1): FeelDate | null {
  const total = date.year * 12 + (date.month - 1) + sign * duration.months;
  const year = Math.floor(total / 12);
  const month = total - year * 12 + 1;
  return makeDate(year, month, Math.min(date.day, daysInMonth(year, month)));
}

/** With a zone the time that passes is counted, without one the clock is moved. */
export function addToDateTime(value: FeelDateTime, duration: DaysTimeDuration, sign: 1n | -1n): FeelDateTime | null {
  const shift = sign * duration.nanos;
  if (value.zone === null) return dateTimeOfLocal(value.local + shift, null);
  // Whole days keep the time of day, as the calendar does; hours are hours that pass.
  const days = (shift / DAY) * DAY;
  const moved = dateTimeOfLocal(value.local + days, value.zone);
  return moved === null || shift === days ? moved : dateTimeOfInstant(moved.instant + (shift - days), value.zone);
}

export function addToTime(value: FeelTime, duration: DaysTimeDuration, sign: 1n | -1n): FeelTime {
  const moved = (value.nanos + sign * duration.nanos) % DAY;
  return new FeelTime((moved + DAY) % DAY, value.zone);
}

/** Nanoseconds since midnight UTC; a local time counts as UTC. */
export function utcNanosOf(time: FeelTime): bigint {
  return time.nanos - BigInt(time.offset ?? 0) * NANOS;
}

/** Midnight of the date, UTC, as DMN 1.3, 10.3.2.3.6 reads a date where a date and time is wanted. */
export function midnight(date: FeelDate, zone: FeelZone | null): FeelDateTime {
  return new FeelDateTime(date, new FeelTime(0n, zone));
}

export { DAY };
