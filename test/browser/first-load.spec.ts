import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const folder = join(process.cwd(), 'dist', 'apps', 'desk');
const assets = join(folder, 'assets');

/** Chunks that a chunk needs before it runs: its static imports, and theirs. */
function withImports(names: readonly string[], found = new Set<string>()): Set<string> {
  for (const name of names) {
    if (found.has(name)) continue;
    found.add(name);
    const text = readFileSync(join(assets, name), 'utf8');
    withImports(
      [...text.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)].map((match) => match[1] ?? ''),
      found,
    );
  }
  return found;
}
const chunk = (stem: string): string => {
  const name = readdirSync(assets).find((file) => new RegExp(`^${stem}-[\\w-]{8}\\.js$`).test(file));
  if (name === undefined) throw new Error(`no chunk ${stem} in the build of the desk`);
  return name;
};
const gzipped = (names: Iterable<string>): number =>
  [...names].reduce((sum, name) => sum + gzipSync(readFileSync(join(assets, name))).length, 0);

/** The build of the desk, as a phone on a slow network gets it. */
describe('first load of the desk', () => {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const entry = [...page.matchAll(/\/assets\/([\w.-]+\.js)/g)].map((match) => match[1] ?? '');

  it.each(['inbox-page', 'portal-home'])(
    'given the first page is %s, when it is opened, then less than 300 KB of JavaScript (gzip) is fetched',
    (stem) => {
      const names = withImports([...entry, chunk(stem)]);
      expect(names.size).toBeGreaterThan(2);
      expect(gzipped(names)).toBeLessThan(300 * 1024);
    },
  );

  it('given diagrams and forms, when the inbox is opened, then neither editor nor viewer is fetched', () => {
    const names = [...withImports([...entry, chunk('inbox-page')])];
    expect(names.filter((name) => /diagram-viewer-impl|form-view-impl/.test(name))).toEqual([]);
  });
});
