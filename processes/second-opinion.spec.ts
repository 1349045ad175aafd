import { describe, expect, it } from '@jest/globals';
import { MINIMUM_SHARE, secondOpinionInWorker } from '@pledge/verification';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const shipped = readdirSync('processes', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/** The verdict is asked for here, not the speed of this machine. */
const LIMIT_MS = 120_000;

/** Design D1: every shipped process is played on bpmn-engine too. */
describe('second opinion on the shipped processes', () => {
  it.each(shipped)(
    'agrees on %s',
    async (key) => {
      const xml = readFileSync(join('processes', key, `${key}.bpmn`), 'utf8');
      const opinion = await secondOpinionInWorker(xml, key, LIMIT_MS);
      expect({ verdict: opinion.verdict, divergence: opinion.divergence }).toEqual({
        verdict: 'agrees',
        divergence: null,
      });
      expect(opinion.share).toBeGreaterThanOrEqual(MINIMUM_SHARE);
    },
    LIMIT_MS,
  );
});
