import { Inject, Injectable } from '@nestjs/common';
import { READER } from '@pledge/nest';
import { managerOf } from '@pledge/persistence';
import type { Transaction } from '@pledge/runtime';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { ClockEntity, LadderRunEntity } from './service-levels.entity.js';

/** A stretch of time over which days of a set changed, epoch ms. */
export interface TouchedStretch {
  readonly set: string;
  readonly from: number;
  readonly to: number;
}

/** Rows of the clock cache and of running ladders. */
@Injectable()
export class ServiceLevelsRepository {
  constructor(@Inject(READER) private readonly reader: () => EntityManager) {}

  /** Replaces the cached clocks of a case. */
  async replaceClocks(tx: Transaction, caseId: string, rows: readonly ClockEntity[]): Promise<void> {
    const manager = managerOf(tx);
    await manager.delete(ClockEntity, { caseId });
    if (rows.length > 0) await manager.insert(ClockEntity, [...rows]);
  }

  /** The cached clocks of a case. */
  clocksOf(tx: Transaction, caseId: string): Promise<ClockEntity[]> {
    return managerOf(tx).findBy(ClockEntity, { caseId });
  }

  findClock(tx: Transaction, id: string): Promise<ClockEntity | null> {
    return managerOf(tx).findOneBy(ClockEntity, { id });
  }

  /** How many cases have an open clock that follows the set and whose time lies over the stretch. */
  async countTouched(tx: Transaction, stretch: TouchedStretch): Promise<number> {
    const row = await this.touchedQuery(tx, stretch)
      .select('COUNT(DISTINCT c.caseNumber)', 'count')
      .getRawOne<{ count: number | string }>();
    return Number(row?.count ?? 0);
  }

  /** Their numbers in order, after the one given. */
  async touched(
    tx: Transaction,
    stretch: TouchedStretch & { readonly after: string | null; readonly limit: number },
  ): Promise<string[]> {
    const query = this.touchedQuery(tx, stretch).select('c.caseNumber', 'number').groupBy('c.caseNumber');
    if (stretch.after !== null) query.andWhere('c.caseNumber > :after', { after: stretch.after });
    const rows = await query.orderBy('c.caseNumber').limit(stretch.limit).getRawMany<{ number: string }>();
    return rows.map((row) => row.number);
  }

  private touchedQuery(tx: Transaction, { set, from, to }: TouchedStretch): SelectQueryBuilder<ClockEntity> {
    return (
      managerOf(tx)
        .createQueryBuilder(ClockEntity, 'c')
        .where('c.holidaySet = :set AND c.isOpen = :open AND c.countsFrom <= :to', { set, open: true, to })
        // A clock that is late already may be due later by the change: what ran out before the first day cannot.
        .andWhere('c.dueAt >= :from', { from })
    );
  }

  ladderOf(caseNumber: string, tx?: Transaction): Promise<LadderRunEntity | null> {
    return (tx ? managerOf(tx) : this.reader()).findOneBy(LadderRunEntity, { caseNumber });
  }

  async saveLadder(tx: Transaction, row: LadderRunEntity): Promise<void> {
    await managerOf(tx).save(LadderRunEntity, row);
  }
}
