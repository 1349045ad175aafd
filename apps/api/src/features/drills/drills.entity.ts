import type { DrillContent, DrillMeasurement, DrillScore, DrillState } from '@pledge/contracts';
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

/** A drill of an emergency plan (F-09). Instants are product time, epoch ms. */
@Entity('drill')
export class DrillEntity {
  @CodeColumn({ primary: true, name: 'drill_number' }) number!: string;
  @NameColumn() title!: string;
  @CodeColumn({ length: 20 }) state!: DrillState;
  @CodeColumn() planKey!: string;
  /** Version that was drilled; null until it runs. */
  @IntColumn({ nullable: true }) planVersion!: number | null;
  @IdColumn({ nullable: true }) partyId!: string | null;
  @JsonColumn() content!: DrillContent;
  @IntColumn() revision!: number;
  @IdColumn() instanceId!: string;
  /** Of the last run: an emergency in `mode: drill`. */
  @CodeColumn({ nullable: true }) runNumber!: string | null;
  /** The customer's answer about window and plan. */
  @JsonColumn({ nullable: true }) agreement!: DrillAgreement | null;
  /** Why the last run was broken off. */
  @JsonColumn({ nullable: true }) stopped!: DrillStop | null;
  @JsonColumn({ nullable: true }) measurement!: DrillMeasurement | null;
  @JsonColumn({ nullable: true }) score!: DrillScore | null;
  @LongTextColumn({ nullable: true }) evaluation!: string | null;
  @IdColumn({ nullable: true }) reportDocumentId!: string | null;
  @IdColumn({ nullable: true }) signedDocumentId!: string | null;
  /** Username, or `system` where the yearly date opened it. */
  @CodeColumn() createdBy!: string;
  @InstantColumn() createdAt!: number;
  @InstantColumn({ nullable: true }) startedAt!: number | null;
  @InstantColumn({ nullable: true }) overAt!: number | null;
  @InstantColumn({ nullable: true }) closedAt!: number | null;
}
export interface DrillAgreement {
  readonly agreed: boolean;
  /** As written by the person. */
  readonly by: string;
  readonly username: string;
  readonly note: string;
  readonly at: number;
}
export interface DrillStop {
  readonly reason: string;
  readonly by: string;
  readonly at: number;
  /** The real emergency that went first. */
  readonly emergencyNumber: string | null;
}

/** What an inject did. Null: it was a message. */
export interface InjectEffect {
  readonly contacts: number | null;
  readonly standIn: string | null;
  readonly tasks: number | null;
}

/** An inject as it was delivered in one run. */
@Entity('drill_inject')
export class DrillInjectEntity {
  @CodeColumn({ primary: true }) runNumber!: string;
  @CodeColumn({ primary: true }) injectId!: string;
  @InstantColumn() deliveredAt!: number;
  @JsonColumn({ nullable: true }) effect!: InjectEffect | null;
  @InstantColumn({ nullable: true }) answeredAt!: number | null;
  @CodeColumn({ nullable: true }) answeredBy!: string | null;
  @LongTextColumn({ nullable: true }) answer!: string | null;
}

/** What a drill found, and the corrective task for it. */
@Entity('drill_finding')
export class DrillFindingEntity {
  @IdColumn({ primary: true }) id!: string;
  @CodeColumn({ name: 'drill_number' }) number!: string;
  @NameColumn({ length: 1000 }) text!: string;
  @NameColumn({ length: 1000 }) action!: string;
  @CodeColumn() owner!: string;
  @InstantColumn() dueAt!: number;
  /** Its task was opened; until then it may be taken back. */
  @FlagColumn() opened!: boolean;
  @LongTextColumn({ nullable: true }) doneNote!: string | null;
  @InstantColumn({ nullable: true }) doneAt!: number | null;
  @CodeColumn() createdBy!: string;
  @InstantColumn() createdAt!: number;
}

/** A party's signature under the report. */
@Entity('drill_signature')
export class DrillSignatureEntity {
  @CodeColumn({ primary: true, name: 'drill_number' }) number!: string;
  @CodeColumn({ primary: true, length: 10 }) side!: 'provider' | 'customer';
  /** As written by the person. */
  @NameColumn() signer!: string;
  @CodeColumn() signedBy!: string;
  @InstantColumn() signedAt!: number;
  @IdColumn() documentId!: string;
  @CodeColumn({ length: 64 }) sha256!: string;
  /** PNG data URL; null: the name alone. */
  @LongTextColumn({ nullable: true }) image!: string | null;
}

/** Counts the drills of a year. */
@Entity('drill_counter')
export class DrillCounterEntity {
  @CodeColumn({ primary: true, length: 20 }) period!: string;
  @IntColumn() lastNumber!: number;
}

export const drillsEntities = [
  DrillEntity,
  DrillInjectEntity,
  DrillFindingEntity,
  DrillSignatureEntity,
  DrillCounterEntity,
];
