import type {
  BatchWrites,
  EngineStore,
  InstanceTarget,
  LoadedInstance,
  Transaction,
  UserTaskRow,
} from '@pledge/runtime';
import type { QueryRunner } from 'typeorm';
import {
  execute,
  forUpdate,
  insertRows,
  placeholders,
  select,
  straightJoin,
  updateRows,
  type DatabaseKind,
} from '../dialect.js';
import { writeAssignment, type Assignment } from '../dialect-assignment.js';
import type { HistoryEntity } from '../entities/instance.entities.js';
import { databaseOf, runnerOf } from '../unit-of-work.js';
import { putIdempotency } from './idempotency.js';
import { writeTaskPeople } from './task-people.js';
import { relabelWaits } from './relabel.js';
import { audienceOf, byColumn, jobEntity, tables, taskEntity } from './tables.js';

/** Where the instance of a target is found; `instance` needs no look-up. */
const TARGET_TABLES = {
  task: 'user_task',
  job: 'job',
  subscription: 'event_subscription',
  incident: 'incident',
} as const;

/** Loading and saving what a batch of commands touches (design D4): one statement to load, one per group to save. */
export const hotPath: Pick<EngineStore, 'loadInstances' | 'writeBatch'> = { loadInstances, writeBatch };

async function loadInstances(
  tx: Transaction,
  targets: readonly InstanceTarget[],
): Promise<Map<number, LoadedInstance>> {
  const found = new Map<number, LoadedInstance>();
  if (targets.length === 0) return found;
  const database = databaseOf(tx);
  const parts: string[] = [];
  const parameters: string[] = [];
  for (const by of ['instance', 'task', 'job', 'subscription', 'incident'] as const) {
    const ids = [...new Set(targets.filter((target) => target.by === by).map((target) => target.id))];
    if (ids.length === 0) continue;
    parameters.push(...ids);
    const [table, column] = by === 'instance' ? ['process_instance', 'id'] : [TARGET_TABLES[by], 'instance_id'];
    parts.push(
      `SELECT '${by}' AS found_by, id AS found_id, ${column} AS instance_id FROM ${table} WHERE id IN (${placeholders(ids.length)})`,
    );
  }
  // The inner order with its LIMIT, and the join order, make that rows are locked in order of id: no deadlock of two batches.
  // A sub-select reads without locking: two batches with instances of the same cases must not wait for each other there.
  const sql = `${straightJoin(database)} x.found_by, x.found_id, ${tables.instance.list('i')},
      (SELECT c.urgency_at FROM case_urgency AS c WHERE c.business_key = i.business_key) AS case_urgency_at
    FROM (SELECT * FROM (${parts.join(' UNION ALL ')}) AS u ORDER BY u.instance_id LIMIT 1000000) AS x
    JOIN process_instance AS i ON i.id = x.instance_id${forUpdate(database)}`;
  const rows = new Map<string, LoadedInstance>();
  const byTarget = new Map<string, LoadedInstance>();
  for (const raw of await select(runnerOf(tx), sql, parameters)) {
    const id = String(raw.id);
    const row = rows.get(id) ?? { ...tables.instance.read(raw), caseUrgencyAt: instantOf(raw.case_urgency_at) };
    rows.set(id, row);
    byTarget.set(`${String(raw.found_by)} ${String(raw.found_id)}`, row);
  }
  targets.forEach((target, index) => {
    const row = byTarget.get(`${target.by} ${target.id}`);
    if (row !== undefined) found.set(index, row);
  });
  return found;
}

function instantOf(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value);
}

async function writeBatch(tx: Transaction, writes: BatchWrites): Promise<'written' | 'conflict'> {
  const runner = runnerOf(tx);
  const database = databaseOf(tx);
  const assignment = loneAssignment(writes);
  if (assignment !== null) {
    const result = await writeAssignment(runner, database, assignment);
    if (result === 'conflict') return result;
    if (result === 'written') {
      if (writes.idempotency.length > 0) await putIdempotency(runner, database, writes.idempotency);
      return result;
    }
  }
  // First, so that a stale batch is found before anything else is written.
  if (writes.instancesUpdated.length > 0) {
    const matched = await updateRows(runner, database, tables.instance, writes.instancesUpdated, {
      match: ['id', 'revision'],
      set: ['definitionId', 'status', 'incidentCount', 'state', 'endedAt'],
      setSql: ['revision = t.revision + 1'],
    });
    if (matched !== writes.instancesUpdated.length) return 'conflict';
  }
  if (writes.instancesInserted.length > 0) await insertRows(runner, tables.instance, writes.instancesInserted);
  await writeTasks(runner, database, writes);
  await writeJobsAndWaits(runner, writes);
  await writeIncidentsAndMessages(runner, database, writes);
  if (writes.history.length > 0) await insertRows(runner, tables.history, writes.history.map(historyEntity));
  if (writes.relabelled.length > 0) await relabelWaits(runner, database, writes.relabelled);
  if (writes.idempotency.length > 0) await putIdempotency(runner, database, writes.idempotency);
  return 'written';
}

