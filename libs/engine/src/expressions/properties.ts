import { weekdayOf } from './temporal/calendar.js';
import { FeelDate, FeelDateTime, FeelTime } from './temporal/date-time.js';
import { DaysTimeDuration, NANOS, YearsMonthsDuration } from './temporal/durations.js';
import { FeelRange, num, type FeelValue } from './values.js';

/** The properties of values that are not contexts (DMN 1.3, table 65); undefined where there is no such property. */
export function propertyOf(value: FeelValue, name: string): FeelValue | undefined {
  if (value instanceof FeelDate) return dateProperty(value, name);
  if (value instanceof FeelTime) return timeProperty(value, name);
  if (value instanceof FeelDateTime) {
    return (
      dateProperty(value.date, name) ?? (name === 'time offset' ? offset(value.offset) : timeProperty(value.time, name))
    );
  }
  if (value instanceof DaysTimeDuration) return daysTimeProperty(value, name);
  if (value instanceof YearsMonthsDuration) {
    if (name === 'years') return num(Math.trunc(value.months / 12));
    return name === 'months' ? num(value.months % 12) : undefined;
  }
  return value instanceof FeelRange ? rangeProperty(value, name) : undefined;
}

function dateProperty(value: FeelDate, name: string): FeelValue | undefined {
  switch (name) {
    case 'year':
      return num(value.year);
    case 'month':
      return num(value.month);
    case 'day':
      return num(value.day);
    case 'weekday':
      return num(weekdayOf(value.days));
    default:
      return undefined;
  }
}

function timeProperty(value: FeelTime, name: string): FeelValue | undefined {
  switch (name) {
    case 'hour':
      return num(value.hour);
    case 'minute':
      return num(value.minute);
    case 'second':
      return num(value.second);
    case 'time offset':
      return offset(value.offset);
    case 'timezone':
      return value.zone?.id ?? null;
    default:
      return undefined;
  }
}

function offset(seconds: number | null): FeelValue {
  return seconds === null ? null : new DaysTimeDuration(BigInt(seconds) * NANOS);
}

function daysTimeProperty(value: DaysTimeDuration, name: string): FeelValue | undefined {
  const seconds = value.nanos / NANOS;
  switch (name) {
    case 'days':
      return num(seconds / 86_400n);
    case 'hours':
      return num((seconds / 3600n) % 24n);
    case 'minutes':
      return num((seconds / 60n) % 60n);
    case 'seconds':
      return num(seconds % 60n);
    default:
      return undefined;
  }
}

function rangeProperty(value: FeelRange, name: string): FeelValue | undefined {
  switch (name) {
    case 'start':
      return value.start ?? null;
    case 'end':
      return value.end ?? null;
    case 'start included':
      return value.startIncluded;
    case 'end included':
      return value.endIncluded;
    default:
      return undefined;
  }
}
