import {
  parseSubset,
  TemplateError,
  type HtmlNode,
  type HtmlSubset,
  type TemplateLanguage,
  type TemplateSource,
} from '../documents/index.js';

/** The HTML that `body.hbs` may yield. Mail programs understand all of it, and it has a plain text form. */
export const MAIL_SUBSET: HtmlSubset = {
  tags: {
    p: [],
    strong: [],
    em: [],
    br: [],
    hr: [],
    ul: [],
    ol: [],
    li: [],
    a: ['href'],
    table: [],
    tr: [],
    th: [],
    td: [],
  },
};
const BLOCKS = new Set(['p', 'hr', 'ul', 'ol', 'li', 'table', 'tr']);
/** A subject is one line; longer ones are cut by mail programs anyway. */
const SUBJECT_LENGTH = 200;

export interface Message {
  readonly language: TemplateLanguage;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Fills `subject.hbs` and `body.hbs`. In a drill every subject begins with 【演练】 (design section 5). Throws TemplateError. */
export function message(
  catalog: TemplateSource,
  name: string,
  language: TemplateLanguage,
  data: Readonly<Record<string, unknown>>,
  drill: boolean,
): Message {
  const template = catalog.find(name, language);
  if (!template?.subject || !template.body)
    throw new TemplateError(name, 'there is no template of that name with subject.hbs and body.hbs');
  const all = { ...data, language: template.language, labels: catalog.labels(template.language), drill };
  const line = template.subject(all).replace(/\s+/g, ' ').trim();
  const subject = `${drill ? (template.language === 'en' ? '[DRILL] ' : '【演练】') : ''}${line}`.slice(
    0,
    SUBJECT_LENGTH,
  );
  const file = `${name}/body.hbs`;
  const filled = template.body(all);
  const nodes = parseSubset(file, filled, MAIL_SUBSET);
  const notice = drill
    ? template.language === 'en'
      ? 'This is a drill. Nothing has happened.'
      : '这是演练，没有发生真实故障。'
    : '';
  return {
    language: template.language,
    subject,
    text: [notice, plainText(file, nodes, template.language)].filter((part) => part !== '').join('\n\n'),
    html: `<!doctype html><html lang="${template.language}"><head><meta charset="utf-8"><title>${escape(subject)}</title></head><body style="font-family:'PingFang SC','Microsoft YaHei',sans-serif;font-size:15px;line-height:1.6;color:#1f1f1f">${notice === '' ? '' : `<p><strong>${escape(notice)}</strong></p>`}${filled}</body></html>`,
  };
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** What chats, and mail programs without HTML, show: one paragraph per block, links written out. */
export function plainText(file: string, nodes: readonly HtmlNode[], language: TemplateLanguage): string {
  return inner(file, nodes, language === 'en' ? ': ' : '：')
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function inner(file: string, nodes: readonly HtmlNode[], colon: string): string {
  return nodes.map((node) => one(file, node, colon)).join('');
}

function one(file: string, node: HtmlNode, colon: string): string {
  if (node.kind === 'text') return node.text.replace(/\s+/g, ' ').replace(/^ $/, '');
  if (node.tag === 'br') return '\n';
  const body = inner(file, node.children, colon);
  if (node.tag === 'a') {
    const href = node.attributes['href'] ?? '';
    if (!/^https?:\/\//.test(href)) throw new TemplateError(file, `<a href="${href}">: only http and https`);
    return body === href ? href : `${body}${colon}${href} `;
  }
  if (node.tag === 'li') return `\n- ${body.trim()}`;
  if (node.tag === 'th') return `${body.trim()}${colon}`;
  if (node.tag === 'td') return `${body.trim()}　`;
  if (node.tag === 'tr') return `\n${body.trim()}`;
  return BLOCKS.has(node.tag) ? `\n${body.trim()}\n` : body;
}
