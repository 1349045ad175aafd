import { describe, expect, it } from '@jest/globals';
import type { DutyRule } from '@pledge/contracts';
import { clockText, dutyDay } from './duty-day.js';

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
const shown = (rules: readonly DutyRule[], kinds: DutyRule['days']) =>
  dutyDay(rules, kinds, '09:00').map((one) => `${clockText(one.from)}-${clockText(one.to)} ${one.rule?.id ?? '—'}`);

describe('which rule wins on a duty day (C16)', () => {
  it('given hours and the rest, when cut, then the night ends on the next morning', () => {
    expect(shown([working, night], ['working-day'])).toEqual(['09:00-18:00 working', '18:00-09:00 night']);
  });
  it('given a higher precedence, when it holds, then it covers the others; among equals the first counts', () => {
    expect(shown([working, night, period], ['working-day', 'key-period'])).toEqual(['09:00-09:00 period']);
    expect(shown([rule('a', 1, ['weekend']), rule('b', 1, ['weekend'])], ['weekend'])).toEqual(['09:00-09:00 a']);
  });
  it('given hours without a rule, when cut, then they stay empty', () => {
    expect(shown([working], ['working-day'])).toEqual(['09:00-18:00 working', '18:00-09:00 —']);
    expect(shown([working], ['holiday'])).toEqual(['09:00-09:00 —']);
  });
});
