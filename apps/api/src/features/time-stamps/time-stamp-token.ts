import { createHash, X509Certificate } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { bufferOf, parseDer, pkiCrypto, rawBytes } from './der.js';
import { printable, TimeStampError } from './time-stamp-error.js';

/** What a time stamp says, once it is verified. */
export interface TimeStampFacts {
  /** Time of the authority, epoch ms. */
  readonly at: number;
  /** Common name of the authority. */
  readonly authority: string;
  /** SHA-256 of its certificate, hex. */
  readonly fingerprint: string;
  /** As the authority repeated it; null: none. */
  readonly nonce: Buffer | null;
  /** Certificates that came along: the authority's and those of its issuers. */
  readonly certificates: readonly X509Certificate[];
}

const OID = {
  signedData: '1.2.840.113549.1.7.2',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  sha256: '2.16.840.1.101.3.4.2.1',
  extendedKeyUsage: '2.5.29.37',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const;
const HASHES: Readonly<Record<string, string>> = {
  [OID.sha256]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/**
 * Verifies a time stamp over `data` in itself (RFC 3161, 2.2 and 2.3): what it is over, the signature, and a certificate that is
 * for time stamps, is named by the signature and was valid at that time. Who the authority is, `isTrusted` says.
 * @throws TimeStampError
 */
export async function verifyToken(token: Uint8Array, data: Uint8Array): Promise<TimeStampFacts> {
  try {
    return await factsOf(token, data);
  } catch (error) {
    if (error instanceof TimeStampError) throw error;
    // A certificate or an attribute that its reader does not take.
    throw new TimeStampError('malformed', printable(String(error)));
  }
}

async function factsOf(token: Uint8Array, data: Uint8Array): Promise<TimeStampFacts> {
  const { signed, info } = parse(token);
  const { hashAlgorithm, hashedMessage } = info.messageImprint;
  const imprint = createHash('sha256').update(data).digest();
  if (hashAlgorithm.algorithmId !== OID.sha256 || !imprint.equals(hashedMessage.valueBlock.valueHexView))
    throw new TimeStampError('imprint', 'the time stamp is over something else');
  const certificate = await signerOf(signed, data);
  const at = info.genTime.getTime();
  const signer = new X509Certificate(der(certificate));
  if (at < Date.parse(signer.validFrom) || at > Date.parse(signer.validTo))
    throw new TimeStampError('certificate', `valid from ${signer.validFrom} to ${signer.validTo}`);
  if (!isForTimeStamps(certificate))
    throw new TimeStampError('certificate', 'the certificate is not for time stamps alone');
  if (!isNamed(signed, signer.raw))
    throw new TimeStampError('signature', 'the signature does not name its certificate');
  return {
    at,
    authority: printable(/^CN=(.*)$/m.exec(signer.subject)?.[1] ?? signer.subject),
    fingerprint: createHash('sha256').update(signer.raw).digest('hex'),
    nonce: info.nonce ? Buffer.from(info.nonce.valueBlock.valueHexView) : null,
    certificates: certificatesOf(signed).map((one) => new X509Certificate(der(one))),
  };
}

/** Does the authority's certificate lead to one that is trusted, as of the time of the stamp (RFC 5280, 6)? */
export async function isTrusted(
  token: Uint8Array,
  data: Uint8Array,
  trusted: readonly X509Certificate[],
): Promise<boolean> {
  if (trusted.length === 0) return false;
  try {
    const trustedCerts = trusted.map((one) => new pkijs.Certificate({ schema: parseDer(one.raw) }));
    const result = await parse(token).signed.verify(
      { signer: 0, data: bufferOf(data), checkChain: true, trustedCerts, extendedMode: true },
      pkiCrypto,
    );
    return result.signatureVerified === true;
  } catch {
    return false;
  }
}

function parse(token: Uint8Array): { readonly signed: pkijs.SignedData; readonly info: pkijs.TSTInfo } {
  try {
    const content = new pkijs.ContentInfo({ schema: parseDer(token) });
    if (content.contentType !== OID.signedData) throw new Error('no signature');
    const signed = new pkijs.SignedData({ schema: content.content });
    const { eContentType, eContent } = signed.encapContentInfo;
    if (eContentType !== OID.tstInfo || !eContent || signed.signerInfos.length !== 1)
      throw new Error('no time stamp of one signer');
    return { signed, info: pkijs.TSTInfo.fromBER(eContent.getValue()) };
  } catch (error) {
    throw new TimeStampError('malformed', printable(error instanceof Error ? error.message : String(error)));
  }
}

async function signerOf(signed: pkijs.SignedData, data: Uint8Array): Promise<pkijs.Certificate> {
  try {
    const { signatureVerified, signerCertificate } = await signed.verify(
      { signer: 0, data: bufferOf(data), checkChain: false, extendedMode: true },
      pkiCrypto,
    );
    if (signatureVerified === true && signerCertificate) return signerCertificate;
  } catch (error) {
    throw new TimeStampError('signature', printable(error instanceof Error ? error.message : String(error)));
  }
  throw new TimeStampError('signature', 'the signature does not fit');
}

/** RFC 3161, 2.3: critical, and for nothing else. */
function isForTimeStamps(certificate: pkijs.Certificate): boolean {
  const usage = certificate.extensions?.find((one) => one.extnID === OID.extendedKeyUsage);
  const purposes = usage?.parsedValue instanceof pkijs.ExtKeyUsage ? usage.parsedValue.keyPurposes : [];
  return usage?.critical === true && purposes.length === 1 && purposes[0] === OID.timeStamping;
}

/** The signature holds the hash of its certificate (RFC 2634 with SHA-1, or RFC 5035), so that it cannot be swapped. */
function isNamed(signed: pkijs.SignedData, certificate: Uint8Array): boolean {
  for (const { type, values } of signed.signerInfos[0]?.signedAttrs?.attributes ?? []) {
    if (type !== OID.signingCertificate && type !== OID.signingCertificateV2) continue;
    // SigningCertificate { certs { ESSCertID { [hashAlgorithm,] certHash, … } … } … }
    const id = first(first(values[0]));
    const parts = id instanceof asn1js.Sequence ? id.valueBlock.value : [];
    const named = parts.find((part) => part instanceof asn1js.OctetString);
    const algorithm = first(parts[0]);
    const hash =
      type === OID.signingCertificate
        ? 'sha1'
        : algorithm instanceof asn1js.ObjectIdentifier
          ? HASHES[algorithm.valueBlock.toString()]
          : 'sha256';
    if (named === undefined || hash === undefined) return false;
    return createHash(hash).update(certificate).digest().equals(named.valueBlock.valueHexView);
  }
  return false;
}
const first = (block: unknown): unknown => (block instanceof asn1js.Sequence ? block.valueBlock.value[0] : undefined);

const certificatesOf = (signed: pkijs.SignedData): pkijs.Certificate[] =>
  (signed.certificates ?? []).filter((one) => one instanceof pkijs.Certificate);
const der = (certificate: pkijs.Certificate): Buffer => Buffer.from(certificate.toSchema(true).toBER(false));

/** Names of the bits of PKIFailureInfo (RFC 3161, 2.4.2). */
const FAILURES: Readonly<Record<number, string>> = {
  0: 'badAlg',
  2: 'badRequest',
  5: 'badDataFormat',
  14: 'timeNotAvailable',
  15: 'unacceptedPolicy',
  16: 'unacceptedExtension',
  17: 'addInfoNotAvailable',
  25: 'systemFailure',
};
const failuresOf = (bits: Uint8Array): string[] =>
  Object.entries(FAILURES).flatMap(([bit, name]) =>
    (((bits[Number(bit) >> 3] ?? 0) << (Number(bit) & 7)) & 0x80) !== 0 ? [name] : [],
  );

/** The token of an answer in its own bytes. @throws TimeStampError malformed, refused */
export function tokenOf(answer: Uint8Array): Buffer {
  const block = parseDer(answer);
  let response: pkijs.TimeStampResp;
  try {
    response = new pkijs.TimeStampResp({ schema: parseDer(answer) });
  } catch {
    throw new TimeStampError('malformed', 'the answer is no answer of a time-stamping authority');
  }
  const { status, statusStrings, failInfo } = response.status;
  // 0: granted, 1: granted with modifications (RFC 3161, 2.4.2).
  if (status !== 0 && status !== 1) {
    const texts = (statusStrings ?? []).map((one) => one.valueBlock.value);
    const failures = failInfo ? failuresOf(failInfo.valueBlock.valueHexView) : [];
    throw new TimeStampError('refused', printable([`status ${String(status)}`, ...failures, ...texts].join(', ')));
  }
  const token = block instanceof asn1js.Sequence ? block.valueBlock.value[1] : undefined;
  if (token === undefined) throw new TimeStampError('malformed', 'granted, and there is no time stamp');
  return rawBytes(token);
}
