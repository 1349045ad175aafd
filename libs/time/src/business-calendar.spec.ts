import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BusinessCalendar, CalendarExhaustedError, type CalendarRules } from './business-calendar.js';
import { addDuration } from './iso-duration.js';
import { addDays, fromIso, localDate, toIso, wallClockWindow, weekday } from './zones.js';

const SHANGHAI = 'Asia/Shanghai';
const HOUR = 3_600_000;
const weekdays = (windows: { from: string; to: string }[]): CalendarRules['week'] => ({
  1: windows,
  2: windows,
  3: windows,
  4: windows,
  5: windows,
});
/** CAL-MF-0800-1800 (S0e-15) with the spring festival and a makeup Saturday. */
const office: CalendarRules = {
  kind: 'windows',
  week: weekdays([{ from: '08:00', to: '18:00' }]),
  specialDays: [
    { date: '2026-02-17', kind: 'off' },
    { date: '2026-02-28', kind: 'makeup' },
  ],
};
const at = (text: string): number => fromIso(text, SHANGHAI);
const show = (instant: number): string => toIso(instant, SHANGHAI);

describe('a calendar of working hours (S0e-15, C09, C10)', () => {
  const calendar = new BusinessCalendar(office, SHANGHAI);

  it('given Friday 16:00, when 4 h of working time are added, then it is Monday 10:00', () => {
    expect(show(calendar.addWorkingTime(at('2026-03-06T16:00'), 4 * HOUR))).toBe('2026-03-09T10:00:00.000+08:00');
  });

  it('given exactly the rest of a day, when it is added, then the limit is the closing, not the next opening', () => {
    expect(show(calendar.addWorkingTime(at('2026-03-06T16:00'), 2 * HOUR))).toBe('2026-03-06T18:00:00.000+08:00');
  });

  it('given times around the opening hours, when asked for the next opening, then before opening it is that day, after closing the next working day', () => {
    expect(show(calendar.nextOpening(at('2026-03-05T07:00')))).toBe('2026-03-05T08:00:00.000+08:00');
    expect(show(calendar.nextOpening(at('2026-03-05T18:00')))).toBe('2026-03-06T08:00:00.000+08:00');
    expect(show(calendar.nextOpening(at('2026-03-06T20:00')))).toBe('2026-03-09T08:00:00.000+08:00');
    expect(show(calendar.nextOpening(at('2026-03-06T10:30')))).toBe('2026-03-06T10:30:00.000+08:00');
  });

  it('given a holiday and a makeup Saturday, when counted, then the one is skipped and the other works', () => {
    expect(calendar.isWorkingDay('2026-02-17')).toBe(false);
    expect(calendar.isWorkingDay('2026-02-28')).toBe(true);
    const strict = new BusinessCalendar({ ...office, makeupDaysCount: false }, SHANGHAI);
    expect(strict.isWorkingDay('2026-02-28')).toBe(false);
  });

  it('given a night and a holiday, when explained, then every piece says why', () => {
    expect(
      calendar
        .segments(at('2026-02-16T17:00'), at('2026-02-18T09:00'))
        .map((s) => [show(s.from).slice(5, 16), s.reason]),
    ).toEqual([
      ['02-16T17:00', 'working-time'],
      ['02-16T18:00', 'outside-working-time'],
      ['02-17T00:00', 'non-working-day'],
      ['02-18T00:00', 'outside-working-time'],
      ['02-18T08:00', 'working-time'],
    ]);
  });

  it('given a calendar without any window, when time is added, then it says that the limit can never run out', () => {
    expect(() => new BusinessCalendar({ kind: 'windows', week: {} }, SHANGHAI).addWorkingTime(0, 1)).toThrow(
      CalendarExhaustedError,
    );
  });

  it.each([[{ from: '18:00', to: '08:00' }], [{ from: '08:00', to: '24:30' }], [{ from: '8', to: '18:00' }]])(
    'given the window %j, when the calendar is made, then it is refused',
    (window) => {
      expect(() => new BusinessCalendar({ kind: 'windows', week: { 1: [window] } }, SHANGHAI)).toThrow(RangeError);
    },
  );
});

