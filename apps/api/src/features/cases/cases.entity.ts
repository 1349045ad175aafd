import type { CaseChannel, CaseStatus, CaseType, ContractProblem, HeadlineClock } from '@pledge/contracts';
import type { InstanceMode } from '@pledge/engine';
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

/** A case. `customerName` and `siteName` are kept as they were, the facts about clocks live in `service-levels`. */
@Entity('service_case')
export class CaseEntity {
  @IdColumn({ primary: true }) id!: string;
  /** `GD-2026-0001`: the business key of its process instances. */
  @CodeColumn() number!: string;
  @CodeColumn({ length: 10, name: 'run_mode' }) mode!: InstanceMode;
  @CodeColumn({ length: 20 }) status!: CaseStatus;
  @CodeColumn({ length: 20 }) type!: CaseType;
  @CodeColumn({ length: 20 }) channel!: CaseChannel;
  @NameColumn() title!: string;
  @LongTextColumn() description!: string;
  @IdColumn({ nullable: true }) partyId!: string | null;
  @IdColumn({ nullable: true }) contractId!: string | null;
  @CodeColumn({ nullable: true }) contractNumber!: string | null;
  @CodeColumn({ nullable: true }) statedContractNumber!: string | null;
  @JsonColumn({ nullable: true }) contractProblem!: ContractProblem | null;
  @CodeColumn({ nullable: true }) serialNumber!: string | null;
  @IdColumn({ nullable: true }) siteId!: string | null;
  @NameColumn({ nullable: true }) customerName!: string | null;
  @NameColumn({ nullable: true }) siteName!: string | null;
  @CodeColumn({ nullable: true }) severity!: string | null;
  @CodeColumn({ nullable: true }) owner!: string | null;
  @NameColumn() contactName!: string;
  @CodeColumn() contactPhone!: string;
  @JsonColumn({ nullable: true }) answers!: Record<string, unknown> | null;
  @CodeColumn() createdBy!: string;
  /** Written by the system at the first submission; never moves. */
  @InstantColumn() receivedAt!: number;
  /** What the reporter stated, up to 2 hours before. */
  @InstantColumn({ nullable: true }) reportedAt!: number | null;
  @NameColumn({ nullable: true, length: 500 }) reportedLateReason!: string | null;
  /** 客户陈述时间 (C03). */
  @InstantColumn({ nullable: true }) occurredAt!: number | null;
  @InstantColumn({ nullable: true }) closedAt!: number | null;
  /** Cache of the earliest unmet promise. */
  @JsonColumn({ nullable: true }) headline!: HeadlineClock | null;
  @InstantColumn({ nullable: true }) urgencyAt!: number | null;
  /** Last event of the hash chain. */
  @IntColumn() eventSeq!: number;
  @CodeColumn({ length: 64 }) lastHash!: string;
}

/** Append-only, one hash chain per case (design section 7). */
@Entity('case_event')
export class CaseEventEntity {
  @IdColumn({ primary: true }) id!: string;
  @IdColumn() caseId!: string;
  @IntColumn() seq!: number;
  @CodeColumn({ length: 60 }) type!: string;
  @InstantColumn() occurredAt!: number;
  @InstantColumn() recordedAt!: number;
  @CodeColumn() actor!: string;
  @JsonColumn() payload!: Record<string, unknown>;
  @CodeColumn({ length: 64 }) prevHash!: string;
  @CodeColumn({ length: 64 }) hash!: string;
}

/** Last number given out in a year. */
@Entity('case_counter')
export class CaseCounterEntity {
  @CodeColumn({ primary: true, length: 10 }) period!: string;
  @IntColumn() lastNumber!: number;
}

export const casesEntities = [CaseEntity, CaseEventEntity, CaseCounterEntity];
