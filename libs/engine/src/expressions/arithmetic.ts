import {
  addMonths,
  addToDateTime,
  addToTime,
  FeelDate,
  FeelDateTime,
  FeelTime,
  dateOfDays,
  midnight,
  utcNanosOf,
  DAY,
} from './temporal/date-time.js';
import { DaysTimeDuration, YearsMonthsDuration } from './temporal/durations.js';
import { UTC } from './temporal/zone.js';
import { FeelNumber, finite, num, type FeelValue } from './values.js';

/** `a + b` (DMN 1.3, table 57): numbers, texts, durations, and a duration on a date or time. Else null. */
export function add(a: FeelValue, b: FeelValue): FeelValue {
  if (a instanceof FeelNumber && b instanceof FeelNumber) return finite(a.plus(b));
  if (typeof a === 'string') return typeof b === 'string' ? a + b : null;
  if (a instanceof DaysTimeDuration && b instanceof DaysTimeDuration) return new DaysTimeDuration(a.nanos + b.nanos);
  if (a instanceof YearsMonthsDuration && b instanceof YearsMonthsDuration) return months(a.months + b.months);
  if (isDuration(b)) return shift(a, b, 1);
  return isDuration(a) ? shift(b, a, 1) : null;
}

/** `a - b`: as `add`, and the duration between two dates or times. */
export function subtract(a: FeelValue, b: FeelValue): FeelValue {
  if (a instanceof FeelNumber && b instanceof FeelNumber) return finite(a.minus(b));
  if (a instanceof DaysTimeDuration && b instanceof DaysTimeDuration) return new DaysTimeDuration(a.nanos - b.nanos);
  if (a instanceof YearsMonthsDuration && b instanceof YearsMonthsDuration) return months(a.months - b.months);
  if (isDuration(b)) return shift(a, b, -1);
  if (a instanceof FeelTime && b instanceof FeelTime) {
    return (a.zone === null) === (b.zone === null) ? new DaysTimeDuration(utcNanosOf(a) - utcNanosOf(b)) : null;
  }
  return between(a, b);
}

function between(a: FeelValue, b: FeelValue): FeelValue {
  if (a instanceof FeelDate && b instanceof FeelDate) return new DaysTimeDuration(BigInt(a.days - b.days) * DAY);
  // A date counts as midnight UTC where it meets a date and time.
  const left = a instanceof FeelDate ? midnight(a, UTC) : a;
  const right = b instanceof FeelDate ? midnight(b, UTC) : b;
  if (!(left instanceof FeelDateTime) || !(right instanceof FeelDateTime)) return null;
  if ((left.zone === null) !== (right.zone === null)) return null;
  return new DaysTimeDuration(left.instant - right.instant);
}

function shift(value: FeelValue, duration: DaysTimeDuration | YearsMonthsDuration, sign: 1 | -1): FeelValue {
  if (duration instanceof YearsMonthsDuration) {
    if (value instanceof FeelDate) return addMonths(value, duration, sign);
    if (!(value instanceof FeelDateTime)) return null;
    const date = addMonths(value.date, duration, sign);
    return date === null ? null : new FeelDateTime(date, value.time);
  }
  const direction = sign === 1 ? 1n : -1n;
  if (value instanceof FeelDateTime) return addToDateTime(value, duration, direction);
  if (value instanceof FeelTime) return addToTime(value, duration, direction);
  if (!(value instanceof FeelDate)) return null;
  const total = BigInt(value.days) * DAY + direction * duration.nanos;
  const rest = ((total % DAY) + DAY) % DAY;
  return dateOfDays(Number((total - rest) / DAY));
}

/** `a * b`: numbers, and a duration times a number. */
export function multiply(a: FeelValue, b: FeelValue): FeelValue {
  if (a instanceof FeelNumber) {
    if (b instanceof FeelNumber) return finite(a.times(b));
    return isDuration(b) ? multiply(b, a) : null;
  }
  if (!(b instanceof FeelNumber)) return null;
  if (a instanceof DaysTimeDuration) return ofNanos(num(a.nanos).times(b));
  return a instanceof YearsMonthsDuration ? months(num(a.months).times(b).trunc().toNumber()) : null;
}

/** `a / b`: numbers, a duration by a number, a duration by one of its kind. Nothing is divided by 0. */
export function divide(a: FeelValue, b: FeelValue): FeelValue {
  if (b instanceof FeelNumber) {
    if (b.isZero()) return null;
    if (a instanceof FeelNumber) return finite(a.div(b));
    if (a instanceof DaysTimeDuration) return ofNanos(num(a.nanos).div(b));
    return a instanceof YearsMonthsDuration ? months(num(a.months).div(b).trunc().toNumber()) : null;
  }
  if (a instanceof DaysTimeDuration && b instanceof DaysTimeDuration && b.nanos !== 0n)
    return finite(num(a.nanos).div(num(b.nanos)));
  if (a instanceof YearsMonthsDuration && b instanceof YearsMonthsDuration && b.months !== 0)
    return finite(num(a.months).div(b.months));
  return null;
}

/** `a ** b` for numbers. */
export function power(a: FeelValue, b: FeelValue): FeelValue {
  return a instanceof FeelNumber && b instanceof FeelNumber ? finite(a.pow(b)) : null;
}

/** `-a`: numbers and durations. */
export function negate(value: FeelValue): FeelValue {
  if (value instanceof FeelNumber) return value.neg();
  if (value instanceof DaysTimeDuration) return new DaysTimeDuration(-value.nanos);
  return value instanceof YearsMonthsDuration ? months(-value.months) : null;
}

function isDuration(value: FeelValue): value is DaysTimeDuration | YearsMonthsDuration {
  return value instanceof DaysTimeDuration || value instanceof YearsMonthsDuration;
}

function months(total: number): FeelValue {
  return Number.isSafeInteger(total) ? new YearsMonthsDuration(total === 0 ? 0 : total) : null;
}

function ofNanos(total: FeelNumber): FeelValue {
  return total.isFinite() && total.abs().lt('1e40') ? new DaysTimeDuration(BigInt(total.toFixed(0))) : null;
}
