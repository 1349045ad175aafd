import { Inject, Injectable } from '@nestjs/common';
import { READER } from '@pledge/nest';
import { managerOf } from '@pledge/persistence';
import type { Transaction } from '@pledge/runtime';
import {
  In,
  LessThan,
  LessThanOrEqual,
  MoreThan,
  MoreThanOrEqual,
  type EntityManager,
  type FindOptionsWhere,
} from 'typeorm';
import {
  DutyLeaveEntity,
  DutyPersonEntity,
  DutyShiftEntity,
  DutySwapEntity,
  DutyUnitEntity,
  KeyPeriodEntity,
  RosterDeliveryEntity,
  RosterEntity,
} from './rosters.entity.js';

/** Rows of one INSERT: a month of shifts is some hundreds. */
const CHUNK = 50;

/** Rows of units, people, leave, rosters, shifts, swaps, deliveries, key periods. */
@Injectable()
export class RostersRepository {
  constructor(@Inject(READER) private readonly reader: () => EntityManager) {}

  private on(tx?: Transaction): EntityManager {
    return tx ? managerOf(tx) : this.reader();
  }

  units(tx?: Transaction): Promise<DutyUnitEntity[]> {
    return this.on(tx).find(DutyUnitEntity, { order: { id: 'ASC' } });
  }
  unit(id: string, tx?: Transaction): Promise<DutyUnitEntity | null> {
    return this.on(tx).findOneBy(DutyUnitEntity, { id });
  }
  async insertUnits(tx: Transaction, rows: readonly DutyUnitEntity[]): Promise<void> {
    if (rows.length > 0) await managerOf(tx).insert(DutyUnitEntity, rows as never);
  }
  /** False when somebody saved meanwhile. */
  async updateUnit(tx: Transaction, row: DutyUnitEntity, seen: number): Promise<boolean> {
    const { id, ...change } = row;
    const result = await managerOf(tx).update(DutyUnitEntity, { id, revision: seen }, change as never);
    return result.affected === 1;
  }

  people(unit?: string, tx?: Transaction): Promise<DutyPersonEntity[]> {
    return this.on(tx).find(DutyPersonEntity, {
      where: unit === undefined ? {} : { unit },
      order: { username: 'ASC' },
    });
  }
  person(username: string, tx?: Transaction): Promise<DutyPersonEntity | null> {
    return this.on(tx).findOneBy(DutyPersonEntity, { username });
  }
  async savePerson(tx: Transaction, row: DutyPersonEntity): Promise<void> {
    await managerOf(tx).save(DutyPersonEntity, row);
  }

  /** Leave that touches the days, both included. */
  leaves(from: string, to: string, tx?: Transaction): Promise<DutyLeaveEntity[]> {
    return this.on(tx).find(DutyLeaveEntity, {
      where: { to: MoreThanOrEqual(from), from: LessThanOrEqual(to) },
      order: { from: 'ASC', username: 'ASC' },
    });
  }
  async insertLeaves(tx: Transaction, rows: readonly DutyLeaveEntity[]): Promise<void> {
    if (rows.length > 0) await managerOf(tx).insert(DutyLeaveEntity, rows as never);
  }
  leave(id: string, tx?: Transaction): Promise<DutyLeaveEntity | null> {
    return this.on(tx).findOneBy(DutyLeaveEntity, { id });
  }
  async updateLeave(tx: Transaction, { id, ...change }: DutyLeaveEntity): Promise<void> {
    await managerOf(tx).update(DutyLeaveEntity, { id }, change as never);
  }
  async removeLeave(tx: Transaction, id: string): Promise<boolean> {
    return (await managerOf(tx).delete(DutyLeaveEntity, { id })).affected === 1;
  }

  /** Rosters that touch the days. */
  rosters(query: { unit?: string; from: string; to: string }, tx?: Transaction): Promise<RosterEntity[]> {
    return this.on(tx).find(RosterEntity, {
      where: {
        ...(query.unit === undefined ? {} : { unit: query.unit }),
        to: MoreThanOrEqual(query.from),
        from: LessThanOrEqual(query.to),
      },
      order: { from: 'ASC', unit: 'ASC' },
      take: 200,
    });
  }
  roster(id: string, tx?: Transaction): Promise<RosterEntity | null> {
    return this.on(tx).findOneBy(RosterEntity, { id });
  }
  async insertRoster(tx: Transaction, row: RosterEntity, shifts: readonly DutyShiftEntity[]): Promise<void> {
    const manager = managerOf(tx);
    await manager.insert(RosterEntity, row as never);
    for (let n = 0; n < shifts.length; n += CHUNK)
      await manager.insert(DutyShiftEntity, shifts.slice(n, n + CHUNK) as never);
  }
  async removeRoster(tx: Transaction, id: string): Promise<void> {
    const manager = managerOf(tx);
    await manager.delete(DutyShiftEntity, { rosterId: id });
    await manager.delete(RosterEntity, { id });
  }
  /** False when it was changed meanwhile. */
  async updateRoster(tx: Transaction, row: RosterEntity, change: Partial<RosterEntity>): Promise<boolean> {
    const result = await managerOf(tx).update(
      RosterEntity,
      { id: row.id, version: row.version, state: row.state },
      change as never,
    );
    return result.affected === 1;
  }
  async putInForce(tx: Transaction, rosterId: string): Promise<void> {
    await managerOf(tx).update(DutyShiftEntity, { rosterId }, { inForce: true });
  }

