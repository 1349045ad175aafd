import { createHash, createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import forge from 'node-forge';

/** A private key with its certificate, ready to sign. */
export interface SigningKey {
  readonly privateKey: KeyObject;
  readonly certificate: X509Certificate;
  /** Certificates of issuers that came along, for whoever verifies. */
  readonly chain: readonly X509Certificate[];
  /** SHA-256 of the certificate, hex. */
  readonly fingerprint: string;
  /** Common name of the certificate. */
  readonly name: string;
  /** Nobody but the key itself vouches for it. */
  readonly selfSigned: boolean;
  /** Generated for a demonstration. */
  readonly demo: boolean;
}

/** Marks certificates of demonstrations, in their organisational unit and on every document signed with them. */
export const DEMO_MARK = '演示证书';

/** The file is no PKCS#12, its passphrase is another, or it lacks a key or the certificate of its key. */
export class SigningKeyError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SigningKeyError';
  }
}

/** Opens a PKCS#12 file (RFC 7292) with an RSA or EC key. @throws SigningKeyError */
export function openPkcs12(bytes: Buffer, passphrase: string): SigningKey {
  let store: forge.pkcs12.Pkcs12Pfx;
  try {
    store = forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(bytes.toString('binary')), passphrase);
  } catch (error) {
    throw new SigningKeyError(error instanceof Error ? error.message : String(error));
  }
  const bags = store.safeContents.flatMap((content) => content.safeBags);
  const key = bags.map(privateKeyOf).find((found) => found !== null);
  if (!key) throw new SigningKeyError('the file has no private key');
  const certificates = bags.map(certificateOf).filter((found) => found !== null);
  const certificate = certificates.find((one) => one.checkPrivateKey(key));
  if (!certificate) throw new SigningKeyError('the file has no certificate of its key');
  if (key.asymmetricKeyType !== 'rsa' && key.asymmetricKeyType !== 'ec')
    throw new SigningKeyError(`the key is ${String(key.asymmetricKeyType)}; RSA or EC is needed`);
  return {
    privateKey: key,
    certificate,
    chain: certificates.filter((one) => one !== certificate),
    fingerprint: fingerprintOf(certificate),
    name: /^CN=(.*)$/m.exec(certificate.subject)?.[1] ?? certificate.subject,
    selfSigned: certificate.issuer === certificate.subject && certificate.verify(certificate.publicKey),
    demo: certificate.subject.includes(DEMO_MARK),
  };
}

/** SHA-256 over the DER bytes, hex without colons. */
export const fingerprintOf = (certificate: X509Certificate): string =>
  createHash('sha256').update(certificate.raw).digest('hex');

const der = (node: forge.asn1.Asn1): Buffer => Buffer.from(forge.asn1.toDer(node).getBytes(), 'binary');

function privateKeyOf(bag: forge.pkcs12.Bag): KeyObject | null {
  // forge reads RSA itself and hands out everything else as it stands in the file.
  if (bag.key) return createPrivateKey({ key: der(forge.pki.privateKeyToAsn1(bag.key)), format: 'der', type: 'pkcs1' });
  const isKey = bag.type === forge.pki.oids['keyBag'] || bag.type === forge.pki.oids['pkcs8ShroudedKeyBag'];
  return isKey && bag.asn1 ? createPrivateKey({ key: der(bag.asn1), format: 'der', type: 'pkcs8' }) : null;
}

function certificateOf(bag: forge.pkcs12.Bag): X509Certificate | null {
  if (bag.cert) return new X509Certificate(der(forge.pki.certificateToAsn1(bag.cert)));
  const isCertificate = bag.type === forge.pki.oids['certBag'];
  return isCertificate && bag.asn1 ? new X509Certificate(der(bag.asn1)) : null;
}
