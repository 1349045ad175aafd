import { Inject, Injectable } from '@nestjs/common';
import { READER } from '@pledge/nest';
import { managerOf } from '@pledge/persistence';
import type { Transaction } from '@pledge/runtime';
import { LessThan, MoreThan, type EntityManager } from 'typeorm';
import { ChangeFreezeEntity } from './change-calendar.entity.js';

export type FreezeRow = ChangeFreezeEntity;

/** Freezes of the change calendar. */
@Injectable()
export class ChangeCalendarRepository {
  constructor(@Inject(READER) private readonly reader: () => EntityManager) {}

  async insert(tx: Transaction, row: FreezeRow): Promise<void> {
    await managerOf(tx).insert(ChangeFreezeEntity, { ...row });
  }
  async remove(tx: Transaction, id: string): Promise<boolean> {
    return (await managerOf(tx).delete(ChangeFreezeEntity, { id })).affected === 1;
  }
  /** Freezes that touch a stretch of time. */
  within(from: number, to: number): Promise<FreezeRow[]> {
    return this.reader().find(ChangeFreezeEntity, {
      where: { startsAt: LessThan(to), endsAt: MoreThan(from) },
      order: { startsAt: 'ASC', id: 'ASC' },
      take: 500,
    });
  }
}
