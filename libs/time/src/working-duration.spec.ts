import { describe, expect, it } from '@jest/globals';
import { BusinessCalendar, CalendarExhaustedError } from './business-calendar.js';
import { addWorkingDuration } from './working-duration.js';

const NINE_TO_SIX = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '18:00' },
];
const WEEK = { '1': NINE_TO_SIX, '2': NINE_TO_SIX, '3': NINE_TO_SIX, '4': NINE_TO_SIX, '5': NINE_TO_SIX };
const OFFICE = new BusinessCalendar(
  {
    kind: 'windows',
    week: WEEK,
    specialDays: [
      { date: '2026-01-01', kind: 'off' },
      { date: '2026-01-04', kind: 'makeup' },
    ],
  },
  'Asia/Shanghai',
);
const at = (text: string): number => Date.parse(`${text}:00+08:00`);

describe('working durations', () => {
  it.each([
    ['PT2H', '2026-01-05T11:00', '2026-01-05T14:00', 'the lunch hour does not count'],
    ['PT8H', '2026-01-05T10:00', '2026-01-06T10:00', 'a working day has eight hours'],
    ['PT1H', '2026-01-03T15:00', '2026-01-04T10:00', 'a makeup Sunday counts (C10)'],
    ['P1D', '2026-01-05T10:00', '2026-01-06T10:00', 'the same time of the next working day'],
    ['P1D', '2026-01-09T10:00', '2026-01-12T10:00', 'Friday, then Monday'],
    ['P1D', '2026-01-09T19:00', '2026-01-13T09:00', 'after closing counts from the next opening (C09)'],
    ['P1D', '2025-12-31T10:00', '2026-01-02T10:00', 'a holiday is skipped'],
    ['P1W', '2026-01-05T10:00', '2026-01-12T10:00', 'weeks are those of the wall calendar'],
    ['P1M', '2026-01-05T10:00', '2026-02-05T10:00', 'months are those of the wall calendar'],
    ['P1DT4H', '2026-01-05T15:00', '2026-01-07T10:00', 'days first, then working time'],
    ['PT0S', '2026-01-03T15:00', '2026-01-03T15:00', 'nothing is added'],
  ])('given %s from %s, when it is counted in working time, then it ends %s: %s', (duration, from, expected) => {
    expect(new Date(addWorkingDuration(at(from), duration, OFFICE)).toISOString()).toBe(
      new Date(at(expected)).toISOString(),
    );
  });

  it('given a calendar without any working time, when time is added, then it says so instead of looking for ever', () => {
    const closed = new BusinessCalendar({ kind: 'windows', week: {} }, 'Asia/Shanghai');
    expect(() => addWorkingDuration(at('2026-01-05T10:00'), 'P1D', closed)).toThrow(CalendarExhaustedError);
  });

  it('given a negative duration, when it is added, then it is refused', () => {
    expect(() => addWorkingDuration(0, '-PT1H', OFFICE)).toThrow(RangeError);
  });
});
