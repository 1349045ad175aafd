import type { RecordedCase } from '@pledge/simulation';

/** `process element` → how often: as it happened, and on the draft. */
export type Counts = readonly [Map<string, number>, Map<string, number>];

/** How often each element was entered in a recorded case. */
export function counts(recorded: RecordedCase): Map<string, number> {
  const found = new Map<string, number>();
  for (const { processId, elementId } of recorded.visits) {
    const key = `${processId} ${elementId}`;
    found.set(key, (found.get(key) ?? 0) + 1);
  }
  return found;
}

/** Adds one case to the totals. */
export function sum(totals: Counts, before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): void {
  for (const [total, one] of [
    [totals[0], before],
    [totals[1], after],
  ] as const)
    for (const [key, count] of one) total.set(key, (total.get(key) ?? 0) + count);
}

/** Median, 90th percentile and longest of at least one duration, ms. */
export function spread(durations: readonly number[]): { count: number; median: number; p90: number; longest: number } {
  const sorted = durations.toSorted((one, other) => one - other);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
  return { count: sorted.length, median: at(0.5), p90: at(0.9), longest: at(1) };
}
