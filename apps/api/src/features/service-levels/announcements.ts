import type { EvaluatedClock } from './evaluation/index.js';

/** A warning or a breach that nobody was told of yet. */
export interface Announcement {
  readonly kind: 'promise_warning' | 'promise_breached';
  readonly clock: EvaluatedClock;
  /** Percentage, `min`, or `breach`: with the clock's id it names the announcement for good. */
  readonly key: string;
}
/** What the case already recorded, read from the payloads of its events. */
export interface Announced {
  readonly type: string;
  readonly clockId: unknown;
  readonly key: unknown;
}

/**
 * What has to be told now: each warning and each breach once per clock. Of several warnings that came due together only
 * the last is told; a breached promise is no longer warned of. Pure.
 */
export function announcements(
  clocks: readonly EvaluatedClock[],
  told: readonly Announced[],
  now: number,
): Announcement[] {
  return clocks.flatMap((clock): Announcement[] => {
    const keys = told.filter((t) => t.clockId === clock.id).map((t) => `${t.type}/${String(t.key)}`);
    if (clock.state === 'breached') {
      return keys.includes('promise_breached/breach') ? [] : [{ kind: 'promise_breached', clock, key: 'breach' }];
    }
    if (clock.state !== 'running') return [];
    const reached = clock.warnings.filter((w) => w.at <= now).at(-1);
    if (!reached || keys.includes(`promise_warning/${reached.key}`)) return [];
    return [{ kind: 'promise_warning', clock, key: reached.key }];
  });
}

/**
 * When the clocks have to be looked at again: the next warning, or the first moment at which a promise is broken (a stop
 * at exactly `dueAt` still keeps it). null when nothing is to come by itself.
 */
export function nextLook(clocks: readonly EvaluatedClock[], now: number): number | null {
  const moments = clocks.flatMap((clock) =>
    clock.state === 'running' && clock.dueAt !== null ? [...clock.warnings.map((w) => w.at), clock.dueAt + 1] : [],
  );
  const ahead = moments.filter((at) => at > now);
  return ahead.length === 0 ? null : Math.min(...ahead);
}
