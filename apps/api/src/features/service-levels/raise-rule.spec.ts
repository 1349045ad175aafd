import { describe, expect, it } from '@jest/globals';
import { announcements, nextLook, settlements, toldOf } from './announcements.js';
import type { EvaluatedClock } from './evaluation/index.js';
import { shippedProfile, shippedProfiles } from '../profiles/index.js';
import { decideRaise, ladderStepFrom, type RaiseQuestion } from './raise-rule.js';

const demo = shippedProfile('P-DEMO')!;
const plain = shippedProfile('P-S1')!;
const asked = (more: Partial<RaiseQuestion>): RaiseQuestion => ({
  clock: { severity: 'T3', metric: 'onsite_arrival' },
  reason: 'promise-breached',
  current: 'T3',
  ladderRuns: false,
  ...more,
});

describe('what a missed promise leads to (F-03)', () => {
  it('given the contract says so, when a limit of the current level is missed, then the level rises by one (S0i-10)', () => {
    expect(decideRaise(demo, asked({}))).toEqual({ outcome: 'raised', severity: 'T2' });
    expect(decideRaise(demo, asked({ clock: { severity: 'T2', metric: 'resolve' }, current: 'T2' }))).toEqual({
      outcome: 'raised',
      severity: 'T1',
    });
  });

  it('given another limit of a level that was already raised, when it is missed, then it joins', () => {
    expect(decideRaise(demo, asked({ current: 'T2' }))).toEqual({ outcome: 'joined' });
  });

  it('given the top level, when a limit is missed, then the ladder is climbed, but only one at a time (C12)', () => {
    const top = asked({ clock: { severity: 'T1', metric: 'resolve' }, current: 'T1' });
    expect(decideRaise(demo, top)).toEqual({ outcome: 'ladder', ladderIndex: 0 });
    expect(decideRaise(demo, { ...top, ladderRuns: true })).toEqual({ outcome: 'joined' });
  });

  it('given a contract without the rule, or a late report, when missed, then it is reported level by level and no level rises (S1-45)', () => {
    expect(decideRaise(plain, asked({}))).toEqual({ outcome: 'ladder', ladderIndex: 0 });
    expect(decideRaise(demo, asked({ clock: { severity: 'ANY', metric: 'fault_analysis_report' } }))).toEqual({
      outcome: 'ladder',
      ladderIndex: 0,
    });
  });

  it('given work on site failed, when the ladder is asked for, then it begins with the general manager, whatever else runs (S1-51)', () => {
    const failed = decideRaise(demo, asked({ clock: null, reason: 'onsite-failed', ladderRuns: true }));
    expect(failed).toEqual({ outcome: 'ladder', ladderIndex: 3 });
    expect(demo.ladder[3]?.roles).toEqual(['gm']);
  });
});

describe('the ladder (F-03.4)', () => {
  const everybody = new Set(['pm', 'manager', 'director', 'supervisor', 'deputy', 'gm']);

  it('given everybody is there, when climbed, then the general manager is the top', () => {
    expect([0, 1, 2, 3, 4].map((i) => ladderStepFrom(demo, i, everybody))).toMatchObject([
      { index: 0, roles: ['pm', 'manager'], waitFor: 'PT15M', top: false },
      { index: 1, roles: ['director', 'supervisor'] },
      { index: 2, roles: ['deputy'], top: false },
      { index: 3, roles: ['gm'], top: true },
      null,
    ]);
  });

  it('given nobody in a step, when climbed, then it is skipped at once; and the last one with people is the top', () => {
    expect(ladderStepFrom(demo, 1, new Set(['pm', 'deputy']))).toMatchObject({
      index: 2,
      roles: ['deputy'],
      top: true,
    });
    expect(ladderStepFrom(demo, 0, new Set())).toBeNull();
  });
});

