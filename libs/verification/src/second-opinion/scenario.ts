import { distances } from './directions.js';
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

/** Every so many scenarios one is left to chance, so that order matters too; the others go the shortest way to what is new. */
const LEFT_TO_CHANCE = 3;
/** Share of directed choices in a scenario left to chance. */
const DIRECTED = 0.5;

/**
 * Chooses for both engines: at every gateway one flow (so an OR-split opens one branch), and the next stimulus. Most scenarios
 * take the shortest way to a flow that no scenario took yet: what waits all the time, such as a boundary event of a large
 * subprocess, must not end every scenario before the depths are reached.
 */
export class Chooser {
  private readonly next: () => number;
  /** Steps to the nearest flow not taken, for so many taken ones. */
  private way: ReadonlyMap<string, number> = new Map();
  private known = -1;

  constructor(
    private readonly projection: Projection,
    private readonly coveredFlows: ReadonlySet<string>,
    private readonly stimulated: Map<string, number>,
    private readonly seed: number,
  ) {
    this.next = random(seed);
  }

  /** Names of the choice variables that are true until the next stimulus. */
  choices(): ReadonlySet<string> {
    const open = new Set<string>();
    for (const { flows } of this.projection.gateways.values()) {
      const name = this.projection.choices.get(this.pick(flows, (flow) => this.costOf(flow)));
      if (name) open.add(name);
    }
    return open;
  }

  /** One of what waits; null when nothing does. */
  stimulus(waiting: readonly Stimulus[]): Stimulus | null {
    if (waiting.length === 0) return null;
    const after = ({ elementId }: Stimulus): number =>
      Math.min(
        ...(this.projection.directions.successors.get(elementId) ?? [])
          .filter((id) => !this.projection.stimuli.has(id))
          .map((flow) => this.costOf(flow)),
      );
    const times = ({ elementId }: Stimulus): number => this.stimulated.get(elementId) ?? 0;
    // Of equally near ones the one that was stimulated least.
    const chosen = this.pick(waiting, (one) => after(one) * 1_000 + Math.min(times(one), 999));
    this.stimulated.set(chosen.elementId, times(chosen) + 1);
    return chosen;
  }

  private costOf(flow: string): number {
    if (this.known !== this.coveredFlows.size) {
      this.known = this.coveredFlows.size;
      const fresh = this.projection.flows.filter((one) => !this.coveredFlows.has(one));
      this.way = distances(this.projection.directions.successors, fresh);
    }
    if (this.coveredFlows.has(flow)) return (this.way.get(flow) ?? Number.POSITIVE_INFINITY) * 1_000;
    // Of two new flows the one that does not end at once: a scenario that goes on finds more.
    return -Math.min(this.projection.directions.toEnd.get(flow) ?? 999, 999);
  }

  /** One of the nearest, or any in a scenario left to chance. */
  private pick<T>(all: readonly T[], cost: (one: T) => number): T {
    const costs = all.map((one) => Math.min(cost(one), 1e12));
    const least = Math.min(...costs);
    const near = all.filter((_, index) => costs[index] === least);
    const directed = this.seed % LEFT_TO_CHANCE !== 0 || this.next() < DIRECTED;
    const pool = directed ? near : all;
    return pool[Math.floor(this.next() * pool.length)]!;
  }
}
