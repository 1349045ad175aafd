import { fileTypeFromBuffer } from 'file-type';

/** Kinds accepted, by content. SVG and HTML are not: they carry script. */
const ACCEPTED = new Set([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'image/heic',
  'image/heif',
  'application/pdf',
  'application/zip',
  'application/gzip',
  'application/x-7z-compressed',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
]);
/** Text has no signature: it counts as text when it is UTF-8 and named so. */
const TEXT_NAMES: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  log: 'text/plain',
  cast: 'text/plain',
  csv: 'text/csv',
};

/** Media type by content; null when the file is not accepted. */
export async function acceptedKind(name: string, bytes: Buffer): Promise<string | null> {
  const found = await fileTypeFromBuffer(bytes);
  if (found) return ACCEPTED.has(found.mime) ? found.mime : null;
  const text = TEXT_NAMES[/\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''];
  return text !== undefined && isText(bytes) ? text : null;
}

function isText(bytes: Buffer): boolean {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The last part of a name as the browser sent it, without control characters and path separators. */
export function safeName(sent: string): string {
  // multer reads the header as latin1; browsers send UTF-8.
  const decoded = /[^\x00-\xff]/.test(sent) ? sent : Buffer.from(sent, 'latin1').toString('utf8');
  const name = (decoded.includes('\uFFFD') ? sent : decoded)
    .split(/[/\\]/)
    .at(-1)!
    .replaceAll(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '')
    .replace(/^\.+/, '')
    .trim();
  return name === '' ? 'file' : [...name].slice(-150).join('');
}
