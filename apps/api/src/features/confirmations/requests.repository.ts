import { Inject, Injectable } from '@nestjs/common';
import type { ConfirmationState } from '@pledge/contracts';
import { READER, type Scope } from '@pledge/nest';
import { managerOf } from '@pledge/persistence';
import type { Transaction } from '@pledge/runtime';
import { Brackets, In, IsNull, LessThan, MoreThan, type EntityManager } from 'typeorm';
import { CaseEntity } from '../cases/index.js';
import { ServiceFormSignatureEntity } from './confirmations.entity.js';
import { ERASED } from './erased.js';
import {
  ConfirmationCodeEntity,
  ConfirmationLinkEntity,
  ConfirmationRecordEntity,
  ConfirmationRequestEntity,
  ConfirmationScanEntity,
} from './requests.entity.js';

export type RequestRow = ConfirmationRequestEntity;
export type RecordRow = ConfirmationRecordEntity;
export type CodeRow = ConfirmationCodeEntity;
export type ConfirmationLinkRow = ConfirmationLinkEntity;
export type ScanRow = ConfirmationScanEntity;

export interface RequestFilter {
  readonly caseNumber?: string | undefined;
  readonly state?: ConfirmationState | undefined;
  /** Waits for this user, or for anybody of this party. */
  readonly waitingFor?: { readonly username: string; readonly partyId: string | null } | undefined;
  /** A scan of it waits to be checked, and this user did not take it in. */
  readonly scanToCheckBy?: string | undefined;
  readonly limit: number;
}

const own = (scope: Scope): { partyId?: string; side?: 'customer' } =>
  scope.kind === 'customer' ? { partyId: scope.partyId, side: 'customer' } : {};

/** Requests, records, links, codes and scans. With `tx` inside that unit of work, else on the read-only connection. */
@Injectable()
export class RequestsRepository {
  constructor(@Inject(READER) private readonly reader: () => EntityManager) {}

  private on(tx?: Transaction): EntityManager {
    return tx ? managerOf(tx) : this.reader();
  }

  async insertRequest(tx: Transaction, row: RequestRow): Promise<void> {
    await managerOf(tx).insert(ConfirmationRequestEntity, { ...row });
  }

  find(id: string, scope: Scope, tx?: Transaction): Promise<RequestRow | null> {
    return this.on(tx).findOneBy(ConfirmationRequestEntity, { id, ...own(scope) });
  }

  /** From one of `from` to another state; false: somebody decided it meanwhile. Takes the row's lock. */
  async decide(
    tx: Transaction,
    id: string,
    from: readonly ConfirmationState[],
    change: Pick<RequestRow, 'state' | 'decidedAt' | 'reason' | 'recordId'>,
  ): Promise<boolean> {
    const result = await managerOf(tx).update(ConfirmationRequestEntity, { id, state: In([...from]) }, change);
    return result.affected === 1;
  }

  /** All requests about a subject, oldest first. */
  ofSubject(kind: string, subjectId: string, tx?: Transaction): Promise<RequestRow[]> {
    return this.on(tx).find(ConfirmationRequestEntity, {
      where: { subjectKind: kind, subjectId },
      order: { requestedAt: 'ASC', id: 'ASC' },
    });
  }

  list(scope: Scope, filter: RequestFilter): Promise<RequestRow[]> {
    const query = this.reader().createQueryBuilder(ConfirmationRequestEntity, 'r').where('1 = 1');
    if (scope.kind === 'customer')
      query.andWhere('r.partyId = :partyId AND r.side = :side', { partyId: scope.partyId, side: 'customer' });
    if (filter.caseNumber !== undefined)
      query.andWhere('r.caseNumber = :caseNumber', { caseNumber: filter.caseNumber });
    if (filter.state !== undefined) query.andWhere('r.state = :state', { state: filter.state });
    const waiting = filter.waitingFor;
    if (waiting !== undefined) {
      query
        .andWhere(`r.state = 'waiting'`)
        .andWhere(
          new Brackets((b) =>
            waiting.partyId === null
              ? b.where(`r.personKind = 'user' AND r.personId = :username`, { username: waiting.username })
              : b.where(`r.side = 'customer' AND r.partyId = :own`, { own: waiting.partyId }),
          ),
        );
    }
    if (filter.scanToCheckBy !== undefined) {
      const scan = query
        .subQuery()
        .select('1')
        .from(ConfirmationScanEntity, 's')
        .where(`s.requestId = r.id AND s.state = 'pending' AND s.uploadedBy <> :checker`);
      query.andWhere(`r.state = 'waiting' AND EXISTS ${scan.getQuery()}`).setParameter('checker', filter.scanToCheckBy);
    }
    return query.orderBy('r.requestedAt', 'DESC').addOrderBy('r.id', 'DESC').take(filter.limit).getMany();
  }

  async insertRecord(tx: Transaction, row: RecordRow): Promise<void> {
    await managerOf(tx).insert(ConfirmationRecordEntity, { ...row } as never);
  }
  findRecord(id: string, tx?: Transaction): Promise<RecordRow | null> {
    return this.on(tx).findOneBy(ConfirmationRecordEntity, { id });
  }
  records(requestIds: readonly string[]): Promise<RecordRow[]> {
    if (requestIds.length === 0) return Promise.resolve([]);
    return this.reader().find(ConfirmationRecordEntity, {
      where: { requestId: In([...requestIds]) },
      order: { statedAt: 'ASC', id: 'ASC' },
    });
  }

