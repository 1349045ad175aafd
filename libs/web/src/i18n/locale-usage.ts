/** What a check of the locale files found; all empty when they are in order. */
export interface LocaleFindings {
  /** `language: key` used in a source, absent from that language's file. */
  readonly missing: readonly string[];
  /** Keys that no source names. */
  readonly unused: readonly string[];
  /** `key: placeholders` that differ between the languages. */
  readonly placeholders: readonly string[];
}

/** Flattens nested texts to `a.b.c` keys. Plural endings of i18next (`_one`, `_other`) count as their stem. */
export function keysOf(texts: object, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(texts)) {
    const key = prefix === '' ? name : `${prefix}.${name}`;
    if (typeof value === 'string') found.set(key.replace(/_(one|other)$/, ''), value);
    else for (const [inner, text] of keysOf(value as object, key)) found.set(inner, text);
  }
  return found;
}

/**
 * Compares sources with locale files. A source uses a key by `t('a.b')` or by naming it as a whole string; `` t(`a.${x}`) ``
 * uses every key under `a.`. Only keys under `roots` are judged.
 */
export function checkLocales(
  sources: readonly string[],
  locales: Readonly<Record<string, object>>,
  roots: readonly string[],
): LocaleFindings {
  const flat = Object.entries(locales).map(([language, texts]) => ({ language, keys: keysOf(texts) }));
  const named = new Set<string>();
  const called = new Set<string>();
  const prefixes = new Set<string>();
  for (const source of sources) {
    for (const match of source.matchAll(/['"`]([a-zA-Z][\w-]*(?:\.[\w-]+)+)['"`]/g)) named.add(match[1] ?? '');
    for (const match of source.matchAll(/\bt\(\s*['"`]([\w.-]+)['"`]/g)) called.add(match[1] ?? '');
    for (const match of source.matchAll(/`([a-zA-Z][\w.-]*\.)\$\{/g)) prefixes.add(match[1] ?? '');
  }
  const judged = (key: string): boolean => roots.includes(key.split('.')[0] ?? '');
  const missing = flat.flatMap(({ language, keys }) =>
    [...new Set([...called, ...flat.flatMap((other) => [...other.keys.keys()])])]
      .filter((key) => judged(key) && !keys.has(key))
      .map((key) => `${language}: ${key}`),
  );
  const all = new Set(flat.flatMap(({ keys }) => [...keys.keys()]));
  const unused = [...all].filter(
    (key) =>
      judged(key) && !named.has(key) && !called.has(key) && ![...prefixes].some((prefix) => key.startsWith(prefix)),
  );
  const placeholders = [...all].filter((key) => {
    const shapes = flat.map(({ keys }) => marks(keys.get(key) ?? ''));
    return shapes.some((shape) => shape !== shapes[0]);
  });
  return { missing: missing.sort(), unused: unused.sort(), placeholders: placeholders.sort() };
}

function marks(text: string): string {
  return [...new Set([...text.matchAll(/\{\{\s*([\w.]+)/g)].map((match) => match[1]))].sort().join(',');
}
