import { Inject, Injectable } from '@nestjs/common';
import { READER } from '@pledge/nest';
import { managerOf } from '@pledge/persistence';
import type { Transaction } from '@pledge/runtime';
import { IsNull, Not, type EntityManager } from 'typeorm';
import { ServiceFormLinkEntity, ServiceFormSignatureEntity } from './confirmations.entity.js';

export type LinkRow = ServiceFormLinkEntity;
export type SignatureRow = ServiceFormSignatureEntity;

/** Links and what was signed through them. */
@Injectable()
export class ConfirmationsRepository {
  constructor(@Inject(READER) private readonly reader: () => EntityManager) {}

  async insertLink(tx: Transaction, row: LinkRow): Promise<void> {
    await managerOf(tx)
      .getRepository(ServiceFormLinkEntity)
      .insert({ ...row });
  }

  findLink(tokenHash: string): Promise<LinkRow | null> {
    return this.reader().getRepository(ServiceFormLinkEntity).findOneBy({ tokenHash });
  }

  /** The signature that completed the task, if one did. */
  signature(taskId: string): Promise<SignatureRow | null> {
    return this.reader()
      .getRepository(ServiceFormSignatureEntity)
      .findOneBy({ taskId, completedAt: Not(IsNull()) });
  }

  attempt(id: string): Promise<SignatureRow | null> {
    return this.reader().getRepository(ServiceFormSignatureEntity).findOneBy({ id });
  }

  async insertAttempt(tx: Transaction, row: SignatureRow): Promise<void> {
    await managerOf(tx)
      .getRepository(ServiceFormSignatureEntity)
      .insert({ ...row });
  }

  async complete(tx: Transaction, id: string, at: number): Promise<void> {
    await managerOf(tx)
      .getRepository(ServiceFormSignatureEntity)
      .update({ id, completedAt: IsNull() }, { completedAt: at });
  }

  /** The task could not be completed with it (left unsigned, signed on the phone meanwhile): it was never signed. */
  async discard(tx: Transaction, id: string): Promise<void> {
    await managerOf(tx).getRepository(ServiceFormSignatureEntity).delete({ id, completedAt: IsNull() });
  }
}
