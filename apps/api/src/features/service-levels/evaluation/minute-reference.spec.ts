import { describe, expect, it } from '@jest/globals';
import type { Commitment } from '@pledge/contracts';
import { evaluate, type CalendarInput, type EvaluatedClock, type TimedEvent } from './index.js';
import { referenceClock, type ReferenceCase, type ReferenceClock } from './minute-reference.js';

const MINUTE = 60_000;
/** Minutes for the 10,000 of the issue (`PLEDGE_REFERENCE_CASES=10000`); `npm test` plays the first hundreds of the same seed. */
const CASES = Number(process.env['PLEDGE_REFERENCE_CASES'] ?? 200);
const ZONES = [
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Africa/Casablanca',
  'UTC',
];
/** Days on which clocks are put forward or back somewhere, 2025 to 2027. */
const CLOCK_CHANGES = [
  Date.UTC(2025, 2, 9),
  Date.UTC(2025, 2, 30),
  Date.UTC(2025, 3, 6),
  Date.UTC(2025, 9, 5),
  Date.UTC(2025, 9, 26),
  Date.UTC(2025, 10, 2),
  Date.UTC(2026, 2, 8),
  Date.UTC(2026, 2, 29),
  Date.UTC(2026, 9, 25),
  Date.UTC(2027, 9, 3),
];

function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A calendar, a promise and a history of random shape; every third begins near a change of clocks. */
function draw(seed: number): ReferenceCase {
  const random = randomOf(seed * 2_654_435_761);
  const whole = (from: number, to: number): number => from + Math.floor(random() * (to - from + 1));
  const chance = (share: number): boolean => random() < share;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const windows = (): [number, number][] => {
    const cuts = [...new Set(Array.from({ length: chance(0.3) ? 4 : 2 }, () => whole(0, 96) * 15))].sort(
      (a, b) => a - b,
    );
    const pairs: [number, number][] = [];
    for (let index = 0; index + 1 < cuts.length; index += 2) pairs.push([cuts[index] ?? 0, cuts[index + 1] ?? 0]);
    return pairs;
  };
  const week: Record<number, [number, number][]> = {};
  for (let day = 1; day <= 7; day += 1)
    if (chance(day <= 5 ? 0.85 : 0.3)) week[day] = chance(0.15) ? [[0, 1440]] : windows();
  week[whole(1, 5)] = [[whole(0, 10) * 60, whole(14, 24) * 60]];
  const receivedAt = chance(0.33)
    ? pick(CLOCK_CHANGES) + whole(-1500, 1500) * MINUTE
    : Date.UTC(2025, 0, 1) + whole(0, 1_400_000) * MINUTE;
  const specials = Array.from({ length: whole(0, 6) }, () => ({
    date: new Date(receivedAt + whole(-2, 14) * 86_400_000).toISOString().slice(0, 10),
    kind: pick(['off', 'makeup', 'special'] as const),
    windows: windows(),
  })).filter((one, index, all) => all.findIndex((other) => other.date === one.date) === index);
  const unit = pick(['min', 'h', 'h', 'd', 'workday', 'workday', 'month', 'quarter'] as const);
  const amount = { min: whole(1, 300), h: whole(1, 20), d: whole(1, 6), workday: whole(1, 6), month: 1, quarter: 1 }[
    unit
  ];
  const pauses: { from: number; to: number | null }[] = [];
  for (let from = receivedAt + whole(-200, 3000) * MINUTE; pauses.length < whole(0, 2);) {
    const to = chance(0.2) ? null : from + whole(1, 3000) * MINUTE;
    pauses.push({ from, to });
    if (to === null) break;
    from = to + whole(1, 2000) * MINUTE;
  }
  const at = receivedAt + whole(0, chance(0.2) ? 60_000 : 9000) * MINUTE;
  return {
    zone: pick(ZONES),
    week,
    specials,
    makeupDaysCount: chance(0.7),
    unit,
    amount,
    wallTime: chance(0.2),
    nextOpening: chance(0.4),
    receivedAt,
    pauses: pauses
      .filter((pause) => pause.from <= at)
      .map((pause) => (pause.to !== null && pause.to > at ? { ...pause, to: null } : pause)),
    stoppedAt: chance(0.5) ? receivedAt + whole(0, 9000) * MINUTE : null,
    at,
  };
}

const text = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const spans = (windows: readonly (readonly [number, number])[]): { from: string; to: string }[] =>
  windows.map(([from, to]) => ({ from: text(from), to: text(to) }));

