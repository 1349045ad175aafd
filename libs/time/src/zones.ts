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
  return dateOfDay(Math.floor((at + zoneOf(zone).offset(at) * MINUTE) / DAY));
}

/** The day `days` later. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDay(dayNumber(date) + days);
}

/** The same day of the month `months` later, or the last one where the month is shorter. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  return DateTime.fromISO(date, { zone: 'UTC' }).plus({ months }).toISODate() ?? date;
}

/** ISO weekday, 1 = Monday. */
export function weekday(date: LocalDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

function utcMidnight(date: LocalDate): number {
  return dayNumber(date) * DAY;
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar; years begin in March so that the leap day comes last. */
function dayNumber(date: LocalDate): number {
  const [, y, m, d] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date)?.map(Number) ?? [];
  if (y === undefined || m === undefined || d === undefined || m < 1 || m > 12 || d < 1 || d > 31) {
    throw new RangeError(`not a calendar day: ${date.slice(0, 20)}`);
  }
  const year = m <= 2 ? y - 1 : y;
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (m > 2 ? m - 3 : m + 9) + 2) / 5) + d - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

/** The inverse of `dayNumber`. */
function dateOfDay(day: number): LocalDate {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
  const pad = (value: number, length: number): string => String(value).padStart(length, '0');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1, 2)}`;
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
