import { relabelledJob, type RelabelledWait } from '@pledge/runtime';
import type { QueryRunner } from 'typeorm';
import { placeholders, updateRows, type DatabaseKind } from '../dialect.js';
import { jobRow, selectIn, tables } from './tables.js';

/** Writes where waits stand after a migration: one statement per kind, for jobs one more to read their payloads. */
export async function relabelWaits(
  runner: QueryRunner,
  database: DatabaseKind,
  waits: readonly RelabelledWait[],
): Promise<void> {
  const of = (kind: RelabelledWait['kind']): RelabelledWait[] => waits.filter((wait) => wait.kind === kind);
  const tasks = of('task').map(({ task, kind: _kind, ...wait }) => ({
    ...wait,
    name: task?.name,
    formId: task?.formId,
  }));
  if (tasks.length > 0)
    await updateRows(runner, database, tables.task, tasks, {
      match: ['id'],
      set: ['definitionId', 'elementId', 'name', 'formId', 'requires'],
    });
  const subscriptions = of('subscription').map(({ id, definitionId, elementId }) => ({ id, definitionId, elementId }));
  if (subscriptions.length > 0)
    await updateRows(runner, database, tables.subscription, subscriptions, {
      match: ['id'],
      set: ['definitionId', 'elementId'],
    });
  const incidents = of('incident').map(({ id, elementId }) => ({ id, elementId }));
  if (incidents.length > 0)
    await updateRows(runner, database, tables.incident, incidents, { match: ['id'], set: ['elementId'] });
  const jobs = new Map(of('job').map((wait) => [wait.id, wait]));
  if (jobs.size > 0) await relabelJobs(runner, database, jobs);
}

async function relabelJobs(
  runner: QueryRunner,
  database: DatabaseKind,
  waits: ReadonlyMap<string, RelabelledWait>,
): Promise<void> {
  const stored = await selectIn(runner, tables.job, `WHERE r.id IN (${placeholders(waits.size)})`, [...waits.keys()]);
  const rows = stored.flatMap((entity) => {
    const wait = waits.get(entity.id);
    return wait === undefined ? [] : [relabelledJob(jobRow(entity), wait)];
  });
  if (rows.length > 0) await updateRows(runner, database, tables.job, rows, { match: ['id'], set: ['ref', 'payload'] });
}
