import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Effect } from '../execution/effect.js';
import type { InstanceState } from '../execution/instance-state.js';
import { migrateInstance } from '../execution/migration/migrate-instance.js';
import { step } from '../execution/step.js';
import type { StepResult } from '../execution/step-result.js';
import { bindDefinitionId } from '../model/process-definition.js';
import { definitionOf } from '../testing-driver.js';
import { playOperated, type EngineFunctions, type OperatedPlay, type Versions } from './play-operations.js';
import { blocks, diagramOf, type Block } from './random-diagram.js';

/** These plays are long: a fifth of the plain ones. */
const DIAGRAMS = Math.ceil(Number(process.env['PLEDGE_DIAGRAMS'] ?? 200) / 5);
const SEED = Number(process.env['PLEDGE_SEED'] ?? 20_260_105);

type Case = readonly [Block, number[], number];
/** Every diagram has a join, a boundary timer and a multi-instance around what is random. */
const rich = fc
  .tuple(blocks, blocks, blocks, fc.boolean(), fc.boolean())
  .map(([one, two, three, interrupting, sequential]): Block => ({
    kind: 'sequence',
    parts: [
      {
        kind: 'and',
        branches: [
          { kind: 'sequence', parts: [{ kind: 'task' }, one] },
          { kind: 'boundary', event: 'timer', interrupting, body: two, after: { kind: 'task' } },
        ],
      },
      { kind: 'subprocess', times: 3, sequential, body: { kind: 'sequence', parts: [{ kind: 'task' }, three] } },
    ],
  }));
const cases = fc.tuple(rich, fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 30, maxLength: 30 }), fc.integer());

/** Small deterministic generator (mulberry32). */
function picker(seed: number): (count: number) => number {
  let state = seed >>> 0;
  return (count) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * count);
  };
}

/** The second version has other ids for tasks, gateways and so for most flows, and other durations. */
async function versionsOf(xml: string): Promise<Versions> {
  const renamed = xml
    .replaceAll(/\b(task|and|or|xor|sub|boundary)(\d+)/g, 'v2$1$2')
    .replaceAll(/\b(and|or|xor)-join(\d+)/g, 'v2$1-join$2')
    .replaceAll('PT1H', 'PT2H');
  const first = bindDefinitionId(await definitionOf(xml), 'v1');
  const second = bindDefinitionId(await definitionOf(renamed), 'v2');
  const canonical = (id: string): string => id.replaceAll('v2', '');
  return {
    definitions: [first, second],
    canonical,
    rename(id, version) {
      const plain = canonical(id);
      return version === 1 && second.nodes.has(`v2${plain}`) ? `v2${plain}` : plain;
    },
  };
}

const right: EngineFunctions = { step, migrate: migrateInstance };

async function operated(functions: EngineFunctions, [block, values, seed]: Case): Promise<OperatedPlay> {
  const variables = Object.fromEntries(values.map((value, index) => [`v${index + 1}`, value]));
  return playOperated(functions, await versionsOf(diagramOf(block).xml), variables, picker(seed));
}

describe('random modifications and migrations', () => {
  it(`given ${DIAGRAMS} random diagrams (seed ${SEED}), when tokens are moved and versions changed at random, then every invariant holds`, async () => {
    let [modified, refused, migrated] = [0, 0, 0];
    await fc.assert(
      fc.asyncProperty(cases, async (each) => {
        const played = await operated(right, each);
        modified += played.modified;
        refused += played.refused;
        migrated += played.migrated;
        expect(played.broken).toEqual([]);
      }),
      { numRuns: DIAGRAMS, seed: SEED, endOnFailure: false },
    );
    // A proof that meddles with nothing would prove nothing.
    expect(Math.min(modified, refused, migrated)).toBeGreaterThan(DIAGRAMS / 2);
  }, 600_000);

  it.each(mutants())(
    'given %s, when the same diagrams are played, then an invariant catches it',
    async (_name, mutant) => {
      let caught: readonly string[] = [];
      for (const each of fc.sample(cases, { numRuns: Math.max(80, DIAGRAMS), seed: SEED })) {
        caught = await operated(mutant, each as Case).then(
          (played) => played.broken,
          (error: unknown) => [String(error)],
        );
        if (caught.length > 0) break;
      }
      expect(caught).not.toEqual([]);
    },
    600_000,
  );
});

/** Wrong engines made of the right one: each must be caught. */
function mutants(): [string, EngineFunctions][] {
  type Stepped = Extract<StepResult, { kind: 'stepped' }>;
  const modifying = (change: (result: Stepped) => Stepped): EngineFunctions => ({
    ...right,
    step(definition, state, command, env) {
      const result = step(definition, state, command, env);
      return result.kind === 'rejected' || command.type !== 'modify-instance' ? result : change(result);
    },
  });
  const migrating = (change: (result: Stepped) => Stepped): EngineFunctions => ({
    ...right,
    migrate(...input) {
      const result = migrateInstance(...input);
      return result.kind === 'rejected' ? result : { ...result, ...change(result) };
    },
  });
  const nodes = (result: Stepped, change: (nodes: InstanceState['nodes']) => InstanceState['nodes']): Stepped => ({
    ...result,
    state: { ...result.state, nodes: change(result.state.nodes) },
  });
  const without = (result: Stepped, type: Effect['type']): Stepped => ({
    ...result,
    effects: result.effects.filter((effect) => effect.type !== type),
  });
  return [
    [
      'a modification that leaves the task of a removed token open',
      modifying((result) => without(result, 'cancel-user-task')),
    ],
    [
      'a modification that leaves boundary timers of removed tokens armed',
      modifying((result) => without(result, 'cancel-timer')),
    ],
    [
      'a modification that does not count terminated repetitions',
      modifying((result) =>
        nodes(result, (all) =>
          all.map((node) => {
            if (node.loop?.terminated === undefined) return node;
            const { terminated: _terminated, ...loop } = node.loop;
            return { ...node, loop };
          }),
        ),
      ),
    ],
    [
      'a modification that puts the token beside its scope',
      modifying((result) =>
        nodes(result, (all) =>
          all.map((node, index) => {
            if (index < all.length - 1) return node;
            const { parentId: _parentId, ...outside } = node;
            return outside;
          }),
        ),
      ),
    ],
    [
      'a migration that forgets tokens parked at joins',
      migrating((result) => nodes(result, (all) => all.filter((node) => node.arrivedBy === undefined))),
    ],
    [
      'a migration that arms a changed timer and leaves the old one',
      migrating((result) => without(result, 'cancel-timer')),
    ],
    [
      'a migration that leaves tokens at ids of the old version',
      migrating((result) =>
        nodes(result, (all) => all.map((node) => ({ ...node, elementId: node.elementId.replace('v2', '') }))),
      ),
    ],
    [
      'a migration that starts the count of a loop anew',
      migrating((result) =>
        nodes(result, (all) =>
          all.map((node) => (node.loop === undefined ? node : { ...node, loop: { ...node.loop, completed: 0 } })),
        ),
      ),
    ],
  ];
}
