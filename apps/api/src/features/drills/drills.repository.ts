import { Inject, Injectable } from '@nestjs/common';
import type { DrillState } from '@pledge/contracts';
import { READER, type Scope } from '@pledge/nest';
import { managerOf, nextNumber } from '@pledge/persistence';
import type { Transaction } from '@pledge/runtime';
import { In, type EntityManager } from 'typeorm';
import {
  DrillCounterEntity,
  DrillEntity,
  DrillFindingEntity,
  DrillInjectEntity,
  DrillSignatureEntity,
} from './drills.entity.js';

/** Drills, their injects, findings and signatures. A customer sees the own ones, once they were asked about them. */
@Injectable()
export class DrillsRepository {
  constructor(@Inject(READER) private readonly reader: () => EntityManager) {}

  private on(tx?: Transaction): EntityManager {
    return tx ? managerOf(tx) : this.reader();
  }

  /** The next number of a period. Gaps may come from units that rolled back; a number never comes twice. */
  nextNumber(tx: Transaction, period: string): Promise<number> {
    return nextNumber(tx, DrillCounterEntity, period);
  }

  async insert(tx: Transaction, row: DrillEntity): Promise<void> {
    await managerOf(tx).insert(DrillEntity, { ...row } as never);
  }
  async find(number: string, scope: Scope, tx?: Transaction): Promise<DrillEntity | null> {
    const row = await this.on(tx).findOneBy(DrillEntity, { number });
    return row && isVisible(row, scope) ? row : null;
  }
  ofInstance(instanceId: string, tx?: Transaction): Promise<DrillEntity | null> {
    return this.on(tx).findOneBy(DrillEntity, { instanceId });
  }
  ofRun(runNumber: string, tx?: Transaction): Promise<DrillEntity | null> {
    return this.on(tx).findOneBy(DrillEntity, { runNumber });
  }
  /** Newest first. */
  async list(
    q: { readonly states?: readonly DrillState[]; readonly planKey?: string; readonly limit: number },
    scope: Scope,
    tx?: Transaction,
  ): Promise<DrillEntity[]> {
    const { states, planKey, limit } = q;
    const rows = await this.on(tx).find(DrillEntity, {
      where: {
        ...(states === undefined ? {} : { state: In([...states]) }),
        ...(planKey === undefined ? {} : { planKey }),
        ...(scope.kind === 'customer' ? { partyId: scope.partyId } : {}),
      },
      order: { createdAt: 'DESC', number: 'DESC' },
      take: limit,
    });
    return rows.filter((row) => isVisible(row, scope));
  }
  async update(tx: Transaction, number: string, change: Partial<DrillEntity>): Promise<void> {
    await managerOf(tx).update(DrillEntity, { number }, change as never);
  }
  /** False: it is no longer planned, or was edited since. */
  async edit(tx: Transaction, number: string, basedOn: number, change: Partial<DrillEntity>): Promise<boolean> {
    const where = { number, revision: basedOn, state: 'planning' as const };
    return (await managerOf(tx).update(DrillEntity, where, change as never)).affected === 1;
  }

  // --- injects

  injects(runNumber: string, tx?: Transaction): Promise<DrillInjectEntity[]> {
    return this.on(tx).findBy(DrillInjectEntity, { runNumber });
  }
  async insertInject(tx: Transaction, row: DrillInjectEntity): Promise<void> {
    await managerOf(tx).insert(DrillInjectEntity, { ...row } as never);
  }
  async answerInject(
    tx: Transaction,
    { runNumber, injectId }: Pick<DrillInjectEntity, 'runNumber' | 'injectId'>,
    change: Pick<DrillInjectEntity, 'answer' | 'answeredAt' | 'answeredBy'>,
  ): Promise<void> {
    await managerOf(tx).update(DrillInjectEntity, { runNumber, injectId }, change);
  }

  // --- findings

  findings(number: string, tx?: Transaction): Promise<DrillFindingEntity[]> {
    return this.on(tx).find(DrillFindingEntity, { where: { number }, order: { id: 'ASC' } });
  }
  findingsOf(numbers: readonly string[]): Promise<DrillFindingEntity[]> {
    return numbers.length === 0
      ? Promise.resolve([])
      : this.on().findBy(DrillFindingEntity, { number: In([...numbers]) });
  }
  async insertFinding(tx: Transaction, row: DrillFindingEntity): Promise<void> {
    await managerOf(tx).insert(DrillFindingEntity, { ...row });
  }
  async updateFinding(tx: Transaction, id: string, change: Partial<DrillFindingEntity>): Promise<void> {
    await managerOf(tx).update(DrillFindingEntity, { id }, change);
  }
  /** False: there is none, or its task is open already. */
  async deleteFinding(tx: Transaction, number: string, id: string): Promise<boolean> {
    return (await managerOf(tx).delete(DrillFindingEntity, { id, number, opened: false })).affected === 1;
  }

  // --- signatures

  signatures(number: string, tx?: Transaction): Promise<DrillSignatureEntity[]> {
    return this.on(tx).find(DrillSignatureEntity, { where: { number }, order: { signedAt: 'ASC', side: 'DESC' } });
  }
  async sign(tx: Transaction, row: DrillSignatureEntity): Promise<void> {
    await managerOf(tx).insert(DrillSignatureEntity, { ...row });
  }
  async unsign(tx: Transaction, number: string): Promise<void> {
    await managerOf(tx).delete(DrillSignatureEntity, { number });
  }
}

/** Until the customer was asked it is the provider's own draft. */
function isVisible(row: DrillEntity, scope: Scope): boolean {
  if (scope.kind === 'provider') return true;
  return row.partyId === scope.partyId && (row.state === 'agreeing' || row.agreement !== null);
}
