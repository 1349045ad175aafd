import { add, divide, multiply, negate, power, subtract } from '../arithmetic.js';
import { equals, not, order } from '../compare.js';
import { bounded } from '../strings.js';
import type { FeelValue } from '../values.js';
import { constant, constantOf, type Compiler } from './compiler.js';
import { LocalEnv, type Run } from './env.js';
import type { FeelNode } from './parse.js';
import { compileTest } from './unary.js';

const binary: Readonly<Record<string, (a: FeelValue, b: FeelValue) => FeelValue>> = Object.freeze({
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '**': power,
  '^': power,
});

export function compileArithmetic(node: FeelNode, compiler: Compiler): Run {
  const [first, second, third] = node.children;
  if (third === undefined) {
    const run = compiler.run(second);
    const known = constantOf(run);
    return known === undefined ? (env) => negate(run(env)) : constant(negate(known.value));
  }
  const operate = binary[second?.text ?? ''];
  if (operate === undefined) throw new Error(`FEEL: the operator ${second?.text ?? ''} is not known.`);
  const [left, right] = [compiler.run(first), compiler.run(third)];
  if (operate !== add) return (env) => operate(left(env), right(env));
  return (env) => {
    const sum = add(left(env), right(env));
    return typeof sum === 'string' ? bounded(sum) : sum;
  };
}

export function compileComparison(node: FeelNode, compiler: Compiler): Run {
  const [first, operator, ...rest] = node.children;
  const left = compiler.run(first);
  switch (operator?.name) {
    case 'in':
      return compileIn(left, rest, compiler);
    case 'between': {
      const [low, high] = [compiler.run(rest[0]), compiler.run(rest[2])];
      return (env) => {
        const value = left(env);
        return and(order('>=', value, low(env)), order('<=', value, high(env)));
      };
    }
    default: {
      const right = compiler.run(rest[0]);
      const sign = operator?.text ?? '';
      if (sign === '=') return (env) => equals(left(env), right(env));
      if (sign === '!=') return (env) => not(equals(left(env), right(env)));
      return (env) => order(sign, left(env), right(env));
    }
  }
}

/** `x in (test, test)` and `x in test`; inside the tests `?` is x. */
function compileIn(left: Run, rest: readonly FeelNode[], compiler: Compiler): Run {
  const list = rest.find((part) => part.name === 'PositiveUnaryTests');
  const tests = (list?.children ?? rest.slice(0, 1)).map((test) => compileTest(test, compiler));
  return (env) => {
    const value = left(env);
    const inner = new LocalEnv(env, '?', value);
    let answer: boolean | null = false;
    for (const test of tests) {
      const one = test(value, inner);
      if (one === true) return true;
      if (one === null) answer = null;
    }
    return answer;
  };
}

function and(a: boolean | null, b: boolean | null): boolean | null {
  if (a === false || b === false) return false;
  return a === null || b === null ? null : true;
}

function truth(value: FeelValue): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

/** Ternary logic (DMN 1.3, table 50): false wins over null, null over true. */
export function compileConjunction(node: FeelNode, compiler: Compiler): Run {
  const parts = node.children.filter((child) => child.name !== 'and').map((child) => compiler.run(child));
  return (env) => {
    let answer: boolean | null = true;
    for (const part of parts) {
      const one = truth(part(env));
      if (one === false) return false;
      if (one === null) answer = null;
    }
    return answer;
  };
}

/** Ternary logic: true wins over null, null over false. */
export function compileDisjunction(node: FeelNode, compiler: Compiler): Run {
  const parts = node.children.filter((child) => child.name !== 'or').map((child) => compiler.run(child));
  return (env) => {
    let answer: boolean | null = false;
    for (const part of parts) {
      const one = truth(part(env));
      if (one === true) return true;
      if (one === null) answer = null;
    }
    return answer;
  };
}
