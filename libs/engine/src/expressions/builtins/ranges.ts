import { compare, equals, inRange } from '../compare.js';
import { FeelRange, type FeelValue } from '../values.js';
import { Library } from './define.js';

type Answer = boolean | null;
type Two = [FeelValue, FeelValue];

const before = (a: FeelValue, b: FeelValue): Answer => order(a, b, (difference) => difference < 0);

function order(a: FeelValue | undefined, b: FeelValue | undefined, test: (difference: number) => boolean): Answer {
  const difference = compare(a ?? null, b ?? null);
  return difference === null ? null : test(difference);
}

/** `before`: a ends before b starts (DMN 1.3, table 81). */
function isBefore(a: FeelValue, b: FeelValue): Answer {
  if (a instanceof FeelRange && b instanceof FeelRange) {
    return order(
      a.end,
      b.start,
      (difference) => difference < 0 || (difference === 0 && !(a.endIncluded && b.startIncluded)),
    );
  }
  if (a instanceof FeelRange)
    return order(a.end, b, (difference) => difference < 0 || (difference === 0 && !a.endIncluded));
  if (b instanceof FeelRange)
    return order(a, b.start, (difference) => difference < 0 || (difference === 0 && !b.startIncluded));
  return before(a, b);
}

function meets([a, b]: [FeelRange, FeelRange]): Answer {
  return order(a.end, b.start, (difference) => difference === 0 && a.endIncluded && b.startIncluded);
}

/** How two starts (or ends) lie to each other: negative when the first begins earlier. */
function starts(a: FeelRange, b: FeelRange): number | null {
  const difference = compare(a.start ?? null, b.start ?? null);
  if (difference !== 0) return difference;
  return Number(b.startIncluded) - Number(a.startIncluded);
}

function ends(a: FeelRange, b: FeelRange): number | null {
  const difference = compare(a.end ?? null, b.end ?? null);
  if (difference !== 0) return difference;
  return Number(a.endIncluded) - Number(b.endIncluded);
}

/** Whether the ranges have a value in common. */
function overlaps(a: FeelRange, b: FeelRange): Answer {
  const [left, right] = [isBefore(a, b), isBefore(b, a)];
  return left === null || right === null ? null : !left && !right;
}

function overlapsBefore([a, b]: [FeelRange, FeelRange]): Answer {
  const [start, end, common] = [starts(a, b), ends(a, b), overlaps(a, b)];
  return start === null || end === null || common === null ? null : common && start < 0 && end <= 0;
}

function overlapsAfter([a, b]: [FeelRange, FeelRange]): Answer {
  const [start, end, common] = [starts(a, b), ends(a, b), overlaps(a, b)];
  return start === null || end === null || common === null ? null : common && start > 0 && end >= 0;
}

function includes([range, point]: Two): Answer {
  if (!(range instanceof FeelRange)) return null;
  if (!(point instanceof FeelRange)) return inRange(point, range);
  const [start, end] = [starts(range, point), ends(range, point)];
  return start === null || end === null ? null : start <= 0 && end >= 0;
}

function startsWith([a, b]: Two): Answer {
  if (!(b instanceof FeelRange)) return null;
  if (!(a instanceof FeelRange)) return order(a, b.start, (difference) => difference === 0 && b.startIncluded);
  const [start, end] = [starts(a, b), ends(a, b)];
  return start === null || end === null ? null : start === 0 && end <= 0;
}

function finishes([a, b]: Two): Answer {
  if (!(b instanceof FeelRange)) return null;
  if (!(a instanceof FeelRange)) return order(a, b.end, (difference) => difference === 0 && b.endIncluded);
  const [start, end] = [starts(a, b), ends(a, b)];
  return start === null || end === null ? null : end === 0 && start >= 0;
}

function coincides([a, b]: Two): Answer {
  if (a instanceof FeelRange !== b instanceof FeelRange) return null;
  return a === null || b === null ? null : equals(a, b);
}

const two = 'range1: range, range2: range';

/** DMN 1.3, 10.3.4.10 (intervals after Allen). */
export const ranges = new Library()
  .add<Two>('before', 'point1: any, point2: any', ([a, b]) => isBefore(a, b))
  .add<Two>('after', 'point1: any, point2: any', ([a, b]) => isBefore(b, a))
  .add('meets', two, meets)
  .add<[FeelRange, FeelRange]>('met by', two, ([a, b]) => meets([b, a]))
  .add<[FeelRange, FeelRange]>('overlaps', two, ([a, b]) => overlaps(a, b))
  .add('overlaps before', two, overlapsBefore)
  .add('overlaps after', two, overlapsAfter)
  .add('finishes', 'point: any, range: range', finishes)
  .add<Two>('finished by', 'range: range, point: any', ([a, b]) => finishes([b, a]))
  .add('includes', 'range: range, point: any', includes)
  .add<Two>('during', 'point: any, range: range', ([a, b]) => includes([b, a]))
  .add('starts', 'point: any, range: range', startsWith)
  .add<Two>('started by', 'range: range, point: any', ([a, b]) => startsWith([b, a]))
  .add('coincides', 'point1: any, point2: any', coincides);
