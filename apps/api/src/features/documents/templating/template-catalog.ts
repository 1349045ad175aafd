import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileTemplate, TemplateError, type Fill } from './compile.js';
import { pageSpecSchema, type PageSpec } from './page-spec.js';

export type TemplateLanguage = 'zh-CN' | 'en';
export type Labels = Readonly<Record<string, Readonly<Record<string, string>>>>;
type PageText = 'title' | 'header' | 'numberLabel' | 'qr' | 'footer' | 'pageNumbers' | 'watermark';

/** A compiled template in one language. A message has subject and body, a document has print and page; some have all. */
export interface Template {
  readonly name: string;
  readonly language: TemplateLanguage;
  readonly subject: Fill | null;
  readonly body: Fill | null;
  readonly print: Fill | null;
  readonly page: { readonly spec: PageSpec; readonly texts: Readonly<Record<PageText, Fill>> } | null;
  readonly sample: Readonly<Record<string, unknown>>;
}

const PAGE_TEXTS: readonly PageText[] = ['title', 'header', 'numberLabel', 'qr', 'footer', 'pageNumbers', 'watermark'];
/** Chinese stands in the template's own folder, other languages in a folder of their name. */
const FOLDER_OF: Readonly<Record<TemplateLanguage, string>> = { 'zh-CN': '.', en: 'en' };

/** All templates of a folder, compiled at once, so that a bad one stops the start and not a customer's document. */
export class TemplateCatalog {
  private readonly templates = new Map<string, Template>();
  private readonly words = new Map<TemplateLanguage, Labels>();

  /** Throws TemplateError, naming the file. */
  constructor(folder: string) {
    for (const language of ['zh-CN', 'en'] as const) {
      const file = `labels.${language}.json`;
      const path = join(folder, file);
      this.words.set(language, existsSync(path) ? (json(file, readFileSync(path, 'utf8')) as Labels) : {});
    }
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (!entry.isDirectory()) continue;
      for (const language of ['zh-CN', 'en'] as const) {
        const files = join(folder, entry.name, FOLDER_OF[language]);
        if (!existsSync(files)) continue;
        this.templates.set(`${entry.name}/${language}`, load(entry.name, language, files, join(folder, entry.name)));
      }
    }
  }

  /** Words for codes (`labels.<language>.json`): group → code → text. Given to every template as `labels`. */
  labels(language: TemplateLanguage): Labels {
    return this.words.get(language) ?? {};
  }

  names(): string[] {
    return [...new Set([...this.templates.values()].map((template) => template.name))].sort();
  }

  all(): Template[] {
    return [...this.templates.values()];
  }

  /** The template in the wanted language, else in Chinese; null when there is none of that name. */
  find(name: string, language: TemplateLanguage): Template | null {
    return this.templates.get(`${name}/${language}`) ?? this.templates.get(`${name}/zh-CN`) ?? null;
  }
}

function load(name: string, language: TemplateLanguage, folder: string, root: string): Template {
  const file = (fileName: string): string => `${name}/${language === 'en' ? 'en/' : ''}${fileName}`;
  const read = (fileName: string): string | null =>
    existsSync(join(folder, fileName)) ? readFileSync(join(folder, fileName), 'utf8') : null;
  const fill = (fileName: string, kind: 'html' | 'text'): Fill | null => {
    const source = read(fileName);
    return source === null ? null : compileTemplate(file(fileName), source, kind);
  };
  const sampleText =
    read('sample.json') ??
    (existsSync(join(root, 'sample.json')) ? readFileSync(join(root, 'sample.json'), 'utf8') : null);
  if (sampleText === null)
    throw new TemplateError(file('sample.json'), 'missing: every template has a sample that it is tried with');
  const subject = fill('subject.hbs', 'text');
  const body = fill('body.hbs', 'html');
  const print = fill('print.hbs', 'html');
  const pageText = read('page.json');
  if ((subject === null) !== (body === null))
    throw new TemplateError(file('subject.hbs'), 'subject.hbs and body.hbs belong together');
  if ((print === null) !== (pageText === null))
    throw new TemplateError(file('print.hbs'), 'print.hbs and page.json belong together');
  return {
    name,
    language,
    subject,
    body,
    print,
    page: pageText === null ? null : loadPage(file('page.json'), pageText),
    sample: json(file('sample.json'), sampleText) as Record<string, unknown>,
  };
}

function loadPage(file: string, text: string): Template['page'] {
  const parsed = pageSpecSchema.safeParse(json(file, text));
  if (!parsed.success)
    throw new TemplateError(
      file,
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '),
    );
  const spec = parsed.data;
  const texts = Object.fromEntries(
    PAGE_TEXTS.map((key) => [key, compileTemplate(`${file}#${key}`, spec[key], 'text')]),
  ) as Record<PageText, Fill>;
  return { spec, texts };
}

function json(file: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new TemplateError(file, (error as Error).message);
  }
}