/** The one claim or return of a batch that does nothing else: values by column for `writeAssignment`; else null. */
function loneAssignment(writes: BatchWrites): Assignment | null {
  const { instancesUpdated, tasksAssigned, history, idempotency: _answer, ...others } = writes;
  const [instance] = instancesUpdated;
  const [task] = tasksAssigned;
  const [entry] = history;
  if (instance === undefined || task === undefined || entry?.instanceId !== instance.id) return null;
  if (instancesUpdated.length + tasksAssigned.length + history.length !== 3) return null;
  if (Object.values(others).some((rows: readonly unknown[]) => rows.length > 0)) return null;
  return {
    ...byColumn(tables.history, historyEntity(entry)),
    ...byColumn(tables.instance, instance),
    task_id: task.id,
    assignee: task.assignee,
  };
}

async function writeTasks(runner: QueryRunner, database: DatabaseKind, writes: BatchWrites): Promise<void> {
  if (writes.tasksInserted.length > 0) {
    await insertRows(runner, tables.task, writes.tasksInserted.map(taskEntity));
    const audience = writes.tasksInserted.flatMap(audienceOf);
    if (audience.length > 0) await insertRows(runner, tables.audience, audience);
  }
  if (writes.tasksAssigned.length > 0) await assignTasks(runner, database, writes.tasksAssigned);
  await writeTaskPeople(runner, database, writes);
  if (writes.tasksClosed.length > 0) {
    await updateRows(runner, database, tables.task, writes.tasksClosed, {
      match: ['id'],
      set: ['state', 'completedBy', 'endedAt', 'draft'],
    });
    await execute(
      runner,
      `UPDATE task_audience SET is_open = 0 WHERE task_id IN (${placeholders(writes.tasksClosed.length)})`,
      writes.tasksClosed.map((task) => task.id),
    );
  }
}

async function assignTasks(
  runner: QueryRunner,
  database: DatabaseKind,
  changes: readonly Pick<UserTaskRow, 'id' | 'assignee'>[],
): Promise<void> {
  await updateRows(runner, database, tables.task, changes, { match: ['id'], set: ['assignee'] });
  const ids = changes.map((change) => change.id);
  await execute(runner, `DELETE FROM task_audience WHERE slot = 'a' AND task_id IN (${placeholders(ids.length)})`, ids);
  const assigned = changes.filter((change) => change.assignee !== null).map((change) => change.id);
  if (assigned.length === 0) return;
  await execute(
    runner,
    `INSERT INTO task_audience (task_id, slot, kind, ref, is_open, sort_at, created_at)
     SELECT id, 'a', 'a', assignee, CASE WHEN state = 'open' THEN 1 ELSE 0 END, sort_at, created_at FROM user_task WHERE id IN (${placeholders(assigned.length)})`,
    assigned,
  );
}

async function writeJobsAndWaits(runner: QueryRunner, writes: BatchWrites): Promise<void> {
  await deleteByIds(runner, 'job', writes.jobsDeleted);
  if (writes.jobsInserted.length > 0) await insertRows(runner, tables.job, writes.jobsInserted.map(jobEntity));
  await deleteByIds(runner, 'event_subscription', writes.subscriptionsDeleted);
  if (writes.subscriptionsInserted.length > 0)
    await insertRows(runner, tables.subscription, writes.subscriptionsInserted);
}

async function writeIncidentsAndMessages(
  runner: QueryRunner,
  database: DatabaseKind,
  writes: BatchWrites,
): Promise<void> {
  if (writes.incidentsInserted.length > 0) await insertRows(runner, tables.incident, writes.incidentsInserted);
  if (writes.incidentsResolved.length > 0)
    await updateRows(runner, database, tables.incident, writes.incidentsResolved, {
      match: ['id'],
      set: ['resolvedAt'],
    });
  if (writes.messagesUpdated.length > 0)
    await updateRows(runner, database, tables.message, writes.messagesUpdated, {
      match: ['id'],
      set: ['state', 'instanceId'],
    });
}

async function deleteByIds(
  runner: QueryRunner,
  table: 'job' | 'event_subscription',
  ids: readonly string[],
): Promise<void> {
  if (ids.length > 0) await execute(runner, `DELETE FROM ${table} WHERE id IN (${placeholders(ids.length)})`, ids);
}

function historyEntity(row: BatchWrites['history'][number]): HistoryEntity {
  return {
    instanceId: row.instanceId,
    seq: row.seq,
    at: row.at,
    type: row.type,
    elementId: row.elementId ?? null,
    elementType: row.elementType ?? null,
    elementInstanceId: row.elementInstanceId ?? null,
    actor: row.actor ?? null,
    detail: row.detail ?? null,
  };
}
