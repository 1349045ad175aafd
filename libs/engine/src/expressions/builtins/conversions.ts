import { literalText } from '../strings.js';
import { temporalOf } from '../temporal/read.js';
import { FeelNumber, FeelRange, kindOf, num, type FeelValue } from '../values.js';
import { compare } from '../compare.js';
import { Library } from './define.js';

/** `number("1,000.5", ",", ".")` (DMN 1.3, table 72). */
function toNumber([text, grouping, decimal]: [string, string | null, string | null]): FeelValue {
  if (grouping !== null && ![' ', ',', '.'].includes(grouping)) return null;
  if (decimal !== null && !['.', ','].includes(decimal)) return null;
  if (grouping !== null && grouping === decimal) return null;
  let plain = grouping === null ? text : text.replaceAll(grouping, '');
  if (decimal !== null && decimal !== '.') plain = plain.replaceAll(decimal, '.');
  return /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(plain) ? finiteOf(plain) : null;
}

function finiteOf(text: string): FeelValue {
  const value = num(
    text
      .replace(/^\+/, '')
      .replace(/^(-?)\./, '$10.')
      .replace(/\.($|e)/i, '$1'),
  );
  return value.isFinite() ? value : null;
}

const END = /^(?:"(?:[^"\\]|\\.)*"|@"[^"]*"|-?\d+(?:\.\d+)?|[a-z ]+\("[^"]*"\)|)$/;

/** `range("[1..5)")` (DMN 1.4, table 72): both ends literals of one kind, in order. */
function toRange([text]: [string]): FeelValue {
  const match = /^\s*([[(\]])\s*(.*?)\s*\.\.\s*(.*?)\s*([\])[])\s*$/s.exec(text);
  if (match === null) return null;
  const [open, low, high, close] = match.slice(1).map((part) => part ?? '');
  if (low === undefined || high === undefined || !END.test(low) || !END.test(high)) return null;
  const [start, end] = [endOf(low), endOf(high)];
  if ((start === null && low !== '') || (end === null && high !== '') || (low === '' && high === '')) return null;
  const [startIncluded, endIncluded] = [open === '[', close === ']'];
  if ((low === '' && startIncluded) || (high === '' && endIncluded)) return null;
  if (start !== null && end !== null) {
    if (kindOf(start) !== kindOf(end)) return null;
    const order = compare(start, end);
    if (order === null || order > 0) return null;
  }
  return new FeelRange(start, end, startIncluded, endIncluded);
}

function endOf(text: string): FeelValue {
  if (text === '') return null;
  if (text.startsWith('"')) return literalText(text);
  if (text.startsWith('@')) return temporalOf(text.slice(2, -1));
  const call = /^(date and time|date|time|duration)\("([^"]*)"\)$/.exec(text);
  if (call !== null) return temporalOf(call[2] ?? '');
  return /^-?\d/.test(text) ? new FeelNumber(text) : null;
}

export const conversions = new Library()
  .add('number', 'from: string, grouping separator?: string|null, decimal separator?: string|null', toNumber)
  .add<[FeelNumber]>('number', 'from: number', ([from]) => from)
  .add('range', 'from: string', toRange);
