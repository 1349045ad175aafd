import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Language = 'zh-CN' | 'en';

const read = (path: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(process.cwd(), path), 'utf8')) as Record<string, unknown>;
const catalogues = new Map<Language, Record<string, unknown>>();

function catalogue(language: Language): Record<string, unknown> {
  const known = catalogues.get(language);
  if (known) return known;
  const all = ['apps/desk/src/locales', 'apps/modeler/src/locales', 'libs/web/src/i18n/locales'];
  const merged = Object.assign({}, ...all.map((folder) => read(`${folder}/${language}.json`))) as Record<
    string,
    unknown
  >;
  catalogues.set(language, merged);
  return merged;
}

/** The text a person sees under a key of the apps' texts; throws for a key that does not exist. */
export function textOf(
  language: Language,
  key: string,
  values: Readonly<Record<string, string | number>> = {},
): string {
  let found: unknown = catalogue(language);
  for (const part of key.split('.')) found = (found as Record<string, unknown> | undefined)?.[part];
  if (typeof found !== 'string') throw new Error(`no text ${key} in ${language}`);
  return found.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));
}
