import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const read = (path: string): string => readFileSync(join(import.meta.dirname, path), 'utf8');
const codes = [...read('../../../../libs/engine/src/execution/failure.ts').matchAll(/\| '([A-Z_]+)'/g)].map(
  (match) => match[1] ?? '',
);

describe('texts of incidents', () => {
  it.each(['zh-CN', 'en'])(
    'given every code of the engine, then %s says what happened and what mends it',
    (language) => {
      const { modeler } = JSON.parse(read(`../locales/${language}.json`)) as {
        modeler: { incidents: Readonly<Record<string, string>> };
      };
      expect(codes.length).toBeGreaterThan(10);
      expect(Object.keys(modeler.incidents).sort()).toEqual([...codes, 'told'].sort());
    },
  );
});
