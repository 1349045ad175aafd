import { describe, expect, it } from '@jest/globals';
import type { DutyDay, DutyRule } from '@pledge/contracts';
import { dutyStrips } from './duty-strips.js';
import { SHIPPED_UNITS } from './shipped/index.js';

const rule = (id: string, precedence: number, days: DutyRule['days'], hours: DutyRule['hours'] = []): DutyRule =>
  ({ id, precedence, days, hours }) as unknown as DutyRule;
const working = rule('working', 10, ['working-day'], [{ from: '09:00', to: '18:00' }]);
const night = rule(
  'night',
  20,
  ['working-day'],
  [
    { from: '00:00', to: '09:00' },
    { from: '18:00', to: '24:00' },
  ],
);
const period = rule('period', 50, ['key-period']);
const shown = (rules: readonly DutyRule[], day: DutyDay): string[] =>
  dutyStrips({ rules: [...rules], changeOver: '09:00' })
    .filter((strip) => strip.day === day)
    .flatMap(({ pieces }) => pieces.map((one) => `${one.from}-${one.to} ${one.rule ?? '—'}`));

describe('which rule wins on a duty day (C16)', () => {
  it('given hours and the rest, when cut, then the night ends on the next morning', () => {
    expect(shown([working, night], 'working-day')).toEqual(['09:00-18:00 working', '18:00-09:00 night']);
  });
  it('given a higher precedence, when it holds, then it covers the others; among equals the first counts', () => {
    expect(shown([working, night, period], 'key-period')).toEqual(['09:00-09:00 period']);
    expect(shown([rule('a', 1, ['weekend']), rule('b', 1, ['weekend'])], 'weekend')).toEqual(['09:00-09:00 a']);
  });
  it('given a key period with hours of its own, when cut, then the day it lies over holds in the others', () => {
    const evening = rule('evening', 50, ['key-period'], [{ from: '18:00', to: '22:00' }]);
    expect(shown([working, night, evening], 'key-period')).toEqual([
      '09:00-18:00 working',
      '18:00-22:00 evening',
      '22:00-09:00 night',
    ]);
  });
  it('given hours without a rule, when cut, then they stay empty; given none at all, every day is', () => {
    expect(shown([working], 'working-day')).toEqual(['09:00-18:00 working', '18:00-09:00 —']);
    expect(shown([working], 'holiday')).toEqual(['09:00-09:00 —']);
    expect(shown([], 'weekend')).toEqual(['09:00-09:00 —']);
  });
  it('given the shipped rules, when cut, then no minute of any day is empty (S1-27)', () => {
    for (const unit of SHIPPED_UNITS) {
      for (const { pieces } of dutyStrips(unit)) {
        expect(pieces.map((piece) => piece.rule)).not.toContain(null);
        expect(pieces.reduce((sum, piece) => sum + piece.minutes, 0)).toBe(1440);
      }
    }
  });
});
