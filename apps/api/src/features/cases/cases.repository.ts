import { Inject, Injectable } from '@nestjs/common';
import type { CaseStatus } from '@pledge/contracts';
import { READER, type Scope } from '@pledge/nest';
import { managerOf, nextNumber } from '@pledge/persistence';
import type { Transaction } from '@pledge/runtime';
import { Brackets, In, Not, type EntityManager } from 'typeorm';
import { CaseCounterEntity, CaseEntity, CaseEventEntity } from './cases.entity.js';

const ENDED: readonly CaseStatus[] = ['closed', 'withdrawn'];
const own = (scope: Scope): { partyId?: string } => (scope.kind === 'customer' ? { partyId: scope.partyId } : {});

export interface CaseListFilter {
  readonly q?: string | undefined;
  readonly status?: CaseStatus | undefined;
  /** Exactly these. */
  readonly numbers?: readonly string[] | undefined;
  /** Cases received before this one (`receivedAt`, `id`). */
  readonly before?: { readonly receivedAt: number; readonly id: string } | undefined;
  readonly limit: number;
}

/** Rows of cases, their events and the counter. With `tx` inside that unit of work, else on the read-only connection. */
@Injectable()
export class CasesRepository {
  constructor(@Inject(READER) private readonly reader: () => EntityManager) {}

  private on(tx?: Transaction): EntityManager {
    return tx ? managerOf(tx) : this.reader();
  }

  /** The next number of a period (a year). Gaps may come from units that rolled back; a number never comes twice. */
  nextNumber(tx: Transaction, period: string): Promise<number> {
    return nextNumber(tx, CaseCounterEntity, period);
  }

  /** Cases about a device, newest first. */
  ofSerial(serialNumber: string, scope: Scope, limit: number): Promise<CaseEntity[]> {
    const where = { serialNumber, ...own(scope) };
    return this.on().find(CaseEntity, { where, order: { receivedAt: 'DESC' }, take: limit });
  }

  /** The contact of a customer's cases, where it is the person of that number. @returns rows */
  async forgetContact(tx: Transaction, partyId: string, contactPhone: string): Promise<number> {
    const nobody = { contactName: '***', contactPhone: '***' };
    return (await managerOf(tx).update(CaseEntity, { partyId, contactPhone }, nobody)).affected ?? 0;
  }

  /** How many cases of a customer have not ended. */
  countOpen(partyId: string): Promise<number> {
    return this.on().countBy(CaseEntity, { partyId, status: Not(In([...ENDED])) });
  }

  async insert(tx: Transaction, row: CaseEntity): Promise<void> {
    await managerOf(tx).insert(CaseEntity, row as never);
  }

  async update(tx: Transaction, id: string, change: Partial<CaseEntity>): Promise<void> {
    if (Object.keys(change).length > 0) await managerOf(tx).update(CaseEntity, { id }, change as never);
  }

  /** The case as it is now, its row locked until the end of the unit: events of one case are written one after the other. */
  async lock(tx: Transaction, number: string): Promise<CaseEntity | null> {
    const manager = managerOf(tx);
    // A write takes the row's lock on both databases; SQLite knows no FOR UPDATE.
    await manager
      .createQueryBuilder()
      .update(CaseEntity)
      .set({ eventSeq: () => 'event_seq' })
      .where({ number })
      .execute();
    return manager.findOneBy(CaseEntity, { number });
  }

  find(number: string, scope: Scope, tx?: Transaction): Promise<CaseEntity | null> {
    return this.on(tx).findOneBy(CaseEntity, { number, ...own(scope) });
  }

  async list(scope: Scope, filter: CaseListFilter): Promise<{ rows: CaseEntity[]; total: number }> {
    const query = this.reader().createQueryBuilder(CaseEntity, 'c').where('1 = 1');
    if (scope.kind === 'customer') query.andWhere('c.partyId = :partyId', { partyId: scope.partyId });
    if (filter.status) query.andWhere('c.status = :status', { status: filter.status });
    if (filter.numbers !== undefined) query.andWhere('c.number IN (:...numbers)', { numbers: filter.numbers });
    if (filter.q) {
      const words = { lower: filter.q.toLowerCase(), upper: filter.q.toUpperCase() };
      query.andWhere(
        new Brackets((b) =>
          b
            .where('INSTR(c.number, :upper) > 0', words)
            .orWhere('INSTR(LOWER(c.title), :lower) > 0')
            .orWhere('INSTR(LOWER(c.customerName), :lower) > 0')
            .orWhere('INSTR(c.contactPhone, :lower) > 0')
            .orWhere('INSTR(c.serialNumber, :upper) > 0'),
        ),
      );
    }
    const total = await query.clone().getCount();
    if (filter.before) {
      query.andWhere('(c.receivedAt < :at OR (c.receivedAt = :at AND c.id < :id))', {
        at: filter.before.receivedAt,
        id: filter.before.id,
      });
    }
    const rows = await query.orderBy('c.receivedAt', 'DESC').addOrderBy('c.id', 'DESC').take(filter.limit).getMany();
    return { rows, total };
  }

  /** Numbers of cases of these customers that have not ended, newest first; with the serial number they are about. */
  async openOf(partyIds: readonly string[]): Promise<Pick<CaseEntity, 'number' | 'partyId' | 'serialNumber'>[]> {
    if (partyIds.length === 0) return [];
    return this.reader().find(CaseEntity, {
      select: { number: true, partyId: true, serialNumber: true },
      where: {
        partyId: In([...new Set(partyIds)]),
        status: In(['waiting-contract', 'open', 'resolved'] satisfies CaseStatus[]),
      },
      order: { receivedAt: 'DESC' },
      take: 200,
    });
  }

  /** Cases that owe something: what the urgency of their tasks was before a restart. */
  owing(): Promise<Pick<CaseEntity, 'number' | 'urgencyAt'>[]> {
    return this.reader()
      .createQueryBuilder(CaseEntity, 'c')
      .select(['c.id', 'c.number', 'c.urgencyAt'])
      .where('c.urgencyAt IS NOT NULL AND c.status NOT IN (:...ended)', { ended: ENDED })
      .getMany();
  }

  async count(): Promise<number> {
    return this.reader().count(CaseEntity);
  }

  async insertEvents(tx: Transaction, rows: readonly CaseEventEntity[]): Promise<void> {
    if (rows.length > 0) await managerOf(tx).insert(CaseEventEntity, rows as never);
  }

  /** All events of a case in order. A case has tens of them. */
  events(caseId: string, tx?: Transaction): Promise<CaseEventEntity[]> {
    return this.on(tx).find(CaseEventEntity, { where: { caseId }, order: { seq: 'ASC' } });
  }
}
