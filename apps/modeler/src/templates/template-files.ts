import type { Change } from '../publish/what-changed.js';

/** What i18next would take for its own placeholders. */
export const braces = { open: '{{', close: '}}' } as const;

export type TemplateFiles = Readonly<Record<string, string>>;

/** The files of a template's text; null when it is no JSON object of texts. */
export function readFiles(content: string): TemplateFiles | null {
  try {
    const files: unknown = JSON.parse(content);
    const ok =
      typeof files === 'object' && files !== null && Object.values(files).every((text) => typeof text === 'string');
    return ok ? (files as TemplateFiles) : null;
  } catch {
    return null;
  }
}

/** In the order in which the server keeps them, so that an unchanged template has unchanged bytes. */
export function writeFiles(files: TemplateFiles): string {
  return JSON.stringify(Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** What a template can have, in the order of the tabs; English files stand in `en/`. */
export const FILES = ['subject.hbs', 'body.hbs', 'print.hbs', 'page.json', 'sample.json'] as const;
export type FileName = (typeof FILES)[number];

/** A template is a message, a document, or both. */
export function partsOf(files: TemplateFiles): { readonly message: boolean; readonly document: boolean } {
  return { message: 'body.hbs' in files, document: 'print.hbs' in files };
}

export function newMessage(words: { readonly subject: string; readonly body: string }): string {
  const sample = { recipient: { name: '王工' }, case: { number: 'GD-2026-0001', title: '核心路由器不可达' } };
  return writeFiles({
    'subject.hbs': `${words.subject}\n`,
    'body.hbs': `${words.body}\n`,
    'sample.json': `${JSON.stringify(sample, null, 2)}\n`,
  });
}

/** Files that a draft adds, drops or changes. */
export function fileChanges(before: string, after: string): readonly Change[] {
  const [old, now] = [readFiles(before) ?? {}, readFiles(after) ?? {}];
  const change = (kind: Change['kind'], name: string): Change => ({ kind, id: name, name, type: 'file' });
  return [
    ...Object.keys(now)
      .filter((name) => !(name in old))
      .map((name) => change('added', name)),
    ...Object.keys(old)
      .filter((name) => !(name in now))
      .map((name) => change('removed', name)),
    ...Object.keys(now)
      .filter((name) => name in old && old[name] !== now[name])
      .map((name) => change('changed', name)),
  ];
}

/** Paths of a sample that a template can name, such as `case.number`; lists are named by their first entry. */
export function pathsOf(sample: string): readonly string[] {
  try {
    return walk(JSON.parse(sample) as unknown, '').slice(0, 300);
  } catch {
    return [];
  }
}

function walk(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return [path, ...walk(value[0], `${path}.[0]`).slice(1)];
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, inner]) => walk(inner, path === '' ? name : `${path}.${name}`));
  return path === '' ? [] : [path];
}
