import {
  CodeColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  JsonColumn,
  LongTextColumn,
  NameColumn,
} from '@pledge/persistence';
import { Entity } from 'typeorm';
import type { Attachment, ChainLink } from './outbox-row.js';

/** One message to one recipient by one channel. Written in units of work only; the sender changes state and tries. */
@Entity('notification_outbox')
export class OutboxEntity {
  @IdColumn({ primary: true }) id!: string;
  @CodeColumn() messageId!: string;
  @CodeColumn() template!: string;
  @CodeColumn({ length: 20 }) channel!: 'mail' | 'wecom' | 'dingtalk' | 'feishu' | 'sms';
  @CodeColumn({ nullable: true }) username!: string | null;
  @NameColumn() recipientName!: string;
  @NameColumn() address!: string;
  /** Row of `notification_channel` whose webhook is used; its URL is looked up when sending, so that a mended one counts. */
  @IdColumn({ nullable: true }) channelId!: string | null;
  @NameColumn({ length: 500 }) subject!: string;
  @LongTextColumn({ name: 'body_text' }) text!: string;
  @LongTextColumn({ nullable: true, name: 'body_html' }) html!: string | null;
  @CodeColumn({ length: 10 }) language!: 'zh-CN' | 'en';
  @CodeColumn({ length: 10 }) state!: 'queued' | 'sent' | 'failed' | 'sink';
  @IntColumn() tries!: number;
  /** System time, epoch ms. */
  @InstantColumn({ nullable: true }) nextAttemptAt!: number | null;
  @LongTextColumn({ nullable: true }) lastError!: string | null;
  @CodeColumn({ length: 10, name: 'run_mode' }) mode!: 'live' | 'drill';
  @CodeColumn({ nullable: true }) caseNumber!: string | null;
  @IdColumn({ nullable: true }) taskId!: string | null;
  @CodeColumn({ length: 20 }) ackState!: 'none' | 'waiting' | 'acknowledged' | 'passed' | 'exhausted';
  @CodeColumn({ nullable: true, length: 64 }) ackTokenHash!: string | null;
  /** Product time, epoch ms. */
  @InstantColumn({ nullable: true }) ackBy!: number | null;
  @InstantColumn({ nullable: true }) acknowledgedAt!: number | null;
  /** Who is next when it is not acknowledged, and what they are told. */
  @JsonColumn({ nullable: true, name: 'pass_on' }) chain!: ChainLink | null;
  @JsonColumn() attachments!: Attachment[];
  /** Product time, epoch ms. */
  @InstantColumn() createdAt!: number;
  @InstantColumn({ nullable: true }) sentAt!: number | null;
  /** Product time; its receiver has seen it in the desk. */
  @InstantColumn({ nullable: true }) readAt!: number | null;
  /** System time until which one sender holds the row. */
  @InstantColumn({ nullable: true }) lockedUntil!: number | null;
}

/** What was already told, whoever received it: a task, a job. Enqueueing the same source again changes nothing. */
@Entity('notification_source')
export class NotificationSourceEntity {
  @CodeColumn({ primary: true, length: 200 }) source!: string;
  @InstantColumn() createdAt!: number;
}

/** Robot webhook of a role or a person. */
@Entity('notification_channel')
export class ChannelEntity {
  @IdColumn({ primary: true }) id!: string;
  @CodeColumn({ length: 20 }) channel!: 'wecom' | 'dingtalk' | 'feishu';
  @CodeColumn({ length: 10 }) targetKind!: 'role' | 'user';
  @CodeColumn() target!: string;
  @NameColumn() name!: string;
  @LongTextColumn() url!: string;
  @LongTextColumn({ nullable: true }) secret!: string | null;
  @FlagColumn() enabled!: boolean;
  @InstantColumn() createdAt!: number;
}

export const notificationsEntities = [OutboxEntity, NotificationSourceEntity, ChannelEntity];
