import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import forge from 'node-forge';

export interface SelfSignedRequest {
  /** Common name: who signs. */
  readonly name: string;
  /** Organisational unit; null: none. */
  readonly unit: string | null;
  readonly passphrase: string;
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
  /** Length of the RSA key. */
  readonly bits: 2048 | 3072 | 4096;
}

const generate = promisify(generateKeyPair);

/** A new RSA key with a certificate that it signed itself, as PKCS#12 (AES-256). It proves sameness of the signer, not who that is. */
export async function makeSelfSigned(request: SelfSignedRequest): Promise<Buffer> {
  const pair = await generate('rsa', {
    modulusLength: request.bits,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const key = forge.pki.privateKeyFromPem(pair.privateKey);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(pair.publicKey);
  // Positive and not zero (RFC 5280, 4.1.2.2).
  certificate.serialNumber = `01${randomBytes(15).toString('hex')}`;
  certificate.validity.notBefore = new Date(request.from);
  certificate.validity.notAfter = new Date(request.to);
  // forge encodes UTF-8 itself; its types know the class of the value as a number only.
  const utf8 = forge.asn1.Type.UTF8 as unknown as forge.asn1.Class;
  const name = [
    { name: 'commonName', value: request.name, valueTagClass: utf8 },
    ...(request.unit === null ? [] : [{ shortName: 'OU', value: request.unit, valueTagClass: utf8 }]),
  ];
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, nonRepudiation: true, critical: true },
    { name: 'subjectKeyIdentifier' },
  ]);
  certificate.sign(key, forge.md.sha256.create());
  const store = forge.pkcs12.toPkcs12Asn1(key, [certificate], request.passphrase, {
    algorithm: 'aes256',
    count: 10_000,
    friendlyName: 'Pledge',
  });
  return Buffer.from(forge.asn1.toDer(store).getBytes(), 'binary');
}
