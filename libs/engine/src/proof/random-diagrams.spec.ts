import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { InstanceState } from '../execution/instance-state.js';
import { step } from '../execution/step.js';
import { checkDefinition } from '../model/check-definition.js';
import type { FlowNode } from '../model/process-definition.js';
import { definitionOf } from '../testing-driver.js';
import { blocks, diagramOf, type Block } from './random-diagram.js';
import { outcome, play, type StepFunction } from './play.js';

const DIAGRAMS = Number(process.env['PLEDGE_DIAGRAMS'] ?? 60);
const SEED = Number(process.env['PLEDGE_SEED'] ?? 20_260_105);

const cases = fc.tuple(
  blocks,
  fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 30, maxLength: 30 }),
  fc.integer(),
);

/** Small deterministic generator (mulberry32): which of the open waits is answered next. */
function picker(seed: number): (count: number) => number {
  let state = seed >>> 0;
  return (count) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * count);
  };
}
const variablesOf = (values: readonly number[]): Record<string, number> =>
  Object.fromEntries(values.map((value, index) => [`v${index + 1}`, value]));

function has(block: Block, kind: Block['kind']): boolean {
  if (block.kind === kind) return true;
  switch (block.kind) {
    case 'task':
      return false;
    case 'sequence':
      return block.parts.some((part) => has(part, kind));
    case 'xor':
    case 'and':
    case 'or':
      return block.branches.some((branch) => has(branch, kind));
    case 'loop':
    case 'subprocess':
      return has(block.body, kind);
    case 'boundary':
      return has(block.body, kind) || has(block.after, kind);
  }
}

/** What breaks when a diagram is played with a step, in two orders of answers. Empty: every invariant holds. */
async function brokenBy(run: StepFunction, [block, values, seed]: [Block, number[], number]): Promise<string[]> {
  const diagram = diagramOf(block);
  const definition = await definitionOf(diagram.xml);
  const errors = checkDefinition(definition).filter((finding) => finding.severity === 'error');
  if (errors.length > 0) return errors.map((finding) => `refused: ${finding.rule} ${finding.elementId ?? ''}`);
  const first = play(run, definition, variablesOf(values), picker(seed), diagram.pairs);
  if (first.broken.length > 0) return [...first.broken];
  // Where an answer decides (a boundary event that comes or not, how often a loop goes round), the order is part of the case.
  if (has(block, 'boundary') || has(block, 'loop')) return [];
  const second = play(run, definition, variablesOf(values), picker(seed + 1), diagram.pairs);
  if (second.broken.length > 0) return [...second.broken];
  return outcome(first) === outcome(second) ? [] : ['another order of answers ends otherwise'];
}

describe('random diagrams', () => {
  it(`given ${DIAGRAMS} random diagrams (seed ${SEED}), when they are played with random answers, then every invariant holds`, async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (each) => {
        expect(await brokenBy(step, each)).toEqual([]);
      }),
      { numRuns: DIAGRAMS, seed: SEED, endOnFailure: false },
    );
  }, 600_000);

  it.each(mutants())(
    'given a step where %s, when the same diagrams are played, then an invariant catches it',
    async (_name, mutant) => {
      let caught: string[] = [];
      for (const each of fc.sample(cases, { numRuns: Math.max(60, DIAGRAMS), seed: SEED })) {
        caught = await brokenBy(mutant, each as [Block, number[], number]).catch((error: unknown) => [String(error)]);
        if (caught.length > 0) break;
      }
      expect(caught).not.toEqual([]);
    },
    600_000,
  );
});

/** Wrong engines made of the right one: each must be caught. */
function mutants(): [string, StepFunction][] {
  const withNodes = (change: (node: FlowNode) => Partial<FlowNode> | null): StepFunction => {
    const cache = new WeakMap<object, Parameters<StepFunction>[0]>();
    return (definition, state, command, env) => {
      let mutated = cache.get(definition);
      if (mutated === undefined) {
        mutated = {
          ...definition,
          nodes: new Map([...definition.nodes].map(([id, node]) => [id, { ...node, ...change(node) }])),
        };
        cache.set(definition, mutated);
      }
      return step(mutated, state, command, env);
    };
  };
  const withState =
    (change: (state: InstanceState) => InstanceState): StepFunction =>
    (definition, state, command, env) => {
      const result = step(definition, state, command, env);
      return result.kind === 'rejected' ? result : { ...result, state: change(result.state) };
    };
  let calls = 0;
  return [
    [
      'the AND-join fires on the first token',
      withNodes((node) =>
        node.type === 'parallelGateway' ? { type: 'inclusiveGateway', incoming: node.incoming.slice(0, 1) } : null,
      ),
    ],
    [
      'parked tokens at joins are forgotten',
      withState((state) => ({ ...state, nodes: state.nodes.filter((node) => node.arrivedBy === undefined) })),
    ],
    [
      'the OR-join takes every token alone',
      withNodes((node) => (node.type === 'inclusiveGateway' ? { incoming: node.incoming.slice(0, 1) } : null)),
    ],
    [
      'a wait is lost',
      withState((state) => ({
        ...state,
        nodes: state.nodes.map((node) => (node.elementId.startsWith('task') ? withoutWaits(node) : node)),
      })),
    ],
    [
      'ids come from a counter of its own',
      withState((state) => ({ ...state, instanceId: `${state.instanceId}${(calls += 1)}` })),
    ],
    [
      'something undefined is kept',
      withState((state) => ({ ...state, variables: { ...state.variables, lost: [undefined] } })),
    ],
  ];
}
function withoutWaits(node: InstanceState['nodes'][number]): InstanceState['nodes'][number] {
  const { waits: _waits, ...rest } = node;
  return rest;
}
