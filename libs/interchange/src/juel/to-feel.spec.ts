import { describe, expect, it } from '@jest/globals';
import { compileExpression } from '@pledge/engine';
import fc from 'fast-check';
import { parseJuel, type Juel } from './parse.js';
import { juelToFeel } from './to-feel.js';

/** 2026-01-01T09:30:00+08:00. */
const NOW = Date.UTC(2026, 0, 1, 1, 30);

function evaluate(feel: string, variables: Record<string, unknown>): unknown {
  const compiled = compileExpression(feel);
  if (!compiled.ok) throw new Error(`${feel}: ${compiled.message}`);
  const result = compiled.expression.evaluate({ variables, now: NOW, zone: 'Asia/Shanghai' });
  if (!result.ok) throw new Error(`${feel}: ${result.message}`);
  return result.value;
}

describe('JUEL as FEEL', () => {
  it.each<[string, string, Record<string, unknown>, unknown]>([
    ['${approved}', 'approved', { approved: true }, true],
    ['#{approved == true}', 'approved = true', { approved: true }, true],
    ['${!approved}', 'approved != true', {}, true],
    [
      "${amount > 1000 && region == 'north'}",
      'amount > 1000 and region = "north"',
      { amount: 1500, region: 'north' },
      true,
    ],
    ['${amount gt 1000 or urgent}', 'amount > 1000 or urgent', { amount: 1, urgent: true }, true],
    ['${not (a lt 3)}', '(a < 3) != true', {}, true],
    ['${order.customer.name == "李"}', 'order.customer.name = "李"', { order: { customer: { name: '李' } } }, true],
    ['${order["customer"]}', 'get value(order, "customer")', { order: { customer: 3 } }, 3],
    ['${list[0]}', 'list[1]', { list: [7, 8] }, 7],
    ['${status != null}', 'status != null', {}, false],
    ['${a + b * 2 - (c - 1)}', 'a + b * 2 - (c - 1)', { a: 1, b: 2, c: 3 }, 3],
    ['${x ? "a" : "b"}', 'if x then "a" else "b"', { x: false }, 'b'],
    ["${execution.getVariable('level') == 2}", 'level = 2', { level: 2 }, true],
    ["${status.equals('done')}", 'status = "done"', { status: 'done' }, true],
    ['${people.size() > 1}', 'count(people) > 1', { people: ['a', 'b'] }, true],
    ["${code.startsWith('A')}", 'starts with(code, "A")', { code: 'A1' }, true],
    ['PT${hours}H', '"PT" + string(hours) + "H"', { hours: 4 }, 'PT4H'],
    ['${now()}', 'now()', {}, '2026-01-01T09:30:00+08:00'],
    ['${dateTime().plusDays(3).toDate()}', 'now() + duration("P3D")', {}, '2026-01-04T09:30:00+08:00'],
    [
      '${nrOfCompletedInstances/nrOfInstances >= 0.6}',
      'numberOfCompletedInstances / numberOfInstances >= 0.6',
      { numberOfCompletedInstances: 3, numberOfInstances: 5 },
      true,
    ],
    ['${loopCounter == 0}', 'loopCounter - 1 = 0', { loopCounter: 1 }, true],
  ])('given %s, when translated, then it is %s and means the same', (juel, feel, variables, expected) => {
    expect(juelToFeel(juel)).toEqual({ ok: true, feel });
    expect(evaluate(feel, variables)).toEqual(expected);
  });

  it.each([
    [null, true],
    ['', true],
    [[], true],
    ['x', false],
    [0, false],
    [['a'], false],
  ])('given empty of %j, then it is %s, and not empty its opposite', (value, expected) => {
    const empty = juelToFeel('${empty x}');
    const filled = juelToFeel('${not empty x}');
    if (!empty.ok || !filled.ok) throw new Error('not translated');
    expect(evaluate(empty.feel, { x: value })).toBe(expected);
    expect(evaluate(filled.feel, { x: value })).toBe(!expected);
  });

  it.each([
    ['${mailBean.check(execution)}', 'juelCall'],
    ['${execution.processBusinessKey}', 'juelCall'],
    ['${currentUser()}', 'juelCall'],
    ["${approved == 'true'}", 'juelCoercion'],
    ["${amount == '5'}", 'juelCoercion'],
    ["${'a' + b}", 'juelCoercion'],
    ['${a % 2 == 0}', 'juelOperator'],
    ['${list[i]}', 'juelOperator'],
    ['${for > 1}', 'juelName'],
    ['${a >}', 'juelSyntax'],
    ['${a', 'juelSyntax'],
    ['${}', 'juelSyntax'],
    ['${a; b}', 'juelSyntax'],
  ])('given %s, when translated, then it is not, and why is %s', (juel, reason) => {
    expect(juelToFeel(juel)).toEqual({ ok: false, reason });
  });

  // A second reading of the language, for conditions over booleans and numbers that may be missing (EL 2.1, 1.5 to 1.10).
  const judge = (tree: Juel, variables: Record<string, unknown>): unknown => {
    switch (tree.is) {
      case 'literal':
        return tree.value;
      case 'name':
        return variables[tree.name] ?? null;
      case 'unary':
        return judge(tree.of, variables) !== true;
      case 'binary': {
        const left = judge(tree.left, variables);
        const right = judge(tree.right, variables);
        if (tree.sign === '&&') return left === true && right === true;
        if (tree.sign === '||') return left === true || right === true;
        if (tree.sign === '==') return left === right;
        if (tree.sign === '!=') return left !== right;
        if (left === null || right === null) return false;
        return tree.sign === '<' ? Number(left) < Number(right) : Number(left) > Number(right);
      }
      default:
        throw new Error(tree.is);
    }
  };
  const numbers = fc.constantFrom('1', '2', 'n', 'm');
  const conditions = fc.letrec<{ all: string }>((tie) => ({
    all: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('p', 'q', 'true', 'false'),
      fc.tuple(numbers, fc.constantFrom('<', '>', '==', '!='), numbers).map((parts) => parts.join(' ')),
      tie('all').map((inner) => `!(${inner})`),
      fc
        .tuple(tie('all'), fc.constantFrom('&&', '||'), tie('all'))
        .map(([left, sign, right]) => `(${left}) ${sign} (${right})`),
    ),
  })).all;
  const values = fc.record(
    { p: fc.boolean(), q: fc.boolean(), n: fc.integer({ min: 0, max: 3 }), m: fc.integer({ min: 0, max: 3 }) },
    { requiredKeys: [] },
  );
  /** How often a translation decides as JUEL does; the first where it does not. */
  const difference = (translate: (juel: string) => string): string | undefined => {
    const outcome = fc.check(
      fc.property(conditions, values, (condition, variables) => {
        const tree = parseJuel(condition);
        if (!tree) throw new Error(condition);
        return (evaluate(translate(condition), variables) === true) === (judge(tree, variables) === true);
      }),
      { numRuns: 500, seed: 7 },
    );
    return outcome.failed ? String(outcome.counterexample) : undefined;
  };
  const translated = (juel: string): string => {
    const result = juelToFeel('${' + juel + '}');
    if (!result.ok) throw new Error(`${juel}: ${result.reason}`);
    return result.feel;
  };

  it('given any condition and values that may be missing, when translated, then the same way is taken', () => {
    expect(difference(translated)).toBeUndefined();
  });
  it('given a mutant that writes not(…) for !, then a missing value shows the difference', () => {
    expect(difference((juel) => translated(juel).replace(/^\((.*)\) != true$/, 'not($1)'))).toBeDefined();
  });
});
