import { callNamed } from './compile/functions.js';
import { instant } from './builtins/clock.js';
import { FeelDate, FeelDateTime, FeelTime } from './temporal/date-time.js';
import { DaysTimeDuration, YearsMonthsDuration, parseDuration } from './temporal/durations.js';
import { parseDate, parseDateTime, parseTime } from './temporal/parse.js';
import { offsetText } from './temporal/zone.js';
import { typeNamed, type FeelType } from './types.js';
import { FeelCallable, FeelNumber, FeelRange, isContext, isList, type FeelValue } from './values.js';

/** The outcome of turning a FEEL value into JSON, or of evaluating FEEL. */
export type FeelResult =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string };

/** Deeper lists and contexts than this are refused: no honest model needs them, and the walk is recursive. */
const MAX_DEPTH = 100;

/**
 * The instant `epochMs` as a FEEL date and time in an IANA zone.
 * @throws RangeError when the zone or the instant is out of range.
 */
export function feelInstant(epochMs: number, zone: string): FeelDateTime {
  const value = instant(epochMs, zone);
  if (value === null) throw new RangeError(`${epochMs} is no instant that FEEL can tell.`);
  return value;
}

/**
 * JSON as FEEL: numbers become decimals (by their shortest text, so that 0.1 is a tenth), objects contexts.
 * FEEL values stay what they are; what is neither is null.
 */
export function fromJson(value: unknown, depth = 0): FeelValue {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? new FeelNumber(value) : null;
    case 'object':
      return value === null ? null : fromObject(value, depth);
    default:
      return null;
  }
}

function fromObject(value: object, depth: number): FeelValue {
  if (depth > MAX_DEPTH) return null;
  if (Array.isArray(value)) return value.map((entry) => fromJson(entry, depth + 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) {
    return new Map(Object.entries(value).map(([key, entry]) => [key, fromJson(entry, depth + 1)]));
  }
  return isFeelValue(value) ? value : contextOf(value, depth);
}

/** Objects of other realms (tests, workers) have a prototype of their own; what they own is data. */
function contextOf(value: object, depth: number): FeelValue {
  return new Map(Object.entries(value).map(([key, entry]) => [key, fromJson(entry, depth + 1)]));
}

function isFeelValue(value: object): value is Exclude<FeelValue, null | string | boolean> {
  return (
    value instanceof FeelNumber ||
    value instanceof Map ||
    value instanceof FeelDate ||
    value instanceof FeelTime ||
    value instanceof FeelDateTime ||
    value instanceof DaysTimeDuration ||
    value instanceof YearsMonthsDuration ||
    value instanceof FeelRange ||
    value instanceof FeelCallable
  );
}

/**
 * Turns what FEEL yields into plain JSON: dates, times and durations become ISO 8601 text (a zone becomes its offset),
 * a range becomes its four FEEL properties, a number the nearest JSON number (17 significant digits; 0.1 + 0.2 is 0.3).
 * Functions and numbers beyond JSON are refused.
 */
export function toPlain(value: unknown, depth = 0): FeelResult {
  if (depth > MAX_DEPTH) return refuse(`The result is nested deeper than ${MAX_DEPTH} levels.`);
  if (value === null || value === undefined) return { ok: true, value: null };
  if (typeof value === 'string' || typeof value === 'boolean') return { ok: true, value };
  if (typeof value === 'number' || value instanceof FeelNumber) {
    const number = Number(value);
    if (!Number.isFinite(number)) return refuse('The result is not a finite number.');
    return { ok: true, value: number === 0 ? 0 : number };
  }
  if (value instanceof FeelDate || value instanceof DaysTimeDuration || value instanceof YearsMonthsDuration)
    return { ok: true, value: value.toString() };
  if (value instanceof FeelDateTime || value instanceof FeelTime) return { ok: true, value: isoWithOffset(value) };
  if (Array.isArray(value)) return plainList(value, depth);
  if (value instanceof FeelRange) {
    return plainContext(
      [
        ['start', value.start],
        ['end', value.end],
        ['start included', value.startIncluded],
        ['end included', value.endIncluded],
      ],
      depth,
    );
  }
  if (value instanceof Map) return plainContext([...(value as Map<string, unknown>)], depth);
  if (typeof value === 'function' || value instanceof FeelCallable)
    return refuse('The result is a function, which is not data.');
  if (typeof value === 'object') return plainContext(Object.entries(value), depth);
  return refuse(`The result is a ${typeof value}, which is not data.`);
}

/**
 * Reads JSON as a value of a DMN type: an ISO 8601 text as the date, time or duration it stands for, also inside lists
 * and structures; everything else unchanged.
 */
export function readAs(value: FeelValue, type: FeelType): FeelValue {
  switch (type.kind) {
    case 'basic':
      return typeof value === 'string' ? (readers[type.of]?.(value) ?? value) : value;
    case 'constrained':
      return readAs(value, type.of);
    case 'list':
      return isList(value) ? value.map((entry) => readAs(entry, type.of)) : readAs(value, type.of);
    case 'context': {
      if (!isContext(value)) return value;
      const types = new Map(type.entries);
      return new Map(
        [...value].map(([key, entry]) => {
          const known = types.get(key);
          return [key, known === undefined ? entry : readAs(entry, known)];
        }),
      );
    }
    default:
      return value;
  }
}

const readers: Readonly<Partial<Record<string, (text: string) => FeelValue>>> = Object.freeze({
  date: parseDate,
  time: parseTime,
  'date and time': (text: string) => parseDateTime(text) ?? parseDate(text),
  'days and time duration': parseDuration,
  'years and months duration': parseDuration,
});

/** A function that FEEL expressions can call, with positional or named arguments (business knowledge models). */
export function feelFunction(
  names: readonly string[],
  run: (...args: FeelValue[]) => FeelValue,
  types?: FeelCallable['types'],
): FeelCallable {
  return new FeelCallable(names, (args) => (args.length === names.length ? run(...args) : null), undefined, types);
}

export { callNamed };

function isoWithOffset(value: FeelDateTime | FeelTime): string {
  const { zone, offset } = value;
  if (zone?.id == null) return value.toString();
  const text = value.toString();
  return `${text.slice(0, text.indexOf('@'))}${offsetText(offset ?? 0)}`;
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

/** Reads an ISO 8601 text as the FEEL value its DMN type (`date`, `time`, `dateTime`, durations) asks for; else unchanged. */
export function fromPlain(value: unknown, typeRef: string | undefined): FeelValue {
  const type = typeRef === undefined ? undefined : typeNamed(typeRef);
  return type === undefined ? fromJson(value) : readAs(fromJson(value), type);
}
