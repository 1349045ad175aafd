import { Inject, Injectable } from '@nestjs/common';
import type { SpareState } from '@pledge/contracts';
import { READER } from '@pledge/nest';
import { managerOf } from '@pledge/persistence';
import type { Transaction } from '@pledge/runtime';
import { LessThan, Like, type EntityManager } from 'typeorm';
import { SpareItemEntity, SpareMoveEntity, SpareStoreEntity } from './spares.entity.js';

export type StoreRow = SpareStoreEntity;
export type ItemRow = SpareItemEntity;
export type MoveRow = SpareMoveEntity;

/** Stores, items and what was done with them. With `tx` inside that unit of work, else on the read-only connection. */
@Injectable()
export class SparesRepository {
  constructor(@Inject(READER) private readonly reader: () => EntityManager) {}

  private on(tx?: Transaction): EntityManager {
    return tx ? managerOf(tx) : this.reader();
  }

  stores(): Promise<StoreRow[]> {
    return this.reader().find(SpareStoreEntity, { order: { searchOrder: 'ASC', name: 'ASC', id: 'ASC' } });
  }
  store(id: string, tx?: Transaction): Promise<StoreRow | null> {
    return this.on(tx).findOneBy(SpareStoreEntity, { id });
  }
  async insertStore(tx: Transaction, row: StoreRow): Promise<void> {
    await managerOf(tx).insert(SpareStoreEntity, row);
  }
  async updateStore(tx: Transaction, id: string, change: Partial<StoreRow>): Promise<boolean> {
    return (await managerOf(tx).update(SpareStoreEntity, { id }, change)).affected === 1;
  }

  /** Adds an item. @throws QueryFailedError for a serial number that is there (`isDuplicate`) */
  async insert(tx: Transaction, row: ItemRow): Promise<void> {
    await managerOf(tx).insert(SpareItemEntity, { ...row } as never);
  }
  async update(tx: Transaction, id: string, change: Partial<ItemRow>): Promise<void> {
    await managerOf(tx).update(SpareItemEntity, { id }, change as never);
  }
  item(id: string, tx?: Transaction): Promise<ItemRow | null> {
    return this.on(tx).findOneBy(SpareItemEntity, { id });
  }
  bySerial(serialNumber: string, tx?: Transaction): Promise<ItemRow | null> {
    return this.on(tx).findOneBy(SpareItemEntity, { serialNumber });
  }
  /** The item as it is now, locked until the end of the unit. */
  async lock(tx: Transaction, id: string): Promise<ItemRow | null> {
    const manager = managerOf(tx);
    // A write takes the row's lock on both databases; SQLite knows no FOR UPDATE.
    await manager
      .createQueryBuilder()
      .update(SpareItemEntity)
      .set({ revision: () => 'revision' })
      .where({ id })
      .execute();
    return manager.findOneBy(SpareItemEntity, { id });
  }
  items(filter: {
    readonly q?: string | undefined;
    readonly state?: SpareState | undefined;
    readonly storeId?: string | undefined;
    readonly caseNumber?: string | undefined;
    /** Loans due before this instant. */
    readonly dueBefore?: number | undefined;
    readonly limit?: number;
  }): Promise<ItemRow[]> {
    const { q, state, storeId, caseNumber, dueBefore, limit } = filter;
    const same = {
      ...(state === undefined ? {} : { state }),
      ...(storeId === undefined ? {} : { storeId }),
      ...(caseNumber === undefined ? {} : { caseNumber }),
      ...(dueBefore === undefined ? {} : { state: 'on-loan' as const, dueAt: LessThan(dueBefore) }),
    };
    const like = q === undefined || q === '' ? null : Like(`%${q.replace(/[%_\\]/g, '')}%`);
    return this.reader().find(SpareItemEntity, {
      where:
        like === null
          ? same
          : [
              { ...same, serialNumber: like },
              { ...same, model: like },
              { ...same, name: like },
            ],
      order: { serialNumber: 'ASC' },
      ...(limit === undefined ? {} : { take: limit }),
    });
  }

  async insertMove(tx: Transaction, row: MoveRow): Promise<void> {
    await managerOf(tx).insert(SpareMoveEntity, row);
  }
  /** Newest first. */
  moves(itemId: string, tx?: Transaction): Promise<MoveRow[]> {
    return this.on(tx).find(SpareMoveEntity, { where: { itemId }, order: { id: 'DESC' }, take: 200 });
  }
}
