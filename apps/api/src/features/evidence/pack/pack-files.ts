import { createHash } from 'node:crypto';

/** One file of a pack. */
export interface PackFile {
  /** Path inside of the pack, with `/`. */
  readonly path: string;
  readonly bytes: Buffer;
}

export const textFile = (path: string, text: string): PackFile => ({ path, bytes: Buffer.from(text) });

/** Lines as `sha256sum` writes and checks them, in order of paths. */
export function sha256sums(files: readonly PackFile[]): string {
  return [...files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map((file) => `${createHash('sha256').update(file.bytes).digest('hex')}  ${file.path}\n`)
    .join('');
}

/** A name without anything that a file system or a shell takes for its own. */
export const safeName = (text: string): string => text.replace(/[^A-Za-z0-9._-]/g, '_');
