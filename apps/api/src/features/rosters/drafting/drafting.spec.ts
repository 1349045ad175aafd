import { describe, expect, it } from '@jest/globals';
import type { DutyDay, DutyRule } from '@pledge/contracts';
import { addDays, fromIso, toIso, weekday } from '@pledge/time';
import fc from 'fast-check';
import { SHIPPED_UNITS } from '../shipped/index.js';
import {
  draftRoster,
  placesOf,
  planShifts,
  proposeEarlyLeave,
  scoresOf,
  type Assignment,
  type DraftInput,
  type PlannedShift,
} from './index.js';

const ZONE = 'Asia/Shanghai';
const RULES = SHIPPED_UNITS[0]!.rules;
const HOUR = 3_600_000;
/** The week of the National Day of 2026: holiday from Thursday 1 to Wednesday 7 October, Saturday 10 is a makeup day. */
const kindsOf = (date: string): DutyDay[] => {
  if (date >= '2026-10-01' && date <= '2026-10-07') return ['holiday'];
  if (date === '2026-10-10') return ['working-day'];
  return [weekday(date) > 5 ? 'weekend' : 'working-day'];
};
const plan = (from: string, to: string, rules: readonly DutyRule[] = RULES, kinds = kindsOf, zone = ZONE) =>
  planShifts(rules, { from, to, kindsOf: kinds }, '09:00', zone);
const show = (shift: PlannedShift): string =>
  `${shift.rule.id} ${toIso(shift.startsAt, ZONE).slice(5, 16)} ${toIso(shift.endsAt, ZONE).slice(5, 16)}`;

