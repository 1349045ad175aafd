import type { Form, ProcessDefinition } from '@pledge/engine';
import type { SimulationResult } from '../scenario.js';
import { simulate, type SimulationEnvironment } from '../simulate.js';
import { iso } from '../helpers.js';
import type { RecordedCase } from './recorded-case.js';
import { replayWorld, type UnansweredTask } from './replay-world.js';

/** How much longer than the case took virtual time may run, ms: 90 days. */
const GRACE = 7_776_000_000;

/** A finished case on a model: what became of it. */
export interface Replayed {
  readonly result: SimulationResult;
  /** ms from its start to its end; null: it did not end. */
  readonly duration: number | null;
  readonly unanswered: readonly UnansweredTask[];
  /** `process flow`, how often. */
  readonly flows: ReadonlyMap<string, number>;
  /** `process element`, how often. */
  readonly elements: ReadonlyMap<string, number>;
}

/** Plays a finished case again, on the model it ran on or on a draft, in virtual time; nothing is stored. */
export function replay(
  definitions: readonly ProcessDefinition[],
  processId: string,
  recorded: RecordedCase,
  env: Omit<SimulationEnvironment, 'chance' | 'now'> & { readonly forms: ReadonlyMap<string, Form> },
): Replayed {
  const { forms, ...rest } = env;
  const unanswered: UnansweredTask[] = [];
  const lasted = recorded.endedAt - recorded.startedAt;
  const result = simulate(
    definitions,
    {
      processId,
      variables: recorded.variables,
      startAt: iso(recorded.startedAt),
      until: `PT${Math.ceil((lasted * 2 + GRACE) / 1000)}S`,
    },
    {
      ...rest,
      now: recorded.startedAt,
      chance: replayWorld(recorded, forms, recorded.startedAt, env.zone, unanswered),
    },
  );
  const ended = result.trace.filter((line) => line.type === 'completed' && line.processId === processId).at(-1);
  return {
    result,
    duration: result.state === 'completed' && ended ? Date.parse(ended.at) - recorded.startedAt : null,
    unanswered,
    flows: counted(result, 'flow'),
    elements: counted(result, 'entered'),
  };
}

function counted(result: SimulationResult, type: 'flow' | 'entered'): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of result.trace) {
    if (line.type !== type) continue;
    const key = `${line.processId} ${line.elementId}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Keys whose counts differ: more often in `one`, more often in `other`. */
export function differences(
  one: ReadonlyMap<string, number>,
  other: ReadonlyMap<string, number>,
): { readonly gone: readonly string[]; readonly added: readonly string[] } {
  return {
    gone: [...one].flatMap(([key, count]) => (count > (other.get(key) ?? 0) ? [key] : [])),
    added: [...other].flatMap(([key, count]) => (count > (one.get(key) ?? 0) ? [key] : [])),
  };
}
