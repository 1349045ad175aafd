import * as pkijs from 'pkijs';
import { parseDer, rawBytes } from '../time-stamps/index.js';

/** id-aa-signatureTimeStampToken (RFC 3161, appendix A). */
const SIGNATURE_TIME_STAMP = '1.2.840.113549.1.9.16.2.14';
const SIGNED_DATA = '1.2.840.113549.1.7.2';

/** The value of the one signature of a CMS: what a signature time stamp is over. */
export function signatureValue(signature: Uint8Array): Buffer {
  return Buffer.from(signerOf(open(signature)).signature.valueBlock.valueHexView);
}

/** The same signature with a time stamp over its value as unsigned attribute (CAdES B-T, ETSI EN 319 122-1, 5.3). */
export function withTimeStamp(signature: Uint8Array, token: Uint8Array): Buffer {
  const signed = open(signature);
  const attribute = new pkijs.Attribute({ type: SIGNATURE_TIME_STAMP, values: [parseDer(token)] });
  signerOf(signed).unsignedAttrs = new pkijs.SignedAndUnsignedAttributes({ type: 1, attributes: [attribute] });
  const info = new pkijs.ContentInfo({ contentType: SIGNED_DATA, content: signed.toSchema(true) });
  return Buffer.from(info.toSchema().toBER(false));
}

/** The time stamp over the value of a signature; null: it has none. */
export function timeStampOf(signature: Uint8Array): Buffer | null {
  const attributes = signerOf(open(signature)).unsignedAttrs?.attributes ?? [];
  const value: unknown = attributes.find((one) => one.type === SIGNATURE_TIME_STAMP)?.values[0];
  return value === undefined ? null : rawBytes(value as ReturnType<typeof parseDer>);
}

function open(signature: Uint8Array): pkijs.SignedData {
  const info = new pkijs.ContentInfo({ schema: parseDer(signature) });
  return new pkijs.SignedData({ schema: info.content });
}

function signerOf(signed: pkijs.SignedData): pkijs.SignerInfo {
  const signer = signed.signerInfos[0];
  if (!signer) throw new Error('nobody signed');
  return signer;
}
