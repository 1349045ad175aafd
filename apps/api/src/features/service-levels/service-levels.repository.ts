import { Inject, Injectable } from '@nestjs/common';
import { READER } from '@pledge/nest';
import { managerOf } from '@pledge/persistence';
import type { Transaction } from '@pledge/runtime';
import type { EntityManager } from 'typeorm';
import { ClockEntity, LadderRunEntity } from './service-levels.entity.js';

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

  findClock(tx: Transaction, id: string): Promise<ClockEntity | null> {
    return managerOf(tx).findOneBy(ClockEntity, { id });
  }

  ladderOf(caseNumber: string, tx?: Transaction): Promise<LadderRunEntity | null> {
    return (tx ? managerOf(tx) : this.reader()).findOneBy(LadderRunEntity, { caseNumber });
  }

  async saveLadder(tx: Transaction, row: LadderRunEntity): Promise<void> {
    await managerOf(tx).save(LadderRunEntity, row);
  }
}
