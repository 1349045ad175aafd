import { Problem } from '@pledge/runtime';
import { fileTypeFromBuffer } from 'file-type';
import { Parser } from 'htmlparser2';
import mammoth from 'mammoth';
import { extractText, getDocumentProxy } from 'unpdf';

const MAX_PAGES = 500;
const MAX_CHARACTERS = 500_000;
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * The text of a Word file (.docx), a PDF or a plain text; cells of tables parted by tabs. The kind is told by the bytes.
 * @throws Problem CLAUSE_FILE_UNREADABLE, CLAUSE_FILE_KIND, CLAUSE_FILE_EMPTY, CLAUSE_TEXT_TOO_LONG
 */
export async function textOfFile(bytes: Uint8Array): Promise<string> {
  const kind = (await fileTypeFromBuffer(bytes))?.mime;
  let text: string;
  if (kind === DOCX) text = await readable(() => wordText(bytes));
  else if (kind === 'application/pdf') text = await readable(() => pdfText(bytes));
  else if (kind === undefined) text = plainText(bytes);
  else throw new Problem('invalid', 'CLAUSE_FILE_KIND', { kind });
  if (text.trim() === '') throw new Problem('invalid', 'CLAUSE_FILE_EMPTY');
  if (text.length > MAX_CHARACTERS) throw new Problem('invalid', 'CLAUSE_TEXT_TOO_LONG', { limit: MAX_CHARACTERS });
  return text;
}

async function readable(read: () => Promise<string>): Promise<string> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('invalid', 'CLAUSE_FILE_UNREADABLE', { reason: error instanceof Error ? error.message : '' });
  }
}

async function wordText(bytes: Uint8Array): Promise<string> {
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes) },
    { convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })) },
  );
  return linesOfHtml(value);
}

/** Paragraphs become lines; a row of a table is one line with its cells parted by tabs. */
export function linesOfHtml(html: string): string {
  const lines: string[] = [];
  let line = '';
  let cells: string[] | null = null;
  const flush = (): void => {
    if (line.trim() !== '') lines.push(line.trim());
    line = '';
  };
  const parser = new Parser({
    onopentagname: (name) => {
      if (name === 'tr') {
        flush();
        cells = [];
      } else if (name === 'br' && cells === null) flush();
    },
    ontext: (data) => {
      line += data;
    },
    onclosetag: (name) => {
      if ((name === 'td' || name === 'th') && cells) {
        cells.push(line.replace(/\s+/g, ' ').trim());
        line = '';
      } else if (name === 'tr' && cells) {
        if (cells.some((cell) => cell !== '')) lines.push(cells.join('\t'));
        cells = null;
      } else if (cells === null && /^(?:p|h[1-6]|li)$/.test(name)) flush();
      else if (cells !== null && name === 'p') line += ' ';
    },
  });
  parser.end(html);
  flush();
  return lines.join('\n');
}

async function pdfText(bytes: Uint8Array): Promise<string> {
  const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
  if (document.numPages > MAX_PAGES) throw new Problem('invalid', 'CLAUSE_TEXT_TOO_LONG', { limit: MAX_PAGES });
  const { text } = await extractText(document, { mergePages: false });
  await document.destroy();
  return text.join('\n');
}

function plainText(bytes: Uint8Array): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not this encoding: the next one.
    }
  }
  throw new Problem('invalid', 'CLAUSE_FILE_KIND', { kind: 'application/octet-stream' });
}
