import { equals, matches, not, order } from '../compare.js';
import { FeelCallable, FeelRange, kindOf, type FeelValue } from '../values.js';
import type { Compiler } from './compiler.js';
import type { Env, Run } from './env.js';
import type { FeelNode } from './parse.js';

/** Asks one test about a value; `env` knows the value as `?`. */
export type Test = (value: FeelValue, env: Env) => boolean | null;

const LOGICAL = new Set(['Comparison', 'Conjunction', 'Disjunction', 'QuantifiedExpression', 'InstanceOfExpression']);

/** One positive unary test (DMN 1.3, 10.3.2.11 and table 55). */
export function compileTest(node: FeelNode, compiler: Compiler): Test {
  const inner = node.name === 'PositiveUnaryTest' ? (node.children[0] ?? node) : node;
  if (inner.name === 'SimplePositiveUnaryTest' && inner.children.length === 2) return comparison(inner, compiler);
  const run = compiler.run(inner);
  const asked = asksInput(inner);
  if (asked || LOGICAL.has(inner.name)) {
    return (value, env) => {
      const answer = run(env);
      if (typeof answer === 'boolean') return answer;
      return asked && answer === null ? null : matches(value, answer);
    };
  }
  return (value, env) => {
    const answer = run(env);
    if (answer instanceof FeelCallable) return truth(answer.call([value]));
    // A condition about other names than the input decides by itself.
    if (typeof answer === 'boolean' && kindOf(value) !== 'boolean' && inner.name === 'FunctionInvocation')
      return answer;
    return matches(value, answer);
  };
}

function comparison(node: FeelNode, compiler: Compiler): Test {
  const sign = node.children[0]?.text ?? '';
  const run = compiler.run(node.children[1]);
  if (sign === '=') return (value, env) => equals(value, run(env));
  if (sign === '!=') return (value, env) => not(equals(value, run(env)));
  return (value, env) => order(sign, value, run(env));
}

/** `> 5` as a value: a range that is open on one side; `= 5` and `!= 5` are kept as tests of one value. */
export function compileOpenRange(node: FeelNode, compiler: Compiler): Run {
  const sign = node.children[0]?.text ?? '';
  const run = compiler.run(node.children[1]);
  switch (sign) {
    case '>':
    case '>=':
      return (env) => new FeelRange(run(env), undefined, sign === '>=', false);
    case '<':
    case '<=':
      return (env) => new FeelRange(undefined, run(env), false, sign === '<=');
    default:
      return (env) => {
        const value = run(env);
        return new FeelRange(value, value, true, true, sign === '=' ? '=' : '!=');
      };
  }
}

/** The tests of a cell: any of them, or with `not(…)` none. */
export function compileTests(root: FeelNode, compiler: Compiler): Test {
  const negated = root.children[0]?.name === 'not';
  const list = root.children.find((child) => child.name === 'PositiveUnaryTests');
  if (list === undefined) return () => true;
  const tests = list.children.map((child) => compileTest(child, compiler));
  return (value, env) => {
    let answer: boolean | null = false;
    for (const test of tests) {
      const one = test(value, env);
      if (one === true) return !negated;
      if (one === null) answer = null;
    }
    return negated ? not(answer) : answer;
  };
}

function asksInput(node: FeelNode): boolean {
  if ((node.name === 'VariableName' || node.name === '?') && node.text === '?') return true;
  return node.children.some(asksInput);
}

function truth(value: FeelValue): boolean | null {
  return typeof value === 'boolean' ? value : null;
}
