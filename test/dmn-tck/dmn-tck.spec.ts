import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { judgeFile, type Verdict } from './judge.js';
import { committedScores, scoresOf, tableOf, withTable } from './report.js';
import { readSuite } from './suite.js';

/**
 * The DMN Technology Compatibility Kit. The denominator is every case of the suite: what cannot be run has failed.
 * `DMN_TCK_WRITE=1 npm run jest -- test/dmn-tck` writes the scores to docs/dmn-support.md.
 */
const document = new URL('../../docs/dmn-support.md', import.meta.url);

describe('DMN TCK', () => {
  const suite = readSuite();
  const verdicts: Verdict[] = [];

  beforeAll(async () => {
    for (const file of suite) verdicts.push(...(await judgeFile(file)));
    if (process.env['DMN_TCK_WRITE'] === '1') {
      const table = tableOf(scoresOf(verdicts), verdicts);
      writeFileSync(document, withTable(readFileSync(document, 'utf8'), table));
    }
  }, 180_000);

  it('given the suite, when it is counted, then every case of every file has a verdict', () => {
    const cases = suite.reduce((total, file) => total + file.cases.length, 0);
    expect(suite).toHaveLength(123);
    expect(cases).toBe(2985);
    expect(verdicts).toHaveLength(cases);
  });

  it('given level 2, when it is judged, then every case passes', () => {
    const failed = verdicts.filter(({ file, why }) => file.level === 'compliance-level-2' && why !== '');
    expect(failed.map(({ file, id, why }) => `${file.group} ${id}: ${why}`)).toEqual([]);
  });

  it('given level 3, when it is judged, then no group is below its committed score', () => {
    const committed = committedScores(readFileSync(document, 'utf8'));
    const scores = scoresOf(verdicts);
    const lost = scores.filter((score) => {
      const before = committed.get(`${score.level}/${score.group}`);
      return before === undefined || score.passed < before.passed || score.all !== before.all;
    });
    expect(lost).toEqual([]);
    expect(scores).toHaveLength(committed.size);
  });
});
