import { Inject, Injectable } from '@nestjs/common';
import { READER, type Scope } from '@pledge/nest';
import { managerOf } from '@pledge/persistence';
import type { Transaction } from '@pledge/runtime';
import { In, type EntityManager } from 'typeorm';
import { QuotationEntity, QuotationVersionEntity } from './quotations.entity.js';

export type QuotationRow = QuotationEntity;
export type QuotationVersionRow = QuotationVersionEntity;

const own = (scope: Scope): { partyId?: string } => (scope.kind === 'customer' ? { partyId: scope.partyId } : {});

/** Quotations and their frozen versions. With `tx` inside that unit of work, else on the read-only connection. */
@Injectable()
export class QuotationsRepository {
  constructor(@Inject(READER) private readonly reader: () => EntityManager) {}

  private on(tx?: Transaction): EntityManager {
    return tx ? managerOf(tx) : this.reader();
  }

  async insert(tx: Transaction, row: QuotationRow): Promise<void> {
    await managerOf(tx).insert(QuotationEntity, { ...row } as never);
  }
  async update(tx: Transaction, id: string, change: Partial<QuotationRow>): Promise<void> {
    await managerOf(tx).update(QuotationEntity, { id }, change as never);
  }

  find(id: string, scope: Scope): Promise<QuotationRow | null> {
    return this.on().findOneBy(QuotationEntity, { id, ...own(scope) });
  }
  byInstance(instanceId: string, tx?: Transaction): Promise<QuotationRow | null> {
    return this.on(tx).findOneBy(QuotationEntity, { instanceId });
  }

  /** The quotation as it is now, locked until the end of the unit. */
  async lock(tx: Transaction, id: string): Promise<QuotationRow | null> {
    const manager = managerOf(tx);
    // A write takes the row's lock on both databases; SQLite knows no FOR UPDATE.
    await manager
      .createQueryBuilder()
      .update(QuotationEntity)
      .set({ revision: () => 'revision' })
      .where({ id })
      .execute();
    return manager.findOneBy(QuotationEntity, { id });
  }

  countOfCase(tx: Transaction, caseNumber: string): Promise<number> {
    return managerOf(tx).countBy(QuotationEntity, { caseNumber });
  }

  /** Every quotation of a case, newest first. */
  ofCase(caseNumber: string, tx?: Transaction): Promise<QuotationRow[]> {
    return this.on(tx).find(QuotationEntity, { where: { caseNumber }, order: { createdAt: 'DESC', id: 'DESC' } });
  }

  list(
    scope: Scope,
    filter: { caseNumber?: string | undefined; state?: QuotationRow['state'] | undefined; limit: number },
  ): Promise<QuotationRow[]> {
    return this.on().find(QuotationEntity, {
      where: {
        ...own(scope),
        ...(filter.caseNumber === undefined ? {} : { caseNumber: filter.caseNumber }),
        ...(filter.state === undefined ? {} : { state: filter.state }),
      },
      order: { createdAt: 'DESC', id: 'DESC' },
      take: filter.limit,
    });
  }

  async insertVersion(tx: Transaction, row: QuotationVersionRow): Promise<void> {
    await managerOf(tx).insert(QuotationVersionEntity, { ...row });
  }
  version(quotationId: string, version: number, tx?: Transaction): Promise<QuotationVersionRow | null> {
    return this.on(tx).findOneBy(QuotationVersionEntity, { quotationId, version });
  }
  /** Newest first. */
  versions(quotationIds: readonly string[]): Promise<QuotationVersionRow[]> {
    if (quotationIds.length === 0) return Promise.resolve([]);
    return this.on().find(QuotationVersionEntity, {
      where: { quotationId: In([...quotationIds]) },
      order: { version: 'DESC' },
    });
  }
  byVerifyCode(verifyCode: string): Promise<QuotationVersionRow | null> {
    return this.on().findOneBy(QuotationVersionEntity, { verifyCode });
  }
}
