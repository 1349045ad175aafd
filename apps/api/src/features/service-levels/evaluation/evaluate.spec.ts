import { describe, expect, it } from '@jest/globals';
import type { CalendarSpec, Commitment } from '@pledge/contracts';
import { formatDuration, fromIso, toIso } from '@pledge/time';
import fc from 'fast-check';
import { shippedProfile } from '../../profiles/shipped/index.js';
import {
  evaluate,
  headlineOf,
  presentClock,
  readCommitment,
  UnknownCalendarError,
  type EvaluatedClock,
  type EvaluationInput,
  type TimedEvent,
} from './index.js';

const ZONE = 'Asia/Shanghai';
const at = (text: string): number => fromIso(text, ZONE);
const show = (instant: number | null | undefined): string | null =>
  instant === null || instant === undefined ? null : toIso(instant, ZONE).slice(0, 16);
let nextId = 0;
const event = (type: string, when: string, more: Partial<TimedEvent> = {}): TimedEvent => ({
  id: `e${++nextId}`,
  type,
  occurredAt: at(when),
  ...more,
});
const OFFICE: CalendarSpec = {
  id: 'CAL-MF-0800-1800',
  kind: 'windows',
  week: Object.fromEntries(['1', '2', '3', '4', '5'].map((d) => [d, [{ from: '08:00', to: '18:00' }]])),
};
const WORKDAY: CalendarSpec = {
  id: 'CAL-WORKDAY',
  kind: 'windows',
  week: Object.fromEntries(['1', '2', '3', '4', '5'].map((d) => [d, [{ from: '00:00', to: '24:00' }]])),
};
const CALENDARS: CalendarSpec[] = [
  { id: 'CAL-7x24', kind: 'always' },
  { id: 'CAL-NATURAL-DAY', kind: 'natural-days' },
  OFFICE,
  WORKDAY,
];
const commitment = (more: Partial<Commitment>): Commitment => ({
  id: 'C',
  metric: 'resolve',
  severity: 'ANY',
  max: 2,
  unit: 'h',
  calendar: 'CAL-7x24',
  startEvents: ['request_received'],
  stopEvents: ['restored'],
  clause: '修复时间2小时',
  source: 'S1-01',
  ...more,
});
const run = (
  c: Partial<Commitment>,
  events: TimedEvent[],
  moment: string,
  more: Partial<EvaluationInput> = {},
): EvaluatedClock => {
  const [clock] = evaluate({
    commitments: [commitment(c)],
    calendars: CALENDARS,
    zone: ZONE,
    events,
    severity: null,
    clockPolicy: 'keep_start',
    pauseReasons: [],
    warnPercents: [80],
    at: at(moment),
    ...more,
  });
  if (!clock) throw new Error('no clock');
  return clock;
};
const RECEIVED = event('request_received', '2026-03-02T10:00');

