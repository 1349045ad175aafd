import { describe, expect, it } from '@jest/globals';
import { parseBpmn } from '@pledge/engine';
import { checkSoundness } from '@pledge/verification';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const shipped = readdirSync('processes', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/** No shipped process can wait for ever, do a step twice or hold a step that is never carried out. */
describe('soundness of the shipped processes', () => {
  it.each(shipped)('holds for %s', async (key) => {
    const { definitions } = await parseBpmn(readFileSync(join('processes', key, `${key}.bpmn`), 'utf8'));
    expect(definitions.flatMap((definition) => checkSoundness(definition))).toEqual([]);
  });
});
