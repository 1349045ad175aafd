import type { IdempotencyRow, JobRow, MessageRow, SubscriptionRow } from '@pledge/runtime';
import { Entity } from 'typeorm';
import { CodeColumn, IdColumn, InstantColumn, IntColumn, JsonColumn, LongTextColumn } from '../columns.js';
import { ELEMENT_LENGTH } from './instance.entities.js';

/** Message names, correlation keys, publishers' message ids. */
export const KEY_LENGTH = 255;

@Entity('job')
export class JobEntity implements JobRow {
  @IdColumn({ primary: true }) id!: string;
  @CodeColumn({ length: 30 }) type!: JobRow['type'];
  @CodeColumn({ length: KEY_LENGTH }) name!: string;
  @IdColumn({ nullable: true }) instanceId!: string | null;
  @CodeColumn({ length: KEY_LENGTH, nullable: true }) ref!: string | null;
  @InstantColumn() dueAt!: number;
  @InstantColumn() createdAt!: number;
  @IntColumn() retriesLeft!: number;
  @JsonColumn() payload!: JobRow['payload'];
  @CodeColumn({ length: 10 }) mode!: JobRow['mode'];
  @CodeColumn({ length: 10 }) state!: JobRow['state'];
  @CodeColumn({ nullable: true }) lockOwner!: string | null;
  @InstantColumn({ nullable: true }) lockedUntil!: number | null;
  @IntColumn() lockToken!: number;
  @LongTextColumn({ nullable: true }) lastError!: string | null;
  /** Name and ref of a feature job, null for all others: unique, so that a job can be replaced by name and ref. */
  @CodeColumn({ length: 520, nullable: true }) featureKey!: string | null;
}

@Entity('event_subscription')
export class SubscriptionEntity implements SubscriptionRow {
  @IdColumn({ primary: true }) id!: string;
  @CodeColumn({ length: 10 }) kind!: SubscriptionRow['kind'];
  @CodeColumn({ length: KEY_LENGTH }) name!: string;
  @CodeColumn({ length: KEY_LENGTH, nullable: true }) correlationKey!: string | null;
  @IdColumn({ nullable: true }) instanceId!: string | null;
  @IdColumn({ nullable: true }) definitionId!: string | null;
  @CodeColumn({ length: ELEMENT_LENGTH }) elementId!: string;
  @CodeColumn({ length: 10 }) mode!: SubscriptionRow['mode'];
  @InstantColumn() createdAt!: number;
}

@Entity('message')
export class MessageEntity implements MessageRow {
  @CodeColumn({ primary: true, length: KEY_LENGTH }) id!: string;
  @CodeColumn({ length: KEY_LENGTH }) name!: string;
  @CodeColumn({ length: KEY_LENGTH, nullable: true }) correlationKey!: string | null;
  @JsonColumn() variables!: MessageRow['variables'];
  @CodeColumn({ length: 10 }) mode!: MessageRow['mode'];
  @InstantColumn() createdAt!: number;
  @InstantColumn() expiresAt!: number;
  @CodeColumn({ length: 20 }) state!: MessageRow['state'];
  @IdColumn({ nullable: true }) instanceId!: string | null;
}

/** Publishing and opening a subscription both lock this row first, so that they cannot miss each other. */
@Entity('message_key')
export class MessageKeyEntity {
  @CodeColumn({ primary: true, length: KEY_LENGTH }) name!: string;
  /** '' for "by name alone". */
  @CodeColumn({ primary: true, length: KEY_LENGTH }) correlationKey!: string;
  @IntColumn() touched!: number;
}

@Entity('idempotency')
export class IdempotencyEntity implements IdempotencyRow {
  @CodeColumn({ primary: true, length: KEY_LENGTH }) scope!: string;
  @CodeColumn({ primary: true, name: 'idempotency_key', length: KEY_LENGTH }) key!: string;
  @CodeColumn() bodyHash!: string;
  @IntColumn({ nullable: true }) status!: number | null;
  @LongTextColumn({ nullable: true }) response!: string | null;
  @InstantColumn() createdAt!: number;
}
