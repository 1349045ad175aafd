import { describe, expect, it } from '@jest/globals';
import { BusinessCalendar } from '@pledge/time';
import { nextInCycle } from './timer-cycle.js';
import { timerDue } from './timer-due.js';

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
      Date.UTC(2026, 2, 31, 1),
      Date.UTC(2026, 3, 30, 1),
    ]);
    expect(third === null ? 'none' : nextInCycle(third.cycle, third.dueAt, third.dueAt, ZONE)).toBeNull();
  });

  it('given an outage of 30 days, when the timer fires late, then it fires once and goes on with the next point of its grid', () => {
    const next = nextInCycle({ every: 'PT1H' }, NOW, NOW + 30 * DAY + 5, ZONE);
    expect(next?.dueAt).toBe(NOW + 30 * DAY + 3_600_000);
  });
});

describe('zones and daylight saving', () => {
  const BERLIN = 'Europe/Berlin';
  const points = (text: string, from: number, zone: string, n: number): string[] => {
    const due = timerDue('cycle', text, from, zone);
    if (!due.ok || due.cycle === undefined) throw new Error('not armed');
    const found = [due.dueAt];
    let last = { dueAt: due.dueAt, cycle: due.cycle };
    for (let left = n - 1; left > 0; left -= 1) {
      const next = nextInCycle(last.cycle, last.dueAt, last.dueAt, zone);
      if (next === null) break;
      found.push(next.dueAt);
      last = next;
    }
    return found.map((at) => new Date(at).toISOString());
  };

  it('given a daily cycle at an hour that the clock change skips, when it goes on, then it keeps its wall clock', () => {
    expect(points('R/2026-03-28T02:30:00/P1D', 0, BERLIN, 3)).toEqual([
      '2026-03-28T01:30:00.000Z',
      '2026-03-29T01:30:00.000Z',
      '2026-03-30T00:30:00.000Z',
    ]);
  });

  it('given cron over both clock changes, when it goes on, then it is the same hour of the wall', () => {
    expect(points('0 9 * * *', Date.UTC(2026, 2, 28, 0), BERLIN, 2)).toEqual([
      '2026-03-28T08:00:00.000Z',
      '2026-03-29T07:00:00.000Z',
    ]);
    expect(points('0 9 * * *', Date.UTC(2026, 9, 24, 0), BERLIN, 2)).toEqual([
      '2026-10-24T07:00:00.000Z',
      '2026-10-25T08:00:00.000Z',
    ]);
  });

  it('given a zone in the text, when it is read, then it wins over the zone of the installation', () => {
    expect(points('CRON_TZ=Europe/Berlin 0 9 * * *', Date.UTC(2026, 2, 28, 0), ZONE, 2)).toEqual([
      '2026-03-28T08:00:00.000Z',
      '2026-03-29T07:00:00.000Z',
    ]);
    expect(points('R2/2026-03-28T09:00:00[Europe/Berlin]/P1D', 0, ZONE, 3)).toEqual([
      '2026-03-28T08:00:00.000Z',
      '2026-03-29T07:00:00.000Z',
    ]);
    expect(timerDue('date', '2026-03-28T09:00:00[Europe/Berlin]', 0, ZONE)).toEqual({
      ok: true,
      dueAt: Date.UTC(2026, 2, 28, 8),
    });
  });

  it.each([
    ['date', '2026-03-28T09:00:00[Europe/Nowhere]'],
    ['cycle', 'CRON_TZ=Nowhere 0 9 * * *'],
    ['cycle', 'R/2026-03-28T09:00:00[Nowhere]/P1D'],
  ] as const)('given the %s %s, when nobody knows its zone, then it is refused', (timer, text) => {
    expect(timerDue(timer, text, NOW, ZONE).ok).toBe(false);
  });
});

describe('timers in working time', () => {
  const day = [{ from: '09:00', to: '18:00' }];
  const office = new BusinessCalendar(
    { kind: 'windows', week: { '1': day, '2': day, '3': day, '4': day, '5': day } },
    ZONE,
  );
  const at = (text: string): number => Date.parse(`${text}:00+08:00`);

  it.each([
    ['duration', 'PT4H', '2026-01-09T16:00', '2026-01-12T11:00'],
    ['duration', 'P2D', '2026-01-09T16:00', '2026-01-13T16:00'],
    ['date', '2026-01-10T10:00:00', '2026-01-09T16:00', '2026-01-12T09:00'],
    ['cycle', '0 8 * * *', '2026-01-09T16:00', 'never'],
    ['cycle', '0 10 * * *', '2026-01-09T16:00', '2026-01-12T10:00'],
    ['cycle', 'R/PT9H', '2026-01-09T16:00', '2026-01-12T16:00'],
  ] as const)('given the %s %s, when it is armed at %s, then it is due %s', (timer, text, now, expected) => {
    const due = timerDue(timer, text, at(now), ZONE, office);
    expect(due.ok ? new Date(due.dueAt).toISOString() : 'never').toBe(
      expected === 'never' ? 'never' : new Date(at(expected)).toISOString(),
    );
  });

  it('given an outage of two weeks, when a working-time cycle fires late, then it fires once and keeps its grid', () => {
    const next = nextInCycle({ every: 'PT4H' }, at('2026-01-05T11:00'), at('2026-01-19T12:00'), ZONE, office);
    // 91 working hours passed since: the 23rd interval of four hours ends after 92.
    expect(new Date(next?.dueAt ?? 0).toISOString()).toBe(new Date(at('2026-01-19T13:00')).toISOString());
  });

  it('given a calendar that is closed for ever, when a cycle is armed again, then it says so', () => {
    const closed = new BusinessCalendar({ kind: 'windows', week: {} }, ZONE);
    expect(timerDue('duration', 'PT1H', NOW, ZONE, closed).ok).toBe(false);
    expect(() => nextInCycle({ every: 'PT1H' }, NOW, NOW, ZONE, closed)).toThrow('no working time');
  });
});
