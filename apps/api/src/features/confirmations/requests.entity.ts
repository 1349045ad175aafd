import type {
  ConfirmationAction,
  ConfirmationRecord,
  ConfirmationScan,
  ConfirmationSide,
  ConfirmationState,
  ConfirmationWay,
} from '@pledge/contracts';
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

/**
 * One person of one party is asked to confirm exactly one version of something (S1-47, C15). Instants are product time,
 * epoch ms. Who is expected is a reference, so that erasing a person leaves the records whole.
 */
@Entity('confirmation_request')
export class ConfirmationRequestEntity {
  @IdColumn({ primary: true }) id!: string;
  @CodeColumn({ length: 40 }) action!: ConfirmationAction;
  @CodeColumn({ length: 10 }) side!: ConfirmationSide;
  @CodeColumn({ length: 40 }) subjectKind!: string;
  @IdColumn() subjectId!: string;
  @IntColumn() subjectVersion!: number;
  @CodeColumn({ length: 64 }) subjectHash!: string;
  @CodeColumn() subjectNumber!: string;
  @NameColumn() subjectTitle!: string;
  @IdColumn() documentId!: string;
  @CodeColumn() caseNumber!: string;
  @IdColumn({ nullable: true }) partyId!: string | null;
  @CodeColumn({ length: 10, name: 'run_mode' }) mode!: 'live' | 'drill';
  @IntColumn() minimumLevel!: number;
  /** `contact`: id of a named confirmer of the contract; `user`: a username of the provider. */
  @CodeColumn({ length: 10 }) personKind!: 'contact' | 'user';
  @CodeColumn() personId!: string;
  @NameColumn() expectedName!: string;
  @CodeColumn({ length: 10 }) language!: 'zh-CN' | 'en';
  @InstantColumn() windowFrom!: number;
  @InstantColumn() windowTo!: number;
  @InstantColumn() requestedAt!: number;
  @CodeColumn() requestedBy!: string;
  @InstantColumn() confirmBy!: number;
  @CodeColumn({ length: 10 }) state!: ConfirmationState;
  @InstantColumn({ nullable: true }) decidedAt!: number | null;
  @LongTextColumn({ nullable: true }) reason!: string | null;
  /** The record that decided it. */
  @IdColumn({ nullable: true }) recordId!: string | null;
}

/** What a person stated. Inserted once, never changed; its hash is sealed into the chain of the case. */
@Entity('confirmation_record')
export class ConfirmationRecordEntity {
  @IdColumn({ primary: true }) id!: string;
  @IdColumn() requestId!: string;
  @CodeColumn({ length: 10 }) kind!: ConfirmationRecord['kind'];
  @IntColumn({ name: 'confirmation_level' }) level!: number;
  @CodeColumn({ length: 20 }) way!: ConfirmationWay;
  @CodeColumn({ length: 64 }) subjectHash!: string;
  @NameColumn() personName!: string;
  @CodeColumn() actor!: string;
  /** Address and browser it came from; null where nobody was at a screen. */
  @JsonColumn({ nullable: true }) origin!: RecordOrigin | null;
  @CodeColumn({ length: 40, nullable: true }) mobileMasked!: string | null;
  /** `data:image/png;base64,…` */
  @LongTextColumn({ nullable: true }) signature!: string | null;
  @IdColumn({ nullable: true }) fileId!: string | null;
  @CodeColumn({ nullable: true }) checkedBy!: string | null;
  @JsonColumn({ nullable: true }) checks!: Record<string, unknown> | null;
  @LongTextColumn() note!: string;
  @InstantColumn() statedAt!: number;
  @CodeColumn({ length: 64 }) rowHash!: string;
  /** Of an erased person: the hashes that went into `rowHash` in place of what is no longer kept. */
  @JsonColumn({ nullable: true }) keptHashes!: KeptHashes | null;
}

/** Salted hashes of what a record said of its person. */
export interface KeptHashes {
  readonly personName: string;
  readonly origin: string | null;
  readonly mobileMasked: string | null;
  readonly signature: string | null;
}

/** Where a statement came from. */
export interface RecordOrigin {
  readonly address: string;
  readonly userAgent: string;
}

/** A one-time link to a request; only the hash of its token is kept. */
@Entity('confirmation_link')
export class ConfirmationLinkEntity {
  @IdColumn({ primary: true }) id!: string;
  @IdColumn() requestId!: string;
  @CodeColumn({ length: 64 }) tokenHash!: string;
  @CodeColumn() createdBy!: string;
  @InstantColumn() createdAt!: number;
  @InstantColumn() expiresAt!: number;
  /** Set when the request was decided through it. */
  @InstantColumn({ nullable: true }) usedAt!: number | null;
}

/** A one-time code on its way to a mobile. Instants are system time, as of all throttling (design section 6). */
@Entity('confirmation_code')
export class ConfirmationCodeEntity {
  @IdColumn({ primary: true }) id!: string;
  @IdColumn() requestId!: string;
  @CodeColumn({ length: 64 }) salt!: string;
  @CodeColumn({ length: 64 }) codeHash!: string;
  @InstantColumn() createdAt!: number;
  @InstantColumn() expiresAt!: number;
  @IntColumn() tries!: number;
  @InstantColumn({ nullable: true }) usedAt!: number | null;
}

/** A stamped scan or fax that needs a second person (C15, level 4). */
@Entity('confirmation_scan')
export class ConfirmationScanEntity {
  @IdColumn({ primary: true }) id!: string;
  @IdColumn() requestId!: string;
  @IdColumn() fileId!: string;
  @CodeColumn({ length: 10 }) channel!: ConfirmationScan['channel'];
  @NameColumn() signerName!: string;
  @InstantColumn() receivedAt!: number;
  @CodeColumn() uploadedBy!: string;
  @InstantColumn() uploadedAt!: number;
  @CodeColumn({ length: 10 }) state!: ConfirmationScan['state'];
  @CodeColumn({ nullable: true }) checkedBy!: string | null;
  @InstantColumn({ nullable: true }) checkedAt!: number | null;
  @LongTextColumn() note!: string;
}

export const confirmationRequestsEntities = [
  ConfirmationRequestEntity,
  ConfirmationRecordEntity,
  ConfirmationLinkEntity,
  ConfirmationCodeEntity,
  ConfirmationScanEntity,
];
