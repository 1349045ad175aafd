import type { ClockState } from '@pledge/contracts';
import { CodeColumn, FlagColumn, IdColumn, InstantColumn } from '@pledge/persistence';
import { Entity } from 'typeorm';

/** Cache of a case's clocks: replayed from the events, never the truth (design section 7). */
@Entity('promise_clock')
export class ClockEntity {
  /** `GD-2026-0001/SLA-024`, with `~1` … after a change of severity. */
  @CodeColumn({ primary: true, length: 200 }) id!: string;
  @IdColumn() caseId!: string;
  @CodeColumn() caseNumber!: string;
  @IdColumn({ nullable: true }) partyId!: string | null;
  @CodeColumn() commitmentId!: string;
  @CodeColumn() metric!: string;
  @CodeColumn() severity!: string;
  @CodeColumn({ length: 20 }) state!: ClockState;
  /** Still owed. */
  @FlagColumn() isOpen!: boolean;
  @InstantColumn({ nullable: true }) startedAt!: number | null;
  @InstantColumn({ nullable: true }) warnAt!: number | null;
  @InstantColumn({ nullable: true }) dueAt!: number | null;
  @InstantColumn({ nullable: true }) stoppedAt!: number | null;
  /** Set of holidays that its working time follows; null: no holiday moves it. */
  @CodeColumn({ nullable: true }) holidaySet!: string | null;
  /** The event it counts from, before any receipt shift: a change of days before it does not touch it. */
  @InstantColumn({ nullable: true }) countsFrom!: number | null;
}

/** The escalation that climbs the ladder of a case: one at a time. */
@Entity('ladder_run')
export class LadderRunEntity {
  @CodeColumn({ primary: true }) caseNumber!: string;
  @IdColumn() instanceId!: string;
  @InstantColumn() startedAt!: number;
}

export const serviceLevelsEntities = [ClockEntity, LadderRunEntity];