describe('one clock (design section 7)', () => {
  it('given no start event, when evaluated, then it has not started and nothing is consumed', () => {
    expect(run({}, [], '2026-03-02T10:00')).toMatchObject({
      state: 'notStarted',
      startedAt: null,
      dueAt: null,
      consumed: 0,
      open: false,
    });
  });

  it('given a request, when half the time has passed, then it runs, warns at 80 % and carries its clause', () => {
    const clock = run({}, [RECEIVED], '2026-03-02T11:00');
    expect(clock.state).toBe('running');
    expect([show(clock.startedAt), show(clock.warnAt), show(clock.dueAt)]).toEqual([
      '2026-03-02T10:00',
      '2026-03-02T11:36',
      '2026-03-02T12:00',
    ]);
    expect(presentClock(clock, ZONE, [])).toMatchObject({
      consumed: 'PT1H',
      remaining: 'PT1H',
      limit: 'PT2H',
      clause: '修复时间2小时',
      dueAt: '2026-03-02T12:00:00.000+08:00',
      segments: [{ counted: true, reason: 'working-time' }],
    });
  });

  it('given a stop at exactly dueAt, when evaluated, then it is met; a millisecond later it is breached (contracts, Clocks)', () => {
    expect(run({}, [RECEIVED, event('restored', '2026-03-02T12:00')], '2026-03-02T13:00').state).toBe('met');
    const late = { ...event('restored', '2026-03-02T12:00'), occurredAt: at('2026-03-02T12:00') + 1 };
    expect(run({}, [RECEIVED, late], '2026-03-02T13:00')).toMatchObject({ state: 'breached', open: false });
  });

  it('given nobody acts, when asked at the limit and just after it, then it still can be met, then it is breached and open', () => {
    expect(run({}, [RECEIVED], '2026-03-02T12:00').state).toBe('running');
    expect(run({}, [RECEIVED], '2026-03-02T12:01')).toMatchObject({
      state: 'breached',
      open: true,
      remaining: 0,
      consumed: 121 * 60_000,
    });
  });

  it('given a future event, when asked before it, then it is not known yet', () => {
    expect(run({}, [RECEIVED, event('restored', '2026-03-02T11:30')], '2026-03-02T11:00').state).toBe('running');
  });

  it('given two possible starts, when both happened, then the earlier counts and says 约定补充值 (contracts, Clocks)', () => {
    const clock = run(
      { startEvents: ['first_response', 'request_received'] },
      [RECEIVED, event('first_response', '2026-03-02T10:20')],
      '2026-03-02T10:30',
    );
    expect(show(clock.startedAt)).toBe('2026-03-02T10:00');
    expect(clock.supplement?.zh).toContain('约定补充值');
  });

  it('given an unknown calendar, when evaluated, then it says which', () => {
    expect(() => run({ calendar: 'CAL-MOON' }, [RECEIVED], '2026-03-02T11:00')).toThrow(UnknownCalendarError);
  });

  it('given a request restored by phone, when nobody arrived, then arrival is no longer owed; after a breach it stays breached', () => {
    const arrival = { metric: 'onsite_arrival', max: 1, stopEvents: ['engineer_arrived'], cancelEvents: ['restored'] };
    expect(run(arrival, [RECEIVED, event('restored', '2026-03-02T10:40')], '2026-03-02T12:00')).toMatchObject({
      state: 'cancelled',
      open: false,
    });
    expect(run(arrival, [RECEIVED, event('restored', '2026-03-02T11:40')], '2026-03-02T12:00')).toMatchObject({
      state: 'breached',
      open: false,
    });
  });

  it('given a withdrawn case, when evaluated, then running and future promises are cancelled', () => {
    const events = [RECEIVED, event('case_withdrawn', '2026-03-02T10:30')];
    expect(run({}, events, '2026-03-02T13:00').state).toBe('cancelled');
    expect(run({ startEvents: ['onsite_fault_removed'] }, events, '2026-03-02T13:00').state).toBe('cancelled');
  });
});

describe('corrections (design section 7)', () => {
  it('given a corrected arrival, when replayed, then the clock is what it would have been', () => {
    const wrong = event('engineer_arrived', '2026-03-02T12:30');
    const right = event('engineer_arrived', '2026-03-02T11:50', { corrects: wrong.id });
    const arrival = { metric: 'onsite_arrival', stopEvents: ['engineer_arrived'] };
    expect(run(arrival, [RECEIVED, wrong], '2026-03-02T13:00').state).toBe('breached');
    expect(run(arrival, [RECEIVED, wrong, right], '2026-03-02T13:00')).toMatchObject({
      state: 'met',
      stoppedAt: at('2026-03-02T11:50'),
    });
  });

  it('given a note that corrects an event, when replayed, then the event never happened', () => {
    const wrong = event('restored', '2026-03-02T10:30');
    expect(
      run({}, [RECEIVED, wrong, event('note', '2026-03-02T11:00', { corrects: wrong.id })], '2026-03-02T11:00').state,
    ).toBe('running');
  });
});

