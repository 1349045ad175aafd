import type { X509Certificate } from 'node:crypto';
import { sealTimeStamp } from '../../signing/index.js';
import { verifyToken } from '../../time-stamps/index.js';
import { textFile, type PackFile } from './pack-files.js';

/** A time stamp in a pack, and the file that it is over. */
interface PackedStamp {
  readonly over: PackFile;
  readonly token: PackFile;
}

/** Time stamps of a third party, as `openssl ts -verify` takes them, while the files of a pack are collected. */
export class PackStamps {
  private readonly stamps: PackedStamp[] = [];
  private readonly made: PackFile[] = [];

  get count(): number {
    return this.stamps.length;
  }

  /** The time stamp inside of a seal, taken out of its PDF. `name`: of the PDF, without `.pdf`. */
  ofSeal(name: string, pdf: Buffer): void {
    const found = sealTimeStamp(pdf);
    if (found === null) return;
    const over = { path: `stamps/${name}.sig`, bytes: found.value };
    this.add(over, { path: `stamps/${name}.tst`, bytes: found.token });
    this.made.push(over);
  }

  /** The time stamp over a file that is in the pack. */
  ofFile(over: PackFile, token: PackFile): void {
    this.add(over, token);
  }

  /** Tokens, what they are over, their certificates, and those that this installation trusts. */
  async files(trusted: readonly X509Certificate[]): Promise<PackFile[]> {
    if (this.stamps.length === 0) return [textFile('stamps/list.tsv', '')];
    const certificates = new Set<string>();
    for (const { over, token } of this.stamps) {
      // One that does not hold goes along all the same: whoever verifies the pack finds it.
      const facts = await verifyToken(token.bytes, over.bytes).catch(() => null);
      for (const one of facts?.certificates ?? []) certificates.add(one.toString());
    }
    return [
      textFile('stamps/list.tsv', this.stamps.map(({ over, token }) => `${over.path}\t${token.path}\n`).join('')),
      textFile('stamps/certificates.pem', [...certificates].join('')),
      ...(trusted.length === 0 ? [] : [textFile('stamps/trusted.pem', trusted.map((one) => one.toString()).join(''))]),
      ...this.made,
    ];
  }

  private add(over: PackFile, token: PackFile): void {
    this.stamps.push({ over, token });
    this.made.push(token);
  }
}
