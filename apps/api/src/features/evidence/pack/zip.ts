import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';
import type { PackFile } from './pack-files.js';

/** A ZIP of these files in one folder. The times of its entries are `at` (epoch ms), so that the same content gives the same bytes. */
export async function zip(folder: string, files: readonly PackFile[], at: number): Promise<Buffer> {
  const archive = new yazl.ZipFile();
  const mtime = new Date(at);
  for (const file of files) {
    const mode = file.path.endsWith('.sh') ? 0o100755 : 0o100644;
    archive.addBuffer(file.bytes, `${folder}/${file.path}`, { mtime, mode });
  }
  archive.end();
  const parts: Buffer[] = [];
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      parts.push(chunk);
      done();
    },
  });
  await pipeline(archive.outputStream, sink);
  return Buffer.concat(parts);
}
