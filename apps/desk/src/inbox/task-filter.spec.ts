import { describe, expect, it } from '@jest/globals';
import { matches } from './task-filter.js';

const now = Date.parse('2026-03-02T10:00:00+08:00');
const task = (urgencyAt: string | null, dueAt: string | null = null) => ({
  name: '受理定级',
  caseNumber: 'GD-2026-0001',
  urgencyAt,
  dueAt,
});
const about = { title: '核心路由器', customerName: '甘肃联通' };

describe('filters of the inbox', () => {
  it.each([
    ['甘肃', true],
    ['gd-2026', true],
    ['定级', true],
    ['青海', false],
    ['  ', true],
  ])('given the words "%s", when asked, then %s', (words, shown) => {
    expect(matches(task(null), about, { words, due: 'any' }, now)).toBe(shown);
  });
  it('given a limit a minute ago, in an hour and in two days, when asked for late and today, then each is where it belongs', () => {
    const limits = ['2026-03-02T09:59:00+08:00', '2026-03-02T11:00:00+08:00', '2026-03-04T10:00:00+08:00'];
    const shown = (due: 'late' | 'today') =>
      limits.map((limit) => matches(task(limit), about, { words: '', due }, now));
    expect(shown('late')).toEqual([true, false, false]);
    expect(shown('today')).toEqual([true, true, false]);
  });
  it('given no promise but a due date, when asked for late, then the due date counts; without both it is never late', () => {
    const late = { words: '', due: 'late' } as const;
    expect(matches(task(null, '2026-03-01T00:00:00+08:00'), about, late, now)).toBe(true);
    expect(matches(task(null), about, late, now)).toBe(false);
  });
});
