import { FeelDate, FeelDateTime, FeelTime, utcNanosOf } from './temporal/date-time.js';
import { DaysTimeDuration, YearsMonthsDuration } from './temporal/durations.js';
import { FeelNumber, FeelRange, isContext, isList, kindOf, type FeelValue } from './values.js';

/** Equality (DMN 1.3, 10.3.2.13.1): null where the kinds differ, except that nothing but null equals null. */
export function equals(a: FeelValue, b: FeelValue): boolean | null {
  if (a === b) return true;
  if (a === null || b === null) return false;
  if (typeof a === 'string' || typeof a === 'boolean') return typeof a === typeof b ? false : null;
  if (a instanceof FeelNumber) return b instanceof FeelNumber ? a.eq(b) : null;
  if (kindOf(a) !== kindOf(b)) return null;
  if (isList(a) && isList(b))
    return a.length === b.length && a.every((value, index) => equals(value, b[index] ?? null) === true);
  if (isContext(a) && isContext(b)) {
    if (a.size !== b.size) return false;
    for (const [key, value] of a) {
      const other = b.get(key);
      if (other === undefined || equals(value, other) !== true) return false;
    }
    return true;
  }
  if (a instanceof FeelRange && b instanceof FeelRange) {
    return (
      a.sign === b.sign &&
      (a.start === undefined) === (b.start === undefined) &&
      (a.end === undefined) === (b.end === undefined) &&
      a.startIncluded === b.startIncluded &&
      a.endIncluded === b.endIncluded &&
      equals(a.start ?? null, b.start ?? null) === true &&
      equals(a.end ?? null, b.end ?? null) === true
    );
  }
  if (a instanceof FeelDateTime && b instanceof FeelDateTime && (a.zone === null) !== (b.zone === null)) return false;
  if (a instanceof FeelTime && b instanceof FeelTime && (a.zone === null) !== (b.zone === null)) return false;
  if (a instanceof FeelTime && b instanceof FeelTime)
    return milliseconds(utcNanosOf(a)) === milliseconds(utcNanosOf(b));
  if (a instanceof FeelDateTime && b instanceof FeelDateTime)
    return milliseconds(a.instant) === milliseconds(b.instant);
  const order = compare(a, b);
  return order === null ? null : order === 0;
}

/** Times are equal to the millisecond, as they are stored everywhere; finer fractions only order them. */
function milliseconds(nanos: bigint): bigint {
  return nanos / 1_000_000n;
}

/** The order of two values of one kind: negative, 0, positive; null where there is none. */
export function compare(a: FeelValue, b: FeelValue): number | null {
  if (a instanceof FeelNumber) return b instanceof FeelNumber ? a.cmp(b) : null;
  if (typeof a === 'string') return typeof b === 'string' ? (a < b ? -1 : a > b ? 1 : 0) : null;
  if (a instanceof FeelDate) return b instanceof FeelDate ? a.days - b.days : null;
  if (a instanceof FeelDateTime) return b instanceof FeelDateTime ? sign(a.instant - b.instant) : null;
  if (a instanceof FeelTime) return b instanceof FeelTime ? sign(utcNanosOf(a) - utcNanosOf(b)) : null;
  if (a instanceof DaysTimeDuration) return b instanceof DaysTimeDuration ? sign(a.nanos - b.nanos) : null;
  if (a instanceof YearsMonthsDuration) return b instanceof YearsMonthsDuration ? a.months - b.months : null;
  return null;
}

function sign(difference: bigint): number {
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Whether a value lies in a range; null where they cannot be compared. */
export function inRange(value: FeelValue, range: FeelRange): boolean | null {
  if (range.sign !== undefined) {
    const same = equals(value, range.start ?? null);
    return same === null ? null : same === (range.sign === '=');
  }
  let answer: boolean | null = true;
  if (range.start !== undefined) {
    const order = compare(value, range.start);
    if (order === null) answer = null;
    else if (range.startIncluded ? order < 0 : order <= 0) return false;
  }
  if (range.end !== undefined) {
    const order = compare(value, range.end);
    if (order === null) return null;
    if (range.endIncluded ? order > 0 : order >= 0) return false;
  }
  return answer;
}

/** The `in` of FEEL: equal to the test, in the range, or in the list (of values and ranges). */
export function matches(value: FeelValue, test: FeelValue): boolean | null {
  if (test instanceof FeelRange) {
    if (value instanceof FeelRange && test.sign === undefined) return equals(value, test);
    return inRange(value, test);
  }
  if (isList(test)) {
    let answer: boolean | null = false;
    if (isList(value) && equals(value, test) === true) return true;
    for (const each of test) {
      const one = each instanceof FeelRange ? matches(value, each) : equals(value, each);
      if (one === true) return true;
      if (one === null && each !== null) answer = null;
    }
    return answer === null ? false : answer;
  }
  return equals(value, test);
}

/** `<`, `<=`, `>`, `>=`; null where the values have no order. */
export function order(sign: string, left: FeelValue, right: FeelValue): boolean | null {
  const difference = compare(left, right);
  if (difference === null) return null;
  switch (sign) {
    case '<':
      return difference < 0;
    case '<=':
      return difference <= 0;
    case '>':
      return difference > 0;
    default:
      return difference >= 0;
  }
}

/** Ternary negation: null stays null. */
export function not(value: boolean | null): boolean | null {
  return value === null ? null : !value;
}
