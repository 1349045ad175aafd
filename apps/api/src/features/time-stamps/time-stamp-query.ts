import { createHash, randomBytes } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { bufferOf } from './der.js';

/** A question for an authority: what it stamps, and the number that its answer must repeat. */
export interface TimeStampQuery {
  /** TimeStampReq in DER. */
  readonly bytes: Buffer;
  /** SHA-256 of what is stamped. */
  readonly imprint: Buffer;
  readonly nonce: Buffer;
}

const SHA256 = '2.16.840.1.101.3.4.2.1';
const NONCE_BYTES = 8;

/** Asks for a time stamp over the SHA-256 of `data`, with the certificates of the authority (RFC 3161, 2.4.1). */
export function makeQuery(data: Uint8Array, nonce: Buffer = newNonce()): TimeStampQuery {
  const imprint = createHash('sha256').update(data).digest();
  const request = new pkijs.TimeStampReq({
    version: 1,
    messageImprint: new pkijs.MessageImprint({
      hashAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: SHA256, algorithmParams: new asn1js.Null() }),
      hashedMessage: new asn1js.OctetString({ valueHex: bufferOf(imprint) }),
    }),
    nonce: new asn1js.Integer({ valueHex: bufferOf(nonce) }),
    // Whoever verifies in ten years has them beside the time.
    certReq: true,
  });
  return { bytes: Buffer.from(request.toSchema().toBER(false)), imprint, nonce };
}

/** Positive, and without leading zeros: a number has one encoding in DER. */
function newNonce(): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40;
  return nonce;
}
