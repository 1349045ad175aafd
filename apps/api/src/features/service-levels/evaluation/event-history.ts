import type { PauseReason, TimedEvent } from './clock-model.js';

/** Events that end every promise of a case that still runs. */
export const CASE_ENDED: readonly string[] = ['case_closed', 'case_withdrawn'];
const SEVERITY_EVENTS: readonly string[] = ['fault_confirmed', 'severity_changed'];

/** A severity and since when it holds. */
export interface SeverityStep {
  /** 0 for the first assessment: it holds from the beginning. */
  readonly step: number;
  readonly severity: string | null;
  /** Epoch ms; -Infinity for the first. */
  readonly from: number;
  /** Epoch ms; Infinity for the last. */
  readonly to: number;
}
export interface Pause {
  readonly from: number;
  /** The moment of the evaluation while it lasts. */
  readonly to: number;
  readonly reason: string;
  readonly lasting: boolean;
}

/**
 * What is known at `at`: events that happened until then, without those a later one corrects (a correction of a
 * correction counts too), in order of happening.
 */
export function knownEvents(events: readonly TimedEvent[], at: number): TimedEvent[] {
  const corrected = new Set(events.flatMap((e) => (e.corrects === undefined ? [] : [e.corrects])));
  return events
    .filter((e) => !corrected.has(e.id) && e.occurredAt <= at)
    .map((event, index) => ({ event, index }))
    .sort((a, b) => a.event.occurredAt - b.event.occurredAt || a.index - b.index)
    .map(({ event }) => event);
}

/** First event of one of the types, not before `from`. */
export function firstOf(events: readonly TimedEvent[], types: readonly string[], from: number): TimedEvent | null {
  return events.find((e) => e.occurredAt >= from && types.includes(e.type)) ?? null;
}

/**
 * Severities in order. The first assessment holds from the beginning: a fault has the gravity it has, however late
 * somebody asks. Every later one is a change and holds from its moment (C12).
 */
export function severitySteps(events: readonly TimedEvent[], initial: string | null): SeverityStep[] {
  const steps: { severity: string | null; from: number }[] = [{ severity: initial, from: Number.NEGATIVE_INFINITY }];
  for (const event of events) {
    if (event.severity === undefined || !SEVERITY_EVENTS.includes(event.type)) continue;
    const last = steps[steps.length - 1];
    if (last === undefined || last.severity === event.severity) continue;
    if (last.severity === null) steps[steps.length - 1] = { severity: event.severity, from: last.from };
    else steps.push({ severity: event.severity, from: event.occurredAt });
  }
  return steps.map((s, index) => ({ ...s, step: index, to: steps[index + 1]?.from ?? Number.POSITIVE_INFINITY }));
}

/** Pauses with a reason that the contract names for this metric; any other never stops a clock (C20). */
export function pausesFor(
  events: readonly TimedEvent[],
  metric: string,
  reasons: readonly PauseReason[],
  at: number,
): Pause[] {
  const pauses: Pause[] = [];
  for (const reason of reasons) {
    if (reason.metrics && !reason.metrics.includes(metric)) continue;
    let from: number | null = null;
    for (const event of events) {
      if (event.type === 'pause_started' && event.reason === reason.code) from ??= event.occurredAt;
      if (event.type === 'pause_ended' && (event.reason ?? reason.code) === reason.code && from !== null) {
        if (event.occurredAt > from) pauses.push({ from, to: event.occurredAt, reason: reason.code, lasting: false });
        from = null;
      }
    }
    if (from !== null) pauses.push({ from, to: at, reason: reason.code, lasting: true });
  }
  return withoutOverlap(pauses);
}

/** Two reasons at the same time stop the clock once. */
function withoutOverlap(pauses: readonly Pause[]): Pause[] {
  const result: Pause[] = [];
  for (const pause of [...pauses].sort((a, b) => a.from - b.from)) {
    const free = Math.max(pause.from, result.at(-1)?.to ?? pause.from);
    if (pause.lasting || free < pause.to) result.push({ ...pause, from: Math.min(free, pause.to) });
  }
  return result;
}
