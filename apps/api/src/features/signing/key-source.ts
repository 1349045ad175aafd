import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Problem } from '@pledge/runtime';
import { makeSelfSigned } from './self-signed.js';
import { DEMO_MARK, openPkcs12, SigningKeyError, type SigningKey } from './signing-key.js';

export interface KeySourceOptions {
  /** Path of a PKCS#12 file; null: none is configured. */
  readonly file: string | null;
  readonly passphrase: string;
  readonly databaseUrl: string;
  readonly demo: boolean;
  /** The key was readable by others than its owner. */
  readonly onLooseMode?: (file: string) => void;
}

const DAY = 86_400_000;
const DEMO_YEARS = 10;
/** Of the demo's key alone, which lies beside a demo's data. */
const DEMO_PASSPHRASE = 'pledge-demo';

/**
 * The key of this installation: `SIGNING_P12`, or the one of a demonstration on a file, which is made when it is first needed.
 * @throws Problem SIGNING_KEY_MISSING, SIGNING_KEY_UNREADABLE
 */
export async function loadSigningKey(options: KeySourceOptions, now: number): Promise<SigningKey> {
  if (options.file !== null) return readKey(options.file, options.passphrase, options.onLooseMode);
  const beside = options.demo ? demoKeyFile(options.databaseUrl) : null;
  if (beside === null) throw new Problem('unavailable', 'SIGNING_KEY_MISSING');
  if (!exists(beside)) {
    const key = await makeSelfSigned({
      name: 'Pledge demo',
      unit: DEMO_MARK,
      passphrase: DEMO_PASSPHRASE,
      from: now - DAY,
      to: now + DEMO_YEARS * 365 * DAY,
      // Quick to make: somebody waits for the first signed copy.
      bits: 2048,
    });
    writeNew(beside, key);
  }
  return readKey(beside, DEMO_PASSPHRASE);
}

/** Where the key of a demonstration lies; null: its database is a server, which several machines may share. */
export function demoKeyFile(databaseUrl: string): string | null {
  if (!databaseUrl.startsWith('file:')) return null;
  return `${resolve(databaseUrl.slice('file:'.length).replace(/^\/\/(?=\/)/, ''))}.signing-demo.p12`;
}

function readKey(file: string, passphrase: string, onLooseMode?: (file: string) => void): SigningKey {
  try {
    const key = openPkcs12(readFileSync(file), passphrase);
    if ((statSync(file).mode & 0o077) !== 0) onLooseMode?.(file);
    return key;
  } catch (error) {
    // What the file system says has a code; anything else is a mistake of ours.
    const { message, code } = error as { readonly message: string; readonly code?: unknown };
    if (!(error instanceof SigningKeyError) && typeof code !== 'string') throw error;
    throw new Problem('unavailable', 'SIGNING_KEY_UNREADABLE', { file, reason: message });
  }
}

function exists(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}

/** Readable by its owner alone; never over an older key. */
export function writeNew(file: string, bytes: Buffer): void {
  try {
    writeFileSync(file, bytes, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    // Two requests made one in the same moment: the first counts.
    if (!exists(file)) throw error;
  }
}
