import type { SimulationResponse } from '@pledge/contracts';

/** Where a simulated case stands on one diagram. */
export interface Standing {
  /** How many tokens stand at an element. */
  readonly active: ReadonlyMap<string, number>;
  readonly done: ReadonlySet<string>;
  /** How often a connection was taken, in the order of the first time. */
  readonly flows: ReadonlyMap<string, number>;
}

/** Reads it off the trace; only lines of the processes that the diagram draws count. */
export function standingOf(trace: SimulationResponse['trace'], drawn: ReadonlySet<string>): Standing {
  const active = new Map<string, number>();
  const done = new Set<string>();
  const flows = new Map<string, number>();
  for (const { type, elementId, processId } of trace) {
    if (!drawn.has(processId)) continue;
    if (type === 'entered') active.set(elementId, (active.get(elementId) ?? 0) + 1);
    if (type === 'flow') flows.set(elementId, (flows.get(elementId) ?? 0) + 1);
    if (type !== 'completed' && type !== 'cancelled') continue;
    const left = (active.get(elementId) ?? 0) - 1;
    if (left > 0) active.set(elementId, left);
    else active.delete(elementId);
    if (type === 'completed') done.add(elementId);
  }
  return { active, done, flows };
}
