import {
  compileExpression,
  step,
  type Effect,
  type FlowNode,
  type NodeInstance,
  type ProcessDefinition,
  type StepResult,
} from '@pledge/engine';
import type { StepFunction } from './pledge-player.js';

/**
 * Wrong engines, made from ours by small faults in what a step returns or is given. Each must be caught by the second
 * opinion; a mutant that survives says what the comparison cannot see.
 */
export interface Mutant {
  readonly name: string;
  readonly step: StepFunction;
}

type Stepped = Extract<StepResult, { kind: 'stepped' }>;
type Change = (node: FlowNode, definition: ProcessDefinition) => Record<string, unknown> | null;

/** Changes the definition that the step sees. */
function withDefinition(name: string, change: Change): Mutant {
  const cache = new WeakMap<object, ProcessDefinition>();
  return {
    name,
    step: (definition, state, command, env): StepResult => {
      let mutated = cache.get(definition);
      if (!mutated) {
        const nodes = new Map(
          [...definition.nodes].map(([id, node]) => [id, { ...node, ...change(node, definition) }]),
        );
        mutated = { ...definition, nodes };
        cache.set(definition, mutated);
      }
      return step(mutated, state, command, env);
    },
  };
}

/** Changes what a step returns. */
function withResult(name: string, change: (result: Stepped) => Stepped): Mutant {
  return {
    name,
    step: (definition, state, command, env) => {
      const result = step(definition, state, command, env);
      return result.kind === 'rejected' ? result : change(result);
    },
  };
}
const withNodes = (name: string, change: (nodes: readonly NodeInstance[]) => readonly NodeInstance[]): Mutant =>
  withResult(name, (result) => ({ ...result, state: { ...result.state, nodes: change(result.state.nodes) } }));
const withEffects = (name: string, change: (effects: readonly Effect[]) => readonly Effect[]): Mutant =>
  withResult(name, (result) => ({ ...result, effects: change(result.effects) }));

const splits = (node: FlowNode): boolean => node.outgoing.length > 1;
const merges = (node: FlowNode): boolean => node.incoming.length > 1;
const three = compileExpression('3');
const THREE = three.ok ? { kind: 'feel', text: '3', compiled: three.expression } : undefined;

/** Gateways that split or join otherwise. */
const GATEWAYS: readonly Mutant[] = [
  withDefinition('the AND-join fires on the first token', (node) =>
    node.type === 'parallelGateway' && merges(node) ? { type: 'exclusiveGateway' } : null,
  ),
  withDefinition('the AND-split takes one way only', (node) =>
    node.type === 'parallelGateway' && splits(node) ? { outgoing: node.outgoing.slice(0, 1) } : null,
  ),
  withDefinition('the XOR-split takes every way', (node) =>
    node.type === 'exclusiveGateway' && splits(node) && !merges(node) ? { type: 'parallelGateway' } : null,
  ),
  withDefinition('the XOR-split takes the first way, whatever the conditions', (node) =>
    node.type === 'exclusiveGateway' && splits(node)
      ? { outgoing: node.outgoing.slice(0, 1), defaultFlow: node.outgoing[0] }
      : null,
  ),
  withDefinition('the XOR-merge waits for all its ways', (node) =>
    node.type === 'exclusiveGateway' && merges(node) && !splits(node) ? { type: 'parallelGateway' } : null,
  ),
  withDefinition('the XOR-merge swallows the token', (node) =>
    node.type === 'exclusiveGateway' && merges(node) && !splits(node) ? { outgoing: [] } : null,
  ),
  withDefinition('the OR-split takes every way', (node) =>
    node.type === 'inclusiveGateway' && splits(node) && !merges(node) ? { type: 'parallelGateway' } : null,
  ),
  withDefinition('the default flow is ignored', (node) => (node.defaultFlow ? { defaultFlow: undefined } : null)),
  withDefinition('the default flow is always taken', (node) =>
    node.defaultFlow ? { outgoing: [node.defaultFlow] } : null,
  ),
  withDefinition('an event-based gateway waits for one event after another', (node) =>
    node.type === 'eventBasedGateway' ? { type: 'parallelGateway' } : null,
  ),
];

/** Events and activities that behave otherwise. */
const ELEMENTS: readonly Mutant[] = [
  withDefinition('an interrupting boundary event does not cancel', (node) =>
    node.type === 'boundaryEvent' && node.interrupting ? { interrupting: false } : null,
  ),
  withDefinition('a non-interrupting boundary event cancels', (node) =>
    node.type === 'boundaryEvent' && !node.interrupting ? { interrupting: true } : null,
  ),
  withDefinition('a boundary event goes on behind its activity', (node, definition) =>
    node.attachedTo === undefined ? null : { outgoing: definition.nodes.get(node.attachedTo)?.outgoing ?? [] },
  ),
  withDefinition('a terminate end is an ordinary end', (node) =>
    node.type === 'endEvent' ? { event: { kind: 'none' } } : null,
  ),
  withDefinition('every end terminates', (node) =>
    node.type === 'endEvent' ? { event: { kind: 'terminate' } } : null,
  ),
  withDefinition('multi-instance runs once', (node) => (node.loop ? { loop: undefined } : null)),
  withDefinition('multi-instance runs once too often', (node) =>
    node.loop?.kind === 'multi-instance' ? { loop: { ...node.loop, cardinality: THREE } } : null,
  ),
  withDefinition('sequential multi-instance runs at once', (node) =>
    node.loop?.kind === 'multi-instance' && node.loop.sequential ? { loop: { ...node.loop, sequential: false } } : null,
  ),
  withDefinition('parallel multi-instance runs in turn', (node) =>
    node.loop?.kind === 'multi-instance' && !node.loop.sequential ? { loop: { ...node.loop, sequential: true } } : null,
  ),
  withDefinition('a task does not wait', (node) => (node.type === 'userTask' ? { type: 'task' } : null)),
  withDefinition('a subprocess is skipped', (node) => (node.type === 'subProcess' ? { type: 'task' } : null)),
  withDefinition('an activity sends two tokens', (node) =>
    node.type === 'userTask' || node.type === 'subProcess' ? { completionQuantity: 2 } : null,
  ),
  withDefinition('a path ends behind an activity', (node) => (node.type === 'userTask' ? { outgoing: [] } : null)),
];

/** Bookkeeping that is lost. */
const BOOKKEEPING: readonly Mutant[] = [
  withNodes('parked tokens at joins are forgotten', (nodes) => nodes.filter((node) => node.arrivedBy === undefined)),
  withNodes('the newest of several tokens is lost', (nodes) => (nodes.length > 1 ? nodes.slice(0, -1) : nodes)),
  withEffects('cancelled tasks stay in the inbox', (effects) =>
    effects.filter((effect) => effect.type !== 'cancel-user-task'),
  ),
  withEffects('events that were given up are still heard', (effects) =>
    effects.filter((effect) => effect.type !== 'close-subscription'),
  ),
  withEffects('boundary events are not armed', (effects) =>
    effects.filter((effect) => effect.type !== 'open-subscription'),
  ),
  withResult('a finished instance never ends', (result) => ({
    ...result,
    state: { ...result.state, status: result.state.status === 'completed' ? 'active' : result.state.status },
  })),
];

/** All wrong engines. */
export const mutants: readonly Mutant[] = [...GATEWAYS, ...ELEMENTS, ...BOOKKEEPING];