describe('severity (S0i-10, C12)', () => {
  const scheme: Commitment[] = [
    commitment({ id: 'T3-ARR', metric: 'onsite_arrival', severity: 'T3', max: 2, stopEvents: ['engineer_arrived'] }),
    commitment({
      id: 'T2-RESP',
      metric: 'respond',
      severity: 'T2',
      max: 5,
      unit: 'min',
      stopEvents: ['first_response'],
    }),
    commitment({ id: 'T2-ARR', metric: 'onsite_arrival', severity: 'T2', max: 1, stopEvents: ['engineer_arrived'] }),
    commitment({ id: 'T2-FIX', metric: 'resolve', severity: 'T2', max: 4 }),
  ];
  const clocks = (events: TimedEvent[], moment: string, policy: 'keep_start' | 'restart'): Record<string, string> =>
    Object.fromEntries(
      evaluate({
        commitments: scheme,
        calendars: CALENDARS,
        zone: ZONE,
        events,
        severity: null,
        clockPolicy: policy,
        pauseReasons: [],
        warnPercents: [80],
        at: at(moment),
      }).map((c) => [c.id, `${c.state} ${show(c.dueAt)?.slice(11) ?? ''}`.trim()]),
    );
  const confirmed = event('fault_confirmed', '2026-03-02T10:10', { severity: 'T3' });
  const raised = event('severity_changed', '2026-03-02T12:30', { severity: 'T2' });

  it('given no assessment, when evaluated, then no promise for a severity runs', () => {
    expect(clocks([RECEIVED], '2026-03-02T11:00', 'keep_start')).toEqual({});
  });

  it('given the first assessment, when evaluated, then its limits count from the receipt', () => {
    expect(clocks([RECEIVED, confirmed], '2026-03-02T11:00', 'keep_start')).toEqual({ 'T3-ARR': 'running 12:00' });
  });

  it('given keep_start, when the level rises, then the new limits count from the original start and may be late at once', () => {
    expect(clocks([RECEIVED, confirmed, raised], '2026-03-02T12:31', 'keep_start')).toEqual({
      'T3-ARR': 'breached 12:00',
      'T2-RESP~1': 'breached 10:05',
      'T2-ARR~1': 'breached 11:00',
      'T2-FIX~1': 'running 14:00',
    });
  });

  it('given restart, when the level rises, then the new limits count from the rise', () => {
    expect(clocks([RECEIVED, confirmed, raised], '2026-03-02T12:31', 'restart')).toEqual({
      'T3-ARR': 'breached 12:00',
      'T2-RESP~1': 'running 12:35',
      'T2-ARR~1': 'running 13:30',
      'T2-FIX~1': 'running 16:30',
    });
  });

  it('given a response before the rise, when the level rises, then no response is promised again', () => {
    const events = [RECEIVED, confirmed, event('first_response', '2026-03-02T10:30'), raised];
    expect(Object.keys(clocks(events, '2026-03-02T12:31', 'keep_start'))).not.toContain('T2-RESP~1');
  });

  it('given a rise before the limit, when the old clock still ran, then it ends as cancelled at the rise', () => {
    const early = event('severity_changed', '2026-03-02T11:00', { severity: 'T2' });
    expect(clocks([RECEIVED, confirmed, early], '2026-03-02T13:00', 'keep_start')['T3-ARR']).toBe('cancelled 12:00');
  });
});

