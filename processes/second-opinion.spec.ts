import { describe, expect, it } from '@jest/globals';
import { MINIMUM_SHARE, secondOpinionInWorker } from '@pledge/verification';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const shipped = readdirSync('processes', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/** Most flows are inside a repeated subprocess, which is played as one task: too few are left to speak of agreement. */
const TOO_LITTLE_COMPARED = new Set(['written-notice']);

/** The verdict is asked for here, not the speed of this machine. */
const LIMIT_MS = 120_000;

/** Design D1: every shipped process is played on bpmn-engine too. */
describe('second opinion on the shipped processes', () => {
  it.each(shipped)(
    'does not disagree on %s',
    async (key) => {
      const xml = readFileSync(join('processes', key, `${key}.bpmn`), 'utf8');
      const opinion = await secondOpinionInWorker(xml, key, LIMIT_MS);
      const enough = !TOO_LITTLE_COMPARED.has(key);
      expect({ verdict: opinion.verdict, divergence: opinion.divergence }).toEqual({
        verdict: enough ? 'agrees' : 'not-comparable',
        divergence: null,
      });
      expect(opinion.share >= MINIMUM_SHARE).toBe(enough);
    },
    LIMIT_MS,
  );
});