describe('natural and working days (C11)', () => {
  const natural = new BusinessCalendar({ kind: 'natural-days' }, SHANGHAI);

  it('given any time of Monday, when 3 days are promised, then they end at 24:00 of Thursday', () => {
    expect(show(natural.endOfNaturalDay(at('2026-03-02T00:00'), 3))).toBe('2026-03-06T00:00:00.000+08:00');
    expect(show(natural.endOfNaturalDay(at('2026-03-02T23:59'), 3))).toBe('2026-03-06T00:00:00.000+08:00');
  });

  it('given Friday, when 3 working days are promised, then they end at 24:00 of Wednesday', () => {
    const work = new BusinessCalendar(office, SHANGHAI);
    expect(show(work.endOfWorkday(at('2026-03-06T10:00'), 3))).toBe('2026-03-12T00:00:00.000+08:00');
  });

  it('given a warranty from the last of January, when a month passes, then it ends with the last of February', () => {
    expect(show(natural.endOfMonths(at('2026-01-31T10:00'), 1))).toBe('2026-03-01T00:00:00.000+08:00');
  });
});

describe('calendar days', () => {
  it('given any day, when days are added and weekdays asked, then it agrees with the machine calendar', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30_000, max: 60_000 }), fc.integer({ min: -2000, max: 2000 }), (day, more) => {
        const iso = (n: number): string => new Date(n * 86_400_000).toISOString().slice(0, 10);
        expect(addDays(iso(day), more)).toBe(iso(day + more));
        expect(weekday(iso(day)) % 7).toBe(new Date(day * 86_400_000).getUTCDay());
        expect(localDate(day * 86_400_000 + 5, 'UTC')).toBe(iso(day));
      }),
    );
    expect(() => addDays('2026-13-01', 1)).toThrow(RangeError);
  });
});

describe('days on which the clock changes', () => {
  it('given the spring change, when the window covers the missing hour, then it is not there', () => {
    expect(wallClockWindow('2026-03-29', 60, 240, 'Europe/Berlin')).toEqual([
      { from: fromIso('2026-03-29T01:00+01:00'), to: fromIso('2026-03-29T04:00+02:00') },
    ]);
    const [window] = wallClockWindow('2026-03-29', 60, 240, 'Europe/Berlin');
    expect((window?.to ?? 0) - (window?.from ?? 0)).toBe(2 * HOUR);
  });

  it('given the autumn change, when the window is the hour that comes twice, then it counts twice', () => {
    expect(wallClockWindow('2026-10-25', 150, 180, 'Europe/Berlin')).toEqual([
      { from: fromIso('2026-10-25T02:30+02:00'), to: fromIso('2026-10-25T03:00+02:00') },
      { from: fromIso('2026-10-25T02:30+01:00'), to: fromIso('2026-10-25T03:00+01:00') },
    ]);
  });
});

