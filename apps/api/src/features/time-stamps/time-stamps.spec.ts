import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { TimeStampAuthority, type AuthorityMood } from '../../../../../test/support/time-stamp-authority.js';
import { makeSelfSigned, openPkcs12 } from '../signing/index.js';
import { askAuthority, type Authority } from './authority.js';
import { TimeStampError } from './time-stamp-error.js';
import { isTrusted, verifyToken } from './time-stamp-token.js';
import { readCertificates } from './time-stamps.service.js';

const DATA = Buffer.from('the value of a signature');
/** An authority that says nothing is not waited for. */
const SHORT_MS = 300;
const LONG_MS = 30_000;

let real: TimeStampAuthority;
let stranger: TimeStampAuthority;
beforeAll(async () => {
  [real, stranger] = await Promise.all([TimeStampAuthority.start(), TimeStampAuthority.start('Stranger')]);
});
afterEach(() => {
  real.mood = 'well';
});
afterAll(async () => {
  await Promise.all([real?.stop(), stranger?.stop()]);
});

const trusted = (authority: TimeStampAuthority): X509Certificate[] => [
  new X509Certificate(readFileSync(authority.caFile)),
];
const at = (change: Partial<Authority> = {}): Authority => ({
  url: real.url,
  trusted: trusted(real),
  timeoutMs: LONG_MS,
  ...change,
});
const problemOf = async (action: Promise<unknown>): Promise<string> => {
  const error: unknown = await action.catch((reason: unknown) => reason);
  return error instanceof TimeStampError ? error.problem : String(error);
};

