import type { InstanceState, NodeInstance } from '../execution/instance-state.js';
import { step } from '../execution/step.js';
import type { StepResult } from '../execution/step-result.js';
import { compileExpression } from '../expressions/feel.js';
import type { FlowNode, ModelValue } from '../model/process-definition.js';
import type { StepFunction } from './game.js';

/** A wrong engine made of the right one: its fault, what must catch it, and the engine. */
export type Mutant = [fault: string, invariant: RegExp, step: StepFunction];

type Stepped = Extract<StepResult, { kind: 'stepped' }>;

/** One or more for every invariant of the random diagrams. */
export function mutants(): Mutant[] {
  return [...wrongTokens(), ...wrongReasons(), ...wrongStates(), ...wrongAnswers()];
}

/** Token conservation. */
function wrongTokens(): Mutant[] {
  return [
    [
      'the AND-join fires on the first token',
      /tokens came|joined other|not taken/,
      withNodes((node) =>
        node.type === 'parallelGateway' ? { type: 'inclusiveGateway', incoming: node.incoming.slice(0, 1) } : null,
      ),
    ],
    [
      'parked tokens at joins are forgotten',
      /incident JOIN_BLOCKED/,
      withState((state) => ({ ...state, nodes: state.nodes.filter((node) => node.arrivedBy === undefined) })),
    ],
    [
      'the OR-join takes every token alone',
      /joined other/,
      withNodes((node) => (node.type === 'inclusiveGateway' ? { incoming: node.incoming.slice(0, 1) } : null)),
    ],
    [
      'an interrupting boundary event does not cancel its activity',
      /reached its end|tokens came|went/,
      withNodes((node) => (node.type === 'boundaryEvent' ? { interrupting: false } : null)),
    ],
    [
      'a multi-instance runs once too often',
      /was repeated/,
      withNodes(({ loop }) =>
        loop?.kind === 'multi-instance' && loop.cardinality !== undefined
          ? { loop: { ...loop, cardinality: oneMore(loop.cardinality.text) } }
          : null,
      ),
    ],
  ];
}

/** Nothing active without a reason, no row without a wait. */
function wrongReasons(): Mutant[] {
  return [
    [
      'the wait of a task is lost',
      /without a reason/,
      withState((state) => ({
        ...state,
        nodes: state.nodes.map((node) => (node.elementId.startsWith('task') ? withoutWaits(node) : node)),
      })),
    ],
    [
      'a timer that is given up keeps its row',
      /the timer row is open that nobody waits for/,
      withResult((result) => ({ ...result, effects: result.effects.filter(({ type }) => type !== 'cancel-timer') })),
    ],
    [
      'a message is waited for without a subscription',
      /waited for that has no row/,
      withResult((result) => ({
        ...result,
        effects: result.effects.filter(({ type }) => type !== 'open-subscription'),
      })),
    ],
    [
      'a task is cancelled twice',
      /closed that is not open/,
      withResult((result) => {
        const again = result.effects.filter(({ type }) => type === 'cancel-user-task');
        return { ...result, effects: [...result.effects, ...again] };
      }),
    ],
  ];
}

/** Replay, storage, purity, the same end in every mode. */
function wrongStates(): Mutant[] {
  let calls = 0;
  const made = new WeakSet<object>();
  return [
    [
      'ids come from a counter of its own',
      /replay/,
      withState((state) => ({ ...state, instanceId: `${state.instanceId}${(calls += 1)}` })),
    ],
    [
      'something undefined is kept',
      /survive JSON/,
      withState((state) => ({ ...state, variables: { ...state.variables, lost: [undefined] } })),
    ],
    [
      'the state that it was given is changed',
      /given state was changed/,
      (definition, state, command, env) => {
        if (state !== null) Object.assign(state, { seq: state.seq + 1 });
        return step(definition, state, command, env);
      },
    ],
    [
      'a state that was never stored behaves otherwise',
      /kept in memory/,
      (definition, state, command, env) => {
        const result = step(definition, state, command, env);
        if (result.kind === 'rejected') return result;
        const isOwn = state !== null && made.has(state);
        const next = isOwn ? { ...result.state, variables: { ...result.state.variables, own: true } } : result.state;
        made.add(next);
        return { ...result, state: next };
      },
    ],
    [
      'a suspension forgets a variable',
      /disturbed it ends otherwise/,
      (definition, state, command, env) => {
        const result = step(definition, state, command, env);
        if (result.kind === 'rejected' || command.type !== 'resume-instance') return result;
        return { ...result, state: { ...result.state, variables: { more: result.state.variables['more'] } } };
      },
    ],
  ];
}

/** Duplicates, late commands, suspended instances. */
function wrongAnswers(): Mutant[] {
  return [
    [
      'a second click completes again',
      /late or repeated complete-task/,
      (definition, state, command, env) => {
        const result = step(definition, state, command, env);
        if (result.kind !== 'rejected' || command.type !== 'complete-task' || state === null) return result;
        return { kind: 'stepped', state, effects: [], history: [] };
      },
    ],
    [
      'what is suspended goes on',
      /late or repeated/,
      (definition, state, command, env) => {
        const goesOn = state?.status === 'suspended' && command.type !== 'resume-instance';
        return step(definition, goesOn ? { ...state, status: 'active' } : state, command, env);
      },
    ],
    [
      'a late timer fires',
      /late or repeated trigger-timer/,
      (definition, state, command, env) => {
        const result = step(definition, state, command, env);
        if (result.kind !== 'rejected' || command.type !== 'trigger-timer' || state?.status !== 'active') return result;
        return { kind: 'stepped', state: { ...state, seq: state.seq + 1 }, effects: [], history: [] };
      },
    ],
  ];
}

function withNodes(change: (node: FlowNode) => Partial<FlowNode> | null): StepFunction {
  const cache = new WeakMap<object, Parameters<StepFunction>[0]>();
  return (definition, state, command, env) => {
    let mutated = cache.get(definition);
    if (mutated === undefined) {
      const nodes = new Map([...definition.nodes].map(([id, node]) => [id, { ...node, ...change(node) }]));
      mutated = { ...definition, nodes };
      cache.set(definition, mutated);
    }
    return step(mutated, state, command, env);
  };
}

function withResult(change: (result: Stepped) => Stepped): StepFunction {
  return (definition, state, command, env) => {
    const result = step(definition, state, command, env);
    return result.kind === 'rejected' ? result : change(result);
  };
}

function withState(change: (state: InstanceState) => InstanceState): StepFunction {
  return withResult((result) => ({ ...result, state: change(result.state) }));
}

function withoutWaits(node: NodeInstance): NodeInstance {
  const { waits: _waits, ...rest } = node;
  return rest;
}

function oneMore(count: string): ModelValue {
  const text = `${count} + 1`;
  const compiled = compileExpression(text);
  if (!compiled.ok) throw new Error(compiled.message);
  return { kind: 'feel', text, compiled: compiled.expression };
}
