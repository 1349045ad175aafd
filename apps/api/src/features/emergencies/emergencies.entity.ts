import type { ContactChannel, EmergencyPlanContent, ProposePlans } from '@pledge/contracts';
import { CodeColumn, IdColumn, InstantColumn, IntColumn, JsonColumn, NameColumn } from '@pledge/persistence';
import { Entity } from 'typeorm';

/** One version of a plan: inserted once, never changed (Y12). Instants are product time, epoch ms. */
@Entity('emergency_plan')
export class EmergencyPlanEntity {
  @CodeColumn({ primary: true }) planKey!: string;
  @IntColumn({ primary: true }) version!: number;
  @JsonColumn() content!: EmergencyPlanContent;
  /** SHA-256 of the canonical JSON of the content. */
  @CodeColumn({ length: 64 }) contentHash!: string;
  @CodeColumn() createdBy!: string;
  @InstantColumn() createdAt!: number;
}

/** A party's signature under one version. */
@Entity('emergency_plan_agreement')
export class PlanAgreementEntity {
  @CodeColumn({ primary: true }) planKey!: string;
  @IntColumn({ primary: true }) version!: number;
  @IdColumn({ primary: true }) partyId!: string;
  @CodeColumn({ length: 10 }) side!: 'provider' | 'customer';
  @CodeColumn() signedBy!: string;
  @InstantColumn() signedAt!: number;
}

/** The last check of a readiness item, whatever version of the plan asks for it (S3-20..23). */
@Entity('emergency_readiness')
export class ReadinessEntity {
  @CodeColumn({ primary: true }) planKey!: string;
  @CodeColumn({ primary: true }) itemId!: string;
  @CodeColumn({ length: 10 }) result!: 'fit' | 'unfit';
  @NameColumn({ length: 1000 }) note!: string;
  @CodeColumn() checkedBy!: string;
  @InstantColumn() checkedAt!: number;
}

/** A printed pack of all plans. Never changed. */
@Entity('emergency_pack')
export class EmergencyPackEntity {
  @IdColumn({ primary: true }) documentId!: string;
  /** Counts the packs from one. */
  @IntColumn() seq!: number;
  @CodeColumn({ name: 'pack_number' }) number!: string;
  @CodeColumn({ length: 64 }) sha256!: string;
  /** SHA-256 of what it says, without the time of printing. */
  @CodeColumn({ length: 64 }) fingerprint!: string;
  @InstantColumn() createdAt!: number;
}

/** An emergency, or a drill of one (F-08, F-09). */
@Entity('emergency')
export class EmergencyEntity {
  @CodeColumn({ primary: true, name: 'emergency_number' }) number!: string;
  @NameColumn() title!: string;
  @CodeColumn({ length: 10, name: 'run_mode' }) mode!: 'live' | 'drill';
  @CodeColumn({ length: 20 }) state!: 'running' | 'recovered' | 'ended';
  @JsonColumn() report!: ProposePlans;
  @IdColumn({ nullable: true }) partyId!: string | null;
  @CodeColumn({ nullable: true }) planKey!: string | null;
  @IntColumn({ nullable: true }) planVersion!: number | null;
  @IdColumn() instanceId!: string;
  @CodeColumn({ nullable: true, length: 40 }) outcome!: string | null;
  @IntColumn({ nullable: true }) dataGapMinutes!: number | null;
  @IdColumn({ nullable: true }) reportDocumentId!: string | null;
  @CodeColumn() reportedBy!: string;
  @InstantColumn() reportedAt!: number;
  @InstantColumn({ nullable: true }) planStartedAt!: number | null;
  @InstantColumn({ nullable: true }) recoveredAt!: number | null;
  @InstantColumn({ nullable: true }) endedAt!: number | null;
  /** What a drill pretends; null: nothing, as in every real emergency. */
  @JsonColumn({ nullable: true }) simulated!: {
    readonly failedChannels: readonly ContactChannel[];
    /** Usernames of those who do not answer. */
    readonly away: readonly string[];
  } | null;
}

/** Counts the emergencies, and apart from them the drills, of a year. */
@Entity('emergency_counter')
export class EmergencyCounterEntity {
  @CodeColumn({ primary: true, length: 20 }) period!: string;
  @IntColumn() lastNumber!: number;
}

/** One contact of one notice: by which channel, with what result. */
@Entity('emergency_reach')
export class ReachEntity {
  @IdColumn({ primary: true }) id!: string;
  @CodeColumn({ name: 'emergency_number' }) number!: string;
  /** The job that told: all contacts of one notice. */
  @IdColumn() noticeId!: string;
  @CodeColumn({ length: 40 }) kind!: string;
  @JsonColumn() contact!: ReachContact;
  /** Place in `contact.channels` of the one in use. */
  @IntColumn() step!: number;
  /** Of the outbox row; null: the channel cannot be used for this contact, or it is the telephone. */
  @CodeColumn({ nullable: true }) messageId!: string | null;
  @JsonColumn() tried!: { readonly channel: ContactChannel; readonly error: string }[];
  @InstantColumn({ nullable: true }) reachedAt!: number | null;
  /** Who reached the contact by telephone. */
  @CodeColumn({ nullable: true }) reachedBy!: string | null;
}
export interface ReachContact {
  readonly name: string;
  readonly duty: { readonly zh: string; readonly en: string };
  readonly side: 'provider' | 'customer' | 'vendor';
  readonly username: string | null;
  readonly mail: string | null;
  readonly mobile: string | null;
  readonly language: 'zh-CN' | 'en';
  readonly channels: readonly ContactChannel[];
}

export const emergenciesEntities = [
  EmergencyPlanEntity,
  PlanAgreementEntity,
  ReadinessEntity,
  EmergencyPackEntity,
  EmergencyEntity,
  EmergencyCounterEntity,
  ReachEntity,
];
