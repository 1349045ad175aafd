import type { PathStep } from '../soundness/explore.js';
import { InclusiveJoins } from '../soundness/inclusive-join.js';
import type { FlatNet, Naming, Transition } from './flat-net.js';
import { BROKEN, type Monitor } from './monitors.js';

/** What playing every way of a case under a rule has shown. */
export interface Played {
  /** The shortest way to where the rule is broken; null: none was found. */
  readonly broken: {
    readonly path: readonly PathStep[];
    /** The last element on the way that does something of its own. */
    readonly at: Naming;
    readonly how: 'step' | 'rest' | 'end';
  } | null;
  /** There were more states than the limit. */
  readonly cut: boolean;
}

interface State {
  readonly marking: ReadonlySet<string>;
  readonly memory: number;
  readonly from: number;
  readonly by: Transition | null;
}

/** Plays breadth first, so that the way shown is a shortest one. `limit`: states. */
export function play(net: FlatNet, monitor: Monitor, limit: number): Played {
  const joins = new InclusiveJoins(net);
  const byPlace = new Map<string, Transition[]>();
  for (const each of net.transitions) {
    const first = each.consume[0] ?? '';
    byPlace.set(first, [...(byPlace.get(first) ?? []), each]);
  }
  const states: State[] = [];
  const known = new Set<string>();
  const add = (state: State): void => {
    const key = `${state.memory} ${[...state.marking].sort().join(' ')}`;
    if (known.has(key)) return;
    known.add(key);
    states.push(state);
  };
  for (const beginning of net.beginnings)
    add({ marking: new Set(beginning), memory: monitor.start, from: -1, by: null });
  const broken = (state: State, how: 'step' | 'end'): Played => ({
    broken: { ...told(states, state), how },
    cut: false,
  });
  for (let index = 0; index < states.length; index++) {
    if (index >= limit) return { broken: null, cut: true };
    const state = states[index];
    if (!state) break;
    const enabled = enabledIn(net, joins, byPlace, state.marking);
    const resting = enabled.every(({ immediate }) => !immediate);
    if (resting && state.marking.size > 0) {
      const heard = [...state.marking].some((place) => net.hearing.has(place));
      if (!monitor.rests(state.memory, heard)) {
        const { path, at } = told(states, state);
        return { broken: { path, at: waitingAt(net, state) ?? at, how: 'rest' }, cut: false };
      }
    }
    for (const by of chosen(enabled)) {
      const memory = monitor.on(state.memory, by.started, by.completed);
      const next: State = { marking: after(state.marking, by), memory, from: index, by };
      if (memory === BROKEN) return broken(next, 'step');
      if (by.ends) {
        if (!monitor.ends(memory)) return broken(next, 'end');
        continue;
      }
      add(next);
    }
  }
  return { broken: null, cut: false };
}

/** What the engine does in the same step comes first: its order with what rests changes nothing. */
function chosen(enabled: readonly Transition[]): readonly Transition[] {
  for (const first of enabled) {
    if (!first.immediate) continue;
    const together = enabled.filter((each) => each.consume[0] === first.consume[0]);
    // What the rule speaks of keeps every order.
    if (together.every(({ immediate, started, completed }) => immediate && (started | completed) === 0))
      return together;
  }
  return enabled;
}

function enabledIn(
  net: FlatNet,
  joins: InclusiveJoins,
  byPlace: ReadonlyMap<string, readonly Transition[]>,
  marking: ReadonlySet<string>,
): Transition[] {
  const found: Transition[] = [];
  for (const place of marking)
    for (const each of byPlace.get(place) ?? []) {
      if (!each.consume.every((one) => marking.has(one))) continue;
      if (each.quiet && [...marking].some((one) => each.quiet?.has(one))) continue;
      const { inclusive } = each;
      if (inclusive && !joins.mayFire(inclusive.join, marking, inclusive.held, inclusive.empty)) continue;
      found.push(each);
    }
  return found;
}

function after(marking: ReadonlySet<string>, { consume, produce, drain }: Transition): ReadonlySet<string> {
  const next = new Set(marking);
  for (const place of consume) next.delete(place);
  if (drain) for (const place of marking) if (drain.has(place)) next.delete(place);
  for (const place of produce) next.add(place);
  return next;
}

function waitingAt(net: FlatNet, { marking }: State): Naming | undefined {
  for (const place of marking) {
    const name = net.names.get(net.consumer.get(place) ?? '');
    if (name) return name;
  }
  return undefined;
}

function told(states: readonly State[], last: State): { path: PathStep[]; at: Naming } {
  const taken: Transition[] = [];
  for (let state: State | undefined = last; state?.by; state = states[state.from]) taken.push(state.by);
  taken.reverse();
  const path: PathStep[] = [];
  for (const { step } of taken) {
    const before = path.at(-1);
    // What happens inside a call is shown at the call, once.
    if (before && before.elementId === step.elementId)
      path[path.length - 1] = { elementId: step.elementId, flows: [...before.flows, ...step.flows] };
    else path.push(step);
  }
  const named = taken.filter(({ ends, doneBy }) => !(ends && doneBy.zh === ''));
  const at = named.at(-1)?.doneBy ?? { elementId: '', zh: '', en: '', calledProcess: null };
  return {
    path: path.filter(({ elementId }) => elementId !== '' && named.some(({ step }) => step.elementId === elementId)),
    at,
  };
}
