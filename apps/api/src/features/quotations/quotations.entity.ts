import type { QuotationContent } from '@pledge/contracts';
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

/** A quotation as it is being written (F-13). Instants are product time, epoch ms. */
@Entity('quotation')
export class QuotationEntity {
  @IdColumn({ primary: true }) id!: string;
  @CodeColumn({ name: 'quotation_number' }) number!: string;
  @CodeColumn() caseNumber!: string;
  @IdColumn({ nullable: true }) partyId!: string | null;
  @NameColumn() title!: string;
  @JsonColumn() content!: QuotationContent;
  /** Counts edits. */
  @IntColumn() revision!: number;
  /** Version in force: frozen, and not edited since. null: being written. */
  @IntColumn({ nullable: true }) version!: number | null;
  @IntColumn() lastVersion!: number;
  /** Newest version that was put to the customer; 0: none. What is not approved inside is not shown to them. */
  @IntColumn() offeredVersion!: number;
  /** `accepted`: the customer has said so in writing and the order is on record; it can no longer be edited. */
  @CodeColumn({ length: 20 }) state!: 'draft' | 'frozen' | 'accepted' | 'closed';
  /** `accepted`, `rejected`, `expired`, `withdrawn`: as its process ended. */
  @CodeColumn({ length: 40, nullable: true }) outcome!: string | null;
  /** The one process instance that is about it. */
  @IdColumn() instanceId!: string;
  @CodeColumn({ length: 10, name: 'run_mode' }) mode!: 'live' | 'drill';
  @CodeColumn() createdBy!: string;
  @InstantColumn() createdAt!: number;
  @CodeColumn() editedBy!: string;
  @InstantColumn() editedAt!: number;
}

/** A version as it was frozen: inserted once, never changed. */
@Entity('quotation_version')
export class QuotationVersionEntity {
  @IdColumn({ primary: true }) id!: string;
  @IdColumn() quotationId!: string;
  @IntColumn() version!: number;
  @IntColumn() revision!: number;
  /** Canonical JSON of everything the version says: content, applied discounts, amounts. */
  @LongTextColumn() canonical!: string;
  @CodeColumn({ length: 64 }) contentHash!: string;
  /** SHA-256 over `canonical`, a line feed, and the bytes of the PDF. */
  @CodeColumn({ length: 64, name: 'quotation_hash' }) hash!: string;
  @IdColumn() documentId!: string;
  @CodeColumn() documentNumber!: string;
  @CodeColumn({ length: 64 }) pdfSha256!: string;
  /** In the QR code: opens the public page of this version. */
  @CodeColumn({ length: 40 }) verifyCode!: string;
  /** CNY, decimal text with two decimals. */
  @CodeColumn({ length: 30 }) total!: string;
  @InstantColumn() validUntil!: number;
  @InstantColumn() frozenAt!: number;
  @CodeColumn() frozenBy!: string;
}

export const quotationsEntities = [QuotationEntity, QuotationVersionEntity];
