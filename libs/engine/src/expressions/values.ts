import { Decimal } from 'decimal.js';
import type { FeelType } from './types.js';
import { FeelDate, FeelDateTime, FeelTime } from './temporal/date-time.js';
import { DaysTimeDuration, YearsMonthsDuration } from './temporal/durations.js';

/** FEEL numbers: 34 digits, half to even, as DMN 1.3, 10.3.2.3.1 asks (IEEE 754-2008 decimal128). */
export const FeelNumber = Decimal.clone({
  precision: 34,
  rounding: Decimal.ROUND_HALF_EVEN,
  minE: -6176,
  maxE: 6144,
  toExpNeg: -6177,
  toExpPos: 6145,
});
export type FeelNumber = Decimal;

/** A FEEL context. A Map: keys keep their order and nothing of a prototype can be reached through it. */
export type FeelMap = ReadonlyMap<string, FeelValue>;

/** Everything an expression can yield. Errors are null in FEEL. */
export type FeelValue =
  | null
  | boolean
  | string
  | FeelNumber
  | FeelDate
  | FeelTime
  | FeelDateTime
  | DaysTimeDuration
  | YearsMonthsDuration
  | FeelRange
  | FeelCallable
  | FeelMap
  | readonly FeelValue[];

/** A range with its ends (DMN 1.3, 10.3.2.7); `undefined` where a unary comparison such as `> 5` leaves an end open. */
export class FeelRange {
  constructor(
    readonly start: FeelValue | undefined,
    readonly end: FeelValue | undefined,
    readonly startIncluded: boolean,
    readonly endIncluded: boolean,
    /** `= 5` and `!= 5` are tests of one value, and no interval. */
    readonly sign?: '=' | '!=',
  ) {}
}

/** A function value: written in FEEL, a built-in, or a business knowledge model. */
export class FeelCallable {
  constructor(
    /** By position; `null` for built-ins, which match their own signatures. */
    readonly parameters: readonly string[] | null,
    readonly call: (args: readonly FeelValue[]) => FeelValue,
    readonly callNamed?: (args: ReadonlyMap<string, FeelValue>) => FeelValue,
    /** Declared types of the parameters and of the result, for `instance of function<…>`. */
    readonly types?: { readonly parameters: readonly FeelType[]; readonly result: FeelType },
  ) {}
}

/** Work was refused: too many steps, too deep, too long. Never turned into null: the caller sees a message. */
export class FeelLimit extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FeelLimit';
  }
}

export const kinds = [
  'null',
  'boolean',
  'number',
  'string',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
  'range',
  'function',
  'list',
  'context',
] as const;
export type FeelKind = (typeof kinds)[number];

/** Which kind of FEEL value this is. */
export function kindOf(value: FeelValue): FeelKind {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'boolean';
    default:
  }
  if (value instanceof FeelNumber) return 'number';
  if (Array.isArray(value)) return 'list';
  if (value instanceof Map) return 'context';
  if (value instanceof FeelDate) return 'date';
  if (value instanceof FeelTime) return 'time';
  if (value instanceof FeelDateTime) return 'date and time';
  if (value instanceof DaysTimeDuration) return 'days and time duration';
  if (value instanceof YearsMonthsDuration) return 'years and months duration';
  if (value instanceof FeelRange) return 'range';
  return 'function';
}

export function isList(value: FeelValue): value is readonly FeelValue[] {
  return Array.isArray(value);
}

export function isContext(value: FeelValue): value is FeelMap {
  return value instanceof Map;
}

export function isNumber(value: FeelValue): value is FeelNumber {
  return value instanceof FeelNumber;
}

/** A number as a FEEL value; null where it overflowed or is none. */
export function finite(value: FeelNumber): FeelNumber | null {
  return value.isFinite() ? value : null;
}

/** A number from a JavaScript integer or a text. */
export function num(value: number | string | bigint): FeelNumber {
  return new FeelNumber(typeof value === 'bigint' ? value.toString() : value);
}

/** Names are compared with single spaces, and with spaces around the signs that FEEL allows in names. */
export function normalName(name: string): string {
  if (/^[\p{L}\p{N}_$]+$/u.test(name)) return name;
  return name
    .replace(/\s*([./\-'+]|\*\*?)\s*/g, ' $1 ')
    .replace(/\s{2,}/g, ' ')
    .trim();
}

/** Reads an entry of a context by its FEEL name. */
export function entryOf(context: FeelMap, name: string): FeelValue | undefined {
  const direct = context.get(name);
  if (direct !== undefined || !name.includes(' ')) return direct;
  for (const [key, value] of context) if (normalName(key) === name) return value;
  return undefined;
}
