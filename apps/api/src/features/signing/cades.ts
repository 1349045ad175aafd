import { createHash, webcrypto, X509Certificate } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { parseDer, pkiCrypto } from '../time-stamps/index.js';
import { fingerprintOf, type SigningKey } from './signing-key.js';

const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const;
const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/**
 * A detached signature over `content` in DER: CMS SignedData (RFC 5652) with the attributes of CAdES B-B (ETSI EN 319 122-1,
 * 6.3): content type, digest, and the hash of the certificate, so that it cannot be swapped. The time of signing stands in
 * what is signed (PAdES: entry `M`), not here.
 */
export async function signCades(content: Uint8Array, key: SigningKey): Promise<Buffer> {
  const certificate = toPkijs(key.certificate);
  const signed = new pkijs.SignedData({
    version: 1,
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: OID.data }),
    signerInfos: [
      new pkijs.SignerInfo({
        version: 1,
        sid: new pkijs.IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
        signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes: attributesOf(content, key) }),
      }),
    ],
    certificates: [certificate, ...key.chain.map(toPkijs)],
  });
  await signed.sign(await importKey(key), 0, 'SHA-256', undefined, pkiCrypto);
  const info = new pkijs.ContentInfo({ contentType: OID.signedData, content: signed.toSchema(true) });
  return Buffer.from(info.toSchema().toBER(false));
}

/** Who signed exactly this content, or null: the signature is broken, of another content, or no signature. */
export async function verifyCades(content: Uint8Array, signature: Uint8Array): Promise<X509Certificate | null> {
  try {
    const info = new pkijs.ContentInfo({ schema: parseDer(signature) });
    const signed = new pkijs.SignedData({ schema: info.content });
    const { signatureVerified, signerCertificate } = await signed.verify(
      { signer: 0, data: new Uint8Array(content).buffer, checkChain: false, extendedMode: true },
      pkiCrypto,
    );
    if (signatureVerified !== true || !signerCertificate) return null;
    const certificate = new X509Certificate(Buffer.from(signerCertificate.toSchema(true).toBER(false)));
    return namedCertificate(signed) === fingerprintOf(certificate) ? certificate : null;
  } catch {
    return null;
  }
}

/** Sorted by their encoding: a SET OF has one order in DER. */
function attributesOf(content: Uint8Array, key: SigningKey): pkijs.Attribute[] {
  const octets = (bytes: Uint8Array): asn1js.OctetString =>
    new asn1js.OctetString({ valueHex: new Uint8Array(bytes).buffer });
  const sequence = (...value: asn1js.AsnType[]): asn1js.Sequence =>
    new asn1js.Sequence({ value: value as asn1js.BaseBlock[] });
  const attributes = [
    new pkijs.Attribute({ type: OID.contentType, values: [new asn1js.ObjectIdentifier({ value: OID.data })] }),
    new pkijs.Attribute({ type: OID.messageDigest, values: [octets(sha256(content))] }),
    // SigningCertificateV2 { certs { ESSCertIDv2 { certHash } } }; SHA-256 is the default and is left out (RFC 5035).
    new pkijs.Attribute({
      type: OID.signingCertificateV2,
      values: [sequence(sequence(sequence(octets(sha256(key.certificate.raw)))))],
    }),
  ];
  const encoded = (one: pkijs.Attribute): Buffer => Buffer.from(one.toSchema().toBER(false));
  return attributes.sort((a, b) => Buffer.compare(encoded(a), encoded(b)));
}

/** Hash of the certificate that the signer named, hex; empty where none is named. */
function namedCertificate(signed: pkijs.SignedData): string {
  const attributes = signed.signerInfos[0]?.signedAttrs?.attributes ?? [];
  const named: unknown = attributes.find((one) => one.type === OID.signingCertificateV2)?.values[0];
  let block = named;
  while (block instanceof asn1js.Sequence) block = block.valueBlock.value[0];
  return block instanceof asn1js.OctetString ? Buffer.from(block.valueBlock.valueHexView).toString('hex') : '';
}

const toPkijs = (certificate: X509Certificate): pkijs.Certificate =>
  new pkijs.Certificate({ schema: parseDer(certificate.raw) });

function importKey(key: SigningKey): Promise<CryptoKey> {
  const pkcs8 = key.privateKey.export({ type: 'pkcs8', format: 'der' });
  const algorithm =
    key.privateKey.asymmetricKeyType === 'rsa'
      ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
      : { name: 'ECDSA', namedCurve: CURVES[key.privateKey.asymmetricKeyDetails?.namedCurve ?? ''] ?? 'P-256' };
  return webcrypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']) as Promise<CryptoKey>;
}
const CURVES: Readonly<Record<string, string>> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' };
