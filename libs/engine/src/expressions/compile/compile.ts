import { builtins } from '../builtins/index.js';
import { literalText } from '../strings.js';
import { temporalOf } from '../temporal/read.js';
import type { TypeLookup } from '../types.js';
import { FeelNumber, FeelRange, type FeelMap, type FeelValue } from '../values.js';
import { compileFilter, compilePath, member } from './access.js';
import { MapEnv, type Run } from './env.js';
import { compileFunction, compileInvocation } from './functions.js';
import { compileFor, compileQuantified } from './iteration.js';
import { compileArithmetic, compileComparison, compileConjunction, compileDisjunction } from './operators.js';
import { constant, nameOf, NULL, type Compiler } from './compiler.js';
import type { FeelNode } from './parse.js';
import { compileInstanceOf } from './type-expressions.js';
import { compileOpenRange } from './unary.js';

/** Compiles a parsed expression to closures. The tree is walked once; evaluating never looks at it again. */
export function compileTree(root: FeelNode, types: TypeLookup): Run {
  const compiler: Compiler = {
    types,
    run: (node) => (node === undefined ? NULL : compileNode(node, compiler)),
  };
  return compiler.run(root);
}

function compileNode(node: FeelNode, compiler: Compiler): Run {
  const parts = node.children;
  switch (node.name) {
    case 'Expression':
    case 'FunctionBody':
    case 'PositiveUnaryTest':
      return compiler.run(parts[0]);
    case 'ParenthesizedExpression':
      return compiler.run(parts[1]);
    case 'NumericLiteral':
      return constant(new FeelNumber(node.text.startsWith('.') ? `0${node.text}` : node.text));
    case 'StringLiteral':
      return constant(literalText(node.text));
    case 'BooleanLiteral':
      return constant(node.text === 'true');
    case 'null':
      return NULL;
    case 'VariableName':
    case '?':
      return compileVariable(nameOf(node));
    case 'SpecialFunctionName':
    case 'DateTimeConstructor':
      return constant(builtins.get(nameOf(node)) ?? null);
    case 'DateTimeLiteral':
      return parts.length === 1 ? compiler.run(parts[0]) : compileInvocation(node, compiler);
    case 'AtLiteral': {
      const text = parts[0];
      return constant(text === undefined ? null : temporalOf(literalText(text.text)));
    }
    case 'ArithmeticExpression':
      return compileArithmetic(node, compiler);
    case 'Comparison':
      return compileComparison(node, compiler);
    case 'Conjunction':
      return compileConjunction(node, compiler);
    case 'Disjunction':
      return compileDisjunction(node, compiler);
    case 'IfExpression': {
      const [test, yes, no] = [compiler.run(parts[1]), compiler.run(parts[3]), compiler.run(parts[5])];
      return (env) => {
        const answer = test(env);
        if (answer === true) return yes(env);
        // Null counts as false; a condition that is no truth value is an error.
        return answer === false || answer === null ? no(env) : null;
      };
    }
    case 'ForExpression':
      return compileFor(node, compiler);
    case 'QuantifiedExpression':
      return compileQuantified(node, compiler);
    case 'InstanceOfExpression':
      return compileInstanceOf(node, compiler);
    case 'FunctionDefinition':
      return compileFunction(node, compiler);
    case 'FunctionInvocation':
      return compileInvocation(node, compiler);
    case 'PathExpression':
      return compilePath(node, compiler);
    case 'FilterExpression':
      return compileFilter(node, compiler);
    case 'List': {
      const elements = parts.slice(1, -1).map((part) => compiler.run(part));
      return (env) => elements.map((element) => element(env));
    }
    case 'Context':
      return compileContext(node, compiler);
    case 'SimplePositiveUnaryTest':
      return parts.length === 1 ? compiler.run(parts[0]) : compileOpenRange(node, compiler);
    case 'Interval':
      return compileInterval(node, compiler);
    default:
      throw new Error(`FEEL: ${node.name} is not supported here.`);
  }
}

function compileVariable(name: string): Run {
  const builtin = builtins.get(name) ?? null;
  const cut = name.lastIndexOf(' . ');
  if (cut > 0) {
    // A parameter may be called `Person.Gender`; where there is none, it is the path that it looks like.
    const path = compileVariable(name.slice(0, cut));
    const last = name.slice(cut + 3);
    return (env) => env.get(name) ?? member(path(env), last);
  }
  return (env) => {
    const value = env.get(name);
    return value === undefined ? builtin : value;
  };
}

/** Entries see the ones before them (DMN 1.3, 10.3.2.6); a key twice is an error, so null. */
function compileContext(node: FeelNode, compiler: Compiler): Run {
  const entries = node.children
    .filter((child) => child.name === 'ContextEntry')
    .map((entry) => ({ key: keyOf(entry.children[0]), run: compiler.run(entry.children[1]) }));
  if (new Set(entries.map((entry) => entry.key)).size < entries.length) return NULL;
  return (env): FeelMap => {
    const result = new Map<string, FeelValue>();
    const inner = new MapEnv(env, result);
    for (const entry of entries) result.set(entry.key, entry.run(inner));
    return result;
  };
}

function keyOf(key: FeelNode | undefined): string {
  const name = key?.children[0];
  if (name === undefined) return key?.text ?? '';
  return name.name === 'StringLiteral' ? literalText(name.text) : name.text.replace(/\s+/g, ' ');
}

function compileInterval(node: FeelNode, compiler: Compiler): Run {
  const [open, start, , end, close] = node.children;
  const [low, high] = [compiler.run(start), compiler.run(end)];
  const [startIncluded, endIncluded] = [open?.text === '[', close?.text === ']'];
  return (env) => rangeOf(low(env), high(env), startIncluded, endIncluded);
}

/** A range needs two ends of one kind that has an order. An end may be null, then the range is open there. */
export function rangeOf(low: FeelValue, high: FeelValue, startIncluded: boolean, endIncluded: boolean): FeelValue {
  return new FeelRange(low, high, startIncluded, endIncluded);
}
