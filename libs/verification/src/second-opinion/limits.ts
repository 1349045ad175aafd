/** How long one diagram may be played, in ms of this machine (design D1). */
export const TIME_LIMIT_MS = 10_000;
/** Share of the sequence flows below which the verdict is never `agrees` (design D1). */
export const MINIMUM_SHARE = 0.6;
/** Milliseconds that only grow, the same in every thread of this process. */
export function monotonicNow(): number {
  return performance.timeOrigin + performance.now();
}
