import { TemplateError } from '../templating/compile.js';
import { parseSubset, type HtmlElement, type HtmlNode, type HtmlSubset } from './html-subset.js';

/** A node of a pdfmake document: plain data, so that it can be sent to the worker. */
export type PdfNode = Record<string, unknown>;

/** The HTML that `print.hbs` may yield (design section 7); everything else is refused by name. */
export const PRINT_SUBSET: HtmlSubset = {
  tags: {
    h1: [],
    h2: [],
    h3: [],
    p: [],
    strong: [],
    em: [],
    br: [],
    hr: [],
    ul: [],
    ol: [],
    li: [],
    table: ['columns'],
    thead: [],
    tbody: [],
    tr: [],
    th: ['colspan'],
    td: ['colspan'],
    img: ['src', 'alt'],
    'signature-box': ['label', 'note'],
    'seal-box': ['label', 'note'],
  },
};

const INLINE = new Set(['strong', 'em', 'br']);
const BOXES = new Set(['signature-box', 'seal-box']);
const HEADINGS: Readonly<Record<string, PdfNode>> = {
  h1: { fontSize: 18, bold: true, alignment: 'center', margin: [0, 4, 0, 12] },
  h2: { fontSize: 12.5, bold: true, margin: [0, 12, 0, 5] },
  h3: { fontSize: 11, bold: true, margin: [0, 8, 0, 3] },
};
const MM = 72 / 25.4;
/** Points. A company's seal is 40 mm wide and may reach over the lines. */
const SEAL_HEIGHT = 96;
const SIGNATURE_HEIGHT = 70;
const IMAGE = /^data:image\/(png|jpeg);base64,[A-Za-z0-9+/]+={0,2}$/;

/** Turns the listed HTML into pdfmake content. Throws TemplateError that names `file` and the tag. */
export function printContent(file: string, html: string): PdfNode[] {
  return blocks(file, parseSubset(file, html, PRINT_SUBSET));
}

function blocks(file: string, nodes: readonly HtmlNode[]): PdfNode[] {
  const out: PdfNode[] = [];
  let run: HtmlNode[] = [];
  let boxes: HtmlElement[] = [];
  const flush = (): void => {
    const text = inlines(file, run);
    if (text.length > 0) out.push({ text, margin: [0, 0, 0, 4] });
    run = [];
    if (boxes.length > 0) out.push(boxRow(file, boxes));
    boxes = [];
  };
  for (const node of nodes) {
    const blank = node.kind === 'text' && node.text.trim() === '';
    if (boxes.length > 0 && blank) continue;
    if (node.kind === 'element' && BOXES.has(node.tag)) {
      if (run.length > 0) flush();
      boxes.push(node);
    } else if (node.kind === 'text' || INLINE.has(node.tag)) {
      if (boxes.length > 0) flush();
      run.push(node);
    } else {
      flush();
      out.push(block(file, node));
    }
  }
  flush();
  return out;
}

function block(file: string, node: HtmlElement): PdfNode {
  switch (node.tag) {
    case 'h1':
    case 'h2':
    case 'h3':
      return { text: inlines(file, node.children), headlineLevel: Number(node.tag.slice(1)), ...HEADINGS[node.tag] };
    case 'p':
      return { text: inlines(file, node.children), margin: [0, 0, 0, 5] };
    case 'hr':
      return {
        table: { widths: ['*'], body: [[{ text: '', border: [false, false, false, true] }]] },
        layout: 'document',
        margin: [0, 2, 0, 8],
      };
    case 'ul':
    case 'ol':
      return {
        [node.tag]: elements(file, node, ['li']).map((item) => ({ stack: blocks(file, item.children) })),
        margin: [0, 0, 0, 5],
      };
    case 'img':
      return image(file, node);
    case 'table':
      return table(file, node);
    default:
      throw new TemplateError(file, `<${node.tag}> may not stand here`);
  }
}

function inlines(file: string, nodes: readonly HtmlNode[], style: PdfNode = {}): PdfNode[] {
  const out: PdfNode[] = [];
  for (const node of nodes) {
    if (node.kind === 'text') out.push({ text: node.text.replace(/[ \t\r\n]+/g, ' '), ...style });
    else if (node.tag === 'br') out.push({ text: '\n' });
    else if (node.tag === 'strong') out.push(...inlines(file, node.children, { ...style, bold: true }));
    else if (node.tag === 'em') out.push(...inlines(file, node.children, { ...style, decoration: 'underline' }));
    else throw new TemplateError(file, `<${node.tag}> may not stand inside a line of text`);
  }
  if (Object.keys(style).length > 0) return out;
  const first = out[0];
  if (first) first['text'] = String(first['text']).trimStart();
  const last = out[out.length - 1];
  if (last && last['text'] !== '\n') last['text'] = String(last['text']).trimEnd();
  return out.filter((part) => part['text'] !== '');
}