describe('calendars and receipt (C08, C09, C11)', () => {
  const l3 = {
    metric: 'onsite_arrival',
    max: 8,
    calendar: 'CAL-MF-0800-1800',
    receiptShift: 'next-opening' as const,
    stopEvents: ['engineer_arrived'],
  };

  it('given a request before opening, when evaluated, then it counts from that opening', () => {
    const clock = run(l3, [event('request_received', '2026-03-05T06:30')], '2026-03-05T09:00');
    expect([show(clock.startedAt), show(clock.dueAt)]).toEqual(['2026-03-05T08:00', '2026-03-05T16:00']);
    expect(clock.segments.map((s) => [s.counted, s.reason])).toEqual([
      [false, 'receipt-shift'],
      [true, 'working-time'],
    ]);
  });

  it('given a request on Friday evening, when evaluated, then it counts from Monday 08:00', () => {
    const clock = run(l3, [event('request_received', '2026-03-06T19:00')], '2026-03-07T12:00');
    expect([show(clock.startedAt), show(clock.dueAt), clock.consumed]).toEqual([
      '2026-03-09T08:00',
      '2026-03-09T16:00',
      0,
    ]);
  });

  it('given wall time, when a limit runs into the night, then the night counts', () => {
    const clock = run(
      { ...l3, count: 'wall-time' },
      [event('request_received', '2026-03-05T19:00')],
      '2026-03-06T09:00',
    );
    expect(show(clock.dueAt)).toBe('2026-03-06T16:00');
    const night = run(
      { ...l3, count: 'wall-time' },
      [event('request_received', '2026-03-05T17:00')],
      '2026-03-05T18:00',
    );
    expect(show(night.dueAt)).toBe('2026-03-06T01:00');
  });

  it('given "6-12 小时以内", when evaluated, then it warns at 6 and breaches at 12', () => {
    const clock = run({ min: 6, max: 12 }, [RECEIVED], '2026-03-02T11:00');
    expect([show(clock.warnAt), show(clock.dueAt)]).toEqual(['2026-03-02T16:00', '2026-03-02T22:00']);
    expect(clock.warnings.map((w) => w.key)).toEqual(['min']);
  });

  it('given "3天", when evaluated, then it ends at 24:00 of the third day after the start day, site time', () => {
    const report = {
      metric: 'fault_analysis_report',
      max: 3,
      unit: 'd' as const,
      calendar: 'CAL-NATURAL-DAY',
      startEvents: ['onsite_fault_removed'],
      stopEvents: ['report_delivered'],
    };
    const removed = event('onsite_fault_removed', '2026-03-02T14:30');
    expect(show(run(report, [removed], '2026-03-03T00:00').dueAt)).toBe('2026-03-06T00:00');
    expect(show(run(report, [removed], '2026-03-03T00:00', { zone: 'Asia/Urumqi' }).dueAt)).toBe('2026-03-06T02:00');
    expect(run(report, [removed, event('report_delivered', '2026-03-06T00:00')], '2026-03-07T00:00').state).toBe('met');
  });

  it('given 3 working days from Friday, when evaluated, then they end at 24:00 of Wednesday', () => {
    expect(
      show(
        run(
          { max: 3, unit: 'workday', calendar: 'CAL-WORKDAY' },
          [event('request_received', '2026-03-06T09:00')],
          '2026-03-09T00:00',
        ).dueAt,
      ),
    ).toBe('2026-03-12T00:00');
  });
});

describe('pauses (C20)', () => {
  const paused = [
    RECEIVED,
    event('pause_started', '2026-03-02T10:30', { reason: 'waiting-access' }),
    event('pause_ended', '2026-03-02T11:15', { reason: 'waiting-access' }),
  ];
  const named = { pauseReasons: [{ code: 'waiting-access', label: { zh: '等待进场', en: 'waiting for access' } }] };

  it('given a contract without pause reasons, when somebody pauses, then time goes on', () => {
    expect(show(run({}, paused, '2026-03-02T11:30').dueAt)).toBe('2026-03-02T12:00');
  });

  it('given a named reason, when it ended, then the limit moves by the pause and the segments show it', () => {
    const clock = run({}, paused, '2026-03-02T11:30', named);
    expect(show(clock.dueAt)).toBe('2026-03-02T12:45');
    expect(clock.consumed).toBe(45 * 60_000);
    expect(clock.segments.map((s) => [s.counted, s.reason])).toEqual([
      [true, 'working-time'],
      [false, 'waiting-access'],
      [true, 'working-time'],
    ]);
  });

  it('given a pause longer than the limit, when it ended, then what was left is left after it', () => {
    const long = [
      paused[0]!,
      paused[1]!,
      event('pause_ended', '2026-03-05T10:30', { reason: 'waiting-access' }),
      event('pause_started', '2026-03-05T11:00', { reason: 'waiting-access' }),
      event('pause_ended', '2026-03-09T11:00', { reason: 'waiting-access' }),
    ];
    const clock = run({}, long, '2026-03-09T11:15', named);
    expect([clock.state, show(clock.dueAt), clock.remaining]).toEqual(['running', '2026-03-09T12:00', 45 * 60_000]);
  });

  it('given a pause that lasts, when asked, then the clock is paused and keeps what is left', () => {
    const clock = run({}, paused.slice(0, 2), '2026-03-02T11:10', named);
    expect([clock.state, clock.remaining, show(clock.dueAt)]).toEqual(['paused', 90 * 60_000, '2026-03-02T12:40']);
  });

  it('given a reason for another metric, when it lasts, then this clock runs', () => {
    expect(
      run({}, paused.slice(0, 2), '2026-03-02T11:10', {
        pauseReasons: [{ ...named.pauseReasons[0]!, metrics: ['onsite_arrival'] }],
      }).state,
    ).toBe('running');
  });
});