// --- the slow reference: minute by minute, Intl only, nothing of the product
const formats = new Map<string, Intl.DateTimeFormat>();
function wallClock(instant: number, zone: string): { date: string; day: string; minute: number } {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(zone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(instant).map((p) => [p.type, p.value]));
  return {
    date: `${parts['year']}-${parts['month']}-${parts['day']}`,
    day: String(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(parts['weekday'] ?? '') + 1),
    minute: Number(parts['hour']) * 60 + Number(parts['minute']),
  };
}
const minuteOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
function minuteCounts(instant: number, rules: CalendarRules, zone: string): boolean {
  const wall = wallClock(instant, zone);
  const special = rules.specialDays?.find((d) => d.date === wall.date);
  const windows = special ? (special.kind === 'off' ? [] : (special.windows ?? [])) : (rules.week?.[wall.day] ?? []);
  return windows.some((w) => minuteOf(w.from) <= wall.minute && wall.minute < minuteOf(w.to));
}
function referenceBetween(from: number, to: number, rules: CalendarRules, zone: string): number {
  let minutes = 0;
  for (let t = from; t < to; t += 60_000) if (minuteCounts(t, rules, zone)) minutes += 1;
  return minutes;
}

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const windowsArbitrary = fc.uniqueArray(fc.integer({ min: 0, max: 48 }), { minLength: 0, maxLength: 6 }).map((cuts) => {
  const sorted = [...cuts].sort((a, b) => a - b);
  const windows: { from: string; to: string }[] = [];
  for (let i = 0; i + 1 < sorted.length; i += 2)
    windows.push({ from: clock((sorted[i] ?? 0) * 30), to: clock((sorted[i + 1] ?? 0) * 30) });
  return windows;
});
/** Starts a few days around a change of daylight saving time in Berlin, New York (both directions) and Lord Howe (half an hour). */
const START_DATES = ['2026-03-26', '2026-10-23', '2026-03-06', '2026-10-30', '2026-04-03', '2026-10-02', '2026-06-10'];
const casesArbitrary = fc.record({
  zone: fc.constantFrom(SHANGHAI, 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'),
  start: fc.constantFrom(...START_DATES),
  offset: fc.integer({ min: 0, max: 3 * 1440 }),
  length: fc.integer({ min: 0, max: 3 * 1440 }),
  week: fc.dictionary(fc.constantFrom('1', '2', '3', '4', '5', '6', '7'), windowsArbitrary),
  special: fc.option(fc.record({ day: fc.integer({ min: 0, max: 6 }), windows: windowsArbitrary }), { nil: undefined }),
});
type Drawn = typeof casesArbitrary extends fc.Arbitrary<infer T> ? T : never;
function build(drawn: Drawn): { rules: CalendarRules; from: number; to: number } {
  const from = Date.parse(`${drawn.start}T00:00:00Z`) + drawn.offset * 60_000;
  const specialDays = drawn.special
    ? [
        {
          date: new Date(Date.parse(`${drawn.start}T00:00:00Z`) + drawn.special.day * 86_400_000)
            .toISOString()
            .slice(0, 10),
          kind: 'special' as const,
          windows: drawn.special.windows,
        },
      ]
    : [];
  return { rules: { kind: 'windows', week: drawn.week, specialDays }, from, to: from + drawn.length * 60_000 };
}

describe('calendars of random shape, also on days on which the clock changes', () => {
  it('given any interval, when counted, then it agrees with counting minute by minute', () => {
    fc.assert(
      fc.property(casesArbitrary, (drawn) => {
        const { rules, from, to } = build(drawn);
        const counted = new BusinessCalendar(rules, drawn.zone).workingTimeBetween(from, to);
        expect(counted / 60_000).toBe(referenceBetween(from, to, rules, drawn.zone));
      }),
      { numRuns: 100 },
    );
  });

  it('given any interval, when split anywhere, then the sum of the parts is the whole, and the pieces leave no gap', () => {
    fc.assert(
      fc.property(casesArbitrary, fc.double({ min: 0, max: 1, noNaN: true }), (drawn, share) => {
        const { rules, from, to } = build(drawn);
        const calendar = new BusinessCalendar(rules, drawn.zone);
        const middle = Math.floor(from + (to - from) * share);
        expect(calendar.workingTimeBetween(from, middle) + calendar.workingTimeBetween(middle, to)).toBe(
          calendar.workingTimeBetween(from, to),
        );
        let cursor = from;
        for (const piece of calendar.segments(from, to)) {
          expect(piece.from).toBe(cursor);
          expect(piece.to).toBeGreaterThan(piece.from);
          cursor = piece.to;
        }
        expect(cursor).toBe(to);
      }),
    );
  });

  it('given any working time, when added, then it never goes back, and exactly that much lies between', () => {
    fc.assert(
      fc.property(casesArbitrary, fc.integer({ min: 0, max: 60 * 60_000 * 30 }), (drawn, millis) => {
        const { rules, from } = build(drawn);
        const calendar = new BusinessCalendar(rules, drawn.zone);
        fc.pre(Object.values(rules.week ?? {}).some((w) => w.length > 0));
        const end = calendar.addWorkingTime(from, millis);
        expect(end).toBeGreaterThanOrEqual(from);
        expect(calendar.workingTimeBetween(from, end)).toBe(millis);
        expect(calendar.addWorkingTime(from, millis + 1)).toBeGreaterThan(end);
      }),
    );
  });

  it('given any day, when days are added, then the limit lies at local midnight and later than the start', () => {
    fc.assert(
      fc.property(casesArbitrary, fc.integer({ min: 1, max: 40 }), (drawn, days) => {
        const { from } = build(drawn);
        const calendar = new BusinessCalendar({ kind: 'natural-days' }, drawn.zone);
        const end = calendar.endOfNaturalDay(from, days);
        expect(toIso(end, drawn.zone).slice(11, 16)).toBe('00:00');
        expect(end).toBeGreaterThan(addDuration(from, { ...zero, days }, drawn.zone) - 1);
      }),
    );
  });
});
const zero = { years: 0, months: 0, weeks: 0, days: 0, hours: 0, minutes: 0, seconds: 0, milliseconds: 0 };
