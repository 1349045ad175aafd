import { InclusiveJoins } from './inclusive-join.js';
import type { Firing, Net } from './net.js';

/** One step of a path: the element that went on and the flows its tokens took. */
export interface PathStep {
  readonly elementId: string;
  readonly flows: readonly string[];
}

/** What playing every choice of a scope has shown. */
export interface Exploration {
  /** Elements that went on at least once. */
  readonly fired: ReadonlySet<string>;
  /** Tokens wait here and nothing can ever move them. */
  readonly deadlocks: readonly { readonly waiting: readonly string[]; readonly path: readonly PathStep[] }[];
  /** Two tokens stood on the same flow. */
  readonly doubled: readonly { readonly place: string; readonly path: readonly PathStep[] }[];
  /** From here no end can be reached, though something always goes on. */
  readonly endless: readonly { readonly at: readonly string[]; readonly path: readonly PathStep[] }[];
  /** There were more states than the limit: what is not found may exist all the same. */
  readonly cut: boolean;
}

interface State {
  readonly marking: ReadonlyMap<string, number>;
  readonly from: number;
  readonly by: Firing | null;
  readonly next: number[];
}

/** Plays every choice breadth first, so that each path shown is a shortest one. `limit`: states of the whole exploration. */
export function explore(net: Net, limit: number): Exploration {
  const joins = new InclusiveJoins(net);
  const states: State[] = [];
  const known = new Map<string, number>();
  const add = (marking: ReadonlyMap<string, number>, from: number, by: Firing | null): number => {
    const key = [...marking]
      .map(([place, count]) => `${place}*${count}`)
      .sort()
      .join(' ');
    const before = known.get(key);
    if (before !== undefined) return before;
    known.set(key, states.length);
    states.push({ marking, from, by, next: [] });
    return states.length - 1;
  };
  for (const beginning of net.beginnings) add(new Map(beginning.map((place) => [place, 1])), -1, null);

  const fired = new Set<string>();
  const stuck: number[] = [];
  const doubled = new Map<string, number>();
  for (let index = 0; index < states.length && index < limit; index++) {
    const state = states[index];
    if (state === undefined) break;
    const twice = [...state.marking].find(([, count]) => count > 1)?.[0];
    // What comes of two tokens is the same trouble again.
    if (twice !== undefined) {
      if (!doubled.has(twice)) doubled.set(twice, index);
      continue;
    }
    let moved = false;
    for (const firing of enabled(net, joins, state.marking)) {
      moved = true;
      fired.add(firing.elementId);
      state.next.push(add(after(net, state.marking, firing), index, firing));
    }
    if (!moved && state.marking.size > 0) stuck.push(index);
  }
  const cut = states.length > limit;
  const path = (index: number): PathStep[] => pathTo(states, index);
  return {
    fired,
    cut,
    deadlocks: stuck.map((index) => ({ waiting: placesOf(states[index]), path: path(index) })),
    doubled: [...doubled].map(([place, index]) => ({ place, path: path(index) })),
    endless: (cut ? [] : endless(states)).map((index) => ({ at: placesOf(states[index]), path: path(index) })),
  };
}

function* enabled(net: Net, joins: InclusiveJoins, marking: ReadonlyMap<string, number>): Generator<Firing> {
  const elements = new Set([...marking.keys()].map((place) => net.consumer.get(place)));
  for (const element of elements) {
    for (const firing of net.firings.get(element ?? '') ?? []) {
      if (!firing.consume.every((place) => marking.has(place))) continue;
      const { inclusive } = firing;
      if (inclusive && !joins.mayFire(firing.elementId, marking.keys(), inclusive.held, inclusive.empty)) continue;
      yield firing;
    }
  }
}

function after(net: Net, marking: ReadonlyMap<string, number>, firing: Firing): Map<string, number> {
  if (firing.clears) return new Map();
  const result = new Map(marking);
  for (const place of firing.consume) {
    const left = (result.get(place) ?? 0) - 1;
    if (left > 0) result.set(place, left);
    else result.delete(place);
  }
  for (const place of firing.drain ?? []) result.delete(place);
  for (const place of firing.produce) result.set(place, net.beside.has(place) ? 1 : (result.get(place) ?? 0) + 1);
  return result;
}

/** The first state met of a circle from which neither an end nor a standstill can be reached. */
function endless(states: readonly State[]): number[] {
  const before = states.map((): number[] => []);
  states.forEach((state, index) => {
    for (const next of state.next) before[next]?.push(index);
  });
  const ends = new Set<number>();
  const open = states.flatMap((state, index) => (state.next.length === 0 ? [index] : []));
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (ends.has(index)) continue;
    ends.add(index);
    open.push(...(before[index] ?? []));
  }
  const first = states.findIndex((_, index) => !ends.has(index) && comesBack(states, index));
  return first < 0 ? [] : [first];
}

/** Whether the state is met again later: it lies on the circle itself, not on the way into it. */
function comesBack(states: readonly State[], index: number): boolean {
  const seen = new Set<number>();
  const open = [...(states[index]?.next ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === index) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(states[next]?.next ?? []));
  }
  return false;
}

function pathTo(states: readonly State[], index: number): PathStep[] {
  const path: PathStep[] = [];
  for (let at = states[index]; at?.by; at = states[at.from])
    path.push({ elementId: at.by.elementId, flows: at.by.produce.filter((place) => !place.includes(':')) });
  return path.reverse();
}

/** Places with tokens that wait for something, without the marks of what may still happen. */
function placesOf(state: State | undefined): string[] {
  return [...(state?.marking.keys() ?? [])].filter((place) => !place.startsWith('may:'));
}