describe('which rule holds (C16)', () => {
  it('given a working day, a weekend, a holiday and a makeup day, when planned, then holiday > weekend > off-hours > working hours', () => {
    expect(plan('2026-09-25', '2026-09-26').shifts.map(show)).toEqual([
      'working-hours 09-25T09:00 09-25T18:00',
      'off-hours 09-25T18:00 09-26T09:00',
      'weekend 09-26T09:00 09-27T09:00',
    ]);
    expect(plan('2026-10-03', '2026-10-03').shifts.map(show)).toEqual(['holiday 10-03T09:00 10-04T09:00']);
    expect(plan('2026-10-10', '2026-10-10').shifts.map(show)).toEqual([
      'working-hours 10-10T09:00 10-10T18:00',
      'off-hours 10-10T18:00 10-11T09:00',
    ]);
  });

  it('given a key period on a weekend, when planned, then its reinforced places stand (Y16)', () => {
    const { shifts } = plan('2026-09-26', '2026-09-26', RULES, () => ['weekend', 'key-period']);
    expect(shifts.map((shift) => [shift.rule.id, shift.rule.slots.length])).toEqual([['key-period', 4]]);
  });

  it('given rules with a hole, when planned, then the hole is told and no shift covers it', () => {
    const { shifts, uncovered } = plan('2026-09-25', '2026-09-25', [RULES[0]!]);
    expect(shifts).toHaveLength(1);
    expect(uncovered.map((one) => (one.endsAt - one.startsAt) / HOUR)).toEqual([15]);
  });

  it('given any rules, days and zone, when planned, then shifts and holes cover every instant once, also where clocks change', () => {
    const minute = fc.integer({ min: 0, max: 96 }).map((n) => n * 15);
    const text = (n: number): string =>
      `${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`;
    const rule = fc.record({
      precedence: fc.integer({ min: 0, max: 3 }),
      days: fc.subarray<DutyDay>(['working-day', 'weekend', 'holiday'], { minLength: 1 }),
      hours: fc.array(
        fc
          .tuple(minute, minute)
          .filter(([a, b]) => a !== b)
          .map(([a, b]) => ({ from: text(Math.min(a, b)), to: text(Math.max(a, b)) })),
        { maxLength: 2 },
      ),
    });
    fc.assert(
      fc.property(
        fc.array(rule, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York'),
        fc.constantFrom('2026-03-07', '2026-03-27', '2026-10-24', '2026-10-31'),
        (rules, zone, from) => {
          const made = rules.map((one, index) => ({ ...RULES[0]!, ...one, id: `r${index}` }));
          const to = addDays(from, 3);
          const { shifts, uncovered } = plan(from, to, made, kindsOf, zone);
          const pieces = [...shifts, ...uncovered].sort((a, b) => a.startsAt - b.startsAt);
          expect(pieces[0]?.startsAt).toBe(fromIso(`${from}T09:00`, zone));
          expect(pieces.at(-1)?.endsAt).toBe(fromIso(`${addDays(to, 1)}T09:00`, zone));
          for (let n = 1; n < pieces.length; n += 1) expect(pieces[n]!.startsAt).toBe(pieces[n - 1]!.endsAt);
        },
      ),
      { numRuns: 100 },
    );
  });
});

/** What a roster must never do, told by looking at it: knows nothing of how it was made. */
function faults(input: DraftInput, made: readonly Assignment[]): string[] {
  const found: string[] = [];
  for (const [index, one] of made.entries()) {
    const { shift, slot, username } = one;
    const person = input.people.find((each) => each.username === username);
    const away = (name: string): boolean =>
      input.absences.some((each) => each.username === name && each.from < shift.endsAt && shift.startsAt < each.to);
    const busy = (name: string): boolean =>
      made.some(
        (other, n) =>
          n !== index &&
          other.username === name &&
          other.shift.startsAt < shift.endsAt &&
          shift.startsAt < other.shift.endsAt,
      );
    const able = (each: DraftInput['people'][number]): boolean =>
      slot.groups.some((group) => each.groups.includes(group)) &&
      slot.skills.every((skill) => each.skills.includes(skill));
    if (username === null) {
      if (input.people.some((each) => able(each) && !away(each.username) && !busy(each.username)))
        found.push('gap although somebody could');
      continue;
    }
    if (!person || !able(person)) found.push('wrong group or skill');
    if (away(username)) found.push('on leave');
    if (busy(username)) found.push('double shift');
  }
  return found;
}

const inputs = fc
  .record({
    days: fc.integer({ min: 3, max: 20 }),
    people: fc.array(
      fc.record({
        groups: fc.subarray(['dispatcher', 'engineer', 'pm'], { minLength: 1 }),
        skills: fc.subarray(['router', 'database']),
      }),
      { minLength: 1, maxLength: 9 },
    ),
    away: fc.array(fc.tuple(fc.nat(8), fc.nat(20), fc.integer({ min: 1, max: 6 })), { maxLength: 8 }),
    skilled: fc.boolean(),
    points: fc.array(fc.nat(12), { minLength: 9, maxLength: 9 }),
  })
  .map(({ days, people, away, skilled, points }): DraftInput => {
    const rules = RULES.map((rule) => ({
      ...rule,
      slots: rule.slots.map((slot) => (skilled && slot.role === 'backup' ? { ...slot, skills: ['router'] } : slot)),
    }));
    const { shifts } = plan('2026-09-24', addDays('2026-09-24', days - 1), rules);
    const from = fromIso('2026-09-24T00:00', ZONE);
    return {
      shifts,
      people: people.map((one, index) => ({ ...one, username: `p${index}` })),
      absences: away.map(([who, start, length]) => ({
        username: `p${who}`,
        from: from + start * 24 * HOUR,
        to: from + (start + length) * 24 * HOUR,
      })),
      points: Object.fromEntries(people.map((_, index) => [`p${index}`, points[index] ?? 0])),
      lastEnds: {},
      restMs: 12 * HOUR,
    };
  });

describe('a drafted roster', () => {
  it('given any people, skills and leave, when drafted, then nobody is double, absent or unfit, no gap could be filled, and it is the same again', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const made = draftRoster(input);
        expect(faults(input, made)).toEqual([]);
        expect(made).toHaveLength(input.shifts.reduce((sum, shift) => sum + shift.rule.slots.length, 0));
        expect(draftRoster({ ...input, people: [...input.people].reverse() }).map((one) => one.username)).toEqual(
          made.map((one) => one.username),
        );
      }),
      { numRuns: 100 },
    );
  });

  it.each<[string, (input: DraftInput) => DraftInput]>([
    ['leave is forgotten', (input) => ({ ...input, absences: [] })],
    [
      'skills are forgotten',
      (input) => ({ ...input, people: input.people.map((one) => ({ ...one, skills: ['router', 'database'] })) }),
    ],
    [
      'groups are forgotten',
      (input) => ({
        ...input,
        people: input.people.map((one) => ({ ...one, groups: ['dispatcher', 'engineer', 'pm'] })),
      }),
    ],
    [
      'overlapping shifts are not seen',
      (input) => ({
        ...input,
        shifts: input.shifts.map((shift, n) => ({ ...shift, startsAt: n * 2, endsAt: n * 2 + 1 })),
      }),
    ],
  ])('given a mutant where %s, when its roster is looked at, then it is caught', (_name, mutant) => {
    const caught = fc.sample(inputs, { numRuns: 60, seed: 7 }).some((input) => {
      // Every shift twice: only who sees the overlap keeps from giving both to one person.
      const doubled = {
        ...input,
        shifts: input.shifts.flatMap((shift) => [
          shift,
          { ...shift, rule: { ...shift.rule, id: `${shift.rule.id}-2` } },
        ]),
      };
      const made = draftRoster(mutant(doubled)).map((one, index) => ({
        ...one,
        shift: draftRoster(doubled)[index]!.shift,
      }));
      return faults(doubled, made).length > 0;
    });
    expect(caught).toBe(true);
  });

  it('given people who are all alike, when a quarter is drafted, then points differ by one shift at most and nobody has two in a row', () => {
    const people = Array.from({ length: 9 }, (_, n) => ({
      username: `p${n}`,
      groups: ['engineer', 'dispatcher'],
      skills: [],
    }));
    const { shifts } = plan('2026-09-01', '2026-11-30');
    const made = draftRoster({ shifts, people, absences: [], points: {}, lastEnds: {}, restMs: 12 * HOUR });
    const scores = scoresOf(
      placesOf(made),
      people.map((one) => one.username),
      {},
    );
    const totals = scores.people.map((one) => one.here);
    expect(Math.max(...totals) - Math.min(...totals)).toBeLessThanOrEqual(3);
    expect([scores.gaps, scores.cutRests]).toEqual([0, 0]);
    expect(scores.fairness).toBeGreaterThan(99);
  });

  it('given somebody who served the last holiday, when the next is drafted, then others are first', () => {
    const people = ['a', 'b', 'c'].map((username) => ({ username, groups: ['engineer'], skills: [] }));
    const { shifts } = plan('2026-10-01', '2026-10-01');
    const made = draftRoster({ shifts, people, absences: [], points: { a: 3, b: 0, c: 1 }, lastEnds: {}, restMs: 0 });
    expect(made.map((one) => [one.slot.role, one.username, one.code])).toEqual([
      ['primary', 'b', 'rested'],
      ['backup', 'c', 'rested'],
      ['second-contact', null, 'nobody'],
    ]);
  });

  it('given one person who alone could take the second place, when drafted, then the first place is given to another', () => {
    const people = [
      { username: 'a', groups: ['engineer'], skills: ['router'] },
      { username: 'b', groups: ['engineer'], skills: [] },
    ];
    const slots = RULES[2]!.slots
      .slice(0, 2)
      .map((slot) => (slot.role === 'backup' ? { ...slot, skills: ['router'] } : slot));
    const { shifts } = plan('2026-09-26', '2026-09-26', [{ ...RULES[2]!, slots }]);
    const made = draftRoster({ shifts, people, absences: [], points: { b: 9 }, lastEnds: {}, restMs: 0 });
    expect(made.map((one) => one.username)).toEqual(['b', 'a']);
  });
});

