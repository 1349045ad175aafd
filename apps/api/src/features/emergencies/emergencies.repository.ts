import { Inject, Injectable } from '@nestjs/common';
import { READER, type Scope } from '@pledge/nest';
import { managerOf, nextNumber } from '@pledge/persistence';
import type { Transaction } from '@pledge/runtime';
import { IsNull, type EntityManager } from 'typeorm';
import { EmergencyCounterEntity, EmergencyEntity, ReachEntity } from './emergencies.entity.js';

/** Rows of one INSERT: a notice reaches some hundreds of contacts. */
const CHUNK = 50;

/** Emergencies and whom their notices reached. */
@Injectable()
export class EmergenciesRepository {
  constructor(@Inject(READER) private readonly reader: () => EntityManager) {}

  private on(tx?: Transaction): EntityManager {
    return tx ? managerOf(tx) : this.reader();
  }

  /** The next number of a period. Gaps may come from units that rolled back; a number never comes twice. */
  nextNumber(tx: Transaction, period: string): Promise<number> {
    return nextNumber(tx, EmergencyCounterEntity, period);
  }

  async insert(tx: Transaction, row: EmergencyEntity): Promise<void> {
    await managerOf(tx).insert(EmergencyEntity, { ...row });
  }
  find(number: string, scope: Scope, tx?: Transaction): Promise<EmergencyEntity | null> {
    return this.on(tx).findOneBy(EmergencyEntity, { number, ...own(scope) });
  }
  /** Real ones that run now. */
  async runningLive(tx?: Transaction): Promise<string[]> {
    const rows = await this.on(tx).findBy(EmergencyEntity, { mode: 'live', state: 'running' });
    return rows.map((row) => row.number).toSorted();
  }
  ofInstance(instanceId: string): Promise<EmergencyEntity | null> {
    return this.on().findOneBy(EmergencyEntity, { instanceId });
  }
  /** Newest first. */
  list(
    q: { mode?: EmergencyEntity['mode']; state?: EmergencyEntity['state']; planKey?: string; limit: number },
    scope: Scope,
  ): Promise<EmergencyEntity[]> {
    const { limit, ...where } = q;
    return this.on().find(EmergencyEntity, {
      where: { ...where, ...own(scope) },
      order: { reportedAt: 'DESC', number: 'DESC' },
      take: limit,
    });
  }
  async update(tx: Transaction, number: string, change: Partial<EmergencyEntity>): Promise<void> {
    await managerOf(tx).update(EmergencyEntity, { number }, change as never);
  }

  // --- contacts

  async insertReach(tx: Transaction, rows: readonly ReachEntity[]): Promise<void> {
    for (let from = 0; from < rows.length; from += CHUNK)
      await managerOf(tx).insert(ReachEntity, rows.slice(from, from + CHUNK) as never);
  }
  reach(number: string, tx?: Transaction): Promise<ReachEntity[]> {
    return this.on(tx).find(ReachEntity, { where: { number }, order: { id: 'ASC' } });
  }
  /** Contacts of a notice whom nobody has reached by hand. */
  openReach(noticeId: string, tx?: Transaction): Promise<ReachEntity[]> {
    return this.on(tx).find(ReachEntity, { where: { noticeId, reachedAt: IsNull() }, order: { id: 'ASC' } });
  }
  async updateReach(tx: Transaction, id: string, change: Partial<ReachEntity>): Promise<void> {
    await managerOf(tx).update(ReachEntity, { id }, change as never);
  }
  /** By hand, once. False: there is no such contact, or it was reached already. */
  async reached(tx: Transaction, number: string, id: string, by: string, at: number): Promise<boolean> {
    const change = { reachedAt: at, reachedBy: by };
    return (await managerOf(tx).update(ReachEntity, { id, number, reachedAt: IsNull() }, change)).affected === 1;
  }
}

const own = (scope: Scope): { partyId?: string } => (scope.kind === 'customer' ? { partyId: scope.partyId } : {});
