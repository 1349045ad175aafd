import type { BATCH_ITEM_STATES, BATCH_KINDS, BATCH_STATES } from '@pledge/contracts';
import { CodeColumn, FlagColumn, IdColumn, InstantColumn, JsonColumn, LongTextColumn } from '@pledge/persistence';
import { Entity } from 'typeorm';

export type BatchKind = (typeof BATCH_KINDS)[number];
export type BatchState = (typeof BATCH_STATES)[number];
export type BatchItemState = (typeof BATCH_ITEM_STATES)[number];

/** What is asked of every instance of a migration. */
export interface BatchRequest {
  readonly mapping?: Readonly<Record<string, string | null>>;
  readonly timers?: 'recompute' | 'keep';
}

/** One operation on many instances; a job works through its items, and goes on where it stood after a crash. */
@Entity('instance_batch')
export class InstanceBatchEntity {
  @IdColumn({ primary: true }) id!: string;
  @CodeColumn({ length: 20 }) kind!: BatchKind;
  @CodeColumn({ length: 20 }) state!: BatchState;
  @FlagColumn() dryRun!: boolean;
  @IdColumn({ nullable: true }) sourceDefinitionId!: string | null;
  @IdColumn() definitionId!: string;
  @JsonColumn() request!: BatchRequest;
  @LongTextColumn({ nullable: true }) reason!: string | null;
  @CodeColumn() createdBy!: string;
  @InstantColumn() createdAt!: number;
  @InstantColumn({ nullable: true }) endedAt!: number | null;
}

/** What came of one instance. */
@Entity('instance_batch_item')
export class InstanceBatchItemEntity {
  @IdColumn({ primary: true }) batchId!: string;
  @IdColumn({ primary: true }) instanceId!: string;
  @CodeColumn({ length: 20 }) state!: BatchItemState;
  @JsonColumn({ nullable: true }) report!: BatchItemReport | null;
  @InstantColumn({ nullable: true, name: 'happened_at' }) at!: number | null;
}
export interface BatchItemReport {
  readonly items?: readonly unknown[];
  readonly problems?: readonly unknown[];
}

export const operationsEntities = [InstanceBatchEntity, InstanceBatchItemEntity];
