import type { Projection } from './projection.js';
import type { Stimulus } from './player.js';

/** Small deterministic generator (mulberry32): the same seed plays the same scenario. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Chooses for both engines: at every gateway one flow (so an OR-split opens one branch), preferring flows that no
 * scenario took yet, and the next stimulus, preferring elements not stimulated yet.
 */
export class Chooser {
  private readonly next: () => number;
  constructor(
    private readonly projection: Projection,
    private readonly coveredFlows: ReadonlySet<string>,
    private readonly coveredElements: Set<string>,
    seed: number,
  ) {
    this.next = random(seed);
  }

  /** Names of the choice variables that are true until the next stimulus. */
  choices(): ReadonlySet<string> {
    const open = new Set<string>();
    for (const { flows } of this.projection.gateways.values()) {
      const fresh = flows.filter((flow) => !this.coveredFlows.has(flow));
      const pool = fresh.length > 0 && this.next() < 0.7 ? fresh : flows;
      const name = this.projection.choices.get(pool[Math.floor(this.next() * pool.length)]);
      if (name) open.add(name);
    }
    return open;
  }

  /** One of what waits; null when nothing does. */
  stimulus(waiting: readonly Stimulus[]): Stimulus | null {
    if (waiting.length === 0) return null;
    const fresh = waiting.filter((candidate) => !this.coveredElements.has(candidate.elementId));
    const pool = fresh.length > 0 && this.next() < 0.6 ? fresh : waiting;
    const chosen = pool[Math.floor(this.next() * pool.length)];
    this.coveredElements.add(chosen.elementId);
    return chosen;
  }
}
