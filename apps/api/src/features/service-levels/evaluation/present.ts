import type { ClockItem, Commitment } from '@pledge/contracts';
import { formatDuration, toIso } from '@pledge/time';
import type { EvaluatedClock, PauseReason } from './clock-model.js';
import { explain, gapWords } from './explain.js';
import { metricName, reasonText } from './metric-names.js';

/** An evaluated clock as it goes over HTTP: ISO instants with the offset of the site, ISO durations (contracts, Calls). */
export function presentClock(clock: EvaluatedClock, zone: string, pauseReasons: readonly PauseReason[]): ClockItem {
  const iso = (at: number | null): string | null => (at === null ? null : toIso(at, zone));
  return {
    id: clock.id,
    commitmentId: clock.commitment.id,
    metric: clock.commitment.metric,
    metricName: metricName(clock.commitment.metric),
    clause: clock.commitment.clause,
    source: clock.commitment.source,
    severity: clock.severity,
    limit: limitText(clock.commitment),
    state: clock.state,
    startedAt: iso(clock.startedAt),
    warnAt: iso(clock.warnAt),
    dueAt: iso(clock.dueAt),
    stoppedAt: iso(clock.stoppedAt),
    consumed: formatDuration(clock.consumed),
    remaining: formatDuration(clock.remaining),
    segments: clock.segments.map((s) => ({
      from: toIso(s.from, zone),
      to: toIso(s.to, zone),
      counted: s.counted,
      reason: s.reason,
      text: reasonText(s.reason, pauseReasons),
    })),
    supplement: clock.supplement,
    explanation: explain(clock, zone, pauseReasons),
    calendarGaps: clock.missingYears.map((year) => ({
      calendar: clock.commitment.calendar,
      year,
      text: gapWords(year),
    })),
  };
}

/** The limit as it was promised: `PT2H`, `P3D`, `P1M`; working days are written as days. */
export function limitText(commitment: Commitment): string {
  const { max, unit } = commitment;
  switch (unit) {
    case 'min':
      return formatDuration(Math.round(max * 60_000));
    case 'h':
      return formatDuration(Math.round(max * 3_600_000));
    case 'd':
    case 'workday':
      return `P${max}D`;
    case 'month':
      return `P${max}M`;
    case 'quarter':
      return `P${max * 3}M`;
  }
}
