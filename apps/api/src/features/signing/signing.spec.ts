import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Problem } from '@pledge/runtime';
import { NO_EXTRAS, PdfRenderer, type PrintedPage } from '../documents/print/pdf-renderer.js';
import { signCades, verifyCades } from './cades.js';
import { demoKeyFile, loadSigningKey } from './key-source.js';
import type { StampOutcome } from '../time-stamps/index.js';
import { SEAL_SIZE, STAMPED_SEAL_SIZE, sealPdf, sealTimeStamp } from './pdf-seal.js';
import { makeSelfSigned } from './self-signed.js';
import { DEMO_MARK, openPkcs12, type SigningKey } from './signing-key.js';

const NOW = Date.UTC(2026, 10, 23, 2);
const DAY = 86_400_000;
const PAGE: PrintedPage = {
  title: '书面确认书',
  header: '服务方',
  numberLabel: '编号：',
  number: 'GD-2026-0001-QR01',
  qr: 'https://pledge.example/verify/abc',
  footer: '书面确认书',
  pageNumbers: '第 {page} 页 共 {pages} 页',
  watermark: '',
  orientation: 'portrait',
  language: 'zh-CN',
  createdAt: NOW,
};

let folder: string;
let key: SigningKey;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pledge-signing-'));
  const made = await makeSelfSigned({
    name: '远景网络技术服务有限公司',
    unit: null,
    passphrase: '口令 1',
    from: NOW - DAY,
    to: NOW + 365 * DAY,
    bits: 2048,
  });
  key = openPkcs12(made, '口令 1');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);
const openssl = (...args: string[]): string =>
  execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const problemOf = async (action: Promise<unknown>): Promise<string> => {
  const error: unknown = await action.catch((reason: unknown) => reason);
  return error instanceof Problem ? error.code : String(error);
};

describe('detached signatures', () => {
  it('given a statement, when it is signed, then openssl and we verify it, and neither takes another statement', async () => {
    const content = Buffer.from('{"seq":1}\n');
    const signature = await signCades(content, key);
    writeFileSync(at('a.json'), content);
    writeFileSync(at('b.json'), '{"seq":2}\n');
    writeFileSync(at('a.p7s'), signature);
    writeFileSync(at('cert.pem'), key.certificate.toString());
    const verify = (file: string): ReturnType<typeof spawnSync> =>
      spawnSync(
        'openssl',
        ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', 'a.p7s', '-content', file].concat(
          '-CAfile cert.pem -purpose any -out /dev/null -attime'.split(' '),
          String(NOW / 1000),
        ),
        { cwd: folder, encoding: 'utf8' },
      );
    expect(verify('a.json').stderr).toContain('Verification successful');
    expect(verify('b.json').status).not.toBe(0);
    expect((await verifyCades(content, signature))?.fingerprint256).toBe(key.certificate.fingerprint256);
    expect(await verifyCades(Buffer.from('{"seq":2}\n'), signature)).toBeNull();
    expect(await verifyCades(content, Buffer.from('not a signature'))).toBeNull();
  });

  it.each([
    ['RSA', ['-newkey', 'rsa:2048']],
    ['EC', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256']],
  ])('given an %s key made by openssl, when it signs, then the signature verifies', async (_name, kind) => {
    openssl('req', '-x509', ...kind, '-nodes', '-keyout', 'k.pem', '-out', 'c.pem', '-days', '30', '-subj', '/CN=Seal');
    openssl('pkcs12', '-export', '-inkey', 'k.pem', '-in', 'c.pem', '-out', 'k.p12', '-passout', 'pass:secret');
    const other = openPkcs12(readFileSync(at('k.p12')), 'secret');
    expect(other).toMatchObject({ name: 'Seal', selfSigned: true, demo: false });
    const content = Buffer.from('what is signed');
    expect((await verifyCades(content, await signCades(content, other)))?.subject).toBe('CN=Seal');
    expect(() => openPkcs12(readFileSync(at('k.p12')), 'wrong')).toThrow();
    expect(() => openPkcs12(Buffer.from('no file of keys'), 'secret')).toThrow();
  });
});

