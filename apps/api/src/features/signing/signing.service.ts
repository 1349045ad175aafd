import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { CLOCK } from '@pledge/nest';
import { Problem, type Clock, type Transaction } from '@pledge/runtime';
import { v7 } from 'uuid';
import { APP_CONFIG, type AppConfig } from '../../config.js';
import { isoTime, type DocumentSeal } from '../documents/index.js';
import { signCades } from './cades.js';
import { loadSigningKey } from './key-source.js';
import { TimeStamps, type StampOutcome } from '../time-stamps/index.js';
import { SEAL_SIZE, STAMPED_SEAL_SIZE, sealPdf } from './pdf-seal.js';
import type { SigningKey } from './signing-key.js';
import { SigningRepository } from './signing.repository.js';

/** What a document says of its seal. */
export interface SealFacts {
  readonly name: string;
  readonly fingerprint: string;
  readonly serialNumber: string;
  readonly selfSigned: boolean;
  readonly demo: boolean;
  /** Host of the authority that is asked for a time stamp; null: none is. */
  readonly authority: string | null;
}

/** A seal for one PDF. */
export interface PreparedSeal {
  readonly seal: DocumentSeal;
  readonly facts: SealFacts;
  /** What became of the time stamp, once the PDF is sealed; null: none was asked for. */
  stamp(): StampOutcome | null;
}

/** Signs for this installation with its one key. Whoever stores what was signed calls `keep` in the same unit of work. */
@Injectable()
export class Signing implements OnModuleInit {
  private readonly logger = new Logger('Signing');
  private loading: Promise<SigningKey> | null = null;

  constructor(
    private readonly repository: SigningRepository,
    private readonly timeStamps: TimeStamps,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** There is a key, or a demonstration may make one. */
  get configured(): boolean {
    return this.config.signingP12 !== null || (this.config.demo && this.config.databaseUrl.startsWith('file:'));
  }

  /** A configured key that cannot be opened ends the start, not the first confirmation. */
  async onModuleInit(): Promise<void> {
    if (this.config.signingP12 !== null) await this.load();
    else if (!this.configured)
      this.logger.warn('SIGNING_P12 is not set: confirmations get no sealed copy and evidence no anchors');
  }

  /** @throws Problem SIGNING_KEY_MISSING, SIGNING_KEY_UNREADABLE, SIGNING_KEY_NOT_VALID */
  async key(): Promise<SigningKey> {
    const key = await this.load();
    const [from, to] = [key.certificate.validFrom, key.certificate.validTo].map((text) => Date.parse(text));
    const now = this.clock.now();
    if (from === undefined || to === undefined || now < from || now > to)
      throw new Problem('unavailable', 'SIGNING_KEY_NOT_VALID', {
        name: key.name,
        from: isoTime(from ?? 0),
        to: isoTime(to ?? 0),
      });
    return key;
  }

  /** Signature field and signer of a PDF, and what the PDF says of them. `at`: epoch ms. */
  async seal(reason: string, at: number): Promise<PreparedSeal> {
    const key = await this.key();
    const { authority } = this.timeStamps;
    let stamp: StampOutcome | null = null;
    const sign = async (pdf: Buffer): Promise<Buffer> => {
      const sealed = await sealPdf(pdf, key, (value) => this.timeStamps.ask(value));
      stamp = sealed.stamp;
      return sealed.bytes;
    };
    const size = authority === null ? SEAL_SIZE : STAMPED_SEAL_SIZE;
    return {
      seal: { field: { name: key.name, reason, at, size }, sign },
      facts: { ...factsOf(key), authority },
      stamp: () => stamp,
    };
  }

  /** Detached CMS signature in DER. */
  async sign(content: Uint8Array): Promise<{ readonly signature: Buffer; readonly key: SigningKey }> {
    const key = await this.key();
    return { signature: await signCades(content, key), key };
  }

  /** Keeps the certificate, so that what it signed can be verified when the key is long replaced. */
  async keep(tx: Transaction): Promise<void> {
    const key = await this.load();
    await this.repository.keep(tx, {
      id: v7(),
      fingerprint: key.fingerprint,
      name: key.name.slice(0, 255),
      selfSigned: key.selfSigned,
      demo: key.demo,
      validFrom: Date.parse(key.certificate.validFrom),
      validTo: Date.parse(key.certificate.validTo),
      pem: [key.certificate, ...key.chain].map((one) => one.toString()).join(''),
      firstUsedAt: this.clock.now(),
    });
  }

  /** Keeps what a sealed document needs beside its bytes: the certificate, and what became of the time stamp. */
  async keepSeal(tx: Transaction, documentId: string, stamp: StampOutcome | null): Promise<void> {
    await this.keep(tx);
    await this.timeStamps.recordSeal(tx, documentId, stamp);
  }

  private load(): Promise<SigningKey> {
    const { signingP12: file, signingPassphrase: passphrase, databaseUrl, demo } = this.config;
    const onLooseMode = (path: string): void =>
      this.logger.warn(`${path} can be read by others than its owner: chmod 600`);
    const at = Math.min(this.clock.now(), this.clock.systemNow());
    this.loading ??= loadSigningKey({ file, passphrase, databaseUrl, demo, onLooseMode }, at);
    // A key that is put right counts without a restart.
    this.loading.catch(() => (this.loading = null));
    return this.loading;
  }
}

function factsOf(key: SigningKey): Omit<SealFacts, 'authority'> {
  const { name, fingerprint, selfSigned, demo, certificate } = key;
  return { name, fingerprint, serialNumber: certificate.serialNumber, selfSigned, demo };
}
