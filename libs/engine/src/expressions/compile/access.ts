import { propertyOf } from '../properties.js';
import { entryOf, FeelNumber, FeelRange, isContext, isList, type FeelValue } from '../values.js';
import { matches } from '../compare.js';
import { constantOf, nameOf, type Compiler } from './compiler.js';
import { ItemEnv, RootEnv, type Env, type Run } from './env.js';
import type { FeelNode } from './parse.js';

/** `a.b`: an entry of a context, a property of a date, time, duration or range; of a list the list of its elements'. */
export function compilePath(node: FeelNode, compiler: Compiler): Run {
  const [target, , property] = node.children;
  const name = property === undefined ? '' : nameOf(property);
  const raw = rawPath(node);
  const run = compiler.run(target);
  const general: Run = (env) => member(run(env), name);
  if (raw === null) return general;
  // A path from a variable of the caller is walked in the JSON it came in: only its end is converted.
  return (env) => {
    if (!(env instanceof RootEnv) || env.isRead(raw.variable)) return general(env);
    let at: unknown = env.raw(raw.variable);
    for (const step of raw.steps) {
      if (typeof at !== 'object' || at === null) return general(env);
      const prototype: unknown = Object.getPrototypeOf(at);
      if ((prototype !== Object.prototype && prototype !== null) || !Object.hasOwn(at, step)) return general(env);
      at = (at as Record<string, unknown>)[step];
    }
    return typeof at === 'object' && at !== null ? general(env) : env.value(at);
  };
}

function rawPath(node: FeelNode): { readonly variable: string; readonly steps: readonly string[] } | null {
  const [target, , property] = node.children;
  if (target === undefined || property === undefined) return null;
  const step = nameOf(property);
  if (target.name === 'VariableName') return { variable: nameOf(target), steps: [step] };
  if (target.name !== 'PathExpression') return null;
  const outer = rawPath(target);
  return outer === null ? null : { variable: outer.variable, steps: [...outer.steps, step] };
}

/** The entry or property of a value; of a list, of each element. */
export function member(value: FeelValue, name: string): FeelValue {
  if (isContext(value)) return entryOf(value, name) ?? null;
  if (isList(value)) return value.map((each) => member(each, name));
  return propertyOf(value, name) ?? null;
}

const CONDITIONS = new Set([
  'Comparison',
  'Conjunction',
  'Disjunction',
  'QuantifiedExpression',
  'InstanceOfExpression',
]);

/** `list[n]` counts from 1, negative from the end; `list[condition]` keeps what is true (DMN 1.3, 10.3.2.5). */
export function compileFilter(node: FeelNode, compiler: Compiler): Run {
  const [target, , filter] = node.children;
  const source = compiler.run(target);
  const test = compiler.run(filter);
  const fixed = constantOf(test)?.value;
  const conditional = CONDITIONS.has(filter?.name ?? '');
  return (env) => {
    const value = source(env);
    const list: readonly FeelValue[] = isList(value) ? value : value === null ? [] : [value];
    if (fixed instanceof FeelNumber) return at(list, fixed);
    if (value === null) return [];
    if (!conditional) {
      const index = test(env);
      if (index instanceof FeelNumber) return at(list, index);
    }
    return keep(list, test, env);
  };
}

function keep(list: readonly FeelValue[], test: Run, env: Env): FeelValue {
  const kept: FeelValue[] = [];
  for (const item of list) {
    env.root.work.spend(1);
    const answer = test(new ItemEnv(env, item));
    if (answer === true || hits(answer, item)) kept.push(item);
  }
  return kept;
}

/** `list[> 5]`: a test instead of a condition. */
function hits(answer: FeelValue, item: FeelValue): boolean {
  return answer instanceof FeelRange && matches(item, answer) === true;
}

function at(list: readonly FeelValue[], index: FeelNumber): FeelValue {
  if (!index.isInteger()) return null;
  const position = index.toNumber();
  return list[position < 0 ? list.length + position : position - 1] ?? null;
}
