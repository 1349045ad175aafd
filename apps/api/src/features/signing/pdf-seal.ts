import { SignPdf } from '@signpdf/signpdf';
import { Signer } from '@signpdf/utils';
import { TimeStampError, type StampOutcome } from '../time-stamps/index.js';
import { signCades } from './cades.js';
import { signatureValue, timeStampOf, withTimeStamp } from './signature-time-stamp.js';
import type { SigningKey } from './signing-key.js';

/** Bytes kept free in a PDF: a signature with some certificates of issuers fits. */
export const SEAL_SIZE = 8_192;
/** And with a time stamp, which brings the certificates of its authority along. */
export const STAMPED_SEAL_SIZE = SEAL_SIZE + 16_384;

/** Asks for a time stamp over the value of a signature; null: nobody is asked. */
export type AskTime = (signatureValue: Buffer) => Promise<StampOutcome | null>;

/** A sealed PDF, and what became of its time stamp; null: none was asked for. */
export interface SealedPdf {
  readonly bytes: Buffer;
  readonly stamp: StampOutcome | null;
}

class CadesSigner extends Signer {
  stamp: StampOutcome | null = null;

  constructor(
    private readonly key: SigningKey,
    private readonly ask: AskTime,
  ) {
    super();
  }

  override async sign(covered: Buffer): Promise<Buffer> {
    const signature = await signCades(covered, this.key);
    this.stamp = await this.ask(signatureValue(signature));
    if (this.stamp?.state !== 'stamped') return signature;
    const { token } = this.stamp.stamp;
    const stamped = withTimeStamp(signature, token);
    const tooLarge = stamped.length > STAMPED_SEAL_SIZE;
    // Written anew byte for byte: else the signature of the authority might not hold any more.
    if (!tooLarge && timeStampOf(stamped)?.equals(token) === true) return stamped;
    const error = tooLarge
      ? new TimeStampError('too-large', `${String(stamped.length)} of ${String(STAMPED_SEAL_SIZE)} bytes`)
      : new TimeStampError('malformed', 'the time stamp is not in DER');
    this.stamp = { state: 'failed', error };
    return signature;
  }
}

/**
 * Fills the empty signature field of a PDF (PAdES B-B, ETSI EN 319 142-1; B-T with a time stamp, for which the field has to have
 * STAMPED_SEAL_SIZE): every byte but the signature's own is covered. Without a time stamp it is sealed all the same.
 */
export async function sealPdf(
  pdf: Buffer,
  key: SigningKey,
  ask: AskTime = () => Promise.resolve(null),
): Promise<SealedPdf> {
  const signer = new CadesSigner(key, ask);
  const bytes = await new SignPdf().sign(pdf, signer);
  return { bytes, stamp: signer.stamp };
}

/** The signature of a sealed PDF with the time stamp in it, each as a standard tool takes it; null: there is no time stamp. */
export function sealTimeStamp(pdf: Buffer): { readonly value: Buffer; readonly token: Buffer } | null {
  for (const range of pdf.toString('latin1').matchAll(/\/ByteRange \[0 (\d+) (\d+) (\d+) *\]/g)) {
    const [before, after, rest] = [Number(range[1]), Number(range[2]), Number(range[3])];
    // A sealed file that is enclosed has a range of its own.
    if (after + rest !== pdf.length) continue;
    // The field is filled up with zeros, which whoever reads the signature leaves alone.
    const signature = Buffer.from(pdf.toString('latin1', before + 1, after - 1), 'hex');
    const token = timeStampOf(signature);
    return token === null ? null : { value: signatureValue(signature), token };
  }
  return null;
}
