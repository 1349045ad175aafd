import type { Commitment } from '@pledge/contracts';
import { localDate } from '@pledge/time';
import { applies } from './applies.js';
import type { CalendarInput, ClockSegmentMs, EvaluatedClock, EvaluationInput } from './clock-model.js';
import {
  CASE_ENDED,
  firstOf,
  knownHistory,
  pausesFor,
  severitySteps,
  type KnownHistory,
  type Pause,
  type SeverityStep,
} from './event-history.js';
import { Calendars, TimeLine } from './time-line.js';

const SEVERAL_STARTS = {
  zh: '约定补充值：文本留有两个起算点，以先发生者为准',
  en: 'Agreed supplement: the text leaves two starting points open, the earlier one counts',
} as const;

/**
 * The clocks of all promises at one moment, replayed from the events (contracts, Clocks; design section 7). Pure: no
 * database, no clock of the machine. Sorted by what runs out first; what has not started comes last.
 * @throws UnknownCalendarError when a commitment names a calendar that is not there.
 */
export function evaluate(input: EvaluationInput): EvaluatedClock[] {
  const history = knownHistory(input.events, input.at);
  const calendars = new Calendars(input.calendars, input.zone);
  const steps = severitySteps(history.events, input.severity);
  const clocks: EvaluatedClock[] = [];
  for (const commitment of input.commitments) {
    if (!applies(commitment, input)) continue;
    for (const step of stepsOf(commitment, steps, input.everySeverity === true)) {
      const clock = clockOf(commitment, step, history, calendars, input);
      if (clock) clocks.push(clock);
    }
  }
  return clocks.sort((a, b) => (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity));
}

/**
 * The unmet promise that runs out first, or ran out first and is still open; null when nothing is owed (design section
 * 7). With `most-specific` a clause for a narrower component stands before the others of its metric (C04).
 */
export function headlineOf(
  clocks: readonly EvaluatedClock[],
  policy: 'strictest' | 'most-specific' = 'strictest',
): EvaluatedClock | null {
  const owed = clocks.filter((c) => c.open && c.dueAt !== null);
  if (policy === 'strictest') return owed[0] ?? null;
  const narrowest = new Map<string, number>();
  for (const { commitment } of owed) {
    narrowest.set(commitment.metric, Math.max(narrowest.get(commitment.metric) ?? 0, narrowness(commitment)));
  }
  return owed.find(({ commitment }) => narrowness(commitment) === narrowest.get(commitment.metric)) ?? null;
}

/** 0: for everything; `hardware` is 1, `hardware.key_part` is 2. */
function narrowness({ component }: Commitment): number {
  const named = (component ?? []).filter((one) => one !== 'any');
  return Math.max(0, ...named.map((one) => one.split('.').length));
}

const ALWAYS: SeverityStep = { step: 0, severity: null, from: -Infinity, to: Infinity };

function stepsOf(
  commitment: Commitment,
  steps: readonly SeverityStep[],
  everySeverity: boolean,
): readonly SeverityStep[] {
  if (everySeverity || commitment.severity === 'ANY') return [ALWAYS];
  return steps.filter((s) => s.severity === commitment.severity);
}

