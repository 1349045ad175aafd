import type { EntityManager, DataSource, QueryRunner } from 'typeorm';
import type { JobRow, UserTaskRow } from '@pledge/runtime';
import { DefinitionEntity, DeploymentEntity, ResourceEntity } from '../entities/deployment.entities.js';
import {
  CaseUrgencyEntity,
  HistoryEntity,
  IncidentEntity,
  NO_URGENCY,
  ProcessInstanceEntity,
  SubjectEntity,
  TaskAudienceEntity,
  UserTaskEntity,
  type AudienceKind,
} from '../entities/instance.entities.js';
import {
  IdempotencyEntity,
  JobEntity,
  MessageEntity,
  MessageKeyEntity,
  SubscriptionEntity,
} from '../entities/work.entities.js';
import { TaskCommentEntity, TaskReadEntity } from '../entities/task-people.entities.js';
import { databaseKind, type DatabaseKind } from '../dialect.js';
import { Table } from '../table.js';

/** Tables of the engine for multi-row statements. */
export const tables = {
  instance: new Table(ProcessInstanceEntity),
  task: new Table(UserTaskEntity),
  audience: new Table(TaskAudienceEntity),
  comment: new Table(TaskCommentEntity),
  read: new Table(TaskReadEntity),
  urgency: new Table(CaseUrgencyEntity),
  incident: new Table(IncidentEntity),
  history: new Table(HistoryEntity),
  subject: new Table(SubjectEntity),
  job: new Table(JobEntity),
  subscription: new Table(SubscriptionEntity),
  message: new Table(MessageEntity),
  messageKey: new Table(MessageKeyEntity),
  idempotency: new Table(IdempotencyEntity),
  deployment: new Table(DeploymentEntity),
  definition: new Table(DefinitionEntity),
  resource: new Table(ResourceEntity),
} as const;

/** The read-only connection of the store. */
export class Reader {
  readonly database: DatabaseKind;
  private readonly manager: EntityManager;
  constructor(source: DataSource) {
    this.database = databaseKind(source);
    this.manager = source.manager;
  }
  async select(sql: string, parameters: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
    return (await this.manager.query(sql, [...parameters])) as Record<string, unknown>[];
  }
  async one<R extends object>(table: Table<R>, where: string, parameters: readonly unknown[]): Promise<R | null> {
    const [raw] = await this.select(
      `SELECT ${table.list('r')} FROM ${table.name} AS r WHERE ${where} LIMIT 1`,
      parameters,
    );
    return raw === undefined ? null : table.read(raw);
  }
  async many<R extends object>(table: Table<R>, tail: string, parameters: readonly unknown[]): Promise<R[]> {
    const raws = await this.select(`SELECT ${table.list('r')} FROM ${table.name} AS r ${tail}`, parameters);
    return raws.map((raw) => table.read(raw));
  }
}

/** The same inside a transaction. */
export async function selectIn<R extends object>(
  runner: QueryRunner,
  table: Table<R>,
  tail: string,
  parameters: readonly unknown[],
): Promise<R[]> {
  const raws = (await runner.query(`SELECT ${table.list('r')} FROM ${table.name} AS r ${tail}`, [
    ...parameters,
  ])) as Record<string, unknown>[];
  return raws.map((raw) => table.read(raw));
}

/** Stored values by column name. */
export function byColumn<R extends object>(table: Table<R>, row: R): Record<string, unknown> {
  const values = table.values(row);
  return Object.fromEntries(table.columns.map((one, index) => [one.column, values[index]]));
}

export function taskEntity(row: UserTaskRow): UserTaskEntity {
  return { ...row, sortAt: row.urgencyAt ?? NO_URGENCY };
}
export function taskRow(entity: UserTaskEntity): UserTaskRow {
  const { sortAt: _sortAt, ...row } = entity;
  return row;
}
export function audienceOf(row: UserTaskRow): TaskAudienceEntity[] {
  const entry = (kind: AudienceKind, ref: string): TaskAudienceEntity => ({
    taskId: row.id,
    slot: audienceSlot(kind, ref),
    kind,
    ref,
    isOpen: row.state === 'open',
    sortAt: row.urgencyAt ?? NO_URGENCY,
    createdAt: row.createdAt,
  });
  return [
    ...(row.assignee === null ? [] : [entry('a', row.assignee)]),
    ...[...new Set(row.candidateUsers)].map((user) => entry('u', user)),
    ...[...new Set(row.candidateGroups)].map((group) => entry('g', group)),
  ];
}
function audienceSlot(kind: AudienceKind, ref: string): string {
  return kind === 'a' ? 'a' : `${kind}:${ref}`;
}

/** Names and refs never contain a line feed (BPMN ids, file names, our own names), so that the pair stays unambiguous. */
export function featureKey(name: string, ref: string | null): string {
  return `${name}\n${ref ?? ''}`;
}
export function jobEntity(row: JobRow): JobEntity {
  return { ...row, featureKey: row.type === 'feature' ? featureKey(row.name, row.ref) : null };
}
export function jobRow(entity: JobEntity): JobRow {
  const { featureKey: _featureKey, ...row } = entity;
  return row;
}
