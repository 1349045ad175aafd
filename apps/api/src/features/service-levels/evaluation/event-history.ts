import type { PauseReason, TimedEvent, UndoneStop } from './clock-model.js';

/** Events that end every promise of a case that still runs. */
export const CASE_ENDED: readonly string[] = ['case_closed', 'case_withdrawn'];
/** The customer did not confirm: what was reported as done before is not done. */
const REOPENED = 'case_reopened';
/** What a reopening takes back. Arrivals, answers and workarounds stay: they happened. */
const UNDONE_BY_REOPENING: readonly string[] = [
  'restored',
  'usable_again',
  'fault_handled',
  'fault_solved',
  'onsite_fault_removed',
];
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

/** Events in order, and what was taken back. */
export interface KnownHistory {
  readonly events: readonly TimedEvent[];
  readonly undone: readonly UndoneStop[];
}

/**
 * What is known at `at`: events that happened until then, without those a later one corrects (a correction of a
 * correction counts too), in order of happening. A reopening takes back what was done before it; a pause that was
 * decided to be void never began (C20).
 */
export function knownHistory(events: readonly TimedEvent[], at: number): KnownHistory {
  const corrected = new Set(events.flatMap((e) => (e.corrects === undefined ? [] : [e.corrects])));
  const ordered = events
    .filter((e) => !corrected.has(e.id) && e.occurredAt <= at)
    .map((event, index) => ({ event, index }))
    .sort((a, b) => a.event.occurredAt - b.event.occurredAt || a.index - b.index)
    .map(({ event }) => event);
  const voided = voidedPauses(ordered);
  const reopenings = ordered.flatMap((event, index) => (event.type === REOPENED ? [{ event, index }] : []));
  const undone: UndoneStop[] = [];
  const kept = ordered.filter((event, index) => {
    if (event.type === 'pause_started' && voided.has(event.id)) return false;
    if (!UNDONE_BY_REOPENING.includes(event.type)) return true;
    const reopening = reopenings.find((one) => one.index > index);
    if (!reopening) return true;
    undone.push({ type: event.type, at: event.occurredAt, undoneAt: reopening.event.occurredAt });
    return false;
  });
  return { events: kept, undone };
}

/** Pauses whose last decision is `void`. */
function voidedPauses(events: readonly TimedEvent[]): ReadonlySet<string> {
  const last = new Map<string, string>();
  for (const { type, about, decision } of events) {
    if (type === 'pause_dispute_decided' && about !== undefined && decision !== undefined) last.set(about, decision);
  }
  return new Set([...last].flatMap(([id, decision]) => (decision === 'void' ? [id] : [])));
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
      if (begins(event, reason)) from ??= event.occurredAt;
      else if (ends(event, reason) && from !== null) {
        if (event.occurredAt > from) pauses.push({ from, to: event.occurredAt, reason: reason.code, lasting: false });
        from = null;
      }
    }
    if (from !== null) pauses.push({ from, to: at, reason: reason.code, lasting: true });
  }
  return withoutOverlap(pauses);
}

function begins(event: TimedEvent, reason: PauseReason): boolean {
  return event.type === 'pause_started'
    ? event.reason === reason.code
    : (reason.fromEvents?.includes(event.type) ?? false);
}

function ends(event: TimedEvent, reason: PauseReason): boolean {
  return event.type === 'pause_ended'
    ? (event.reason ?? reason.code) === reason.code
    : (reason.toEvents?.includes(event.type) ?? false);
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
