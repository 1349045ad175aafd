// Runs in a worker thread: layout and fonts cost hundreds of milliseconds and must not stop the server. Plain
// JavaScript that imports packages only, so that the same file serves the built product and specs run from sources.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';

const require = createRequire(import.meta.url);
const pdfmake = require('pdfmake');
// fontkit is the font engine under pdfmake: asking the same one which glyphs exist cannot disagree with the print.
const pdfkitPath = createRequire(require.resolve('pdfmake')).resolve('pdfkit');
const fontkit = createRequire(pdfkitPath)('fontkit');

const FONT = 'NotoSansSC';
/** Marks header and footer, which pdfmake lists among the nodes of a page. */
const FURNITURE = 'furniture';
const MM = 72 / 25.4;
const MARGIN = 20 * MM;
const files = {
  normal: require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  bold: require.resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf'),
};
pdfmake.setFonts({
  [FONT]: { normal: files.normal, bold: files.bold, italics: files.normal, bolditalics: files.bold },
});
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path === files.normal || path === files.bold);
pdfmake.setTableLayouts({
  document: {
    hLineWidth: () => 0.75,
    vLineWidth: () => 0.75,
    hLineColor: () => '#000000',
    vLineColor: () => '#000000',
    paddingLeft: () => 4.5,
    paddingRight: () => 4.5,
    paddingTop: () => 3,
    paddingBottom: () => 3.5,
  },
});
const glyphs = [files.normal, files.bold].map((path) => fontkit.create(readFileSync(path)));

/** First character without a glyph in either weight, or null. Line ends and tabs need none. */
function missingGlyph(text) {
  for (const character of text) {
    const code = character.codePointAt(0);
    if (code === 0x0a || code === 0x0d || code === 0x09) continue;
    if (code < 0x20 || !glyphs.every((font) => font.hasGlyphForCodePoint(code))) return character;
  }
  return null;
}

/** Every printed string of the content, depth first; images and QR codes are bytes, not letters. */
function* printed(node) {
  if (typeof node === 'string') yield node;
  else if (Array.isArray(node)) for (const item of node) yield* printed(item);
  else if (node && typeof node === 'object') {
    for (const key of ['text', 'stack', 'ul', 'ol', 'columns']) if (key in node) yield* printed(node[key]);
    if (node.table) yield* printed(node.table.body);
  }
}

async function render({ content, page, extras }) {
  const missing = missingGlyph(
    [
      ...printed(content),
      page.title,
      page.header,
      page.numberLabel,
      page.number,
      page.footer,
      page.pageNumbers,
      page.watermark,
    ].join(''),
  );
  if (missing !== null) {
    const code = missing.codePointAt(0).toString(16).toUpperCase().padStart(4, '0');
    return { kind: 'missing-glyph', character: missing, code: `U+${code}` };
  }
  const rule = {
    table: { widths: ['*'], body: [[{ text: '', border: [false, false, false, true] }]] },
    layout: { ...lines, paddingTop: () => 0, paddingBottom: () => 0 },
  };
  const [first, ...rest] = content;
  const titled = first && first.headlineLevel === 1;
  const top =
    page.qr === ''
      ? content
      : [
          {
            columns: [
              { width: 62, text: '' },
              { width: '*', ...(titled ? { ...first, margin: [0, 16, 0, 12] } : { text: '' }) },
              { width: 62, qr: page.qr, fit: 58, eccLevel: 'M', alignment: 'right' },
            ],
            margin: [0, 0, 0, 6],
          },
          ...(titled ? rest : content),
        ];
  const definition = {
    pageSize: 'A4',
    pageOrientation: page.orientation,
    pageMargins: [MARGIN, MARGIN + 6, MARGIN, MARGIN],
    info: {
      title: page.title,
      creator: 'Pledge',
      producer: 'Pledge',
      creationDate: new Date(page.createdAt),
      modDate: new Date(page.createdAt),
    },
    language: page.language,
    defaultStyle: { font: FONT, fontSize: 10, lineHeight: 1.12, color: '#000000' },
    header: () => ({
      stack: [
        {
          columns: [
            { text: page.header, width: '*', style: FURNITURE },
            {
              text: `${page.numberLabel}${page.number}`,
              width: 210,
              alignment: 'right',
              bold: true,
              noWrap: true,
              style: FURNITURE,
            },
          ],
          fontSize: 9,
          columnGap: 12,
        },
        rule,
      ],
      margin: [MARGIN, 30, MARGIN, 0],
    }),
    footer: (current, total) => ({
      columns: [
        { text: page.footer, width: '*', style: FURNITURE },
        {
          text: page.pageNumbers.replaceAll('{page}', String(current)).replaceAll('{pages}', String(total)),
          width: 120,
          alignment: 'right',
          style: FURNITURE,
        },
      ],
      fontSize: 8.5,
      columnGap: 12,
      margin: [MARGIN, 18, MARGIN, 0],
    }),
    // A heading never stands alone at the end of a page.
    pageBreakBefore: (node, context) =>
      node.headlineLevel > 1 &&
      !context.getFollowingNodesOnPage().some((next) => next.text !== undefined && next.style !== FURNITURE),
    content: top,
    ...(page.watermark === ''
      ? {}
      : {
          watermark: { text: page.watermark, color: '#888888', opacity: 0.25, bold: true, fontSize: 110, angle: -45 },
        }),
  };
  const output = pdfmake.createPdf(definition);
  addExtras(await output.getStream(), extras);
  return { kind: 'pdf', bytes: await output.getBuffer() };
}

/** Files that travel inside the PDF, and an empty signature field that the server fills (ISO 32000-1, 7.11.4 and 12.8). */
function addExtras(document, { attachments, signature }) {
  for (const file of attachments) {
    const { name, description, mediaType: type } = file;
    const at = new Date(file.at);
    document.file(Buffer.from(file.bytes), {
      name,
      description,
      type,
      relationship: 'Source',
      creationDate: at,
      modifiedDate: at,
    });
  }
  if (signature === null) return;
  const text = (value) => new String(value); // pdfkit writes a bare string as a name
  const value = document.ref({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.CAdES.detached',
    ByteRange: [0, BYTE_RANGE, BYTE_RANGE, BYTE_RANGE],
    Contents: Buffer.alloc(signature.size),
    Name: text(signature.name),
    Reason: text(signature.reason),
    M: new Date(signature.at),
  });
  const widget = document.ref({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    // Printed, and locked; without a visible box.
    F: 132,
    Rect: [0, 0, 0, 0],
    T: text('Signature1'),
    V: value,
    P: document.page.dictionary,
  });
  value.end();
  widget.end();
  document.page.annotations.push(widget);
  // pdfkit writes the form itself at the end; it insists on its fonts.
  document.initForm();
  const form = document._root.data.AcroForm;
  // Signatures exist, and the file may only be appended to.
  form.data = { SigFlags: 3, Fields: [widget], DR: form.data.DR };
}
/** What `@signpdf/signpdf` looks for. */
const BYTE_RANGE = '**********';

const lines = {
  hLineWidth: () => 0.75,
  vLineWidth: () => 0,
  hLineColor: () => '#000000',
};

parentPort.on('message', (job) => {
  render(job).then(
    (result) => parentPort.postMessage({ id: job.id, ...result }),
    (error) => parentPort.postMessage({ id: job.id, kind: 'failed', message: String(error?.message ?? error) }),
  );
});
