import { daysInMonth, weekdayOf, daysOf } from '../temporal/calendar.js';
import { FeelDate, FeelDateTime, FeelTime, makeDate } from '../temporal/date-time.js';
import { DaysTimeDuration, NANOS, parseDuration, YearsMonthsDuration } from '../temporal/durations.js';
import { parseDate, parseDateTime, parseTime } from '../temporal/parse.js';
import { namedZone, UTC, type FeelZone } from '../temporal/zone.js';
import { num, type FeelNumber, type FeelValue } from '../values.js';
import { Library } from './define.js';

function timeOf([hour, minute, second, offset]: [
  FeelNumber,
  FeelNumber,
  FeelNumber,
  DaysTimeDuration | null,
]): FeelValue {
  if (!hour.isInteger() || !minute.isInteger()) return null;
  if ([hour, minute, second].some((part) => part.lt(0)) || hour.gt(23) || minute.gt(59) || second.gte(60)) return null;
  const nanos = BigInt(hour.times(3600).plus(minute.times(60)).plus(second).times(1e9).toFixed(0, 1));
  let zone: FeelZone | null = null;
  if (offset !== null) {
    const seconds = Number(offset.nanos / NANOS);
    if (Math.abs(seconds) > 18 * 3600) return null;
    zone = { id: null, offset: seconds };
  }
  return new FeelTime(nanos, zone);
}

function dateTime([date, time]: [FeelDate | FeelDateTime, FeelTime]): FeelValue {
  return new FeelDateTime(date instanceof FeelDateTime ? date.date : date, time);
}

function inZone([text, zone]: [string, string]): FeelValue {
  const local = parseDateTime(text);
  const known = namedZone(zone);
  if (local === null || known === undefined || local.zone !== null) return null;
  return new FeelDateTime(local.date, new FeelTime(local.time.nanos, known));
}

/** Whole months between two dates, towards zero; the time of day does not count (DMN 1.3, table 72). */
function months([from, to]: [FeelDate | FeelDateTime, FeelDate | FeelDateTime]): FeelValue {
  const [a, b] = [dateOf(from), dateOf(to)];
  let total = (b.year - a.year) * 12 + (b.month - a.month);
  const rest = b.day - a.day;
  if (total > 0 && rest < 0) total--;
  if (total < 0 && rest > 0) total++;
  return new YearsMonthsDuration(total);
}

const dateOf = (value: FeelDate | FeelDateTime): FeelDate => (value instanceof FeelDateTime ? value.date : value);

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** ISO 8601: the week with the year's first Thursday is the first. */
function weekOf(date: FeelDate): number {
  const thursday = date.days - weekdayOf(date.days) + 4;
  for (const year of [date.year + 1, date.year, date.year - 1]) {
    const first = daysOf(year, 1, 1);
    if (thursday >= first) return Math.floor((thursday - first) / 7) + 1;
  }
  return 1;
}

type Day = [FeelDate | FeelDateTime];
const day = 'date: date|date and time';

/** DMN 1.3, 10.3.4.1 (conversion), 10.3.4.8 (parts of a date). `now` and `today` are in clock.ts. */
export const temporals = new Library()
  .add<[string]>('date', 'from: string', ([text]) => parseDate(text))
  .add<Day>('date', 'from: date|date and time', ([value]) => dateOf(value))
  .add<[FeelNumber, FeelNumber, FeelNumber]>('date', 'year: number, month: number, day: number', ([y, m, d]) =>
    makeDate(y.toNumber(), m.toNumber(), d.toNumber()),
  )
  .add<[string]>('time', 'from: string', ([text]) => parseTime(text))
  .add<[FeelTime | FeelDateTime | FeelDate]>('time', 'from: time|date and time|date', ([value]) => {
    if (value instanceof FeelDateTime) return value.time;
    return value instanceof FeelDate ? new FeelTime(0n, UTC) : value;
  })
  .add('time', 'hour: number, minute: number, second: number, offset?: days and time duration', timeOf)
  .add<[string]>('date and time', 'from: string', ([text]) => {
    const date = parseDate(text);
    return date === null ? parseDateTime(text) : new FeelDateTime(date, new FeelTime(0n, null));
  })
  .add<[FeelDateTime]>('date and time', 'from: date and time', ([value]) => value)
  .add('date and time', 'date: date|date and time, time: time', dateTime)
  .add('date and time', 'from: string, timezone: string', inZone)
  .add<[string]>('duration', 'from: string', ([text]) => parseDuration(text))
  .add<[DaysTimeDuration]>('duration', 'from: duration', ([value]) => value)
  .add('years and months duration', 'from: date|date and time, to: date|date and time', months)
  .add<Day>('day of year', day, ([value]) => num(dateOf(value).days - daysOf(dateOf(value).year, 1, 1) + 1))
  .add<Day>('day of week', day, ([value]) => WEEKDAYS[weekdayOf(dateOf(value).days) - 1] ?? null)
  .add<Day>('month of year', day, ([value]) => MONTHS[dateOf(value).month - 1] ?? null)
  .add<Day>('week of year', day, ([value]) => num(weekOf(dateOf(value))))
  .add<Day>('last day of month', day, ([value]) => num(daysInMonth(dateOf(value).year, dateOf(value).month)));
