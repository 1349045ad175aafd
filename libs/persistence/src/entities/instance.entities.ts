import type { HistoryRow, IncidentRow, InstanceRow, SubjectRow, UserTaskRow } from '@pledge/runtime';
import { Entity } from 'typeorm';
import {
  CodeColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  JsonColumn,
  LongTextColumn,
  NameColumn,
} from '../columns.js';

/** BPMN ids may be long. */
export const ELEMENT_LENGTH = 255;
/** Stands for "no urgency" in sort columns, which must not be null to be read from an index in order. */
export const NO_URGENCY = Number.MAX_SAFE_INTEGER;

@Entity('process_instance')
export class ProcessInstanceEntity implements InstanceRow {
  @IdColumn({ primary: true }) id!: string;
  @IdColumn() definitionId!: string;
  @CodeColumn({ length: ELEMENT_LENGTH }) definitionKey!: string;
  @CodeColumn({ nullable: true }) businessKey!: string | null;
  @IdColumn() rootInstanceId!: string;
  @IdColumn({ nullable: true }) parentInstanceId!: string | null;
  @IdColumn({ nullable: true }) parentCallId!: string | null;
  @CodeColumn({ length: 10 }) mode!: InstanceRow['mode'];
  @CodeColumn({ length: 20 }) status!: InstanceRow['status'];
  @IntColumn() incidentCount!: number;
  @LongTextColumn() state!: string;
  @IntColumn() revision!: number;
  @InstantColumn() startedAt!: number;
  @InstantColumn({ nullable: true }) endedAt!: number | null;
}

@Entity('user_task')
export class UserTaskEntity implements UserTaskRow {
  @IdColumn({ primary: true }) id!: string;
  @IdColumn() instanceId!: string;
  @IdColumn() definitionId!: string;
  @CodeColumn({ length: ELEMENT_LENGTH }) definitionKey!: string;
  @CodeColumn({ length: ELEMENT_LENGTH }) elementId!: string;
  @CodeColumn() elementInstanceId!: string;
  @NameColumn({ length: 1000 }) name!: string;
  @CodeColumn({ length: 20 }) state!: UserTaskRow['state'];
  @CodeColumn({ nullable: true }) assignee!: string | null;
  @CodeColumn({ nullable: true }) owner!: string | null;
  @CodeColumn({ length: 10, nullable: true }) duty!: UserTaskRow['duty'];
  @FlagColumn() held!: boolean;
  @JsonColumn() candidateGroups!: readonly string[];
  @JsonColumn() candidateUsers!: readonly string[];
  @CodeColumn({ length: ELEMENT_LENGTH, nullable: true }) formId!: string | null;
  @JsonColumn() requires!: readonly string[];
  @CodeColumn({ nullable: true }) businessKey!: string | null;
  @CodeColumn({ length: 10 }) mode!: UserTaskRow['mode'];
  @IntColumn() priority!: number;
  @InstantColumn({ nullable: true }) dueAt!: number | null;
  @InstantColumn({ nullable: true }) followUpAt!: number | null;
  @InstantColumn({ nullable: true }) urgencyAt!: number | null;
  /** `urgencyAt`, or `NO_URGENCY`: lists are read from indexes in this order. */
  @InstantColumn() sortAt!: number;
  @JsonColumn({ nullable: true }) draft!: UserTaskRow['draft'];
  @InstantColumn() createdAt!: number;
  @InstantColumn({ nullable: true }) endedAt!: number | null;
  @CodeColumn({ nullable: true }) completedBy!: string | null;
}

/** `a` assignee, `u` candidate user, `g` candidate group: whose work it is; `c` copied, `f` following: who only watches. */
export type AudienceKind = 'a' | 'u' | 'g' | 'c' | 'f';

/**
 * Who may see a task: one row per assignee, candidate user and candidate group. The inbox of a person is a handful of
 * ranges of the index (is_open, kind, ref, sort_at, created_at, task_id), one for the person and one per group.
 */
@Entity('task_audience')
export class TaskAudienceEntity {
  @IdColumn({ primary: true }) taskId!: string;
  /** `a`, or kind and ref: a task has at most one assignee. */
  @CodeColumn({ primary: true, length: 110 }) slot!: string;
  @CodeColumn({ length: 1 }) kind!: AudienceKind;
  @CodeColumn() ref!: string;
  @FlagColumn() isOpen!: boolean;
  @InstantColumn() sortAt!: number;
  @InstantColumn() createdAt!: number;
}

/** When the earliest unmet promise of a case runs out: tasks that open later take it. No row: no urgency. */
@Entity('case_urgency')
export class CaseUrgencyEntity {
  @CodeColumn({ primary: true }) businessKey!: string;
  @InstantColumn() urgencyAt!: number;
}

@Entity('incident')
export class IncidentEntity implements IncidentRow {
  @IdColumn({ primary: true }) id!: string;
  @IdColumn({ nullable: true }) instanceId!: string | null;
  @IdColumn({ nullable: true }) jobId!: string | null;
  @CodeColumn({ length: ELEMENT_LENGTH, nullable: true }) elementId!: string | null;
  @CodeColumn() code!: string;
  @LongTextColumn() message!: string;
  @InstantColumn() createdAt!: number;
  @InstantColumn({ nullable: true }) resolvedAt!: number | null;
}

@Entity('history_entry')
export class HistoryEntity {
  @IdColumn({ primary: true }) instanceId!: string;
  @IntColumn({ primary: true }) seq!: number;
  @InstantColumn({ name: 'happened_at' }) at!: number;
  @CodeColumn({ length: 40 }) type!: HistoryRow['type'];
  @CodeColumn({ length: ELEMENT_LENGTH, nullable: true }) elementId!: string | null;
  @CodeColumn({ length: 60, nullable: true }) elementType!: string | null;
  @CodeColumn({ nullable: true }) elementInstanceId!: string | null;
  @CodeColumn({ nullable: true }) actor!: string | null;
  @JsonColumn({ nullable: true }) detail!: HistoryRow['detail'] | null;
}

@Entity('subject')
export class SubjectEntity implements SubjectRow {
  @IdColumn({ primary: true }) instanceId!: string;
  @CodeColumn({ primary: true }) kind!: string;
  @CodeColumn({ primary: true }) id!: string;
}