describe('asking an authority for a time stamp', () => {
  it('given a real authority, when it is asked, then openssl and we verify what it gave, and neither takes it for other data', async () => {
    const before = Math.floor(Date.now() / 1000) * 1000;
    const stamp = await askAuthority(at(), DATA);
    expect(stamp).toMatchObject({ authority: 'Loopback TSA', certificates: { length: 2 } });
    expect(stamp.at).toBeGreaterThanOrEqual(before);
    expect(stamp.at).toBeLessThanOrEqual(Date.now());
    expect(await real.verify(stamp.token, DATA)).toContain('Verification: OK');
    expect(await verifyToken(stamp.token, DATA)).toMatchObject({ at: stamp.at, fingerprint: stamp.fingerprint });
    expect(await isTrusted(stamp.token, DATA, trusted(real))).toBe(true);

    const other = Buffer.from('the value of another signature');
    expect(await real.verify(stamp.token, other)).toContain('Verification: FAILED');
    expect(await problemOf(verifyToken(stamp.token, other))).toBe('imprint');
    expect(await isTrusted(stamp.token, other, trusted(real))).toBe(false);
    expect(await isTrusted(stamp.token, DATA, trusted(stranger))).toBe(false);
    expect(await isTrusted(stamp.token, DATA, [])).toBe(false);
  });

  it('given a time stamp, when any byte of its time or its signature is changed, then it does not hold', async () => {
    const { token } = await askAuthority(at(), DATA);
    const text = token.toString('latin1');
    const time = /\d{14}Z/.exec(text)?.index ?? -1;
    for (const place of [time + 3, token.length - 20]) {
      const changed = Buffer.from(token);
      changed[place] = (changed[place] ?? 0) ^ 1;
      expect(['signature', 'malformed', 'certificate']).toContain(await problemOf(verifyToken(changed, DATA)));
      expect(await isTrusted(changed, DATA, trusted(real))).toBe(false);
    }
    expect(await problemOf(verifyToken(Buffer.from('no token'), DATA))).toBe('malformed');
    expect(await problemOf(verifyToken(token.subarray(0, 200), DATA))).toBe('malformed');
  });

  it('given the right time with a certificate that is too old, for something else, or not named, when it is verified, then it does not hold', async () => {
    const { token, at: time } = await askAuthority(at(), DATA);
    const DAY = 86_400_000;
    const reasonOf = async (from: number, to: number, named: boolean): Promise<string> => {
      const made = await makeSelfSigned({ name: 'Nobody', unit: null, passphrase: 'x', from, to, bits: 2048 });
      const { privateKey, certificate } = openPkcs12(made, 'x');
      const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
      const other = await real.signedBy(token, key, certificate.toString(), named);
      return String(await verifyToken(other, DATA).catch((error: unknown) => error));
    };
    expect(await reasonOf(time - 2 * DAY, time - DAY, true)).toMatch(/certificate: valid from/);
    expect(await reasonOf(time - DAY, time + DAY, true)).toMatch(/certificate: the certificate is not for time stamps/);
    const { token: another } = await askAuthority(at(), DATA);
    const swapped = await real.signedBy(another, real.key, real.certificate, false);
    expect(String(await verifyToken(swapped, DATA).catch((error: unknown) => error))).toMatch(
      /signature: the signature does not name its certificate/,
    );
    expect((await verifyToken(await real.signedBy(another, real.key, real.certificate, true), DATA)).authority).toBe(
      'Loopback TSA',
    );
  });

  it.each<[AuthorityMood, string]>([
    ['other-nonce', 'nonce'],
    ['other-imprint', 'imprint'],
    ['refusal', 'refused'],
    ['http-500', 'http'],
    ['garbage', 'malformed'],
    ['endless', 'malformed'],
  ])('given an authority with %s, when it is asked, then its answer is not taken: %s', async (mood, problem) => {
    real.mood = mood;
    expect(await problemOf(askAuthority(at(), DATA))).toBe(problem);
  });

  it('given an authority that refuses, when it is asked, then its reason is told', async () => {
    real.mood = 'refusal';
    await expect(askAuthority(at(), DATA)).rejects.toThrow(
      /status 2, badAlg, Message digest algorithm is not supported/,
    );
  });

  it('given an authority that says nothing or is not there, when it is asked, then nobody waits longer than the time allowed', async () => {
    real.mood = 'silence';
    expect(await problemOf(askAuthority(at({ timeoutMs: SHORT_MS }), DATA))).toBe('timeout');
    const gone = await TimeStampAuthority.start('Gone');
    await gone.stop();
    expect(await problemOf(askAuthority(at({ url: gone.url }), DATA))).toBe('unreachable');
  });

  it('given an authority that nobody trusts, when it is asked, then its time stamp is taken only where no trust is asked for', async () => {
    expect(await problemOf(askAuthority(at({ url: stranger.url }), DATA))).toBe('untrusted');
    expect((await askAuthority(at({ url: stranger.url, trusted: [] }), DATA)).authority).toBe('Stranger');
  });

  it('given a name and a password in the address, when the authority is asked, then they go along as basic authentication', async () => {
    const url = new URL(real.url);
    url.username = 'pledge';
    url.password = 'p@ss';
    await askAuthority(at({ url: url.href }), DATA);
    expect(real.headers).toMatchObject({
      authorization: `Basic ${Buffer.from('pledge:p@ss').toString('base64')}`,
      'content-type': 'application/timestamp-query',
    });
  });
});

describe('trusted certificates', () => {
  it('given a file of certificates, when it is read, then all are there; given none in it, or no file, then it says so', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pledge-tsa-ca-'));
    const file = join(folder, 'ca.pem');
    writeFileSync(file, readFileSync(real.caFile, 'utf8') + readFileSync(stranger.caFile, 'utf8'));
    expect(readCertificates(file).map((one) => one.subject)).toEqual(['CN=Loopback TSA CA', 'CN=Stranger CA']);
    writeFileSync(file, 'nothing');
    expect(() => readCertificates(file)).toThrow(/TSA_CA: .* no certificate/);
    rmSync(folder, { recursive: true });
    expect(() => readCertificates(file)).toThrow(/TSA_CA: .* ENOENT/);
  });
});
