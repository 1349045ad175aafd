import { dateOfDays, FeelDateTime, FeelTime, makeDate, type FeelDate } from './date-time.js';
import { NANOS } from './durations.js';
import { parseZone } from './zone.js';

const DATE = /^(-?)(\d{4,9})-(\d{2})-(\d{2})$/;
const TIME = /^(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(.*)$/;

/** Reads `YYYY-MM-DD`; null where the text is no date. */
export function parseDate(text: string): FeelDate | null {
  const match = DATE.exec(text);
  if (match === null) return null;
  const digits = match[2] ?? '';
  if (digits.length > 4 && digits.startsWith('0')) return null;
  const year = Number(digits);
  return makeDate(match[1] === '-' ? -year : year, Number(match[3]), Number(match[4]));
}

/** Reads `HH:MM:SS[.fraction]` with `Z`, an offset or `@Zone`; null where the text is no time. */
export function parseTime(text: string): FeelTime | null {
  const match = TIME.exec(text);
  if (match === null) return null;
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const fraction = BigInt((match[4] ?? '').slice(0, 9).padEnd(9, '0'));
  const zone = parseZone(match[5] ?? '');
  if (zone === undefined || hour > 23 || minute > 59 || second > 59) return null;
  return new FeelTime(BigInt(hour * 3600 + minute * 60 + second) * NANOS + fraction, zone);
}

/** Reads a date and a time joined by `T`; a date alone is midnight. */
export function parseDateTime(text: string): FeelDateTime | null {
  const cut = text.indexOf('T');
  if (cut === -1) return null;
  const date = parseDate(text.slice(0, cut));
  const clock = text.slice(cut + 1);
  // The end of a day is the beginning of the next one (ISO 8601).
  const endOfDay = /^24:00:00(\.0+)?(?=$|[Z@+-])/.test(clock);
  const time = parseTime(endOfDay ? `00${clock.slice(2)}` : clock);
  if (endOfDay && date !== null && time !== null) {
    const next = dateOfDays(date.days + 1);
    return next === null ? null : new FeelDateTime(next, time);
  }
  return date === null || time === null ? null : new FeelDateTime(date, time);
}
