import type { Commitment } from '@pledge/contracts';
import { applies } from './applies.js';
import type { ClockSegmentMs, EvaluatedClock, EvaluationInput, TimedEvent } from './clock-model.js';
import { CASE_ENDED, firstOf, knownEvents, pausesFor, severitySteps, type SeverityStep } from './event-history.js';
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
  const events = knownEvents(input.events, input.at);
  const calendars = new Calendars(input.calendars, input.zone);
  const steps = severitySteps(events, input.severity);
  const clocks: EvaluatedClock[] = [];
  for (const commitment of input.commitments) {
    if (!applies(commitment, input)) continue;
    for (const step of stepsOf(commitment, steps, input.everySeverity === true)) {
      const clock = clockOf(commitment, step, events, calendars, input);
      if (clock) clocks.push(clock);
    }
  }
  return clocks.sort((a, b) => (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity));
}

/** The unmet promise that runs out first, or ran out first and is still open; null when nothing is owed (design section 7). */
export function headlineOf(clocks: readonly EvaluatedClock[]): EvaluatedClock | null {
  return clocks.find((c) => c.open && c.dueAt !== null) ?? null;
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
  events: readonly TimedEvent[],
  calendars: Calendars,
  input: EvaluationInput,
): EvaluatedClock | null {
  const supplement = commitment.supplement ?? (commitment.startEvents.length > 1 ? SEVERAL_STARTS : null);
  const base = {
    id: `${input.idPrefix ?? ''}${commitment.id}${step.step > 0 ? `~${step.step}` : ''}`,
    commitment,
    severity: commitment.severity,
    supplement,
  };
  const trigger = firstOf(events, commitment.startEvents, -Infinity);
  const ended = firstOf(events, CASE_ENDED, trigger?.occurredAt ?? -Infinity);
  if (!trigger) {
    const gone = ended !== null || step.to < Infinity;
    return { ...base, ...NOT_STARTED, remaining: nominalLimit(commitment), state: gone ? 'cancelled' : 'notStarted' };
  }

  const stop = firstOf(events, commitment.stopEvents, trigger.occurredAt);
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
  const stoppedBy = stop && stop.occurredAt <= cancelledAt ? stop.occurredAt : null;
  const endedAt = stoppedBy ?? (cancelledAt <= input.at ? cancelledAt : null);
  const late = (endedAt ?? input.at) > dueAt;
  const paused = endedAt === null && pauses.some((p) => p.lasting && p.from <= input.at);
  const state = late
    ? 'breached'
    : stoppedBy !== null
      ? 'met'
      : endedAt !== null
        ? 'cancelled'
        : paused
          ? 'paused'
          : 'running';
  const until = Math.max(endedAt ?? input.at, startedAt);
  const consumed = line.countedUntil(until);
  const warnings = line.warnings(commitment.warnPercents ?? input.warnPercents).filter((w) => w.at < dueAt);
  return {
    ...base,
    state,
    startedAt,
    warnAt: warnings[0]?.at ?? null,
    warnings,
    dueAt,
    stoppedAt: endedAt,
    consumed,
    remaining: Math.max(0, line.limit - consumed),
    segments: [...shifted(begins, startedAt, endedAt ?? input.at), ...line.segments(until)],
    open: endedAt === null,
  };
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
} as const;

/** What will be there once the clock starts; days are counted to midnight then, so this is their shortest reading. */
function nominalLimit(commitment: Commitment): number {
  const hours = { min: 1 / 60, h: 1, d: 24, workday: 24, month: 28 * 24 }[commitment.unit];
  return Math.round(commitment.max * hours * 3_600_000);
}

/** The stretch between a request outside working hours and the opening from which it counts (C09). */
function shifted(from: number, startedAt: number, until: number): ClockSegmentMs[] {
  const to = Math.min(startedAt, until);
  return to > from ? [{ from, to, counted: false, reason: 'receipt-shift' }] : [];
}
