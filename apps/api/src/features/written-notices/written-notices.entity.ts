import type { NoticeAudience, NoticeDelivery, NoticeKind, NoticeProof } from '@pledge/contracts';
import {
  CodeColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  JsonColumn,
  LongTextColumn,
  NameColumn,
} from '@pledge/persistence';
import { Entity } from 'typeorm';

/** A written notice to customers (F-24). Instants are product time, epoch ms. */
@Entity('written_notice')
export class WrittenNoticeEntity {
  @CodeColumn({ primary: true, name: 'notice_number' }) number!: string;
  @CodeColumn({ length: 20 }) kind!: NoticeKind;
  @NameColumn() title!: string;
  @LongTextColumn() textZh!: string;
  /** Empty: customers who read English get the Chinese text. */
  @LongTextColumn() textEn!: string;
  @InstantColumn() changedAt!: number;
  @JsonColumn() audience!: NoticeAudience;
  @CodeColumn({ length: 20 }) state!: 'draft' | 'sending' | 'done' | 'withdrawn';
  /** The one process instance that is about it. */
  @IdColumn() instanceId!: string;
  @CodeColumn({ length: 10, name: 'run_mode' }) mode!: 'live' | 'drill';
  @CodeColumn() createdBy!: string;
  @InstantColumn() createdAt!: number;
  @CodeColumn({ nullable: true }) approvedBy!: string | null;
  @InstantColumn({ nullable: true }) approvedAt!: number | null;
}

/** One customer's copy of a notice, and how it was received. */
@Entity('notice_delivery')
export class NoticeDeliveryEntity {
  @IdColumn({ primary: true }) id!: string;
  @CodeColumn() noticeNumber!: string;
  @IdColumn() partyId!: string;
  @CodeColumn({ length: 20 }) state!: NoticeDelivery['state'];
  @InstantColumn() dueAt!: number;
  @LongTextColumn() clause!: string;
  @IdColumn() documentId!: string;
  @CodeColumn() documentNumber!: string;
  /** SHA-256 of the token in the mailed link; null: not sent yet. */
  @CodeColumn({ length: 64, nullable: true }) tokenHash!: string | null;
  @JsonColumn() sentTo!: NoticeDelivery['sentTo'];
  @InstantColumn({ nullable: true }) sentAt!: number | null;
  @JsonColumn({ nullable: true }) posted!: {
    readonly way: 'letter' | 'fax';
    readonly note: string;
    readonly at: number;
  } | null;
  @CodeColumn({ length: 20, nullable: true }) proof!: NoticeProof | null;
  @InstantColumn({ nullable: true }) deliveredAt!: number | null;
  @NameColumn({ nullable: true }) personName!: string | null;
  /** Username of who recorded it; `link` for the page without an account. */
  @CodeColumn({ nullable: true }) recordedBy!: string | null;
  @LongTextColumn({ nullable: true }) note!: string | null;
}

/** Newest number of a year. */
@Entity('notice_counter')
export class NoticeCounterEntity {
  @CodeColumn({ primary: true, length: 20 }) period!: string;
  @IntColumn() lastNumber!: number;
}

export const writtenNoticesEntities = [WrittenNoticeEntity, NoticeDeliveryEntity, NoticeCounterEntity];