describe('the earliest unmet promise (design section 7)', () => {
  it('given several clocks, when one is met, then the headline is the next one', () => {
    const profile = shippedProfile('P-DEMO')!;
    const events = [RECEIVED, event('fault_confirmed', '2026-03-02T10:01', { severity: 'T1' })];
    const all = (more: TimedEvent[]): EvaluatedClock | null =>
      headlineOf(
        evaluate({
          commitments: profile.commitments,
          calendars: profile.calendars,
          zone: ZONE,
          events: [...events, ...more],
          severity: null,
          clockPolicy: profile.severityScheme.raise.clockPolicy,
          pauseReasons: [],
          warnPercents: profile.warnPercents,
          at: at('2026-03-02T10:04'),
        }),
      );
    expect(all([])?.commitment.metric).toBe('respond');
    expect(all([])?.supplement?.zh).toContain('立即');
    expect(all([event('first_response', '2026-03-02T10:03')])?.commitment.metric).toBe('onsite_arrival');
  });
});

describe('rows as they stand in sla-rows.json', () => {
  it('given 立即, a shifted start and a second start in brackets, when read, then each rule is applied (C07, C09)', () => {
    const read = (row: Record<string, unknown>): unknown => {
      const result = readCommitment({
        id: 'X',
        metric: 'm',
        calendar: 'CAL-7x24',
        min: '',
        unit: 'h',
        max: 8,
        clock_stop: 'restored (workaround counts? not stated)',
        ...row,
      });
      return result.kind === 'clock' ? result.commitment : result;
    };
    expect(read({ max: '0(立即)', unit: 'min', clock_start: 'request_received' })).toMatchObject({
      max: 5,
      unit: 'min',
      stopEvents: ['restored'],
    });
    expect(read({ clock_start: 'request_received(shifted)' })).toMatchObject({
      startEvents: ['request_received'],
      receiptShift: 'next-opening',
    });
    expect(read({ clock_start: 'response (or report - not stated)' })).toMatchObject({
      startEvents: ['first_response', 'request_received'],
    });
    expect(read({ max: '', unit: '', clock_start: 'request_received' })).toMatchObject({ kind: 'unmeasured' });
    expect(read({ max: -1, clock_start: 'request_received' })).toMatchObject({ kind: 'invalid', field: 'max' });
  });
});

describe('a customer who does not confirm (the repair clock must not stay met)', () => {
  const restored = event('restored', '2026-03-02T11:00');
  const refused = event('case_reopened', '2026-03-02T11:30');

  it('given a restoration and a "no", when evaluated, then the time went on; a later restoration ends it late', () => {
    expect(run({}, [RECEIVED, restored], '2026-03-02T11:20').state).toBe('met');
    const open = run({}, [RECEIVED, restored, refused], '2026-03-02T11:40');
    expect([open.state, open.open, open.consumed]).toEqual(['running', true, 100 * 60_000]);
    expect(presentClock(open, ZONE, []).explanation.zh).toContain('未确认而不算');
    const again = event('restored', '2026-03-02T12:30');
    expect(run({}, [RECEIVED, restored, refused, again], '2026-03-02T13:00')).toMatchObject({
      state: 'breached',
      stoppedAt: at('2026-03-02T12:30'),
    });
  });

  it('given an arrival before the "no", when evaluated, then the arrival stays met, and a report is owed from the last removal', () => {
    const arrived = event('engineer_arrived', '2026-03-02T10:40');
    const arrival = { metric: 'onsite_arrival', max: 1, stopEvents: ['engineer_arrived'] };
    expect(run(arrival, [RECEIVED, arrived, restored, refused], '2026-03-02T12:30').state).toBe('met');
    const report = {
      max: 3,
      unit: 'd' as const,
      startEvents: ['onsite_fault_removed'],
      stopEvents: ['report_delivered'],
    };
    const removed = event('onsite_fault_removed', '2026-03-02T11:00');
    expect(run(report, [RECEIVED, removed, refused], '2026-03-02T12:30').state).toBe('notStarted');
  });
});

