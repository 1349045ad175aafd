import type { AlertAction, AlertDevice, AlertMatcher, AlertState, UnmatchedReason } from '@pledge/contracts';
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

/** A system that may send alerts. Only hashes of its tokens are stored. Instants are product time, epoch ms. */
@Entity('monitoring_source')
export class MonitoringSourceEntity {
  @IdColumn({ primary: true }) id!: string;
  @NameColumn() name!: string;
  @FlagColumn() enabled!: boolean;
  /** SHA-256 of the token. */
  @CodeColumn({ length: 64 }) tokenHash!: string;
  @CodeColumn({ length: 20 }) tokenHint!: string;
  /** The token before the last rotation, and until when it is taken. */
  @CodeColumn({ length: 64, nullable: true }) oldTokenHash!: string | null;
  @InstantColumn({ nullable: true }) oldTokenUntil!: number | null;
  @InstantColumn() createdAt!: number;
  @InstantColumn({ nullable: true }) rotatedAt!: number | null;
  @InstantColumn({ nullable: true }) lastReceivedAt!: number | null;
  @LongTextColumn({ nullable: true }) lastProblem!: string | null;
  @InstantColumn({ nullable: true }) lastProblemAt!: number | null;
}

/** A rule: which alerts, which device, what then. */
@Entity('monitoring_rule')
export class MonitoringRuleEntity {
  @IdColumn({ primary: true }) id!: string;
  @NameColumn() name!: string;
  @FlagColumn() enabled!: boolean;
  @IntColumn({ name: 'sort_order' }) position!: number;
  @JsonColumn() matchers!: AlertMatcher[];
  @JsonColumn() device!: AlertDevice;
  @CodeColumn({ length: 20 }) action!: AlertAction;
  @CodeColumn({ nullable: true }) planKey!: string | null;
  @JsonColumn() answers!: Record<string, string | boolean | number>;
  @NameColumn() title!: string;
  @FlagColumn({ name: 'join_open' }) join!: boolean;
  @IntColumn() revision!: number;
  @CodeColumn() editedBy!: string;
  @InstantColumn() editedAt!: number;
}

/** An alert as it came, and what became of it. A source, a fingerprint and a start are one alert, however often it is sent. */
@Entity('monitoring_alert')
export class MonitoringAlertEntity {
  @IdColumn({ primary: true }) id!: string;
  @IdColumn() sourceId!: string;
  @CodeColumn() fingerprint!: string;
  @InstantColumn() startsAt!: number;
  @JsonColumn() labels!: Record<string, string>;
  @JsonColumn() annotations!: Record<string, string>;
  @LongTextColumn() generatorUrl!: string;
  @InstantColumn() receivedAt!: number;
  @InstantColumn({ nullable: true }) resolvedAt!: number | null;
  /** Whether the case knows that it is over. */
  @FlagColumn() resolvedNoted!: boolean;
  @CodeColumn({ length: 20 }) state!: AlertState;
  @CodeColumn({ length: 30, nullable: true }) reason!: UnmatchedReason | null;
  @IdColumn({ nullable: true }) ruleId!: string | null;
  @NameColumn({ nullable: true }) ruleName!: string | null;
  @NameColumn() title!: string;
  @CodeColumn({ nullable: true }) serialNumber!: string | null;
  @JsonColumn() answers!: Record<string, string | boolean | number>;
  @FlagColumn({ name: 'join_open' }) join!: boolean;
  @CodeColumn({ nullable: true }) proposedPlan!: string | null;
  @CodeColumn({ nullable: true }) caseNumber!: string | null;
  @CodeColumn({ nullable: true }) decidedBy!: string | null;
  @InstantColumn({ nullable: true }) decidedAt!: number | null;
  @LongTextColumn({ nullable: true }) note!: string | null;
}

/** The newest fault that monitoring opened about a device: its row lets only one alert at a time decide. */
@Entity('monitoring_device')
export class MonitoringDeviceEntity {
  @CodeColumn({ primary: true }) serialNumber!: string;
  @CodeColumn({ nullable: true }) caseNumber!: string | null;
}

export const monitoringEntities = [
  MonitoringSourceEntity,
  MonitoringRuleEntity,
  MonitoringAlertEntity,
  MonitoringDeviceEntity,
];
