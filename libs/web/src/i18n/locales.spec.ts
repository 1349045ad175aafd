import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkLocales } from './locale-usage.js';

const root = join(import.meta.dirname, '..');
const read = (path: string): object => JSON.parse(readFileSync(join(root, path), 'utf8')) as object;
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.spec.ts'))
  .map((path) => readFileSync(join(root, path), 'utf8'));

describe('texts of libs/web', () => {
  it('given both languages, when compared with the sources, then nothing is missing, unused or shaped differently', () => {
    const locales = { 'zh-CN': read('i18n/locales/zh-CN.json'), en: read('i18n/locales/en.json') };
    expect(checkLocales(sources, locales, ['web'])).toEqual({ missing: [], unused: [], placeholders: [] });
  });
  it('given a key that one language lacks, one nobody uses and one with another placeholder, when checked, then each is named', () => {
    const zh = { web: { a: '甲', b: '乙', c: '{{n}} 个' } };
    const en = { web: { a: 'A', c: '{{count}} pieces' } };
    expect(checkLocales(["t('web.a'); t('web.c'); t('web.d')"], { zh, en }, ['web'])).toEqual({
      missing: ['en: web.b', 'en: web.d', 'zh: web.d'],
      unused: ['web.b'],
      placeholders: ['web.c'],
    });
  });
});
