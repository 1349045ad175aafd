import { readFileSync } from 'node:fs';
import { X509Certificate } from 'node:crypto';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { CLOCK } from '@pledge/nest';
import type { Clock, Transaction } from '@pledge/runtime';
import { v7 } from 'uuid';
import { APP_CONFIG, type AppConfig } from '../../config.js';
import { askAuthority, type TimeStamp } from './authority.js';
import { printable, TimeStampError } from './time-stamp-error.js';
import type { StampedKind } from './time-stamp.entity.js';
import { TimeStampsRepository, type TimeStampRow } from './time-stamps.repository.js';

/** A time stamp, or why there is none. */
export type StampOutcome =
  | { readonly state: 'stamped'; readonly stamp: TimeStamp }
  | { readonly state: 'failed'; readonly error: TimeStampError };

/** System ms for one question: a job that asks must be done long before its lease is over. */
const TIMEOUT_MS = 5_000;

/** Third-party time (RFC 3161), where `TSA_URL` names an authority. What it cannot give is recorded and holds nothing up. */
@Injectable()
export class TimeStamps implements OnModuleInit {
  private readonly logger = new Logger('TimeStamps');
  private loaded: readonly X509Certificate[] | null = null;

  constructor(
    private readonly repository: TimeStampsRepository,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** A file of trusted certificates that cannot be read ends the start, not the first time stamp. */
  onModuleInit(): void {
    if (this.trusted.length === 0 && this.config.tsaUrl !== null)
      this.logger.warn('TSA_CA is not set: time stamps of whoever answers at TSA_URL are taken');
  }

  /** Host of the authority that is asked; null: none is. */
  get authority(): string | null {
    return this.config.tsaUrl === null ? null : new URL(this.config.tsaUrl).host;
  }

  /** Certificates that an authority has to lead to. */
  get trusted(): readonly X509Certificate[] {
    const file = this.config.tsaCa;
    return (this.loaded ??= file === null ? [] : readCertificates(file));
  }

  /** Asks for a time stamp over `data`; null: there is no authority to ask. Never throws. */
  async ask(data: Uint8Array): Promise<StampOutcome | null> {
    const { tsaUrl: url } = this.config;
    if (url === null) return null;
    try {
      const stamp = await askAuthority({ url, trusted: this.trusted, timeoutMs: TIMEOUT_MS }, data);
      return { state: 'stamped', stamp };
    } catch (caught) {
      // Nothing that an authority sends may keep somebody from confirming.
      const error =
        caught instanceof TimeStampError ? caught : new TimeStampError('malformed', printable(String(caught)));
      this.logger.warn(`${String(this.authority)}: ${error.message}`);
      return { state: 'failed', error };
    }
  }

  /** Records what became of the seal of a document: its bytes are final. */
  recordSeal(tx: Transaction, documentId: string, outcome: StampOutcome | null): Promise<void> {
    return this.record(tx, 'seal', documentId, outcome);
  }

  /** Records what became of an anchor: what it lacks is asked for again. */
  recordAnchor(tx: Transaction, seq: number, outcome: StampOutcome | null): Promise<void> {
    return this.record(tx, 'anchor', String(seq), outcome);
  }

  /** Records another try. */
  async recordRetry(tx: Transaction, row: TimeStampRow, outcome: StampOutcome): Promise<void> {
    const told = { ...this.told(row.kind, outcome), tries: row.tries + 1 };
    await this.repository.retried(tx, { id: row.id, kind: row.kind, ref: row.ref, ...told });
  }

  private async record(tx: Transaction, kind: StampedKind, ref: string, outcome: StampOutcome | null): Promise<void> {
    if (outcome !== null) await this.repository.insert(tx, { id: v7(), kind, ref, ...this.told(kind, outcome) });
  }

  private told(kind: StampedKind, outcome: StampOutcome): Omit<TimeStampRow, 'id' | 'kind' | 'ref'> {
    const asked = { tries: 1, triedAt: this.clock.now() };
    if (outcome.state === 'failed') {
      const { problem, detail } = outcome.error;
      const state = kind === 'anchor' ? ('waiting' as const) : ('missing' as const);
      return { ...asked, state, token: null, stampedAt: null, authority: null, fingerprint: null, problem, detail };
    }
    const { at: stampedAt, authority, fingerprint, token } = outcome.stamp;
    return {
      ...asked,
      state: 'stamped',
      token: kind === 'anchor' ? token.toString('base64') : null,
      stampedAt,
      authority,
      fingerprint,
      problem: null,
      detail: null,
    };
  }
}

/** Certificates of a PEM file, at least one. @throws Error that names the setting and the file */
export function readCertificates(file: string): X509Certificate[] {
  try {
    const blocks = readFileSync(file, 'utf8').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
    if (blocks === null) throw new Error('there is no certificate in it (PEM)');
    return blocks.map((block) => new X509Certificate(block));
  } catch (error) {
    throw new Error(`TSA_CA: ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
