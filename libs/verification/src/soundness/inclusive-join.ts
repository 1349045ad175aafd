import type { Net } from './net.js';

/** Answers whether an inclusive join may fire: no token elsewhere can still reach an empty incoming flow (BPMN 2.0, 13.4.3). */
export class InclusiveJoins {
  private readonly known = new Map<string, ReadonlySet<string>>();

  constructor(private readonly net: Pick<Net, 'consumer' | 'successors'>) {}

  /**
   * @param marked places that hold tokens
   * @param held incoming flows with a token, `empty` those without
   */
  mayFire(join: string, marked: Iterable<string>, held: readonly string[], empty: readonly string[]): boolean {
    for (const place of marked) {
      if (held.includes(place)) continue;
      // An incoming flow that is taken as empty but holds a token belongs to a larger combination.
      if (empty.includes(place)) return false;
      const reached = this.reachedFrom(place, join);
      if (empty.some((flow) => reached.has(flow)) && !held.some((flow) => reached.has(flow))) return false;
    }
    return true;
  }

  /** Flows that a token at the place can come to without passing the join. */
  private reachedFrom(place: string, join: string): ReadonlySet<string> {
    const key = `${place} ${join}`;
    const before = this.known.get(key);
    if (before) return before;
    const reached = new Set<string>();
    const open = [place];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const element = this.net.consumer.get(next);
      if (element === undefined || element === join) continue;
      for (const flow of this.net.successors.get(element) ?? []) {
        if (reached.has(flow)) continue;
        reached.add(flow);
        open.push(flow);
      }
    }
    this.known.set(key, reached);
    return reached;
  }
}
