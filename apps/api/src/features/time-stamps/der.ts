import { webcrypto } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

/** pkijs names newer overloads of WebCrypto than its own engine declares. */
export const pkiCrypto = new pkijs.CryptoEngine({
  name: 'node',
  crypto: webcrypto as unknown as Crypto,
}) as unknown as pkijs.ICryptoEngine;

/** The ASN.1 value that these bytes begin with; what is no ASN.1 gives an error value that no schema takes. */
export const parseDer = (bytes: Uint8Array): asn1js.AsnType => asn1js.fromBER(bufferOf(bytes)).result;

/** A buffer of exactly these bytes: Node's own are views of larger ones. */
export const bufferOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

/** The very bytes that a part of something parsed was read from. */
export const rawBytes = (block: asn1js.AsnType): Buffer =>
  Buffer.from((block as asn1js.BaseBlock).valueBeforeDecodeView);