describe('what is told, and when to look again', () => {
  const clock = (more: Partial<EvaluatedClock>): EvaluatedClock => ({
    id: 'GD-2026-0001/SLA-056',
    commitment: demo.commitments[8]!,
    severity: 'ANY',
    state: 'running',
    startedAt: 0,
    warnAt: 50,
    warnings: [
      { key: '50', at: 50 },
      { key: '80', at: 80 },
    ],
    dueAt: 100,
    stoppedAt: null,
    consumed: 0,
    remaining: 0,
    segments: [],
    open: true,
    supplement: null,
    trigger: null,
    stop: null,
    undone: [],
    readings: null,
    calendar: null,
    missingYears: [],
    ...more,
  });
  const keys = (list: readonly { kind: string; key: string }[]): string[] => list.map((a) => `${a.kind} ${a.key}`);

  it('given two warnings, when each is reached, then each is told once (F-18)', () => {
    const once = { type: 'promise_warning', clockId: 'GD-2026-0001/SLA-056', key: '50' };
    expect(keys(announcements([clock({})], [], 49))).toEqual([]);
    expect(keys(announcements([clock({})], [], 50))).toEqual(['promise_warning 50']);
    expect(keys(announcements([clock({})], [once], 79))).toEqual([]);
    expect(keys(announcements([clock({})], [once], 80))).toEqual(['promise_warning 80']);
  });

  it('given an outage over both, when it ends, then only the last warning is told; after a breach only the breach, once', () => {
    expect(keys(announcements([clock({})], [], 90))).toEqual(['promise_warning 80']);
    const broken = clock({ state: 'breached' });
    expect(keys(announcements([broken], [], 101))).toEqual(['promise_breached breach']);
    expect(announcements([broken], [{ type: 'promise_breached', clockId: broken.id, key: 'breach' }], 200)).toEqual([]);
  });

  it('given a running clock, when asked, then the next look is the next warning, then the first moment too late', () => {
    expect([
      nextLook([clock({})], 0),
      nextLook([clock({})], 50),
      nextLook([clock({})], 80),
      nextLook([clock({})], 101),
    ]).toEqual([50, 80, 101, null]);
    expect(nextLook([clock({ state: 'paused' }), clock({ state: 'met', open: false })], 0)).toBeNull();
  });

  it('given a breach that a correction took back, when the clock breaks again, then it is told again', () => {
    const side = (state: string): Record<string, unknown> => ({ state, dueAt: null, stoppedAt: null });
    const breach = { type: 'promise_breached', payload: { clockId: 'GD-2026-0001/SLA-056', key: 'breach' } };
    const healed = (to: string): Parameters<typeof toldOf>[0][number] => ({
      type: 'clocks_corrected',
      payload: {
        changes: [
          {
            clockId: 'GD-2026-0001/SLA-056',
            metric: 'm',
            metricName: { zh: '', en: '' },
            from: side('breached'),
            to: side(to),
            text: { zh: '', en: '' },
          },
        ],
      },
    });
    const late = clock({ state: 'breached' });
    expect(announcements([late], toldOf([breach]), 101)).toEqual([]);
    expect(announcements([late], toldOf([breach, healed('breached')]), 101)).toEqual([]);
    expect(announcements([late], toldOf([breach, healed('running')]), 101)).toHaveLength(1);
  });

  it('given clocks that were told of, when nobody owes them any more, then it is said once whether they were kept or have lapsed', () => {
    const { id } = clock({});
    const told = [{ type: 'promise_warning', payload: { clockId: id, key: '80' } }];
    const owed = [{ id, isOpen: true }];
    const names = (...asked: Parameters<typeof settlements>): string[] => settlements(...asked).map((one) => one.name);
    const late = clock({ state: 'breached', open: false, stop: { type: 'standby_supplied', at: 120 } });
    expect(names(owed, [clock({})], told)).toEqual([]);
    expect(names(owed, [late], told)).toEqual(['promise-kept']);
    expect(names(owed, [clock({ state: 'cancelled', open: false })], told)).toEqual(['promise-lapsed']);
    expect(names(owed, [clock({ state: 'breached', open: false })], told)).toEqual(['promise-lapsed']);
    expect(names(owed, [], told)).toEqual(['promise-lapsed']);
    expect(names(owed, [late], [])).toEqual([]);
    expect(names([{ id, isOpen: false }], [late], told)).toEqual([]);
  });
});

describe('the shipped profiles', () => {
  it('given all of them, when read, then every commitment names a calendar and a severity of its own profile', () => {
    expect(shippedProfiles().map((p) => p.id)).toHaveLength(10);
    for (const profile of shippedProfiles()) {
      const calendars = profile.calendars.map((c) => c.id);
      const levels = ['ANY', ...profile.severityScheme.levels.map((l) => l.code)];
      for (const one of profile.commitments) {
        expect(calendars).toContain(one.calendar);
        expect(levels).toContain(one.severity);
      }
    }
  });
});
