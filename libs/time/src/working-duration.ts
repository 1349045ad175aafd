import { DateTime } from 'luxon';
import type { BusinessCalendar } from './business-calendar.js';
import { CalendarExhaustedError } from './business-calendar.js';
import { addDuration, parseDuration } from './iso-duration.js';
import { addDays, localDate } from './zones.js';

/** Days looked through for working days: ten years, as in {@link CalendarExhaustedError}. */
const HORIZON_DAYS = 3660;

/**
 * Adds a duration that counts in working time to an instant (epoch ms). What lies outside working time begins at the next
 * opening (C09). Years, months and weeks are those of the wall calendar, days are working days at the same time of day,
 * hours and smaller are working time; the result lies in working time, or at its end.
 * @throws InvalidDurationError, RangeError for a negative duration, CalendarExhaustedError.
 */
export function addWorkingDuration(at: number, duration: string, calendar: BusinessCalendar): number {
  const parts = parseDuration(duration);
  if (Object.values(parts).some((part: number) => part < 0)) throw new RangeError('working time is added forward only');
  const { years, months, weeks, days } = parts;
  const none = { years: 0, months: 0, weeks: 0, days: 0, hours: 0, minutes: 0, seconds: 0, milliseconds: 0 };
  let reached = at;
  if (years + months + weeks > 0)
    reached = addDuration(calendar.nextOpening(reached), { ...none, years, months, weeks }, calendar.zone);
  if (days > 0) reached = workingDaysLater(calendar.nextOpening(reached), Math.ceil(days), calendar);
  if (years + months + weeks + days > 0) reached = calendar.nextOpening(reached);
  const exact = addDuration(0, { ...parts, years: 0, months: 0, weeks: 0, days: 0 }, 'UTC');
  return calendar.addWorkingTime(reached, exact);
}

/** The same time of day on the `days`-th working day after the day of `at`. */
function workingDaysLater(at: number, days: number, calendar: BusinessCalendar): number {
  let date = localDate(at, calendar.zone);
  let left = days;
  for (let looked = 0; looked < HORIZON_DAYS; looked += 1) {
    date = addDays(date, 1);
    if (calendar.isWorkingDay(date)) left -= 1;
    if (left > 0) continue;
    const [year, month, day] = date.split('-').map(Number);
    return DateTime.fromMillis(at, { zone: calendar.zone })
      .set({ year: year ?? 1970, month: month ?? 1, day: day ?? 1 })
      .toMillis();
  }
  throw new CalendarExhaustedError();
}
