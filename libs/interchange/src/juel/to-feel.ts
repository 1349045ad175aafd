import { compileExpression } from '@pledge/engine';
import { parseJuel, type Juel } from './parse.js';
import { partsOf } from './tokens.js';

/** Why an expression was not translated: reasons of `reasons.ts`. */
export type JuelReason = 'juelSyntax' | 'juelCall' | 'juelCoercion' | 'juelOperator' | 'juelName';
export type FeelResult =
  { readonly ok: true; readonly feel: string } | { readonly ok: false; readonly reason: JuelReason };

export function isJuel(text: string): boolean {
  return /[$#]\{/.test(text);
}

/**
 * A text with `${…}` or `#{…}` as FEEL, without the leading `=`; only where both say the same for every value of the kind
 * that the expression itself compares with. Null is handled as JUEL does: false in a condition, `!null` is true.
 * Where JUEL would change the kind of a value (`x == '5'` for a number), call a bean or round, it says why it does not.
 */
export function juelToFeel(text: string): FeelResult {
  const parts = partsOf(text.trim());
  if (!parts) return { ok: false, reason: 'juelSyntax' };
  try {
    const only = parts.length === 1 ? parts[0] : undefined;
    const feel = only?.expression
      ? feelOf(only.text).feel
      : parts.map((part) => (part.expression ? asText(feelOf(part.text)) : quoted(part.text))).join(' + ');
    return compileExpression(feel).ok ? { ok: true, feel } : { ok: false, reason: 'juelName' };
  } catch (error) {
    if (error instanceof NotExact) return { ok: false, reason: error.reason };
    throw error;
  }
}

class NotExact extends Error {
  constructor(readonly reason: JuelReason) {
    super(reason);
  }
}

/** FEEL, and how tightly its outermost sign binds (`TIGHT`: needs no brackets anywhere). */
interface Feel {
  readonly feel: string;
  readonly binds: number;
  readonly text?: boolean;
}
const LOOSE = 0;
const OR = 1;
const AND = 2;
const COMPARE = 3;
const ADD = 4;
const MULTIPLY = 5;
const TIGHT = 7;

/** What multi-instance activities know of themselves, by the names of BPMN 2.0, table 10.30. */
const NAMES: Readonly<Record<string, Feel>> = {
  nrOfInstances: { feel: 'numberOfInstances', binds: TIGHT },
  nrOfActiveInstances: { feel: 'numberOfActiveInstances', binds: TIGHT },
  nrOfCompletedInstances: { feel: 'numberOfCompletedInstances', binds: TIGHT },
  // counted from 0 there, from 1 here
  loopCounter: { feel: 'loopCounter - 1', binds: ADD },
};
/** Objects of the other engine, and words that mean something else in FEEL. */
const OBJECTS = new Set(['execution', 'task', 'authenticatedUserId', 'dateTimeUtil', 'connector']);
const WORDS = new Set(
  'if then else for in return some every satisfies between instance of not and or function date time duration'.split(
    ' ',
  ),
);

function feelOf(text: string): Feel {
  const tree = parseJuel(text);
  if (!tree) throw new NotExact('juelSyntax');
  return write(tree);
}

function write(tree: Juel): Feel {
  switch (tree.is) {
    case 'literal':
      return typeof tree.value === 'string'
        ? { feel: quoted(tree.value), binds: TIGHT, text: true }
        : { feel: String(tree.value), binds: TIGHT };
    case 'name':
      if (OBJECTS.has(tree.name)) throw new NotExact('juelCall');
      if (WORDS.has(tree.name) || tree.name.includes('$')) throw new NotExact('juelName');
      return NAMES[tree.name] ?? { feel: tree.name, binds: TIGHT };
    case 'member':
      if (WORDS.has(tree.name) || tree.name.includes('$')) throw new NotExact('juelName');
      return { feel: `${within(write(tree.of), TIGHT)}.${tree.name}`, binds: TIGHT };
    case 'index':
      return writeIndex(tree.of, tree.by);
    case 'call':
      return writeCall(tree.of, tree.args);
    case 'unary':
      return writeUnary(tree.sign, tree.of);
    case 'binary':
      return writeBinary(tree.sign, tree.left, tree.right);
    case 'choice':
      return {
        feel: `if ${within(write(tree.when), OR)} then ${within(write(tree.then), OR)} else ${write(tree.otherwise).feel}`,
        binds: LOOSE,
      };
  }
}

function writeIndex(of: Juel, by: Juel): Feel {
  if (by.is !== 'literal') throw new NotExact('juelOperator');
  const target = within(write(of), TIGHT);
  if (typeof by.value === 'number' && Number.isInteger(by.value))
    return { feel: `${target}[${by.value + 1}]`, binds: TIGHT };
  if (typeof by.value === 'string') return { feel: `get value(${target}, ${quoted(by.value)})`, binds: TIGHT };
  throw new NotExact('juelOperator');
}

/** The few calls that mean the same whatever they are called on. */
function writeCall(of: Juel, args: readonly Juel[]): Feel {
  const [first] = args;
  if (of.is === 'name' && args.length === 0 && (of.name === 'now' || of.name === 'dateTime'))
    return { feel: 'now()', binds: TIGHT };
  if (of.is !== 'member') throw new NotExact('juelCall');
  const { name } = of;
  if (of.of.is === 'name' && of.of.name === 'execution') {
    if (name !== 'getVariable' || first?.is !== 'literal' || typeof first.value !== 'string' || args.length > 1)
      throw new NotExact('juelCall');
    return write({ is: 'name', name: first.value });
  }
  if (name === 'equals' && first && args.length === 1) return writeBinary('==', of.of, first);
  if (name === 'size' && args.length === 0) return { feel: `count(${write(of.of).feel})`, binds: TIGHT };
  if (name === 'startsWith' && first && args.length === 1)
    return { feel: `starts with(${write(of.of).feel}, ${write(first).feel})`, binds: TIGHT };
  if (name === 'endsWith' && first && args.length === 1)
    return { feel: `ends with(${write(of.of).feel}, ${write(first).feel})`, binds: TIGHT };
  return writeTime(of.of, name, args);
}

/** `dateTime().plusDays(3).toDate()` and its like. */
const SPANS: Readonly<Record<string, (count: number) => string>> = {
  Minutes: (count) => `PT${count}M`,
  Hours: (count) => `PT${count}H`,
  Days: (count) => `P${count}D`,
  Weeks: (count) => `P${count * 7}D`,
  Months: (count) => `P${count}M`,
  Years: (count) => `P${count}Y`,
};
function writeTime(of: Juel, name: string, args: readonly Juel[]): Feel {
  if (of.is !== 'call') throw new NotExact('juelCall');
  const before = write(of);
  if (!before.feel.startsWith('now()')) throw new NotExact('juelCall');
  if (name === 'toDate' && args.length === 0) return before;
  const [, sign = '', unit = ''] = /^(plus|minus)([A-Z]\w+)$/.exec(name) ?? [];
  const [count] = args;
  const span = SPANS[unit];
  if (!span || count?.is !== 'literal' || typeof count.value !== 'number' || !Number.isInteger(count.value))
    throw new NotExact('juelCall');
  return { feel: `${before.feel} ${sign === 'plus' ? '+' : '-'} duration("${span(count.value)}")`, binds: ADD };
}

function writeUnary(sign: '!' | '-' | 'empty', of: Juel): Feel {
  const inner = write(of);
  switch (sign) {
    case '!':
      // in JUEL what is not there is false, and its opposite is true
      return { feel: `${within(inner, ADD)} != true`, binds: COMPARE };
    case '-':
      return { feel: `-${within(inner, TIGHT)}`, binds: MULTIPLY };
    case 'empty': {
      const value = within(inner, TIGHT);
      return {
        feel:
          `if ${value} = null then true else if ${value} instance of string then ${value} = "" ` +
          `else if ${value} instance of list<Any> then count(${value}) = 0 else false`,
        binds: LOOSE,
      };
    }
  }
}

function writeBinary(sign: string, left: Juel, right: Juel): Feel {
  const both = (word: string, binds: number): Feel => ({
    feel: `${within(write(left), binds)} ${word} ${within(write(right), binds + 1)}`,
    binds,
  });
  switch (sign) {
    case '||':
      return both('or', OR);
    case '&&':
      return both('and', AND);
    case '==':
    case '!=':
      for (const side of [left, right])
        if (side.is === 'literal' && typeof side.value === 'string' && /^(true|false|-?\d+(\.\d+)?)$/.test(side.value))
          throw new NotExact('juelCoercion');
      return compare(sign === '==' ? '=' : '!=', left, right);
    case '<':
    case '>':
    case '<=':
    case '>=':
      return compare(sign, left, right);
    case '+':
      // JUEL adds numbers only; FEEL would join texts
      if (write(left).text || write(right).text) throw new NotExact('juelCoercion');
      return both('+', ADD);
    case '-':
      return both('-', ADD);
    case '*':
    case '/':
      return both(sign, MULTIPLY);
    default:
      throw new NotExact('juelOperator');
  }
}

/** Comparisons do not chain in FEEL: what is compared is bracketed where it is a comparison itself. */
function compare(word: string, left: Juel, right: Juel): Feel {
  return { feel: `${within(write(left), ADD)} ${word} ${within(write(right), ADD)}`, binds: COMPARE };
}

function within(part: Feel, binds: number): string {
  return part.binds >= binds ? part.feel : `(${part.feel})`;
}
function asText(part: Feel): string {
  return part.text ? part.feel : `string(${part.feel})`;
}
function quoted(text: string): string {
  return JSON.stringify(text);
}
