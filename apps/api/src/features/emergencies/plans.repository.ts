import { Inject, Injectable } from '@nestjs/common';
import { READER } from '@pledge/nest';
import { isDuplicate, managerOf } from '@pledge/persistence';
import type { Transaction } from '@pledge/runtime';
import type { EntityManager } from 'typeorm';
import {
  EmergencyPackEntity,
  EmergencyPlanEntity,
  PlanAgreementEntity,
  ReadinessEntity,
} from './emergencies.entity.js';

/** Plans by version, their signatures, the last check of each readiness item. */
@Injectable()
export class PlansRepository {
  constructor(@Inject(READER) private readonly reader: () => EntityManager) {}

  private on(tx?: Transaction): EntityManager {
    return tx ? managerOf(tx) : this.reader();
  }

  /** The newest version of every plan, by key. */
  async latest(tx?: Transaction): Promise<EmergencyPlanEntity[]> {
    const rows = await this.on(tx).find(EmergencyPlanEntity, { order: { planKey: 'ASC', version: 'DESC' } });
    return rows.filter((row, index) => rows[index - 1]?.planKey !== row.planKey);
  }
  newest(planKey: string, tx?: Transaction): Promise<EmergencyPlanEntity | null> {
    return this.on(tx).findOne(EmergencyPlanEntity, { where: { planKey }, order: { version: 'DESC' } });
  }
  version(planKey: string, version: number, tx?: Transaction): Promise<EmergencyPlanEntity | null> {
    return this.on(tx).findOneBy(EmergencyPlanEntity, { planKey, version });
  }
  /** Every version, newest first. */
  versions(planKey: string): Promise<EmergencyPlanEntity[]> {
    return this.on().find(EmergencyPlanEntity, { where: { planKey }, order: { version: 'DESC' } });
  }
  /** False: that version exists. */
  async insert(tx: Transaction, row: EmergencyPlanEntity): Promise<boolean> {
    return this.add(() => managerOf(tx).insert(EmergencyPlanEntity, { ...row } as never));
  }

  agreements(planKey: string, version: number, tx?: Transaction): Promise<PlanAgreementEntity[]> {
    return this.on(tx).find(PlanAgreementEntity, { where: { planKey, version }, order: { signedAt: 'ASC' } });
  }
  /** False: the party has signed this version. */
  async sign(tx: Transaction, row: PlanAgreementEntity): Promise<boolean> {
    return this.add(() => managerOf(tx).insert(PlanAgreementEntity, { ...row }));
  }

  checks(planKey: string, tx?: Transaction): Promise<ReadinessEntity[]> {
    return this.on(tx).findBy(ReadinessEntity, { planKey });
  }
  async check(tx: Transaction, row: ReadinessEntity): Promise<void> {
    const { planKey, itemId } = row;
    const changed = await managerOf(tx).update(ReadinessEntity, { planKey, itemId }, { ...row });
    if (changed.affected === 0) await managerOf(tx).insert(ReadinessEntity, { ...row });
  }

  newestPack(tx?: Transaction): Promise<EmergencyPackEntity | null> {
    return this.on(tx).findOne(EmergencyPackEntity, { where: {}, order: { seq: 'DESC' } });
  }
  /** Fails where another node printed the same number meanwhile. */
  async addPack(tx: Transaction, row: EmergencyPackEntity): Promise<void> {
    await managerOf(tx).insert(EmergencyPackEntity, { ...row });
  }

  private async add(insert: () => Promise<unknown>): Promise<boolean> {
    try {
      await insert();
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }
}