/** The element children; text between them must be blank and their tags listed. */
function elements(file: string, parent: HtmlElement, tags: readonly string[]): HtmlElement[] {
  const out: HtmlElement[] = [];
  for (const child of parent.children) {
    if (child.kind === 'text') {
      if (child.text.trim() !== '')
        throw new TemplateError(file, `text directly inside <${parent.tag}>: "${child.text.trim().slice(0, 20)}"`);
    } else if (tags.includes(child.tag)) out.push(child);
    else throw new TemplateError(file, `<${child.tag}> may not stand directly inside <${parent.tag}>`);
  }
  return out;
}

function table(file: string, node: HtmlElement): PdfNode {
  const sections = elements(file, node, ['thead', 'tbody', 'tr']);
  const head = sections
    .filter((section) => section.tag === 'thead')
    .flatMap((section) => elements(file, section, ['tr']));
  const rest = sections.flatMap((section) =>
    section.tag === 'tr' ? [section] : section.tag === 'tbody' ? elements(file, section, ['tr']) : [],
  );
  const rows = [...head, ...rest].map((row) => cells(file, row));
  if (rows.length === 0) throw new TemplateError(file, '<table> without rows');
  const width = Math.max(...rows.map((row) => row.length));
  const widths = columnWidths(file, node.attributes['columns'], width);
  for (const row of rows) {
    if (row.length !== width)
      throw new TemplateError(file, `<tr> with ${String(row.length)} columns in a <table> of ${String(width)}`);
  }
  return {
    table: {
      widths,
      body: rows,
      headerRows: head.length,
      dontBreakRows: rows.length > 1,
      keepWithHeaderRows: head.length > 0 ? 1 : 0,
    },
    layout: 'document',
    margin: [0, 2, 0, 8],
  };
}

function cells(file: string, row: HtmlElement): PdfNode[] {
  const out: PdfNode[] = [];
  for (const cell of elements(file, row, ['th', 'td'])) {
    const span = cell.attributes['colspan'] === undefined ? 1 : Number(cell.attributes['colspan']);
    if (!Number.isInteger(span) || span < 1 || span > 20)
      throw new TemplateError(file, `<${cell.tag} colspan="${String(cell.attributes['colspan'])}">`);
    const content = blocks(file, cell.children);
    const stack =
      content.length > 0
        ? content.map((node, index) => (index === content.length - 1 ? tight(node) : node))
        : [{ text: ' ' }];
    out.push({ stack, ...(span > 1 ? { colSpan: span } : {}), ...(cell.tag === 'th' ? { bold: true } : {}) });
    for (let filler = 1; filler < span; filler += 1) out.push({ text: '' });
  }
  return out;
}

/** The last block of a cell needs no distance below. */
const tight = (node: PdfNode): PdfNode =>
  'text' in node && !('headlineLevel' in node) ? { ...node, margin: [0, 0, 0, 0] } : node;

function columnWidths(file: string, columns: string | undefined, count: number): (string | number)[] {
  if (columns === undefined) return Array.from({ length: count }, () => '*');
  const widths = columns
    .trim()
    .split(/\s+/)
    .map((part) => {
      const mm = /^(\d{1,3})mm$/.exec(part);
      if (mm) return Number(mm[1]) * MM - 9;
      if (part === '*' || part === 'auto') return part;
      throw new TemplateError(file, `<table columns="${columns}">: "${part}" is neither *, auto nor millimetres`);
    });
  if (widths.length !== count)
    throw new TemplateError(
      file,
      `<table columns="${columns}"> names ${String(widths.length)} columns, the table has ${String(count)}`,
    );
  return widths;
}

function image(file: string, node: HtmlElement): PdfNode {
  const source = node.attributes['src'] ?? '';
  if (!IMAGE.test(source)) throw new TemplateError(file, '<img>: only data:image/png and data:image/jpeg');
  return { image: source, fit: [150, 48] };
}

/** Neighbouring boxes stand side by side and never break over pages. */
function boxRow(file: string, boxes: readonly HtmlElement[]): PdfNode {
  const tops = boxes.map((box): PdfNode => {
    const label = box.attributes['label'];
    if (label === undefined || label === '') throw new TemplateError(file, `<${box.tag}> needs a label`);
    return {
      stack: [{ text: label, bold: true, margin: [0, 0, 0, 4] }, ...blocks(file, box.children)],
      border: [true, true, true, false],
    };
  });
  const notes = boxes.map((box): PdfNode => ({
    text: box.attributes['note'] ?? ' ',
    border: [true, false, true, true],
  }));
  const height = boxes.some((box) => box.tag === 'seal-box') ? SEAL_HEIGHT : SIGNATURE_HEIGHT;
  return {
    table: { widths: boxes.map(() => '*'), heights: [height, 'auto'], body: [tops, notes], dontBreakRows: true },
    layout: 'document',
    margin: [0, 8, 0, 8],
    unbreakable: true,
  };
}
