import type { ChangePlanContent } from '@pledge/contracts';
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
import { ChangeFreezeEntity } from './change-calendar.entity.js';

/** A change plan as it is being written (F-04). Instants are product time, epoch ms. */
@Entity('change_plan')
export class ChangePlanEntity {
  @IdColumn({ primary: true }) id!: string;
  @CodeColumn({ name: 'plan_number' }) number!: string;
  @CodeColumn() caseNumber!: string;
  @IdColumn({ nullable: true }) partyId!: string | null;
  @NameColumn() title!: string;
  @JsonColumn() content!: ChangePlanContent;
  /** Counts edits. */
  @IntColumn() revision!: number;
  /** Version in force: frozen, and not edited since. null: being written. */
  @IntColumn({ nullable: true }) version!: number | null;
  @IntColumn() lastVersion!: number;
  @CodeColumn({ length: 20 }) state!: 'draft' | 'frozen' | 'implemented' | 'closed';
  /** `done`, `unconfirmed`, `failed`, `withdrawn`: as its process ended. */
  @CodeColumn({ length: 40, nullable: true }) outcome!: string | null;
  /** The one process instance that is about it; a plan is carried out once. */
  @IdColumn({ nullable: true }) instanceId!: string | null;
  @CodeColumn({ length: 10, name: 'run_mode' }) mode!: 'live' | 'drill';
  @CodeColumn() createdBy!: string;
  @InstantColumn() createdAt!: number;
  @CodeColumn() editedBy!: string;
  @InstantColumn() editedAt!: number;
}

/** A version as it was frozen: inserted once, never changed. */
@Entity('change_plan_version')
export class ChangePlanVersionEntity {
  @IdColumn({ primary: true }) id!: string;
  @IdColumn() planId!: string;
  @IntColumn() version!: number;
  @IntColumn() revision!: number;
  /** Canonical JSON of everything the version says, with number and version. */
  @LongTextColumn() canonical!: string;
  @CodeColumn({ length: 64 }) contentHash!: string;
  /** SHA-256 over `canonical`, a line feed, and the bytes of the PDF. */
  @CodeColumn({ length: 64, name: 'plan_hash' }) hash!: string;
  @IdColumn() documentId!: string;
  @CodeColumn() documentNumber!: string;
  @CodeColumn({ length: 64 }) pdfSha256!: string;
  /** In the QR code: opens the public page of this version. */
  @CodeColumn({ length: 40 }) verifyCode!: string;
  @InstantColumn() windowFrom!: number;
  @InstantColumn() windowTo!: number;
  @InstantColumn() frozenAt!: number;
  @CodeColumn() frozenBy!: string;
}

export const changePlansEntities = [ChangePlanEntity, ChangePlanVersionEntity, ChangeFreezeEntity];