describe('fairness', () => {
  it('given shares, when scored, then 100 for equals, 1/n for one who does everything (the mutant), gaps counted', () => {
    const place = (username: string | null) => ({ username, weight: 2, tired: false });
    expect(scoresOf([place('a'), place('b')], ['a', 'b'], {})).toMatchObject({ fairness: 100, gaps: 0 });
    expect(scoresOf([place('a'), place('a'), place(null)], ['a', 'b'], {})).toMatchObject({
      fairness: 50,
      gaps: 1,
      places: 3,
    });
    expect(scoresOf([place('a')], ['a', 'b'], { b: 2 }).fairness).toBe(100);
  });
});

describe('early leave (S0i-25)', () => {
  const input = {
    rule: { daysBefore: 7, minPresent: 2 },
    holidays: [{ from: '2026-10-01', to: '2026-10-07' }],
    people: ['a', 'b', 'c', 'd'],
    duties: [
      { username: 'a', date: '2026-10-01', weight: 3 },
      { username: 'b', date: '2026-10-02', weight: 3 },
      { username: 'c', date: '2026-10-03', weight: 2 },
      { username: 'c', date: '2026-09-29', weight: 1 },
      { username: 'd', date: '2026-10-01', weight: 0 },
    ],
    isWorkingDay: (date: string) => kindsOf(date)[0] === 'working-day',
    isAway: () => false,
  };

  it('given who serves on the holiday, when proposed, then each has a working day before it and enough stay', () => {
    expect(proposeEarlyLeave(input)).toEqual([
      { username: 'a', date: '2026-09-30', holiday: '2026-10-01' },
      { username: 'b', date: '2026-09-30', holiday: '2026-10-01' },
      { username: 'c', date: '2026-09-28', holiday: '2026-10-01' },
    ]);
  });

  it('given that all have to stay, when proposed, then nobody leaves', () => {
    expect(proposeEarlyLeave({ ...input, rule: { daysBefore: 7, minPresent: 4 } })).toEqual([]);
  });
});