describe('workarounds (C21)', () => {
  const events = [RECEIVED, event('workaround_provided', '2026-03-02T10:50')];

  it('given a workaround, when the contract says nothing, then only the promise of a workaround is met', () => {
    expect(run({}, events, '2026-03-02T11:00').state).toBe('running');
    expect(run({ metric: 'workaround', stopEvents: ['workaround_provided'] }, events, '2026-03-02T11:00').state).toBe(
      'met',
    );
    expect(run({}, events, '2026-03-02T11:00', { workaroundStopsResolve: true }).state).toBe('met');
  });
});

describe('which clause is the headline (C04)', () => {
  const two = (policy: 'strictest' | 'most-specific'): string | undefined =>
    headlineOf(
      evaluate({
        commitments: [
          commitment({ id: 'ALL', max: 1 }),
          commitment({ id: 'PART', max: 4, component: ['hardware.key_part'] }),
          commitment({ id: 'RESP', metric: 'respond', max: 3, stopEvents: ['first_response'] }),
        ],
        calendars: CALENDARS,
        zone: ZONE,
        events: [RECEIVED],
        severity: null,
        clockPolicy: 'keep_start',
        component: 'hardware.key_part',
        pauseReasons: [],
        warnPercents: [80],
        at: at('2026-03-02T10:01'),
      }),
      policy,
    )?.commitment.id;

  it('given two clauses for one metric, when the policy is strictest, then the shorter; when most specific, then the narrower stands for its metric', () => {
    expect(two('strictest')).toBe('ALL');
    expect(two('most-specific')).toBe('RESP');
  });
});

describe('both readings and words (C09, Y05)', () => {
  it('given hours under opening hours, when explained, then both limits are named in both languages', () => {
    const clock = run(
      { max: 8, calendar: 'CAL-MF-0800-1800', receiptShift: 'next-opening' },
      [event('request_received', '2026-03-05T16:00')],
      '2026-03-05T17:00',
    );
    expect([show(clock.readings?.workingTime), show(clock.readings?.wallTime)]).toEqual([
      '2026-03-06T14:00',
      '2026-03-06T00:00',
    ]);
    const { explanation } = presentClock(clock, ZONE, []);
    expect(explanation.zh).toContain('周一至周五 08:00–18:00');
    expect(explanation.zh).toContain('若按自然小时计，到 2026-03-06 00:00');
    expect(explanation.en).toContain('Mon–Fri 08:00–18:00');
  });

  it('given a year without holiday data, when the limit reaches it, then the clock says so (C10)', () => {
    const covered = { ...WORKDAY, coveredYears: [2026] };
    const clock = run(
      { max: 3, unit: 'workday', calendar: 'CAL-WORKDAY' },
      [event('request_received', '2026-12-30T09:00')],
      '2026-12-30T10:00',
      { calendars: [covered] },
    );
    expect(clock.missingYears).toEqual([2027]);
    expect(presentClock(clock, ZONE, []).calendarGaps).toMatchObject([{ calendar: 'CAL-WORKDAY', year: 2027 }]);
  });

  it('given "once a quarter", when evaluated, then it is owed until the last day of the quarter ends', () => {
    const inspection = {
      metric: 'inspection_interval',
      max: 1,
      unit: 'quarter' as const,
      startEvents: ['quarter_start'],
      stopEvents: ['inspection_done'],
    };
    expect(show(run(inspection, [event('quarter_start', '2026-10-01T00:00')], '2026-10-05T00:00').dueAt)).toBe(
      '2027-01-01T00:00',
    );
  });
});

