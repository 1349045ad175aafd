import { describe, expect, it } from '@jest/globals';
import { typedFault } from './typed-moment.js';

const TIMES = ['YYYY-MM-DD HH:mm', 'YYYY/M/D H:mm'];
const bounds = { min: '2026-11-27T20:00', max: '2026-11-27T22:00' };

describe('a time that somebody types', () => {
  it.each([
    ['2026-11-27 21:30', undefined],
    ['2026/11/27 9:05', 'early'],
    ['2026-11-27 20:00', undefined],
    ['2026-11-27 22:00', undefined],
    ['2026-11-27 22:01', 'late'],
    ['2026-11-27 25:99', 'broken'],
    ['2026-02-31 21:00', 'broken'],
    ['yesterday', 'broken'],
    ['', undefined],
  ])('given %j, when it is looked at, then it is %s', (text, fault) => {
    expect(typedFault(text, TIMES, bounds)).toBe(fault);
  });
  it('given no bounds, when any time is typed, then it is fine', () => {
    expect(typedFault('1999-01-01 00:00', TIMES)).toBeUndefined();
  });
});
