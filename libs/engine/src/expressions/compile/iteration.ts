import { FeelDate, dateOfDays } from '../temporal/date-time.js';
import { FeelNumber, FeelRange, isList, type FeelValue } from '../values.js';
import { nameOf, type Compiler } from './compiler.js';
import { LocalEnv, MapEnv, type Env, type Run } from './env.js';
import type { FeelNode } from './parse.js';

/** The values a loop runs through, one after the other; null where it is no collection. */
type Source = (env: Env) => Iterable<FeelValue> | null;

interface Loop {
  readonly name: string;
  readonly source: Source;
}

/** `for a in …, b in … return …` (DMN 1.3, 10.3.2.14); `partial` is what has been returned so far. */
export function compileFor(node: FeelNode, compiler: Compiler): Run {
  const loops = loopsOf(node, compiler);
  const body = compiler.run(node.children.at(-1));
  return (env) => {
    const partial: FeelValue[] = [];
    const done = each(loops, 0, new MapEnv(env, new Map([['partial', partial]])), (inner) => {
      partial.push(body(inner));
      return true;
    });
    return done === null ? null : partial;
  };
}

/** `some … satisfies` and `every … satisfies` with ternary logic (DMN 1.3, 10.3.2.15). */
export function compileQuantified(node: FeelNode, compiler: Compiler): Run {
  const every = node.children[0]?.name === 'every';
  const loops = loopsOf(node, compiler);
  const body = compiler.run(node.children.at(-1));
  return (env) => {
    let answer: boolean | null = every;
    const done = each(loops, 0, env, (inner) => {
      const one = body(inner);
      if (one === !every) answer = !every;
      else if (typeof one !== 'boolean' && answer === every) answer = null;
      return one !== !every;
    });
    return done === null ? null : answer;
  };
}

/** Runs the body for every combination; stops where it answers false. @returns null where a source is none. */
function each(loops: readonly Loop[], index: number, env: Env, body: (env: Env) => boolean): boolean | null {
  const loop = loops[index];
  if (loop === undefined) {
    env.root.work.spend(1);
    return body(env);
  }
  const values = loop.source(env);
  if (values === null) return null;
  for (const value of values) {
    env.root.work.spend(1);
    const go = each(loops, index + 1, new LocalEnv(env, loop.name, value), body);
    if (go !== true) return go;
  }
  return true;
}

function loopsOf(node: FeelNode, compiler: Compiler): Loop[] {
  const list = node.children.find((child) => child.name === 'InExpressions');
  return (list?.children ?? [])
    .filter((child) => child.name === 'InExpression')
    .map((child) => ({
      name: child.children[0] === undefined ? '' : nameOf(child.children[0]),
      source: sourceOf(child.children[2], compiler),
    }));
}

function sourceOf(node: FeelNode | undefined, compiler: Compiler): Source {
  const [start, , end] = node?.name === 'IterationContext' ? node.children : [node];
  const first = compiler.run(start);
  if (end !== undefined) {
    const last = compiler.run(end);
    return (env) => steps(first(env), last(env));
  }
  return (env) => {
    const value = first(env);
    return valuesOf(value);
  };
}

/** A list, the whole numbers or days of a closed range, or a single value. */
export function valuesOf(value: FeelValue): Iterable<FeelValue> | null {
  if (value === null) return null;
  if (isList(value)) return value;
  if (!(value instanceof FeelRange)) return [value];
  if (value.start === undefined || value.end === undefined) return null;
  return steps(value.start, value.end, !value.startIncluded, !value.endIncluded);
}

/** From one end to the other, up or down, in whole steps: numbers and dates. */
export function steps(from: FeelValue, to: FeelValue, skipFirst = false, skipLast = false): Iterable<FeelValue> | null {
  if (from instanceof FeelNumber && to instanceof FeelNumber) {
    if (!from.isInteger() || !to.isInteger()) return null;
    return numbers(from, to, skipFirst, skipLast);
  }
  if (from instanceof FeelDate && to instanceof FeelDate) return dates(from, to, skipFirst, skipLast);
  return null;
}

function* numbers(from: FeelNumber, to: FeelNumber, skipFirst: boolean, skipLast: boolean): Iterable<FeelValue> {
  const step = from.lte(to) ? 1 : -1;
  let at = skipFirst ? from.plus(step) : from;
  const last = skipLast ? to.minus(step) : to;
  for (; step === 1 ? at.lte(last) : at.gte(last); at = at.plus(step)) yield at;
}

function* dates(from: FeelDate, to: FeelDate, skipFirst: boolean, skipLast: boolean): Iterable<FeelValue> {
  const step = from.days <= to.days ? 1 : -1;
  const last = skipLast ? to.days - step : to.days;
  for (let at = from.days + (skipFirst ? step : 0); step === 1 ? at <= last : at >= last; at += step)
    yield dateOfDays(at);
}