describe('pauses that a decision took back, and pauses that events begin (C19, C20)', () => {
  const started = event('pause_started', '2026-03-02T10:30', { reason: 'waiting-access' });
  const ended = event('pause_ended', '2026-03-02T11:15', { reason: 'waiting-access' });
  const named = { pauseReasons: [{ code: 'waiting-access', label: { zh: '等待进场', en: 'waiting for access' } }] };

  it('given a pause, when it was decided to be void, then it never happened; a later decision that it stands brings it back', () => {
    const decide = (when: string, decision: 'void' | 'stands'): TimedEvent =>
      event('pause_dispute_decided', when, { about: started.id, decision });
    const voided = [RECEIVED, started, ended, decide('2026-03-02T11:20', 'void')];
    expect(show(run({}, voided, '2026-03-02T11:30', named).dueAt)).toBe('2026-03-02T12:00');
    expect(show(run({}, [...voided, decide('2026-03-02T11:25', 'stands')], '2026-03-02T11:30', named).dueAt)).toBe(
      '2026-03-02T12:45',
    );
  });

  it('given an agreement that is asked for, when it is waited for, then the arrival clock stands', () => {
    const reasons = {
      pauseReasons: [
        {
          code: 'agreement',
          label: { zh: '等待同意', en: 'waiting for consent' },
          metrics: ['onsite_arrival'],
          fromEvents: ['onsite_agreement_asked'],
          toEvents: ['onsite_agreed'],
        },
      ],
    };
    const asked = event('onsite_agreement_asked', '2026-03-02T10:10');
    const arrival = { metric: 'onsite_arrival', max: 1, stopEvents: ['engineer_arrived'] };
    expect(run(arrival, [RECEIVED, asked], '2026-03-02T11:30', reasons).state).toBe('paused');
    const clock = run(
      arrival,
      [RECEIVED, asked, event('onsite_agreed', '2026-03-02T10:50')],
      '2026-03-02T11:30',
      reasons,
    );
    expect([clock.state, show(clock.dueAt)]).toEqual(['running', '2026-03-02T11:40']);
  });
});

describe('evaluations of random histories', () => {
  it('given any history and two moments, when time goes on, then a counted time never shrinks, a decided clock never changes, and counted segments add up to it', () => {
    const types = ['request_received', 'restored', 'pause_started', 'pause_ended', 'case_closed', 'note'];
    const drawn = fc.record({
      events: fc.array(fc.record({ type: fc.constantFrom(...types), minute: fc.integer({ min: 0, max: 6000 }) }), {
        maxLength: 8,
      }),
      first: fc.integer({ min: 0, max: 8000 }),
      later: fc.integer({ min: 0, max: 4000 }),
      calendar: fc.constantFrom('CAL-7x24', 'CAL-MF-0800-1800'),
      max: fc.integer({ min: 1, max: 40 }),
    });
    const zero = at('2026-03-05T00:00');
    fc.assert(
      fc.property(drawn, ({ events, first, later, calendar, max }) => {
        const history = events.map((e, index) => ({
          id: String(index),
          type: e.type,
          occurredAt: zero + e.minute * 60_000,
          reason: 'r',
        }));
        const look = (minute: number): EvaluatedClock =>
          run({ calendar, max }, history, '2026-03-05T00:00', {
            at: zero + minute * 60_000,
            pauseReasons: [{ code: 'r', label: { zh: 'r', en: 'r' } }],
          });
        const before = look(first);
        const after = look(first + later);
        expect(after.consumed).toBeGreaterThanOrEqual(before.consumed);
        if (
          before.state === 'met' ||
          before.state === 'breached' ||
          (before.state === 'cancelled' && before.startedAt !== null)
        ) {
          expect(after.state).toBe(before.state);
        }
        const counted = after.segments.reduce((sum, s) => sum + (s.counted ? s.to - s.from : 0), 0);
        expect(formatDuration(counted)).toBe(formatDuration(after.consumed));
        if (after.dueAt !== null && after.startedAt !== null) expect(after.dueAt).toBeGreaterThan(after.startedAt);
      }),
      { numRuns: 300 },
    );
  });
});
