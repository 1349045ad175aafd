import type { InstanceMode } from '@pledge/engine';
import { TemplateError } from '../templating/compile.js';
import type { TemplateLanguage, TemplateSource } from '../templating/template-catalog.js';
import type { PdfRenderer, PrintExtras } from './pdf-renderer.js';
import { printContent } from './print-content.js';

export interface ComposeRequest {
  readonly template: string;
  readonly language: TemplateLanguage;
  /** Printed top right and stored; put into the data as `document.number`. */
  readonly number: string;
  /** Epoch ms, product time. */
  readonly createdAt: number;
  /** Page opened by the QR code. */
  readonly url: string;
  readonly mode: InstanceMode;
  readonly data: Readonly<Record<string, unknown>>;
  readonly extras?: PrintExtras;
}
export interface ComposedDocument {
  readonly title: string;
  readonly templateVersion: number;
  readonly language: TemplateLanguage;
  readonly bytes: Buffer;
}

/** On every page of a drill, whatever the template says (design section 6, ui.md: unmistakable). */
const DRILL_WATERMARK: Readonly<Record<TemplateLanguage, string>> = { 'zh-CN': '演练', en: 'DRILL' };

/** Template + data → PDF. Throws TemplateError, MissingGlyphError or RenderFailedError; writes nothing. */
export async function compose(
  catalog: TemplateSource,
  renderer: PdfRenderer,
  request: ComposeRequest,
): Promise<ComposedDocument> {
  const template = catalog.find(request.template, request.language);
  if (!template?.print || !template.page)
    throw new TemplateError(request.template, 'there is no template of that name with a print.hbs');
  const { spec, texts } = template.page;
  const language = template.language;
  const data = {
    ...request.data,
    language,
    labels: catalog.labels(language),
    drill: request.mode === 'drill',
    document: { number: request.number, createdAt: request.createdAt, url: request.url },
  };
  const file = `${template.name}/print.hbs`;
  const content = printContent(file, template.print(data));
  const title = texts.title(data).trim();
  const page = {
    title,
    header: texts.header(data),
    numberLabel: texts.numberLabel(data),
    number: request.number,
    qr: texts.qr(data),
    footer: texts.footer(data),
    pageNumbers: texts.pageNumbers(data),
    watermark: request.mode === 'drill' ? DRILL_WATERMARK[language] : texts.watermark(data),
    orientation: spec.orientation,
    language,
    createdAt: request.createdAt,
  };
  const bytes = await renderer.render(content, page, request.extras);
  return { title, templateVersion: spec.version, language, bytes };
}