function clockOf(
  commitment: Commitment,
  step: SeverityStep,
  history: KnownHistory,
  calendars: Calendars,
  input: EvaluationInput,
): EvaluatedClock | null {
  const { events } = history;
  const stops = stopsOf(commitment, input.workaroundStopsResolve === true);
  const concerned = [...stops, ...commitment.startEvents];
  const base = {
    id: `${input.idPrefix ?? ''}${commitment.id}${step.step > 0 ? `~${step.step}` : ''}`,
    commitment,
    severity: commitment.severity,
    supplement: commitment.supplement ?? (commitment.startEvents.length > 1 ? SEVERAL_STARTS : null),
    calendar: calendars.inputOf(commitment),
    undone: history.undone.filter((one) => concerned.includes(one.type)),
  };
  const trigger = firstOf(events, commitment.startEvents, -Infinity);
  const ended = firstOf(events, CASE_ENDED, trigger?.occurredAt ?? -Infinity);
  if (!trigger) {
    const gone = ended !== null || step.to < Infinity;
    return { ...base, ...NOT_STARTED, remaining: nominalLimit(commitment), state: gone ? 'cancelled' : 'notStarted' };
  }

  const stop = firstOf(events, stops, trigger.occurredAt);
  if (step.step > 0 && stop && stop.occurredAt <= step.from) return null; // done before this level was promised
  const calendar = calendars.of(commitment);
  const begins =
    step.step > 0 && input.clockPolicy === 'restart' ? Math.max(trigger.occurredAt, step.from) : trigger.occurredAt;
  const startedAt = commitment.receiptShift === 'next-opening' ? calendar.nextOpening(begins) : begins;
  const pauses = pausesFor(events, commitment.metric, input.pauseReasons, input.at);
  const line = new TimeLine(commitment, calendar, calendars.wall, startedAt, pauses);
  const dueAt = line.dueAt;

  const cancel = firstOf(events, [...(commitment.cancelEvents ?? []), ...CASE_ENDED], trigger.occurredAt);
  const cancelledAt = Math.min(cancel?.occurredAt ?? Infinity, dueAt >= step.to ? step.to : Infinity);
  const stoppedBy = stop && stop.occurredAt <= cancelledAt ? stop : null;
  const endedAt = stoppedBy?.occurredAt ?? (cancelledAt <= input.at ? cancelledAt : null);
  const until = Math.max(endedAt ?? input.at, startedAt);
  const consumed = line.countedUntil(until);
  const warnings = line.warnings(commitment.warnPercents ?? input.warnPercents).filter((w) => w.at < dueAt);
  return {
    ...base,
    state: stateOf({ dueAt, endedAt, met: stoppedBy !== null, pauses, at: input.at }),
    startedAt,
    warnAt: warnings[0]?.at ?? null,
    warnings,
    dueAt,
    stoppedAt: endedAt,
    consumed,
    remaining: Math.max(0, line.limit - consumed),
    segments: [...shifted(begins, startedAt, endedAt ?? input.at), ...line.segments(until)],
    open: endedAt === null,
    trigger: { type: trigger.type, at: trigger.occurredAt },
    stop: stoppedBy && { type: stoppedBy.type, at: stoppedBy.occurredAt },
    readings: readingsOf(
      commitment,
      base.calendar,
      (one) => new TimeLine(one, calendar, calendars.wall, startedAt, pauses),
    ),
    missingYears: missingYears(base.calendar, startedAt, dueAt, input.zone),
  };
}

/** C21: a workaround is a promise of its own unless the contract lets it end that of restoring. */
function stopsOf(commitment: Commitment, workaroundStops: boolean): readonly string[] {
  const { stopEvents } = commitment;
  return workaroundStops && stopEvents.includes('restored') ? [...stopEvents, 'workaround_provided'] : stopEvents;
}

function stateOf(clock: {
  readonly dueAt: number;
  readonly endedAt: number | null;
  readonly met: boolean;
  readonly pauses: readonly Pause[];
  readonly at: number;
}): EvaluatedClock['state'] {
  const { dueAt, endedAt, met, pauses, at } = clock;
  if ((endedAt ?? at) > dueAt) return 'breached';
  if (met) return 'met';
  if (endedAt !== null) return 'cancelled';
  return pauses.some((p) => p.lasting && p.from <= at) ? 'paused' : 'running';
}

/** Both readings of hours under a calendar of opening hours (C09); null where there is nothing to choose. */
function readingsOf(
  commitment: Commitment,
  calendar: CalendarInput | null,
  line: (commitment: Commitment) => TimeLine,
): EvaluatedClock['readings'] {
  const hours = commitment.unit === 'h' || commitment.unit === 'min';
  if (!hours || calendar?.kind !== 'windows') return null;
  return {
    workingTime: line({ ...commitment, count: 'working-time' }).dueAt,
    wallTime: line({ ...commitment, count: 'wall-time' }).dueAt,
  };
}

function missingYears(calendar: CalendarInput | null, from: number, to: number, zone: string): number[] {
  if (!calendar?.coveredYears) return [];
  const last = Number(localDate(to, zone).slice(0, 4));
  const years: number[] = [];
  for (let year = Number(localDate(from, zone).slice(0, 4)); year <= last; year += 1) {
    if (!calendar.coveredYears.includes(year)) years.push(year);
  }
  return years;
}

const NOT_STARTED = {
  startedAt: null,
  warnAt: null,
  warnings: [],
  dueAt: null,
  stoppedAt: null,
  consumed: 0,
  segments: [],
  open: false,
  trigger: null,
  stop: null,
  readings: null,
  missingYears: [],
} as const;

/** What will be there once the clock starts; days are counted to midnight then, so this is their shortest reading. */
function nominalLimit(commitment: Commitment): number {
  const hours = { min: 1 / 60, h: 1, d: 24, workday: 24, month: 28 * 24, quarter: 90 * 24 }[commitment.unit];
  return Math.round(commitment.max * hours * 3_600_000);
}

/** The stretch between a request outside working hours and the opening from which it counts (C09). */
function shifted(from: number, startedAt: number, until: number): ClockSegmentMs[] {
  const to = Math.min(startedAt, until);
  return to > from ? [{ from, to, counted: false, reason: 'receipt-shift' }] : [];
}
