import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { MINIMUM_SHARE } from './limits.js';
import { mutants } from './mutants.js';
import { mutationScore, scoreTable, type DiagramScore } from './mutation-score.js';

const sample = (name: string): string =>
  join('libs', 'verification', 'src', 'second-opinion', `second-opinion.${name}.bpmn`);
const SAMPLES = ['sample', 'blocks'];
const diagrams = [
  ...SAMPLES.map((name) => [name, sample(name)] as const),
  ...readdirSync('processes', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => [name, join('processes', name, `${name}.bpmn`)] as const)
    .filter(([, file]) => existsSync(file))
    .sort(([, a], [, b]) => statSync(a).size - statSync(b).size),
];
const MARK = /(<!-- second-opinion: [^>]*-->)[\s\S]*?(<!-- \/second-opinion -->)/;

function writeReport(scores: readonly DiagramScore[]): void {
  const report = join('docs', 'engine-report.md');
  const text = readFileSync(report, 'utf8');
  const left = diagrams.slice(scores.length).map(([key]) => key);
  const note = left.length === 0 ? '' : `\n\nNot played in this run: ${left.join(', ')}.`;
  writeFileSync(
    report,
    text.replace(MARK, (_all, from: string, to: string) => `${from}\n\n${scoreTable(scores)}${note}\n\n${to}`),
  );
}

/** All shipped processes are asked where the report is written; `npm test` plays the samples alone. */
const whole = process.env['SECOND_OPINION_WRITE'] === '1';

/**
 * What the second opinion is worth: wrong engines, made from our own step, are played against bpmn-engine.
 * `SECOND_OPINION_WRITE=1 npm run jest -- second-opinion.mutation` writes the section of docs/engine-report.md.
 */
describe('the second opinion against wrong engines', () => {
  it('given the wrong engines, when they are counted, then there are at least twenty of different names', () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
    expect(mutants.length).toBeGreaterThanOrEqual(20);
  });

  it('given each wrong engine, when it plays the diagrams, then each is caught on one of them, and the rate is written', async () => {
    const scores: DiagramScore[] = [];
    for (const [key, file] of whole ? diagrams : diagrams.slice(0, SAMPLES.length)) {
      scores.push(await mutationScore(readFileSync(file, 'utf8'), key));
      // It takes many minutes: what is known stands in the report when the run is cut off.
      if (whole) writeReport(scores);
    }
    const caught = new Set(scores.flatMap((score) => score.caught));
    const missed = mutants.filter(({ name }) => !caught.has(name)).map(({ name }) => name);
    if (whole) {
      for (const score of scores) expect(score.comparedFlows / score.totalFlows).toBeGreaterThanOrEqual(MINIMUM_SHARE);
    }
    expect(missed).toEqual([]);
  }, 3_600_000);
});
