import { SignPdf } from '@signpdf/signpdf';
import { Signer } from '@signpdf/utils';
import { signCades } from './cades.js';
import type { SigningKey } from './signing-key.js';

/** Bytes kept free in a PDF: a signature with some certificates of issuers fits. */
export const SEAL_SIZE = 8_192;

class CadesSigner extends Signer {
  constructor(private readonly key: SigningKey) {
    super();
  }
  override sign(covered: Buffer): Promise<Buffer> {
    return signCades(covered, this.key);
  }
}

/** Fills the empty signature field of a PDF (PAdES B-B, ETSI EN 319 142-1): every byte but the signature's own is covered. */
export function sealPdf(pdf: Buffer, key: SigningKey): Promise<Buffer> {
  return new SignPdf().sign(pdf, new CadesSigner(key));
}
