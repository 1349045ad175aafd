import type { ClockItem } from '@pledge/contracts';
import { instant } from './remaining.js';

/** How a stretch of a strip is drawn: solid, hatched, striped. */
export type StripKind = 'counted' | 'skipped' | 'paused';

export interface StripPart {
  readonly kind: StripKind;
  /** Percent of the strip's width. */
  readonly left: number;
  readonly width: number;
  /** The stretch lies after the limit. */
  readonly late: boolean;
}
/** Everything in percent of the strip's width; null: not on the strip. */
export interface StripGeometry {
  readonly parts: readonly StripPart[];
  readonly warn: number | null;
  readonly limit: number | null;
  readonly now: number | null;
  readonly stopped: number | null;
}

const skippedReasons = new Set(['outside-working-time', 'non-working-day', 'receipt-shift']);

/** Why a stretch is drawn as it is: counted, skipped by the calendar, or paused for a reason of the contract. */
export function kindOf(segment: { readonly counted: boolean; readonly reason: string }): StripKind {
  if (segment.counted) return 'counted';
  return skippedReasons.has(segment.reason) ? 'skipped' : 'paused';
}

/**
 * Places a clock on its time axis: from the start to the limit, or to the end of what happened when that is later, with a
 * margin of 4 % so that the last mark is not at the edge. Null for a clock that has not started.
 * @param now server's instant, epoch ms
 */
export function stripGeometry(
  clock: Pick<ClockItem, 'startedAt' | 'warnAt' | 'dueAt' | 'stoppedAt' | 'state' | 'segments'>,
  now: number,
): StripGeometry | null {
  const start = instant(clock.startedAt);
  if (start === null) return null;
  const due = instant(clock.dueAt);
  const stopped = instant(clock.stoppedAt);
  const live = stopped === null && clock.state !== 'cancelled' && clock.state !== 'met';
  const reached = stopped ?? (live ? now : start);
  const end = Math.max(due ?? 0, reached, start + 60_000);
  const span = (end - start) * 1.04;
  const place = (at: number): number => Math.min(100, Math.max(0, ((at - start) / span) * 100));
  const parts = clock.segments.flatMap((segment): StripPart[] => {
    const from = Math.max(start, instant(segment.from) ?? start);
    const until = instant(segment.to) ?? from;
    const kind = kindOf(segment);
    // what is skipped is known beforehand and drawn to the limit; what counts is drawn as far as time has gone
    const to = kind === 'counted' ? Math.min(until, reached) : until;
    if (to <= from) return [];
    const cut = due !== null && kind === 'counted' && from < due && to > due ? [due] : [];
    const edges = [from, ...cut, to];
    return edges.slice(1).map((edge, index) => {
      const begin = edges[index] ?? from;
      return { kind, left: place(begin), width: place(edge) - place(begin), late: due !== null && begin >= due };
    });
  });
  const mark = (iso: string | null): number | null => {
    const at = instant(iso);
    return at === null ? null : place(at);
  };
  return {
    parts,
    warn: mark(clock.warnAt),
    limit: mark(clock.dueAt),
    now: live ? place(now) : null,
    stopped: mark(clock.stoppedAt),
  };
}
