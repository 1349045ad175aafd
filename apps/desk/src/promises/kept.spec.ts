import { describe, expect, it } from '@jest/globals';
import type { PromiseCount, PromiseSummary } from '@pledge/contracts';
import { keptPercent, keptRows, keptTotal } from './kept.js';

const one = (contractNumber: string, month: string, met: number, broken: number): PromiseCount => ({
  contractNumber,
  customerName: null,
  metric: 'respond',
  metricName: { zh: '响应', en: 'Response' },
  region: null,
  regionName: null,
  month,
  met,
  broken,
  open: 1,
});
const summary: PromiseSummary = {
  at: '2026-03-02T12:00:00+08:00',
  months: ['2026-02', '2026-03'],
  items: [one('A', '2026-02', 3, 0), one('A', '2026-03', 1, 0), one('B', '2026-03', 0, 2)],
};

describe('promises kept', () => {
  it('given counts, when grouped, then what broke most stands first, with its months', () => {
    const rows = keptRows(summary, 'contract');
    expect(rows.map(({ key, total }) => [key, total.met, total.broken])).toEqual([
      ['B', 0, 2],
      ['A', 4, 0],
    ]);
    expect(rows[1]?.months.get('2026-02')).toEqual({ met: 3, broken: 0, open: 1 });
    expect(keptRows(summary, 'metric')).toHaveLength(1);
    expect(keptTotal(summary)).toEqual({ met: 4, broken: 2, open: 3 });
  });

  it('given 999 of 1000 kept, when told, then it is not 100 %; and nothing decided is no figure', () => {
    expect(keptPercent({ met: 999, broken: 1, open: 0 })).toBe(99);
    expect(keptPercent({ met: 5, broken: 0, open: 9 })).toBe(100);
    expect(keptPercent({ met: 0, broken: 0, open: 9 })).toBeNull();
  });
});
