import { compileTemplate, TemplateError, type Fill } from './compile.js';
import { pageSpecSchema, type PageSpec } from './page-spec.js';

export type TemplateLanguage = 'zh-CN' | 'en';
export const TEMPLATE_LANGUAGES: readonly TemplateLanguage[] = ['zh-CN', 'en'];
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

/** Name below the template's folder (`print.hbs`, `en/subject.hbs`) → text. */
export type TemplateFiles = Readonly<Record<string, string>>;

const PAGE_TEXTS: readonly PageText[] = ['title', 'header', 'numberLabel', 'qr', 'footer', 'pageNumbers', 'watermark'];
/** Chinese stands in the template's own folder, other languages in a folder of their name. */
const PREFIX_OF: Readonly<Record<TemplateLanguage, string>> = { 'zh-CN': '', en: 'en/' };

/** Every language of one template, compiled and checked. @throws TemplateError naming the file */
export function loadTemplates(name: string, files: TemplateFiles): Template[] {
  const given = TEMPLATE_LANGUAGES.filter((language) => language === 'zh-CN' || hasFiles(files, PREFIX_OF[language]));
  return given.map((language) => load(name, language, files));
}

const hasFiles = (files: TemplateFiles, prefix: string): boolean =>
  Object.keys(files).some((name) => name.startsWith(prefix));

function load(name: string, language: TemplateLanguage, files: TemplateFiles): Template {
  const prefix = PREFIX_OF[language];
  const file = (fileName: string): string => `${name}/${prefix}${fileName}`;
  const own = (path: string): string | null => (Object.hasOwn(files, path) ? (files[path] ?? null) : null);
  const read = (fileName: string): string | null => own(prefix + fileName);
  const fill = (fileName: string, kind: 'html' | 'text'): Fill | null => {
    const source = read(fileName);
    return source === null ? null : compileTemplate(file(fileName), source, kind);
  };
  const sampleText = read('sample.json') ?? own('sample.json');
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

/** @throws TemplateError when the text is no JSON */
export function json(file: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new TemplateError(file, (error as Error).message);
  }
}
