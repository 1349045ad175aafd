import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkLocales } from '../../../../libs/web/src/i18n/locale-usage.js';

const root = join(import.meta.dirname, '..');
const read = (name: string): object => JSON.parse(readFileSync(join(root, 'locales', name), 'utf8')) as object;
// the dictionaries of the embedded editors are Chinese by purpose
const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (path) => /\.tsx?$/.test(path) && !/(\.spec\.ts|zh-texts\.ts)$/.test(path),
);
const sources = paths.map((path) => readFileSync(join(root, path), 'utf8'));

describe('texts of the studio', () => {
  it('given both languages, when compared with the sources, then nothing is missing, unused or shaped differently', () => {
    const locales = { 'zh-CN': read('zh-CN.json'), en: read('en.json') };
    expect(checkLocales(sources, locales, ['modeler'])).toEqual({ missing: [], unused: [], placeholders: [] });
  });

  it('given the sources, when searched for Chinese, then all of it stands in the locale files', () => {
    const offenders = sources.flatMap((source) =>
      [
        ...source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').matchAll(/['"`>][^'"`<>\n]*[\u4e00-\u9fff][^'"`<>\n]*/g),
      ].map((match) => match[0]),
    );
    // a sample name in a new text
    expect(offenders.filter((text) => !/王工|核心路由器/.test(text))).toEqual([]);
  });
});
