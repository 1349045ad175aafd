import { add } from '../arithmetic.js';
import { compare } from '../compare.js';
import { finite, FeelNumber, isNumber, num, type FeelValue } from '../values.js';
import { Library } from './define.js';

function numbersOf(list: readonly FeelValue[]): readonly FeelNumber[] | null {
  return list.every(isNumber) ? (list as readonly FeelNumber[]) : null;
}

function best(list: readonly FeelValue[], sign: 1 | -1): FeelValue {
  let found: FeelValue = list[0] ?? null;
  for (const value of list) {
    const order = compare(value, found);
    if (order === null) return null;
    if (order * sign > 0) found = value;
  }
  return found;
}

function sum(list: readonly FeelValue[]): FeelValue {
  const numbers = numbersOf(list);
  if (numbers !== null) return numbers.length === 0 ? null : finite(total(numbers));
  const [first, ...rest] = list;
  if (first === undefined || typeof first === 'string' || isNumber(first)) return null;
  return rest.reduce<FeelValue>((left, right) => add(left, right), first);
}

function total(numbers: readonly FeelNumber[]): FeelNumber {
  return numbers.reduce<FeelNumber>((left, right) => left.plus(right), num(0));
}

function mean(list: readonly FeelValue[]): FeelValue {
  const numbers = numbersOf(list);
  return numbers === null || numbers.length === 0 ? null : finite(total(numbers).div(numbers.length));
}

function product(list: readonly FeelValue[]): FeelValue {
  const numbers = numbersOf(list);
  if (numbers === null || numbers.length === 0) return null;
  return finite(numbers.reduce<FeelNumber>((left, right) => left.times(right), num(1)));
}

function median(list: readonly FeelValue[]): FeelValue {
  const numbers = numbersOf(list);
  if (numbers === null || numbers.length === 0) return null;
  const sorted = [...numbers].sort((a, b) => a.cmp(b));
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? null;
  const lower = sorted[middle - 1];
  if (sorted.length % 2 === 1 || lower === undefined || upper === null) return upper;
  return finite(lower.plus(upper).div(2));
}

/** The sample standard deviation: of one value there is none. */
function deviation(list: readonly FeelValue[]): FeelValue {
  const numbers = numbersOf(list);
  if (numbers === null || numbers.length < 2) return null;
  const middle = total(numbers).div(numbers.length);
  const squares = numbers.map((value) => value.minus(middle).pow(2));
  return finite(
    total(squares)
      .div(numbers.length - 1)
      .sqrt(),
  );
}

/** The most frequent values, in ascending order. */
function mode(list: readonly FeelValue[]): FeelValue {
  const numbers = numbersOf(list);
  if (numbers === null) return null;
  const counts = new Map<string, { readonly value: FeelNumber; count: number }>();
  for (const value of numbers) {
    const entry = counts.get(value.toString()) ?? { value, count: 0 };
    entry.count++;
    counts.set(value.toString(), entry);
  }
  const most = Math.max(0, ...[...counts.values()].map((entry) => entry.count));
  return [...counts.values()]
    .filter((entry) => entry.count === most)
    .map((entry) => entry.value)
    .sort((a, b) => a.cmp(b));
}

/** False wins for `all`, true for `any`; else null where something is no truth value (DMN 1.3, table 78). */
function quantify(list: readonly FeelValue[], winner: boolean): FeelValue {
  if (list.some((value) => value !== null && typeof value !== 'boolean')) return list.includes(winner) ? winner : null;
  if (list.includes(winner)) return winner;
  return list.includes(null) ? null : !winner;
}

export const statistics = new Library()
  .add<[readonly FeelValue[]]>('count', 'list: list', ([list]) => num(list.length))
  .addList('min', (list) => best(list, -1))
  .addList('max', (list) => best(list, 1))
  .addList('sum', sum)
  .addList('mean', mean)
  .addList('product', product)
  .addList('median', median)
  .addList('stddev', deviation)
  .addList('mode', mode)
  .addList('all', (list) => quantify(list, false))
  .addList('and', (list) => quantify(list, false))
  .addList('any', (list) => quantify(list, true))
  .addList('or', (list) => quantify(list, true));