  shifts(where: FindOptionsWhere<DutyShiftEntity>, tx?: Transaction): Promise<DutyShiftEntity[]> {
    return this.on(tx).find(DutyShiftEntity, { where, order: { startsAt: 'ASC', place: 'ASC' } });
  }
  shift(id: string, tx?: Transaction): Promise<DutyShiftEntity | null> {
    return this.on(tx).findOneBy(DutyShiftEntity, { id });
  }
  /** Shifts in force at an instant; with `until` those that begin before it. */
  shiftsAt(at: number, until = at + 1): Promise<DutyShiftEntity[]> {
    return this.shifts({ inForce: true, endsAt: MoreThan(at), startsAt: LessThan(until) });
  }
  /** Shifts of people that touch a stretch, in any roster of the given kind. */
  shiftsOf(usernames: readonly string[], from: number, to: number, tx?: Transaction): Promise<DutyShiftEntity[]> {
    if (usernames.length === 0) return Promise.resolve([]);
    return this.shifts(
      { username: In([...usernames]), inForce: true, endsAt: MoreThan(from), startsAt: LessThan(to) },
      tx,
    );
  }
  /** Shifts of a unit that touch a stretch, drafted or in force. */
  shiftsTouching(unit: string, from: number, to: number): Promise<DutyShiftEntity[]> {
    return this.shifts({ unit, endsAt: MoreThan(from), startsAt: LessThan(to) });
  }
  async updateShift(tx: Transaction, id: string, change: Partial<DutyShiftEntity>): Promise<void> {
    await managerOf(tx).update(DutyShiftEntity, { id }, change as never);
  }

  swaps(states: readonly DutySwapEntity['state'][]): Promise<DutySwapEntity[]> {
    return this.reader().find(DutySwapEntity, {
      where: { state: In([...states]) },
      order: { askedAt: 'ASC' },
      take: 200,
    });
  }
  swap(id: string, tx?: Transaction): Promise<DutySwapEntity | null> {
    return this.on(tx).findOneBy(DutySwapEntity, { id });
  }
  async insertSwap(tx: Transaction, row: DutySwapEntity): Promise<void> {
    await managerOf(tx).insert(DutySwapEntity, row as never);
  }
  /** False when it was decided meanwhile. */
  async updateSwap(tx: Transaction, row: DutySwapEntity, change: Partial<DutySwapEntity>): Promise<boolean> {
    const result = await managerOf(tx).update(DutySwapEntity, { id: row.id, state: row.state }, change as never);
    return result.affected === 1;
  }

  deliveries(where: FindOptionsWhere<RosterDeliveryEntity>, tx?: Transaction): Promise<RosterDeliveryEntity[]> {
    return this.on(tx).find(RosterDeliveryEntity, { where, order: { sentAt: 'DESC', partyId: 'ASC' }, take: 500 });
  }
  async insertDelivery(tx: Transaction, row: RosterDeliveryEntity): Promise<void> {
    await managerOf(tx).insert(RosterDeliveryEntity, row as never);
  }
  async updateDelivery(
    tx: Transaction,
    row: RosterDeliveryEntity,
    change: Partial<RosterDeliveryEntity>,
  ): Promise<void> {
    const { rosterId, partyId, version } = row;
    await managerOf(tx).update(RosterDeliveryEntity, { rosterId, partyId, version }, change as never);
  }

  /** Key periods that touch a stretch, epoch ms. */
  keyPeriods(
    from: number,
    to: number,
    where: FindOptionsWhere<KeyPeriodEntity> = {},
    tx?: Transaction,
  ): Promise<KeyPeriodEntity[]> {
    return this.on(tx).find(KeyPeriodEntity, {
      where: { ...where, endsAt: MoreThan(from), startsAt: LessThan(to) },
      order: { startsAt: 'ASC' },
      take: 500,
    });
  }
  async insertKeyPeriod(tx: Transaction, row: KeyPeriodEntity): Promise<void> {
    await managerOf(tx).insert(KeyPeriodEntity, row as never);
  }
  keyPeriod(id: string, tx?: Transaction): Promise<KeyPeriodEntity | null> {
    return this.on(tx).findOneBy(KeyPeriodEntity, { id });
  }
  async updateKeyPeriod(tx: Transaction, { id, ...change }: KeyPeriodEntity): Promise<void> {
    await managerOf(tx).update(KeyPeriodEntity, { id }, change as never);
  }
  async removeKeyPeriod(tx: Transaction, id: string): Promise<boolean> {
    return (await managerOf(tx).delete(KeyPeriodEntity, { id })).affected === 1;
  }
}
