import { Inject, Injectable } from '@nestjs/common';
import { READER, type Scope } from '@pledge/nest';
import { managerOf } from '@pledge/persistence';
import type { Transaction } from '@pledge/runtime';
import { In, LessThan, MoreThan, type EntityManager } from 'typeorm';
import { ChangePlanEntity, ChangePlanVersionEntity } from './change-plans.entity.js';

export type PlanRow = ChangePlanEntity;
export type VersionRow = ChangePlanVersionEntity;

const own = (scope: Scope): { partyId?: string } => (scope.kind === 'customer' ? { partyId: scope.partyId } : {});

/** Change plans and their frozen versions. With `tx` inside that unit of work, else on the read-only connection. */
@Injectable()
export class ChangePlansRepository {
  constructor(@Inject(READER) private readonly reader: () => EntityManager) {}

  private on(tx?: Transaction): EntityManager {
    return tx ? managerOf(tx) : this.reader();
  }

  async insert(tx: Transaction, row: PlanRow): Promise<void> {
    await managerOf(tx).insert(ChangePlanEntity, { ...row } as never);
  }
  async update(tx: Transaction, id: string, change: Partial<PlanRow>): Promise<void> {
    await managerOf(tx).update(ChangePlanEntity, { id }, change as never);
  }

  find(id: string, scope: Scope, tx?: Transaction): Promise<PlanRow | null> {
    return this.on(tx).findOneBy(ChangePlanEntity, { id, ...own(scope) });
  }
  byInstance(instanceId: string, tx?: Transaction): Promise<PlanRow | null> {
    return this.on(tx).findOneBy(ChangePlanEntity, { instanceId });
  }

  /** The plan as it is now, locked until the end of the unit. */
  async lock(tx: Transaction, id: string): Promise<PlanRow | null> {
    const manager = managerOf(tx);
    // A write takes the row's lock on both databases; SQLite knows no FOR UPDATE.
    await manager
      .createQueryBuilder()
      .update(ChangePlanEntity)
      .set({ revision: () => 'revision' })
      .where({ id })
      .execute();
    return manager.findOneBy(ChangePlanEntity, { id });
  }

  countOfCase(tx: Transaction, caseNumber: string): Promise<number> {
    return managerOf(tx).countBy(ChangePlanEntity, { caseNumber });
  }

  list(
    scope: Scope,
    filter: { caseNumber?: string | undefined; state?: PlanRow['state'] | undefined; limit: number },
  ): Promise<PlanRow[]> {
    return this.on().find(ChangePlanEntity, {
      where: {
        ...own(scope),
        ...(filter.caseNumber === undefined ? {} : { caseNumber: filter.caseNumber }),
        ...(filter.state === undefined ? {} : { state: filter.state }),
      },
      order: { createdAt: 'DESC', id: 'DESC' },
      take: filter.limit,
    });
  }

  byIds(ids: readonly string[]): Promise<PlanRow[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.on().findBy(ChangePlanEntity, { id: In([...ids]) });
  }

  async insertVersion(tx: Transaction, row: VersionRow): Promise<void> {
    await managerOf(tx).insert(ChangePlanVersionEntity, { ...row });
  }
  version(planId: string, version: number, tx?: Transaction): Promise<VersionRow | null> {
    return this.on(tx).findOneBy(ChangePlanVersionEntity, { planId, version });
  }
  versions(planId: string): Promise<VersionRow[]> {
    return this.on().find(ChangePlanVersionEntity, { where: { planId }, order: { version: 'DESC' } });
  }
  byVerifyCode(verifyCode: string): Promise<VersionRow | null> {
    return this.on().findOneBy(ChangePlanVersionEntity, { verifyCode });
  }

  /** Versions whose window touches a stretch of time. */
  windowsWithin(from: number, to: number): Promise<VersionRow[]> {
    return this.on().find(ChangePlanVersionEntity, {
      where: { windowFrom: LessThan(to), windowTo: MoreThan(from) },
      order: { windowFrom: 'ASC', id: 'ASC' },
      take: 1000,
    });
  }
}
