import { step, type NodeInstance, type StepResult } from '@pledge/engine';
import type { StepFunction } from './pledge-player.js';

/**
 * Wrong engines, made from ours by small faults in what a step returns or is given. Each must be caught by the second
 * opinion; a mutant that survives says what the comparison cannot see.
 */
export interface Mutant {
  readonly name: string;
  readonly step: StepFunction;
}

/** Changes the definition that the step sees. */
function withDefinition(
  name: string,
  change: (node: {
    type: string;
    id: string;
    defaultFlow?: string;
    interrupting: boolean;
  }) => Record<string, unknown> | null,
): Mutant {
  const cache = new WeakMap<object, unknown>();
  return {
    name,
    step: (definition, state, command, env): StepResult => {
      let mutated = cache.get(definition) as typeof definition | undefined;
      if (!mutated) {
        const nodes = new Map([...definition.nodes].map(([id, node]) => [id, { ...node, ...change(node) }]));
        mutated = { ...definition, nodes };
        cache.set(definition, mutated);
      }
      return step(mutated, state, command, env);
    },
  };
}

/** Changes the waiting nodes of the state after each step. */
function withState(name: string, change: (nodes: readonly NodeInstance[]) => readonly NodeInstance[]): Mutant {
  return {
    name,
    step: (definition, state, command, env) => {
      const result = step(definition, state, command, env);
      return result.kind === 'rejected'
        ? result
        : { ...result, state: { ...result.state, nodes: change(result.state.nodes) } };
    },
  };
}

export const mutants: readonly Mutant[] = [
  withDefinition('the AND-join fires on the first token', (node) =>
    node.type === 'parallelGateway' ? { type: 'exclusiveGateway' } : null,
  ),
  withDefinition('the default flow is ignored', (node) => (node.defaultFlow ? { defaultFlow: undefined } : null)),
  withDefinition('an interrupting boundary event does not cancel', (node) =>
    node.type === 'boundaryEvent' && node.interrupting ? { interrupting: false } : null,
  ),
  withDefinition('a non-interrupting boundary event cancels', (node) =>
    node.type === 'boundaryEvent' && !node.interrupting ? { interrupting: true } : null,
  ),
  withDefinition('multi-instance runs once', (node) => ({ ...node, loop: undefined })),
  withDefinition('a terminate end is an ordinary end', (node) =>
    node.type === 'endEvent' ? { event: { kind: 'none' } } : null,
  ),
  withDefinition('every end terminates', (node) =>
    node.type === 'endEvent' ? { event: { kind: 'terminate' } } : null,
  ),
  withState('parked tokens at joins are forgotten', (nodes) => nodes.filter((node) => node.arrivedBy === undefined)),
];
