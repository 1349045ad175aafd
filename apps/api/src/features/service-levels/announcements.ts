import { clockChange } from '@pledge/contracts';
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

/** What became of a promise that people were told of, now that nobody owes it any more. */
export interface Settlement {
  /** Kept: what was promised was done, late or not. Lapsed: the case got over it, by a restoration or its end. */
  readonly name: 'promise-kept' | 'promise-lapsed';
  readonly clockId: string;
}

/** An event as the announcements read it. */
interface ToldEvent {
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/**
 * What was told and still holds, from the events in order. Where a correction took a breach back, the clock can be warned
 * of and break again: what was told of it before no longer counts.
 */
export function toldOf(events: readonly ToldEvent[]): Announced[] {
  let told: Announced[] = [];
  for (const event of events) {
    const { type, payload } = event;
    if (isAnnouncement(event)) told.push({ type, clockId: payload['clockId'], key: payload['key'] });
    if (type === 'clocks_corrected') {
      const healed = clockChange
        .array()
        .safeParse(payload['changes'])
        .data?.filter((one) => one.from?.state === 'breached' && one.to?.state !== 'breached')
        .map((one) => one.clockId);
      told = told.filter((one) => !healed?.some((id) => id === one.clockId));
    }
  }
  return told;
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
 * The clocks that were owed before, were told of and are owed no longer; one that is gone altogether (another contract)
 * has lapsed. Pure.
 */
export function settlements(
  before: readonly { readonly id: string; readonly isOpen: boolean }[],
  clocks: readonly EvaluatedClock[],
  events: readonly ToldEvent[],
): Settlement[] {
  return before.flatMap(({ id, isOpen }): Settlement[] => {
    if (!isOpen || !events.some((event) => isAnnouncement(event) && event.payload['clockId'] === id)) return [];
    const now = clocks.find((clock) => clock.id === id);
    if (now?.open === true) return [];
    return [{ name: now?.stop ? 'promise-kept' : 'promise-lapsed', clockId: id }];
  });
}

const isAnnouncement = ({ type }: ToldEvent): boolean => type === 'promise_warning' || type === 'promise_breached';

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
