import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { guardChoices } from './modeling.labels.js';

const root = join(import.meta.dirname, '..');
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'),
);

describe('guards in the lists of the studio', () => {
  it('given the guards of this build, when compared with what the studio offers, then they are the same', () => {
    const built = sources.flatMap((name) =>
      [...readFileSync(join(root, name), 'utf8').matchAll(/@Requirement\('([^']+)'\)/g)].map((match) => match[1]),
    );
    expect(guardChoices.map(({ value }) => value).sort()).toEqual(built.sort());
  });
});
