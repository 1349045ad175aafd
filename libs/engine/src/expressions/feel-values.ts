import {
  dateAndTime,
  FeelDate,
  FeelDateTime,
  FeelDuration,
  FeelTime,
  FeelFunction,
  isFunction,
  isRange,
  toFeel,
  date,
  time,
  duration,
} from 'feelin';

/** The outcome of turning a FEEL value into JSON, or of evaluating FEEL. */
export type FeelResult =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string };

/** Deeper lists and contexts than this are refused: no honest model needs them, and the walk is recursive. */
const MAX_DEPTH = 100;

/**
 * The instant `epochMs` as a FEEL date and time in an IANA zone.
 * Built from 1970 by addition, so that no calendar arithmetic of our own and no machine clock is involved.
 * @throws RangeError when the zone is unknown.
 */
export function feelInstant(epochMs: number, zone: string): FeelDateTime {
  const epoch = dateAndTime('1970-01-01T00:00:00Z');
  if (epoch === null) throw new RangeError('The FEEL interpreter does not know 1970-01-01T00:00:00Z.');
  const zoned = epoch.unwrap().toZonedDateTime('UTC').add({ milliseconds: epochMs }).withTimeZone(zone);
  return toFeel(zoned) as FeelDateTime;
}

/**
 * Turns what FEEL yields into plain JSON: dates, times and durations become ISO 8601 text (a zone becomes its offset),
 * a range becomes its four FEEL properties. Functions and numbers without a decimal form are refused.
 */
export function toPlain(value: unknown, depth = 0): FeelResult {
  if (depth > MAX_DEPTH) return refuse(`The result is nested deeper than ${MAX_DEPTH} levels.`);
  if (value === null || value === undefined) return { ok: true, value: null };
  if (typeof value === 'string' || typeof value === 'boolean') return { ok: true, value };
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return refuse('The result is not a finite number.');
    return { ok: true, value: value === 0 ? 0 : value };
  }
  if (typeof value === 'function' || isFunction(value)) return refuse('The result is a function, which is not data.');
  if (value instanceof FeelDate || value instanceof FeelDuration) return { ok: true, value: value.toString() };
  if (value instanceof FeelDateTime || value instanceof FeelTime) return { ok: true, value: isoWithOffset(value) };
  if (Array.isArray(value)) return plainList(value, depth);
  if (isRange(value)) {
    return plainContext(
      [
        ['start', value.start],
        ['end', value.end],
        ['start included', value['start included']],
        ['end included', value['end included']],
      ],
      depth,
    );
  }
  if (typeof value === 'object') return plainContext(Object.entries(value), depth);
  return refuse(`The result is a ${typeof value}, which is not data.`);
}

/** Reads an ISO 8601 text as the FEEL value its DMN type (`date`, `time`, `dateTime`, durations) asks for; else unchanged. */
export function fromPlain(value: unknown, typeRef: string | undefined): unknown {
  if (typeof value !== 'string' || typeRef === undefined) return value;
  switch (
    typeRef
      .replace(/^feel:/, '')
      .toLowerCase()
      .replace(/\s+/g, '')
  ) {
    case 'date':
      return date(value) ?? value;
    case 'time':
      return time(value) ?? value;
    case 'datetime':
    case 'dateandtime':
      return dateAndTime(value) ?? value;
    case 'daytimeduration':
    case 'yearmonthduration':
    case 'daysandtimeduration':
    case 'yearsandmonthsduration':
    case 'duration':
      return duration(value) ?? value;
    default:
      return value;
  }
}

/** A function that FEEL expressions can call, with positional or named arguments (business knowledge models). */
export function feelFunction(names: readonly string[], run: (...args: unknown[]) => unknown): unknown {
  return new FeelFunction(run, [...names]);
}

function isoWithOffset(value: FeelDateTime | FeelTime): string {
  const local = value.unwrap().toString();
  if (value.zone === null) return local;
  const seconds = value['time offset'].unwrap().total({ unit: 'seconds' });
  if (seconds === 0) return `${local}Z`;
  const minutes = Math.abs(Math.round(seconds / 60));
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${local}${seconds < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function plainList(values: readonly unknown[], depth: number): FeelResult {
  const list: unknown[] = [];
  for (const entry of values) {
    const plain = toPlain(entry, depth + 1);
    if (!plain.ok) return plain;
    list.push(plain.value);
  }
  return { ok: true, value: list };
}

function plainContext(entries: readonly (readonly [string, unknown])[], depth: number): FeelResult {
  const context: [string, unknown][] = [];
  for (const [key, entry] of entries) {
    const plain = toPlain(entry, depth + 1);
    if (!plain.ok) return plain;
    context.push([key, plain.value]);
  }
  return { ok: true, value: Object.fromEntries(context) };
}

function refuse(message: string): FeelResult {
  return { ok: false, message };
}
