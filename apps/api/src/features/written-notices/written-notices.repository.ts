import { Inject, Injectable } from '@nestjs/common';
import { READER } from '@pledge/nest';
import { managerOf, nextNumber } from '@pledge/persistence';
import type { Transaction } from '@pledge/runtime';
import { In, type EntityManager } from 'typeorm';
import { NoticeCounterEntity, NoticeDeliveryEntity, WrittenNoticeEntity } from './written-notices.entity.js';

export type NoticeRow = WrittenNoticeEntity;
export type DeliveryRow = NoticeDeliveryEntity;

/** Written notices and their copies. With `tx` inside that unit of work, else on the read-only connection. */
@Injectable()
export class WrittenNoticesRepository {
  constructor(@Inject(READER) private readonly reader: () => EntityManager) {}

  private on(tx?: Transaction): EntityManager {
    return tx ? managerOf(tx) : this.reader();
  }

  async insert(tx: Transaction, row: NoticeRow): Promise<void> {
    await managerOf(tx).insert(WrittenNoticeEntity, { ...row });
  }
  async update(tx: Transaction, number: string, change: Partial<NoticeRow>): Promise<void> {
    await managerOf(tx).update(WrittenNoticeEntity, { number }, change);
  }
  find(number: string, tx?: Transaction): Promise<NoticeRow | null> {
    return this.on(tx).findOneBy(WrittenNoticeEntity, { number });
  }
  byInstance(instanceId: string, tx?: Transaction): Promise<NoticeRow | null> {
    return this.on(tx).findOneBy(WrittenNoticeEntity, { instanceId });
  }
  /** Newest first. */
  list(filter: { readonly state?: NoticeRow['state'] | undefined; readonly limit: number }): Promise<NoticeRow[]> {
    return this.on().find(WrittenNoticeEntity, {
      where: filter.state === undefined ? {} : { state: filter.state },
      order: { createdAt: 'DESC', number: 'DESC' },
      take: filter.limit,
    });
  }
  byNumbers(numbers: readonly string[]): Promise<NoticeRow[]> {
    return numbers.length === 0
      ? Promise.resolve([])
      : this.on().find(WrittenNoticeEntity, {
          where: { number: In([...numbers]) },
          order: { createdAt: 'DESC', number: 'DESC' },
        });
  }

  async insertDeliveries(tx: Transaction, rows: readonly DeliveryRow[]): Promise<void> {
    await managerOf(tx).insert(NoticeDeliveryEntity, rows.map((row) => ({ ...row })) as never);
  }
  async updateDelivery(tx: Transaction, id: string, change: Partial<DeliveryRow>): Promise<void> {
    await managerOf(tx).update(NoticeDeliveryEntity, { id }, change as never);
  }
  /** Ends a delivery that waits. False: it has ended already. */
  async endDelivery(tx: Transaction, id: string, change: Partial<DeliveryRow>): Promise<boolean> {
    const done = await managerOf(tx).update(NoticeDeliveryEntity, { id, state: 'waiting' }, change as never);
    return done.affected === 1;
  }
  delivery(id: string, tx?: Transaction): Promise<DeliveryRow | null> {
    return this.on(tx).findOneBy(NoticeDeliveryEntity, { id });
  }
  byToken(tokenHash: string): Promise<DeliveryRow | null> {
    return this.on().findOneBy(NoticeDeliveryEntity, { tokenHash });
  }
  deliveries(numbers: readonly string[], tx?: Transaction): Promise<DeliveryRow[]> {
    return numbers.length === 0
      ? Promise.resolve([])
      : this.on(tx).find(NoticeDeliveryEntity, { where: { noticeNumber: In([...numbers]) }, order: { id: 'ASC' } });
  }
  /** What one customer was told, newest first. */
  ofParty(partyId: string, limit: number): Promise<DeliveryRow[]> {
    return this.on().find(NoticeDeliveryEntity, { where: { partyId }, order: { id: 'DESC' }, take: limit });
  }

  /** The next number of a year. A number never comes twice. */
  nextNumber(tx: Transaction, period: string): Promise<number> {
    return nextNumber(tx, NoticeCounterEntity, period);
  }
}
