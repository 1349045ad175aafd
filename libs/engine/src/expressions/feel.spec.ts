import { describe, expect, it } from '@jest/globals';
import { compileExpression, compileUnaryTests, type FeelContext } from './feel.js';

/** 2026-01-01T09:30:00+08:00, a Thursday. */
const NOON = Date.UTC(2026, 0, 1, 1, 30);

function context(variables: Record<string, unknown> = {}): FeelContext {
  return { variables, now: NOON, zone: 'Asia/Shanghai' };
}

function valueOf(text: string, variables: Record<string, unknown> = {}): unknown {
  const compiled = compileExpression(text);
  if (!compiled.ok) throw new Error(compiled.message);
  const result = compiled.expression.evaluate(context(variables));
  if (!result.ok) throw new Error(result.message);
  return result.value;
}

function faultOf(text: string): string {
  const compiled = compileExpression(text);
  if (!compiled.ok) return compiled.message;
  const result = compiled.expression.evaluate(context());
  return result.ok ? '' : result.message;
}

describe('compileExpression', () => {
  it.each([
    ['severity = "T1"', { severity: 'T1' }, true],
    ['if severity = "T1" then duration("PT5M") else duration("PT15M")', { severity: 'T3' }, 'PT15M'],
    ['["engineer", "customer:" + partyId]', { partyId: 'p1' }, ['engineer', 'customer:p1']],
    ['{a: 1, b: [true, null]}', {}, { a: 1, b: [true, null] }],
    ['case number + 1', { 'case number': 3 }, 4],
    ['answers.impact', { answers: { impact: 'paralysed' } }, 'paralysed'],
    ['[1..3]', {}, { start: 1, end: 3, 'start included': true, 'end included': true }],
    ['for i in 1..3 return i * 2', {}, [2, 4, 6]],
    ['客户名称', { 客户名称: '移动' }, '移动'],
    ['-0', {}, 0],
  ])('given %s, when it is evaluated, then the value is plain JSON', (text, variables, expected) => {
    expect(valueOf(text, variables)).toEqual(expected);
  });

  it('given now() and today(), when evaluated, then they read the context and its zone', () => {
    expect(valueOf('now()')).toBe('2026-01-01T09:30:00+08:00');
    expect(valueOf('today()')).toBe('2026-01-01');
    expect(valueOf('now() + duration("PT15H")')).toBe('2026-01-02T00:30:00+08:00');
    expect(valueOf('date and time("2026-01-01T00:00:00Z") < now()')).toBe(true);
  });

  it('given a zone with summer time, when a day is added over the change, then the offset follows', () => {
    const compiled = compileExpression('now() + duration("P1D")');
    if (!compiled.ok) throw new Error(compiled.message);
    const before = Date.UTC(2026, 2, 28, 12);
    const result = compiled.expression.evaluate({ variables: {}, now: before, zone: 'Europe/Berlin' });
    expect(result).toEqual({ ok: true, value: '2026-03-29T13:00:00+02:00' });
  });

  it('given an ISO text in a variable, when read, then it stays a text until date and time() is asked for', () => {
    const reportedAt = '2026-01-01T00:00:00+08:00';
    expect(valueOf('reportedAt', { reportedAt })).toBe(reportedAt);
    expect(valueOf('date and time(reportedAt) + duration("PT5M")', { reportedAt })).toBe('2026-01-01T00:05:00+08:00');
  });

  it('given a name that is not there, when evaluated, then the value is null', () => {
    expect(valueOf('nothing')).toBeNull();
    expect(valueOf('nothing.at.all = 3')).toBe(false);
  });

  it('given the prototype of an object, when an expression reaches for it, then there is nothing', () => {
    expect(valueOf('a.constructor', { a: {} })).toBeNull();
    expect(valueOf('__proto__')).toBeNull();
  });

  it.each(['', '1 +', 'if x', 'foo(', '${require("fs")}', 'a b] c', 'x'.repeat(20_001)])(
    'given the text %#, when compiled, then a message says why it cannot be read',
    (text) => {
      const compiled = compileExpression(text);
      expect(compiled).toMatchObject({ ok: false });
      if (compiled.ok) return;
      expect(compiled.message).toMatch(/FEEL/);
      expect(compiled.zh).toMatch(/^FEEL 表达式\p{Script=Han}/u);
    },
  );

  it('given a result that is not data, when evaluated, then it is refused', () => {
    expect(faultOf('function(a) a + 1')).toMatch(/function/);
    expect(faultOf('{f: function() 1}')).toMatch(/function/);
    expect(faultOf('10 ** 400')).toMatch(/number/);
  });

  it('given a variable named like a clock function, when read, then the variable wins', () => {
    expect(valueOf('today', { today: 'Monday' })).toBe('Monday');
  });

  it('given a name with a sign in it, when the name is announced, then the text compiles', () => {
    expect(compileExpression("Mike's age + 1").ok).toBe(false);
    const compiled = compileExpression("Mike's age + 1", ["Mike's age"]);
    if (!compiled.ok) throw new Error(compiled.message);
    expect(compiled.expression.evaluate(context({ "Mike's age": 4 }))).toEqual({ ok: true, value: 5 });
  });
});

describe('compileUnaryTests', () => {
  it.each([
    ['"T1","T2"', 'T2', true],
    ['not("T1")', 'T1', false],
    ['[1..5)', 5, false],
    ['> limit', 6, true],
    ['? > limit and ? < 10', 12, false],
    ['-', 'anything', true],
    ['', null, true],
    ['> 3', null, false],
  ])('given the tests %s, when asked about %p, then the answer is %p', (text, input, expected) => {
    const compiled = compileUnaryTests(text);
    if (!compiled.ok) throw new Error(compiled.message);
    expect(compiled.tests.test(input, context({ limit: 5 }))).toEqual({ ok: true, value: expected });
  });

  it('given tests that cannot be read, when compiled, then a message says so', () => {
    expect(compileUnaryTests('[1..')).toMatchObject({ ok: false });
  });
});
