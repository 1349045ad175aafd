import { FeelDate, FeelDateTime, FeelTime } from './temporal/date-time.js';
import { DaysTimeDuration, YearsMonthsDuration } from './temporal/durations.js';
import { FeelLimit, FeelNumber, FeelRange, isContext, isList, type FeelValue } from './values.js';

/** Longer texts are refused: doubling a text in a loop must not eat the memory. */
export const MAX_TEXT = 1_000_000;

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', "'": "'", '\\': '\\' };

/** The text that a FEEL string literal (with its quotes) stands for. Unknown escapes stay as they are written. */
export function literalText(source: string): string {
  return source
    .slice(1, -1)
    .replace(
      /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(.))/gs,
      (whole: string, short?: string, long?: string, one?: string) => {
        const code = short ?? long;
        if (code !== undefined) {
          const point = Number.parseInt(code, 16);
          return point > 0x10ffff
            ? whole
            : long === undefined
              ? String.fromCharCode(point)
              : String.fromCodePoint(point);
        }
        return one !== undefined && Object.hasOwn(escapes, one) ? (escapes[one] ?? whole) : whole;
      },
    );
}

/** @throws FeelLimit when the text is too long. */
export function bounded(text: string): string {
  if (text.length > MAX_TEXT) throw new FeelLimit(`A text is longer than ${MAX_TEXT} characters.`);
  return text;
}

/** `string(value)` (DMN 1.3, 10.3.4.1): null stays null, texts inside lists and contexts are quoted. */
export function textOf(value: FeelValue, inside = false): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return inside ? `"${value.replace(/["\\]/g, '\\$&')}"` : value;
  if (typeof value === 'boolean') return String(value);
  if (value instanceof FeelNumber) return numberText(value);
  if (isList(value)) return bounded(`[${value.map((each) => textOf(each, true)).join(', ')}]`);
  if (isContext(value)) {
    return bounded(`{${[...value].map(([key, entry]) => `${keyText(key)}: ${textOf(entry, true)}`).join(', ')}}`);
  }
  if (value instanceof FeelRange) return rangeText(value);
  if (
    value instanceof FeelDate ||
    value instanceof FeelTime ||
    value instanceof FeelDateTime ||
    value instanceof DaysTimeDuration ||
    value instanceof YearsMonthsDuration
  ) {
    const text = value.toString();
    return inside ? `@"${text}"` : text;
  }
  return 'function';
}

function numberText(value: FeelNumber): string {
  return value.isZero() ? '0' : value.toFixed();
}

function keyText(key: string): string {
  return /^[\p{L}_?][\p{L}\p{N}_ ]*$/u.test(key) ? key : `"${key.replace(/["\\]/g, '\\$&')}"`;
}

function rangeText(range: FeelRange): string {
  const { start, end } = range;
  if (range.sign !== undefined) return `${range.sign}${textOf(start ?? null, true)}`;
  if (start === undefined) return `${range.endIncluded ? '<=' : '<'}${textOf(end ?? null, true)}`;
  if (end === undefined) return `${range.startIncluded ? '>=' : '>'}${textOf(start, true)}`;
  return `${range.startIncluded ? '[' : '('}${textOf(start, true)}..${textOf(end, true)}${range.endIncluded ? ']' : ')'}`;
}
