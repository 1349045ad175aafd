import { Inject, Injectable } from '@nestjs/common';
import { READER } from '@pledge/nest';
import { managerOf } from '@pledge/persistence';
import type { Transaction } from '@pledge/runtime';
import type { EntityManager } from 'typeorm';
import { SigningCertificateEntity } from './signing.entity.js';

export type CertificateRow = SigningCertificateEntity;

/** Certificates in use, now and before: inserted once, never changed. */
@Injectable()
export class SigningRepository {
  constructor(@Inject(READER) private readonly reader: () => EntityManager) {}

  /** Keeps a certificate; the same one again changes nothing. */
  async keep(tx: Transaction, row: CertificateRow): Promise<void> {
    const manager = managerOf(tx);
    if (await manager.existsBy(SigningCertificateEntity, { fingerprint: row.fingerprint })) return;
    await manager.insert(SigningCertificateEntity, { ...row });
  }

  find(fingerprint: string): Promise<CertificateRow | null> {
    return this.reader().findOneBy(SigningCertificateEntity, { fingerprint });
  }

  /** Oldest first. */
  all(): Promise<CertificateRow[]> {
    return this.reader().find(SigningCertificateEntity, { order: { firstUsedAt: 'ASC', id: 'ASC' } });
  }
}