  async insertLink(tx: Transaction, row: ConfirmationLinkRow): Promise<void> {
    await managerOf(tx).insert(ConfirmationLinkEntity, { ...row });
  }
  findLink(tokenHash: string): Promise<ConfirmationLinkRow | null> {
    return this.reader().findOneBy(ConfirmationLinkEntity, { tokenHash });
  }
  async useLink(tx: Transaction, id: string, at: number): Promise<void> {
    await managerOf(tx).update(ConfirmationLinkEntity, { id }, { usedAt: at });
  }

  async insertCode(tx: Transaction, row: CodeRow): Promise<void> {
    await managerOf(tx).insert(ConfirmationCodeEntity, { ...row });
  }
  /** The newest code of a request: an older one is worth nothing any more. */
  async newestCode(requestId: string, tx?: Transaction): Promise<CodeRow | null> {
    const rows = await this.on(tx).find(ConfirmationCodeEntity, {
      where: { requestId },
      order: { createdAt: 'DESC', id: 'DESC' },
      take: 1,
    });
    return rows[0] ?? null;
  }
  codesSince(requestId: string, since: number, tx?: Transaction): Promise<number> {
    return this.on(tx).countBy(ConfirmationCodeEntity, { requestId, createdAt: MoreThan(since) });
  }
  /** Counts a try before the code is looked at, so that many at once cannot share one; false: none is left. */
  async takeTry(tx: Transaction, id: string, most: number): Promise<boolean> {
    const result = await managerOf(tx)
      .createQueryBuilder()
      .update(ConfirmationCodeEntity)
      .set({ tries: () => 'tries + 1' })
      .where({ id, tries: LessThan(most), usedAt: IsNull() })
      .execute();
    return result.affected === 1;
  }
  /** False: it was used meanwhile. */
  async useCode(tx: Transaction, id: string, at: number): Promise<boolean> {
    const result = await managerOf(tx).update(ConfirmationCodeEntity, { id, usedAt: IsNull() }, { usedAt: at });
    return result.affected === 1;
  }

  async insertScan(tx: Transaction, row: ScanRow): Promise<void> {
    await managerOf(tx).insert(ConfirmationScanEntity, { ...row });
  }
  findScan(id: string): Promise<ScanRow | null> {
    return this.reader().findOneBy(ConfirmationScanEntity, { id });
  }
  scans(requestIds: readonly string[]): Promise<ScanRow[]> {
    if (requestIds.length === 0) return Promise.resolve([]);
    return this.reader().find(ConfirmationScanEntity, {
      where: { requestId: In([...requestIds]) },
      order: { uploadedAt: 'ASC', id: 'ASC' },
    });
  }
  pendingScans(requestId: string, tx: Transaction): Promise<ScanRow[]> {
    return managerOf(tx).findBy(ConfirmationScanEntity, { requestId, state: 'pending' });
  }
  /** False: another person checked it meanwhile. */
  async checkScan(
    tx: Transaction,
    id: string,
    change: Pick<ScanRow, 'state' | 'checkedBy' | 'checkedAt' | 'note'>,
  ): Promise<boolean> {
    return (await managerOf(tx).update(ConfirmationScanEntity, { id, state: 'pending' }, change)).affected === 1;
  }

  /** Every request that a contact was asked in. */
  ofContact(tx: Transaction, contactId: string): Promise<RequestRow[]> {
    return managerOf(tx).findBy(ConfirmationRequestEntity, { personKind: 'contact', personId: contactId });
  }
  async recordsForChange(tx: Transaction, requestIds: readonly string[]): Promise<RecordRow[]> {
    if (requestIds.length === 0) return [];
    return managerOf(tx).findBy(ConfirmationRecordEntity, { requestId: In([...requestIds]) });
  }
  /** The one change that a record ever sees: its person is gone, its hash is not. */
  async forgetInRecord(tx: Transaction, id: string, change: Partial<RecordRow>): Promise<void> {
    await managerOf(tx).update(ConfirmationRecordEntity, { id }, change as never);
  }
  /** Names in requests and on scans. @returns rows */
  async forgetNames(tx: Transaction, requestIds: readonly string[]): Promise<number> {
    if (requestIds.length === 0) return 0;
    const manager = managerOf(tx);
    const ids = In([...requestIds]);
    const asked = await manager.update(ConfirmationRequestEntity, { id: ids }, { expectedName: ERASED });
    const scans = await manager.update(ConfirmationScanEntity, { requestId: ids }, { signerName: ERASED });
    return (asked.affected ?? 0) + (scans.affected ?? 0);
  }
  /** Signatures under service forms of the party's cases. @returns rows */
  async forgetSigner(tx: Transaction, partyId: string, signerName: string): Promise<number> {
    const manager = managerOf(tx);
    const signed = await manager.findBy(ServiceFormSignatureEntity, { signerName });
    const numbers = signed.map((one) => one.caseNumber);
    if (numbers.length === 0) return 0;
    const cases = await manager.findBy(CaseEntity, { number: In(numbers), partyId });
    const own = new Set(cases.map((one) => one.number));
    const ids = signed.filter((one) => own.has(one.caseNumber)).map((one) => one.id);
    if (ids.length === 0) return 0;
    const change = { signerName: ERASED, signature: '', comment: null };
    return (await manager.update(ServiceFormSignatureEntity, { id: In(ids) }, change)).affected ?? 0;
  }
}
