import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkLocales } from '../../../../libs/web/src/i18n/locale-usage.js';

const root = join(import.meta.dirname, '..');
const read = (name: string): object => JSON.parse(readFileSync(join(root, 'locales', name), 'utf8')) as object;
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.spec.ts'))
  .map((path) => readFileSync(join(root, path), 'utf8'));

describe('texts of the desk', () => {
  it('given both languages, when compared with the sources, then nothing is missing, unused or shaped differently', () => {
    const locales = { 'zh-CN': read('zh-CN.json'), en: read('en.json') };
    expect(checkLocales(sources, locales, [...Object.keys(locales.en)])).toEqual({
      missing: [],
      unused: [],
      placeholders: [],
    });
  });
  it('given the sources, when searched for Chinese, then all of it stands in the locale files', () => {
    const offenders = sources.flatMap((source) =>
      [
        ...source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').matchAll(/['"`>][^'"`<>\n]*[\u4e00-\u9fff][^'"`<>\n]*/g),
      ].map((match) => match[0]),
    );
    // the language switch names each language in itself; 、 joins lists in both
    expect(offenders.filter((text) => !/中文/.test(text))).toEqual([]);
  });
});
