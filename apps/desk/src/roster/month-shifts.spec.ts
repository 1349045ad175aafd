import { describe, expect, it } from '@jest/globals';
import type { DutyShift } from '@pledge/contracts';
import { clockOf, daysOver, monthBounds, shiftsByDay, shortName } from './month-shifts.js';

const shift = (id: string, date: string, rule: string, from: string): DutyShift =>
  ({ id, date, from, rule: { id: rule, name: { zh: rule, en: rule } } }) as DutyShift;

describe('the month of a roster', () => {
  it('given shifts, when grouped, then the places of one shift stand together and days stay apart', () => {
    const days = shiftsByDay([
      shift('a', '2026-10-09', 'working-hours', '2026-10-09T09:00:00.000+08:00'),
      shift('b', '2026-10-09', 'working-hours', '2026-10-09T09:00:00.000+08:00'),
      shift('c', '2026-10-09', 'off-hours', '2026-10-09T18:00:00.000+08:00'),
      shift('d', '2026-10-10', 'working-hours', '2026-10-10T09:00:00.000+08:00'),
    ]);
    expect([...days].map(([day, groups]) => [day, groups.map((group) => group.places.map((one) => one.id))])).toEqual([
      ['2026-10-09', [['a', 'b'], ['c']]],
      ['2026-10-10', [['d']]],
    ]);
  });

  it('given months, instants and names, when shown, then as they are written', () => {
    expect(monthBounds(2028, 2)).toEqual({ from: '2028-02-01', to: '2028-02-29' });
    expect(clockOf('2026-10-09T18:00:00.000+08:00')).toBe('18:00');
    expect([shortName('李敏（客户代表）'), shortName('张伟')]).toEqual(['李敏', '张伟']);
  });

  it('given a night that ends today, when asked which days are over, then its day is not; a month that passed is shown whole', () => {
    const night = (date: string, to: string): DutyShift =>
      ({
        ...shift(date, date, 'off-hours', `${date}T18:00:00.000+08:00`),
        to: `${to}T09:00:00.000+08:00`,
      }) as DutyShift;
    const days = shiftsByDay([night('2026-10-08', '2026-10-09'), night('2026-10-09', '2026-10-10')]);
    expect(daysOver(days, '2026-10-10')).toEqual(['2026-10-08']);
    expect(daysOver(days, '2026-10-09')).toEqual([]);
    expect(daysOver(days, '2026-11-01')).toEqual([]);
  });
});
