import { describe, expect, it } from '@jest/globals';
import { nextInCycle, timerDue } from './timer-due.js';

const ZONE = 'Asia/Shanghai';
const NOW = Date.UTC(2026, 0, 31, 1); // 31 January, 09:00 in Shanghai
const DAY = 86_400_000;

describe('timer due time', () => {
  it.each([
    ['duration', 'PT15M', NOW + 900_000],
    ['duration', 'P1M', Date.UTC(2026, 1, 28, 1)],
    ['duration', 'P1DT2H', NOW + DAY + 7_200_000],
    ['duration', 'P2W', NOW + 14 * DAY],
    ['date', '2026-02-01T08:00:00+08:00', Date.UTC(2026, 1, 1, 0)],
    ['date', '2026-02-01T08:00:00', Date.UTC(2026, 1, 1, 0)],
    ['cycle', 'R3/PT10M', NOW + 600_000],
    ['cycle', 'R/2026-02-01T08:00:00/P1D', Date.UTC(2026, 1, 1, 0)],
    ['cycle', '0 30 9 * * *', NOW + 1_800_000],
  ] as const)(
    'given the %s %s, when it is armed, then it is due in calendar time of the zone',
    (timer, text, dueAt) => {
      expect(timerDue(timer, text, NOW, ZONE)).toMatchObject({ ok: true, dueAt });
    },
  );

  it('given a day in a zone that changes its clocks, when it is added, then the wall clock stays', () => {
    const due = timerDue('duration', 'P1D', Date.UTC(2026, 2, 28, 12), 'Europe/Berlin');
    expect(due).toMatchObject({ ok: true, dueAt: Date.UTC(2026, 2, 29, 11) });
  });

  it.each([
    ['duration', 'soon'],
    ['date', '2026-13-01'],
    ['cycle', 'R/PT0S'],
    ['cycle', 'R0/PT1H'],
    ['cycle', 'every day'],
    ['cycle', 'R3'],
  ] as const)('given the %s "%s", when it is read, then it is refused with a message', (timer, text) => {
    expect(timerDue(timer, text, NOW, ZONE).ok).toBe(false);
  });

  it('given R3, when it fires in time, then it fires three times on the grid', () => {
    const first = timerDue('cycle', 'R3/P1M', NOW, ZONE);
    if (!first.ok || first.cycle === undefined) throw new Error('not armed');
    const second = nextInCycle(first.cycle, first.dueAt, first.dueAt, ZONE);
    const third = second === null ? null : nextInCycle(second.cycle, second.dueAt, second.dueAt, ZONE);
    expect([first.dueAt, second?.dueAt, third?.dueAt]).toEqual([
      Date.UTC(2026, 1, 28, 1),
      Date.UTC(2026, 2, 28, 1),
      Date.UTC(2026, 3, 28, 1),
    ]);
    expect(third === null ? 'none' : nextInCycle(third.cycle, third.dueAt, third.dueAt, ZONE)).toBeNull();
  });

  it('given an outage of 30 days, when the timer fires late, then it fires once and goes on with the next point of its grid', () => {
    const next = nextInCycle({ every: 'PT1H' }, NOW, NOW + 30 * DAY + 5, ZONE);
    expect(next?.dueAt).toBe(NOW + 30 * DAY + 3_600_000);
  });
});