describe('sealed PDFs', () => {
  it('given a PDF with an original inside, when it is sealed, then pdfsig finds it valid and whole, and finds one changed byte', async () => {
    const renderer = new PdfRenderer();
    const original = Buffer.from('the very bytes that were confirmed\n');
    const signature = { name: key.name, reason: '同意实施变更方案', at: NOW, size: SEAL_SIZE };
    const file = { name: 'plan.json', description: '原件', mediaType: 'application/json', bytes: original, at: NOW };
    const pdf = await renderer
      .render([{ text: '书面确认书' }], PAGE, { ...NO_EXTRAS, attachments: [file], signature })
      .finally(() => renderer.close());
    const { bytes: sealed } = await sealPdf(pdf, key);
    writeFileSync(at('sealed.pdf'), sealed);
    const report = pdfsig('sealed.pdf');
    expect(report).toContain('Signature Validation: Signature is Valid.');
    expect(report).toContain('ETSI.CAdES.detached');
    expect(report).toContain('Total document signed');
    expect(report).toContain('远景网络技术服务有限公司');
    execFileSync('pdfdetach', ['-saveall', '-o', folder, at('sealed.pdf')]);
    expect(readFileSync(at('plan.json')).equals(original)).toBe(true);

    for (const place of [200, sealed.length - 3_000]) {
      const tampered = Buffer.from(sealed);
      tampered[place] = (tampered[place] ?? 0) ^ 1;
      writeFileSync(at('tampered.pdf'), tampered);
      expect(pdfsig('tampered.pdf')).not.toContain('Signature is Valid');
    }
  });
});

describe('seals with a time stamp', () => {
  const unsealed = async (size: number): Promise<Buffer> => {
    const renderer = new PdfRenderer();
    const signature = { name: key.name, reason: '同意实施变更方案', at: NOW, size };
    return renderer.render([{ text: '书面确认书' }], PAGE, { ...NO_EXTRAS, signature }).finally(() => renderer.close());
  };
  /** An octet string of so many bytes in place of a time stamp. */
  const token = (length: number): Buffer =>
    Buffer.concat([Buffer.from([0x04, 0x82, length >> 8, length & 0xff]), Buffer.alloc(length, 7)]);
  const asked = (bytes: Buffer) => (): Promise<StampOutcome> =>
    Promise.resolve({
      state: 'stamped',
      stamp: { token: bytes, at: NOW, authority: 'TSA', fingerprint: '', nonce: null, certificates: [] },
    });

  it('given a time stamp, when a PDF is sealed, then it stands in the signature byte for byte, and the seal holds; one without room is left out and told', async () => {
    const pdf = await unsealed(STAMPED_SEAL_SIZE);
    const fitting = token(12_000);
    const stamped = await sealPdf(pdf, key, asked(fitting));
    expect(stamped.stamp?.state).toBe('stamped');
    expect(sealTimeStamp(stamped.bytes)?.token.equals(fitting)).toBe(true);
    writeFileSync(at('stamped.pdf'), stamped.bytes);
    expect(pdfsig('stamped.pdf')).toContain('Signature Validation: Signature is Valid.');

    const without = await sealPdf(pdf, key, asked(token(30_000)));
    expect(without.stamp).toMatchObject({ state: 'failed', error: { problem: 'too-large' } });
    expect(sealTimeStamp(without.bytes)).toBeNull();
    writeFileSync(at('without.pdf'), without.bytes);
    expect(pdfsig('without.pdf')).toContain('Signature Validation: Signature is Valid.');
  });
});

const pdfsig = (file: string): string => spawnSync('pdfsig', [at(file)], { encoding: 'utf8' }).stdout;

describe('where the key comes from', () => {
  const options = (change: Partial<Parameters<typeof loadSigningKey>[0]>): Parameters<typeof loadSigningKey>[0] => ({
    file: null,
    passphrase: '',
    databaseUrl: `file:${at('pledge.db')}`,
    demo: true,
    ...change,
  });

  it('given a demonstration on a file, when it first signs, then it makes a marked key for its owner alone, and keeps it', async () => {
    const first = await loadSigningKey(options({}), NOW);
    const file = demoKeyFile(options({}).databaseUrl) ?? '';
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(first.demo).toBe(true);
    expect(first.certificate.subject).toContain(DEMO_MARK);
    expect((await loadSigningKey(options({}), NOW)).fingerprint).toBe(first.fingerprint);
  });

  it('given no key, when a server database or a real installation signs, then it refuses and says what to set', async () => {
    const databaseUrl = 'mysql://root@127.0.0.1:3306/pledge';
    expect(await problemOf(loadSigningKey(options({ databaseUrl }), NOW))).toBe('SIGNING_KEY_MISSING');
    expect(await problemOf(loadSigningKey(options({ demo: false }), NOW))).toBe('SIGNING_KEY_MISSING');
  });

  it('given a wrong passphrase or path, when the key is loaded, then it is refused, and the reason is said', async () => {
    const file = at('real.p12');
    writeFileSync(
      file,
      await makeSelfSigned({ name: 'Seal', unit: null, passphrase: 'right', from: NOW, to: NOW + DAY, bits: 2048 }),
    );
    expect((await loadSigningKey(options({ file, passphrase: 'right' }), NOW)).name).toBe('Seal');
    expect(await problemOf(loadSigningKey(options({ file, passphrase: 'wrong' }), NOW))).toBe('SIGNING_KEY_UNREADABLE');
    expect(await problemOf(loadSigningKey(options({ file: at('none.p12') }), NOW))).toBe('SIGNING_KEY_UNREADABLE');
  });
});
