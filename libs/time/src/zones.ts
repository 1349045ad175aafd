import { DateTime, IANAZone } from 'luxon';

/** A calendar day without a zone: `2026-03-02`. */
export type LocalDate = string;
/** A half-open stretch of time, epoch ms. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Whether the name is an IANA zone this machine knows. */
export function isZone(zone: string): boolean {
  return IANAZone.isValidZone(zone);
}

/** Thrown for a zone that nobody knows. */
export class UnknownZoneError extends Error {
  constructor(readonly zone: string) {
    super(`unknown time zone: ${zone.slice(0, 60)}`);
    this.name = 'UnknownZoneError';
  }
}

function zoneOf(zone: string): IANAZone {
  const found = IANAZone.create(zone);
  if (!found.isValid) throw new UnknownZoneError(zone);
  return found;
}

/** ISO 8601 with the offset of `zone`: `2026-03-02T10:00:00.000+08:00`. */
export function toIso(at: number, zone: string): string {
  zoneOf(zone);
  return DateTime.fromMillis(at, { zone }).toISO() ?? '';
}

/** Epoch ms of an ISO 8601 instant; without an offset the text is read in `zone`. Throws RangeError. */
export function fromIso(text: string, zone = 'UTC'): number {
  const parsed = DateTime.fromISO(text, { zone });
  if (!parsed.isValid) throw new RangeError(`not an ISO 8601 instant: ${text.slice(0, 60)}`);
  return parsed.toMillis();
}

/** The calendar day of an instant in `zone`. */
export function localDate(at: number, zone: string): LocalDate {
  return new Date(at + zoneOf(zone).offset(at) * MINUTE).toISOString().slice(0, 10);
}

/** The day `days` later. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(utcMidnight(date) + days * DAY).toISOString().slice(0, 10);
}

/** The same day of the month `months` later, or the last one where the month is shorter. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  return DateTime.fromISO(date, { zone: 'UTC' }).plus({ months }).toISODate() ?? date;
}

/** ISO weekday, 1 = Monday. */
export function weekday(date: LocalDate): number {
  return ((Math.floor(utcMidnight(date) / DAY) + 3) % 7) + 1;
}

function utcMidnight(date: LocalDate): number {
  const at = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(at)) throw new RangeError(`not a calendar day: ${date.slice(0, 20)}`);
  return at;
}

/**
 * The instants at which the wall clock of `zone` shows a time of `date` between `fromMinute` and `toMinute` (minutes of
 * the day, half-open). One interval on most days; where the clock is put back inside the window two, and a time that the
 * clock jumps over is not there.
 */
export function wallClockWindow(date: LocalDate, fromMinute: number, toMinute: number, zone: string): Interval[] {
  const midnight = utcMidnight(date);
  const intervals: Interval[] = [];
  for (const piece of constantOffsets(midnight - 15 * HOUR, midnight + DAY + 15 * HOUR, zoneOf(zone))) {
    const shift = piece.offset * MINUTE;
    const from = Math.max(midnight + fromMinute * MINUTE - shift, piece.from);
    const to = Math.min(midnight + toMinute * MINUTE - shift, piece.to);
    if (from < to) {
      const last = intervals.at(-1);
      if (last?.to === from) intervals[intervals.length - 1] = { from: last.from, to };
      else intervals.push({ from, to });
    }
  }
  return intervals;
}

/** The instant at which `date` begins in `zone`; of a day the zone jumped over, the beginning of the next. */
export function startOfDay(date: LocalDate, zone: string): number {
  return wallClockWindow(date, 0, 1440, zone)[0]?.from ?? startOfDay(addDays(date, 1), zone);
}

/** 24:00 of `date` in `zone`; of a day the zone jumped over, the beginning of the next. */
export function endOfDay(date: LocalDate, zone: string): number {
  return wallClockWindow(date, 0, 1440, zone).at(-1)?.to ?? startOfDay(addDays(date, 1), zone);
}

function constantOffsets(from: number, to: number, zone: IANAZone): (Interval & { readonly offset: number })[] {
  const first = zone.offset(from);
  const last = zone.offset(to);
  if (first === last) return [{ from, to, offset: first }];
  let low = from;
  let high = to;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zone.offset(middle) === first) low = middle;
    else high = middle;
  }
  return [
    { from, to: high, offset: first },
    { from: high, to, offset: last },
  ];
}
