import { compare, equals } from '../compare.js';
import { FeelCallable, FeelLimit, isList, num, type FeelNumber, type FeelValue } from '../values.js';
import { Library } from './define.js';

type List = readonly FeelValue[];

/** Longer lists are refused: appending a list to itself in a loop must not eat the memory. */
const MAX_LIST = 1_000_000;

function bounded(list: FeelValue[]): FeelValue[] {
  if (list.length > MAX_LIST) throw new FeelLimit(`A list is longer than ${MAX_LIST} elements.`);
  return list;
}

const same = (a: FeelValue, b: FeelValue): boolean => equals(a, b) === true;

/** 1 is the first, -1 the last; null where there is no such position. */
function positionOf(position: FeelNumber, length: number): number | null {
  if (!position.isInteger() || position.isZero() || position.abs().gt(length)) return null;
  const at = position.toNumber();
  return at > 0 ? at - 1 : length + at;
}

function sublist([list, start, length]: [List, FeelNumber, FeelNumber | null]): FeelValue {
  const from = positionOf(start, list.length);
  if (from === null) return null;
  if (length === null) return list.slice(from);
  const count = length.trunc().toNumber();
  return count < 0 || from + count > list.length ? null : list.slice(from, from + count);
}

function distinct(list: List): FeelValue[] {
  const seen = new Set<FeelValue>();
  const kept: FeelValue[] = [];
  for (const value of list) {
    // Texts and truth values are found by hash, the rest by comparing.
    const simple = value === null || typeof value === 'string' || typeof value === 'boolean';
    if (simple ? seen.has(value) : kept.some((other) => same(other, value))) continue;
    if (simple) seen.add(value);
    kept.push(value);
  }
  return kept;
}

function flatten(list: List): FeelValue[] {
  return bounded(list.flatMap((value) => (isList(value) ? flatten(value) : [value])));
}

function removeAt([list, position]: [List, FeelNumber]): FeelValue {
  const at = positionOf(position, list.length);
  return at === null ? null : list.filter((_value, index) => index !== at);
}

function insertBefore([list, position, item]: [List, FeelNumber, FeelValue]): FeelValue {
  const at = positionOf(position, list.length);
  return at === null ? null : [...list.slice(0, at), item, ...list.slice(at)];
}

function replaceItem([list, where, item]: [List, FeelNumber | FeelCallable, FeelValue]): FeelValue {
  if (where instanceof FeelCallable) {
    if (where.parameters !== null && where.parameters.length !== 2) return null;
    const answers = list.map((value) => where.call([value, item]));
    if (!answers.every((answer) => typeof answer === 'boolean')) return null;
    return list.map((value, index) => (answers[index] === true ? item : value));
  }
  const at = positionOf(where.trunc(), list.length);
  return at === null ? null : list.map((value, index) => (index === at ? item : value));
}

function sort([list, precedes]: [List, FeelCallable | null]): FeelValue {
  let broken = false;
  const sorted = [...list].sort((a, b) => {
    if (precedes === null) {
      const order = compare(a, b);
      if (order === null) broken = true;
      return order ?? 0;
    }
    if (precedes.call([a, b]) === true) return -1;
    return precedes.call([b, a]) === true ? 1 : 0;
  });
  return broken ? null : sorted;
}

const concatenate = (lists: List): FeelValue =>
  lists.includes(null) ? null : bounded(lists.flatMap((list) => (isList(list) ? list : [list])));

/** DMN 1.3, 10.3.4.4. */
export const lists = new Library()
  .add<[List, FeelValue]>('list contains', 'list: list, element: any', ([list, element]) =>
    list.some((value) => same(value, element)),
  )
  .add('sublist', 'list: list, start position: number, length?: number', sublist)
  .add<[List]>('reverse', 'list: list', ([list]) => [...list].reverse())
  .add<[List, FeelValue]>('index of', 'list: list, match: any', ([list, match]) =>
    list.flatMap((value, index) => (same(value, match) ? [num(index + 1)] : [])),
  )
  .add<[List]>('distinct values', 'list: list', ([list]) => distinct(list))
  .add<[List]>('flatten', 'list: list', ([list]) => flatten(list))
  .add<[List, FeelCallable | null]>('sort', 'list: list, precedes?: function', sort)
  .add('remove', 'list: list, position: number', removeAt)
  .add('insert before', 'list: list, position: number, newItem: any', insertBefore)
  .add('list replace', 'list: list, position: number, newItem: any', replaceItem)
  .add('list replace', 'list: list, match: function, newItem: any', replaceItem)
  .addEach('append', 'list: list', ([list, ...items]) =>
    bounded([...(isList(list ?? null) ? (list as List) : [list ?? null]), ...items]),
  )
  .addEach('concatenate', '', concatenate)
  .addEach('union', '', (all) => {
    const joined = concatenate(all);
    return isList(joined) ? distinct(joined) : null;
  });
