import { Inject, Injectable } from '@nestjs/common';
import { READER } from '@pledge/nest';
import { managerOf } from '@pledge/persistence';
import type { Transaction } from '@pledge/runtime';
import type { EntityManager } from 'typeorm';
import {
  InstanceBatchEntity,
  InstanceBatchItemEntity,
  type BatchItemState,
  type BatchKind,
  type BatchState,
} from './instance-batch.entity.js';

/** Which instances a batch is made for. */
export type BatchSelection =
  | { readonly by: 'ids'; readonly ids: readonly string[] }
  | { readonly by: 'version'; readonly definitionId: string; readonly statuses: readonly string[] }
  | { readonly by: 'other-versions'; readonly key: string; readonly definitionId: string };

export type BatchCounts = Readonly<Partial<Record<BatchItemState, number>>>;

/** Rows of batches and of their instances. */
@Injectable()
export class InstanceBatchRepository {
  constructor(@Inject(READER) private readonly reader: () => EntityManager) {}

  /** The batch with one row for each instance, in one transaction. */
  async insert(tx: Transaction, batch: InstanceBatchEntity, selection: BatchSelection): Promise<void> {
    const manager = managerOf(tx);
    await manager.insert(InstanceBatchEntity, batch);
    if (selection.by === 'ids') {
      const ids = [...new Set(selection.ids)];
      const rows = ids.map((instanceId) => ({
        batchId: batch.id,
        instanceId,
        state: 'pending' as const,
        report: null,
        at: null,
      }));
      await manager.insert(InstanceBatchItemEntity, rows);
      return;
    }
    const [where, parameters] =
      selection.by === 'version'
        ? [
            `definition_id = ? AND status IN (${selection.statuses.map(() => '?').join(', ')})`,
            [selection.definitionId, ...selection.statuses],
          ]
        : [
            `definition_key = ? AND definition_id <> ? AND status IN ('active', 'suspended')`,
            [selection.key, selection.definitionId],
          ];
    await manager.query(
      `INSERT INTO instance_batch_item (batch_id, instance_id, state, report, happened_at)
       SELECT ?, id, 'pending', NULL, NULL FROM process_instance WHERE ${where}`,
      [batch.id, ...parameters],
    );
  }

  find(id: string): Promise<InstanceBatchEntity | null> {
    return this.reader().findOneBy(InstanceBatchEntity, { id });
  }

  /** On the writing connection: a decision and its write see the same row. */
  findForChange(tx: Transaction, id: string): Promise<InstanceBatchEntity | null> {
    return managerOf(tx).findOneBy(InstanceBatchEntity, { id });
  }

  /** Newest first. */
  list(filter: {
    readonly kind?: BatchKind;
    readonly state?: BatchState;
    readonly limit: number;
    readonly before?: { readonly createdAt: number; readonly id: string };
  }): Promise<InstanceBatchEntity[]> {
    const query = this.reader().createQueryBuilder(InstanceBatchEntity, 'batch');
    if (filter.kind !== undefined) query.andWhere('batch.kind = :kind', { kind: filter.kind });
    if (filter.state !== undefined) query.andWhere('batch.state = :state', { state: filter.state });
    if (filter.before !== undefined)
      query.andWhere('(batch.createdAt < :at OR (batch.createdAt = :at AND batch.id < :id))', {
        at: filter.before.createdAt,
        id: filter.before.id,
      });
    return query.orderBy('batch.createdAt', 'DESC').addOrderBy('batch.id', 'DESC').limit(filter.limit).getMany();
  }

  /** How many items are in which state, by batch. */
  async counts(batchIds: readonly string[], tx?: Transaction): Promise<Map<string, BatchCounts>> {
    const counts = new Map<string, Partial<Record<BatchItemState, number>>>(batchIds.map((id) => [id, {}]));
    if (batchIds.length === 0) return counts;
    const rows = (await (tx ? managerOf(tx) : this.reader()).query(
      `SELECT batch_id, state, COUNT(*) AS count FROM instance_batch_item
       WHERE batch_id IN (${batchIds.map(() => '?').join(', ')}) GROUP BY batch_id, state`,
      [...batchIds],
    )) as { batch_id: string; state: BatchItemState; count: number | string }[];
    for (const row of rows) counts.set(row.batch_id, { ...counts.get(row.batch_id), [row.state]: Number(row.count) });
    return counts;
  }

  /** In order of instance id, behind `after`. */
  items(
    batchId: string,
    filter: { readonly state?: BatchItemState; readonly after?: string; readonly limit: number },
  ): Promise<InstanceBatchItemEntity[]> {
    const query = this.reader()
      .createQueryBuilder(InstanceBatchItemEntity, 'item')
      .where('item.batchId = :batchId', { batchId });
    if (filter.state !== undefined) query.andWhere('item.state = :state', { state: filter.state });
    if (filter.after !== undefined) query.andWhere('item.instanceId > :after', { after: filter.after });
    return query.orderBy('item.instanceId', 'ASC').limit(filter.limit).getMany();
  }

  async saveItems(tx: Transaction, items: readonly InstanceBatchItemEntity[]): Promise<void> {
    if (items.length > 0) await managerOf(tx).save(InstanceBatchItemEntity, [...items]);
  }

  /** Only a running batch ends, and only once. */
  async end(tx: Transaction, id: string, state: BatchState, endedAt: number): Promise<void> {
    await managerOf(tx).update(InstanceBatchEntity, { id, state: 'running' }, { state, endedAt });
  }

  /** What was not begun will not be done. */
  async cancelPending(tx: Transaction, batchId: string, at: number): Promise<void> {
    await managerOf(tx).update(InstanceBatchItemEntity, { batchId, state: 'pending' }, { state: 'cancelled', at });
  }
}
