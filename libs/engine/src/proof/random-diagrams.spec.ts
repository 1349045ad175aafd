import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { step } from '../execution/step.js';
import { checkDefinition } from '../model/check-definition.js';
import { definitionOf } from '../testing-driver.js';
import { blocksOf, diagramOf, type Block } from './random-diagram.js';
import type { Pick, StepFunction } from './game.js';
import { mutants } from './mutants.js';
import { outcome, play } from './play.js';

/**
 * `PLEDGE_DIAGRAMS` says how many, `PLEDGE_SEED` which ones. A failure prints its seed and path: with both
 * (`PLEDGE_SEED=… PLEDGE_PATH=…`) exactly that diagram is played again.
 */
const DIAGRAMS = Number(process.env['PLEDGE_DIAGRAMS'] ?? 300);
const PATH = process.env['PLEDGE_PATH'];
const SEED = Number(process.env['PLEDGE_SEED'] ?? 20_260_105);

const cases = fc.tuple(
  blocksOf({ withEvents: true, withJobs: true }),
  fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 30, maxLength: 30 }),
  fc.integer(),
);

/** Small deterministic generator (mulberry32): which of the open waits is answered next. */
function picker(seed: number): Pick {
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

/** True where the order of the answers decides: an event that comes or not, a job that fails or not, how often a loop goes round. */
function dependsOnOrder(block: Block): boolean {
  switch (block.kind) {
    case 'task':
    case 'call':
    case 'catch':
    case 'many':
      return false;
    case 'sequence':
      return block.parts.some(dependsOnOrder);
    case 'xor':
    case 'and':
    case 'or':
      return block.branches.some(dependsOnOrder);
    case 'subprocess':
      return dependsOnOrder(block.body);
    case 'job':
    case 'race':
    case 'loop':
    case 'boundary':
    case 'inside':
      return true;
  }
}

/** What is broken, or nothing. One diagram is played in every mode. */
async function brokenBy(run: StepFunction, [block, values, seed]: [Block, number[], number]): Promise<string[]> {
  const diagram = diagramOf(block);
  const definition = await definitionOf(diagram.xml);
  const errors = checkDefinition(definition).filter((finding) => finding.severity === 'error');
  if (errors.length > 0) return errors.map((finding) => `refused: ${finding.rule} ${finding.elementId ?? ''}`);
  const options = { variables: variablesOf(values), shape: diagram };
  const first = play(run, definition, { ...options, pick: picker(seed), reload: true });
  if (first.broken.length > 0) return [...first.broken];

  const kept = play(run, definition, { ...options, pick: picker(seed), reload: false });
  if (kept.broken.length > 0) return kept.broken.map((each) => `kept in memory: ${each}`);
  if (JSON.stringify(kept.state) !== JSON.stringify(first.state)) return ['kept in memory it ends otherwise'];

  const disturbed = play(run, definition, { ...options, pick: picker(seed), reload: true, disturb: picker(seed + 2) });
  if (disturbed.broken.length > 0) return disturbed.broken.map((each) => `disturbed: ${each}`);
  if (outcome(disturbed) !== outcome(first)) return ['disturbed it ends otherwise'];

  const operated = play(run, definition, { ...options, pick: picker(seed), reload: true, operate: picker(seed + 3) });
  if (operated.broken.length > 0) return operated.broken.map((each) => `moved by hand: ${each}`);

  if (dependsOnOrder(block)) return [];
  const second = play(run, definition, { ...options, pick: picker(seed + 1), reload: true });
  if (second.broken.length > 0) return second.broken.map((each) => `in another order: ${each}`);
  return outcome(first) === outcome(second) ? [] : ['another order of answers ends otherwise'];
}

describe('random diagrams', () => {
  it(`given ${DIAGRAMS} random diagrams (seed ${SEED}), when they are played with random answers, then every invariant holds`, async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (each) => {
        expect(await brokenBy(step, each)).toEqual([]);
      }),
      { numRuns: DIAGRAMS, seed: SEED, ...(PATH === undefined ? {} : { path: PATH, endOnFailure: true }) },
    );
  }, 7_200_000);

  it.each(mutants())(
    'given a step where %s, when the same diagrams are played, then it is caught (%s)',
    async (_name, invariant, mutant) => {
      const caught: string[] = [];
      for (const each of fc.sample(cases, { numRuns: Math.max(200, DIAGRAMS), seed: SEED })) {
        const broken = brokenBy(mutant, each as [Block, number[], number]);
        caught.push(...(await broken.catch((error: unknown) => [String(error)])));
        if (caught.some((line) => invariant.test(line))) return;
      }
      expect(caught.join('\n')).toMatch(invariant);
    },
    600_000,
  );
});
