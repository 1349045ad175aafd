import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseCondition, parseCycle, parseDuration, printCondition, printCycle, printDuration } from './formulas.js';

describe('conditions from lists', () => {
  it.each([
    ['=severity = "T1"', [{ variable: 'severity', operator: '=', value: 'T1' }], 'and'],
    ['=softFault = true', [{ variable: 'softFault', operator: '=', value: 'true' }], 'and'],
    ['=ladderStep != null', [{ variable: 'ladderStep', operator: 'set', value: '' }], 'and'],
    ['=ladderStep.top = true', [{ variable: 'ladderStep.top', operator: '=', value: 'true' }], 'and'],
    [
      '=a >= 3 or 备注 = "x and y"',
      [
        { variable: 'a', operator: '>=', value: '3' },
        { variable: '备注', operator: '=', value: 'x and y' },
      ],
      'or',
    ],
    ['', [], 'and'],
  ])('given %s, then it is rows and the rows give it back', (text, parts, join) => {
    expect(parseCondition(text)).toEqual({ join, parts });
    expect(printCondition(parseCondition(text) ?? { join: 'and', parts: [] })).toBe(text);
  });

  it.each([
    '=a = 1 and b = 2 or c = 3',
    '=not(a)',
    '=some x in list satisfies x > 3',
    '=a = b',
    '=a = "3"',
    '=a + 1 > 3',
    '=a = "open',
    '=(a = 1)',
  ])('given %s, then it stays a formula', (text) => {
    expect(parseCondition(text)).toBeNull();
  });

  it('never changes what it can read', () => {
    const names = fc.constantFrom('a', 'severity', 'x.y', '级别', '_a1');
    const operators = fc.constantFrom<'=' | '!=' | '<' | '<=' | '>' | '>=' | 'set' | 'unset'>(
      '=',
      '!=',
      '<',
      '<=',
      '>',
      '>=',
      'set',
      'unset',
    );
    const value = fc.oneof(
      fc.string(),
      fc.constantFrom('true', 'false', '3', '-1.5', '"', '\\', '{{x}}', '<script>', '🚒𠮷'),
    );
    const part = fc.record({ variable: names, operator: operators, value });
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 4 }),
        fc.constantFrom<'and' | 'or'>('and', 'or'),
        (parts, join) => {
          const text = printCondition({ join, parts });
          const read = parseCondition(text);
          return read === null || printCondition(read) === text;
        },
      ),
    );
  });
});

describe('times from lists', () => {
  it.each(['PT30M', 'PT2H', 'P3D', 'P2W'])('%s', (text) => {
    const duration = parseDuration(text);
    expect(duration && printDuration(duration)).toBe(text);
  });
  it.each(['PT1H30M', '=x', 'P1M', '', 'PT0.5H'])('given %s, then it stays a formula', (text) => {
    expect(parseDuration(text)).toBeNull();
  });
  it.each(['R3/PT1H', 'R/P1D'])('%s', (text) => {
    const cycle = parseCycle(text);
    expect(cycle && printCycle(cycle)).toBe(text);
  });
  it('given cron, then it stays a formula', () => expect(parseCycle('0 9 * * *')).toBeNull());
});