/** The same case as the product sees it: events, a commitment, a calendar. */
function product(
  one: ReferenceCase,
  change: (calendar: CalendarInput) => CalendarInput = (c) => c,
  zone = one.zone,
): EvaluatedClock {
  const calendar: CalendarInput = change({
    id: 'C',
    kind: 'windows',
    week: Object.fromEntries(Object.entries(one.week).map(([day, windows]) => [day, spans(windows)])),
    specialDays: one.specials.map(({ date, kind, windows }) => ({
      date,
      kind,
      // A makeup day has no hours of its own here: it takes those of a weekday.
      ...(kind === 'special' ? { windows: spans(windows ?? []) } : {}),
    })),
    makeupDaysCount: one.makeupDaysCount,
  });
  const commitment: Commitment = {
    id: 'X',
    metric: 'm',
    severity: 'ANY',
    max: one.amount,
    unit: one.unit,
    calendar: 'C',
    startEvents: ['begin'],
    stopEvents: ['end'],
    clause: '',
    source: '',
    ...(one.wallTime ? { count: 'wall-time' as const } : {}),
    ...(one.nextOpening ? { receiptShift: 'next-opening' as const } : {}),
  };
  const events: TimedEvent[] = [{ id: 'b', type: 'begin', occurredAt: one.receivedAt }];
  one.pauses.forEach((pause, index) => {
    events.push({ id: `p${index}`, type: 'pause_started', occurredAt: pause.from, reason: 'r' });
    if (pause.to !== null) events.push({ id: `q${index}`, type: 'pause_ended', occurredAt: pause.to, reason: 'r' });
  });
  if (one.stoppedAt !== null) events.push({ id: 's', type: 'end', occurredAt: one.stoppedAt });
  const [clock] = evaluate({
    commitments: [commitment],
    calendars: [calendar],
    zone,
    events,
    severity: null,
    clockPolicy: 'keep_start',
    pauseReasons: [{ code: 'r', label: { zh: 'r', en: 'r' } }],
    warnPercents: [],
    at: one.at,
  });
  if (!clock) throw new Error('no clock');
  return clock;
}

/** What differs between the two, in words; empty when they agree. */
function differences(reference: ReferenceClock, clock: EvaluatedClock): string[] {
  return (['startedAt', 'dueAt', 'consumed', 'state'] as const)
    .filter((field) => reference[field] !== clock[field])
    .map((field) => `${field}: ${String(reference[field])} ≠ ${String(clock[field])}`);
}

/** The first cases on which the two do not agree, at most `limit`. */
function disagreements(cases: number, other: (one: ReferenceCase) => EvaluatedClock, limit: number): string[] {
  const found: string[] = [];
  for (let seed = 0; seed < cases && found.length < limit; seed += 1) {
    const one = draw(seed);
    const differs = differences(referenceClock(one), other(one));
    if (differs.length > 0) found.push(`case ${seed}: ${differs.join(', ')} in ${JSON.stringify(one)}`);
  }
  return found;
}

describe('the arithmetic of clocks against a slow reference that imports nothing from the product', () => {
  it(`given ${CASES} random calendars, promises and histories, when both reckon, then start, limit, counted time and state are the same`, () => {
    expect(disagreements(CASES, (one) => product(one), 3)).toEqual([]);
  }, 1_200_000);

  it.each<[string, (one: ReferenceCase) => EvaluatedClock]>([
    ['holidays are forgotten', (one) => product(one, (c) => ({ ...c, specialDays: [] }))],
    ['makeup days always count', (one) => product(one, (c) => ({ ...c, makeupDaysCount: true }))],
    ['the zone of the site is not asked', (one) => product(one, (c) => c, 'UTC')],
    [
      'daylight saving is a fixed offset',
      (one) => product(one, (c) => c, one.zone === 'Europe/Berlin' ? 'Etc/GMT-1' : one.zone),
    ],
    ['pauses are forgotten', (one) => product({ ...one, pauses: [] })],
    ['the limit is a minute late', (one) => ({ ...product(one), dueAt: (product(one).dueAt ?? 0) + MINUTE })],
  ])(
    'given a mutant where %s, when compared on 400 cases, then it is caught',
    (_name, mutant) => {
      expect(disagreements(400, mutant, 1)).toHaveLength(1);
    },
    60_000,
  );
});
