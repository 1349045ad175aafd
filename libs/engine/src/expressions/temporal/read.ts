import type { FeelDate, FeelDateTime, FeelTime } from './date-time.js';
import { parseDuration, type DaysTimeDuration, type YearsMonthsDuration } from './durations.js';
import { parseDate, parseDateTime, parseTime } from './parse.js';

/** What `@"…"` stands for: a date, a time, a date and time or a duration; null where the text is none of them. */
export function temporalOf(
  text: string,
): FeelDate | FeelTime | FeelDateTime | DaysTimeDuration | YearsMonthsDuration | null {
  if (/^-?P/.test(text)) return parseDuration(text);
  if (text.includes('T')) {
    const both = parseDateTime(text);
    if (both !== null) return both;
  }
  return parseDate(text) ?? parseTime(text);
}
