import { Problem } from '@pledge/runtime';
import { inflateSync } from 'node:zlib';

export const SIGNATURE_BYTES = 300 * 1024;
/** Pixels on a side; a phone's signature pad is far below. */
const MOST_PIXELS = 4000;
const PREFIX = 'data:image/png;base64,';
const MAGIC = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * Checks that the text is a complete PNG of reasonable size, by walking its chunks: what is stored is printed later, and
 * a broken or swollen picture must be found while the customer is still there. Gives the text back in canonical base64.
 * @throws Problem SERVICE_FORM_SIGNATURE_INVALID or SERVICE_FORM_SIGNATURE_TOO_LARGE
 */
export function checkSignature(text: string): string {
  const invalid = (): Problem =>
    new Problem('invalid', 'SERVICE_FORM_SIGNATURE_INVALID', {}, [
      { field: 'signature', message: { zh: '请重新签名。', en: 'Please sign again.' } },
    ]);
  if (!text.startsWith(PREFIX) || !/^[A-Za-z0-9+/]+={0,2}$/.test(text.slice(PREFIX.length))) throw invalid();
  const bytes = Buffer.from(text.slice(PREFIX.length), 'base64');
  if (bytes.length > SIGNATURE_BYTES) throw new Problem('too-large', 'SERVICE_FORM_SIGNATURE_TOO_LARGE');
  if (!bytes.subarray(0, 8).equals(MAGIC)) throw invalid();
  const data: Buffer[] = [];
  let offset = 8;
  let header: Buffer | null = null;
  for (;;) {
    if (offset + 12 > bytes.length) throw invalid();
    const length = bytes.readUInt32BE(offset);
    const type = bytes.toString('latin1', offset + 4, offset + 8);
    const body = bytes.subarray(offset + 8, offset + 8 + length);
    if (body.length !== length) throw invalid();
    if ((header === null) !== (type === 'IHDR')) throw invalid();
    if (type === 'IHDR') header = body;
    if (type === 'IDAT') data.push(body);
    if (type === 'IEND') break;
    offset += 12 + length;
  }
  if (header?.length !== 13 || data.length === 0) throw invalid();
  const width = header.readUInt32BE(0);
  const height = header.readUInt32BE(4);
  if (width === 0 || height === 0 || width > MOST_PIXELS || height > MOST_PIXELS) throw invalid();
  try {
    // At most 8 bytes a pixel and one filter byte a line; more than that is a bomb.
    inflateSync(Buffer.concat(data), { maxOutputLength: height * (width * 8 + 1) });
  } catch {
    throw invalid();
  }
  return `${PREFIX}${bytes.toString('base64')}`;
}
