import type { EngineStore, JobRow, Transaction } from '@pledge/runtime';
import { execute, forUpdate, insertRows, placeholders, select, skipLocked, upsertRows } from '../dialect.js';
import type { JobEntity } from '../entities/work.entities.js';
import { databaseOf, runnerOf } from '../unit-of-work.js';
import { featureKey, jobEntity, jobRow, selectIn, tables, type Reader } from './tables.js';

type Methods =
  | 'insertJobs'
  | 'upsertFeatureJob'
  | 'deleteFeatureJobs'
  | 'leaseJobs'
  | 'releaseLeases'
  | 'settleJob'
  | 'retryJob'
  | 'reviveJob'
  | 'resumeJobs'
  | 'findJob'
  | 'nextDueAt'
  | 'countDue';
type Lease = Parameters<EngineStore['leaseJobs']>[1];

export function jobMethods(reader: Reader): Pick<EngineStore, Methods> {
  return {
    async insertJobs(tx, jobs) {
      if (jobs.length > 0) await insertRows(runnerOf(tx), tables.job, jobs.map(jobEntity));
    },
    async upsertFeatureJob(tx, job) {
      if (job.type !== 'feature') throw new Error(`only feature jobs are replaced by name and ref, not ${job.type}`);
      await upsertRows(runnerOf(tx), databaseOf(tx), tables.job, [jobEntity(job)], ['feature_key']);
    },
    async deleteFeatureJobs(tx, name, refs) {
      if (refs.length === 0) return;
      await execute(
        runnerOf(tx),
        `DELETE FROM job WHERE feature_key IN (${placeholders(refs.length)})`,
        refs.map((ref) => featureKey(name, ref)),
      );
    },
    leaseJobs,
    releaseLeases: (tx, owner) =>
      execute(runnerOf(tx), 'UPDATE job SET lock_owner = NULL, locked_until = NULL WHERE lock_owner = ?', [owner]),
    async settleJob(tx, id, lockToken) {
      return (
        (await execute(runnerOf(tx), 'DELETE FROM job WHERE id = ? AND lock_token = ? AND lock_owner IS NOT NULL', [
          id,
          lockToken,
        ])) === 1
      );
    },
    async retryJob(tx, id, lockToken, change) {
      const sql = `UPDATE job SET lock_owner = NULL, locked_until = NULL, retries_left = ?, due_at = ?, last_error = ?, state = ?
        WHERE id = ? AND lock_token = ? AND lock_owner IS NOT NULL`;
      return (
        (await execute(runnerOf(tx), sql, [
          change.retriesLeft,
          change.dueAt,
          change.lastError,
          change.state,
          id,
          lockToken,
        ])) === 1
      );
    },
    async reviveJob(tx, id, { retriesLeft, dueAt }) {
      const sql = "UPDATE job SET state = 'waiting', retries_left = ?, due_at = ? WHERE id = ? AND state = 'failed'";
      return (await execute(runnerOf(tx), sql, [retriesLeft, dueAt, id])) === 1;
    },
    async resumeJobs(tx, instanceId) {
      const runner = runnerOf(tx);
      const held = await select(
        runner,
        "SELECT id FROM job WHERE instance_id = ? AND state = 'suspended' ORDER BY id",
        [instanceId],
      );
      const ids = held.map((row) => String(row.id));
      if (ids.length > 0)
        await execute(runner, `UPDATE job SET state = 'waiting' WHERE id IN (${placeholders(ids.length)})`, ids);
      return ids;
    },
    async findJob(id) {
      const found = await reader.one(tables.job, 'r.id = ?', [id]);
      return found === null ? null : jobRow(found);
    },
    async nextDueAt(after) {
      const [later, parameters] = after === undefined ? ['', []] : [' AND due_at > ?', [after]];
      const [row] = await reader.select(
        `SELECT MIN(due_at) AS due_at FROM job WHERE state = 'waiting'${later}`,
        parameters,
      );
      return row?.due_at === null || row?.due_at === undefined ? null : Number(row.due_at);
    },
    async countDue(now) {
      const [row] = await reader.select("SELECT COUNT(*) AS due FROM job WHERE state = 'waiting' AND due_at <= ?", [
        now,
      ]);
      return Number(row?.due ?? 0);
    },
  };
}

/**
 * On SQLite the transaction is alone: candidates, then one update. MariaDB, where nodes lease at the same time, first locks
 * the instances of the candidates in id order, so that two nodes cannot lease two jobs of one instance, and then reads the
 * candidates again, locked; a row that somebody else holds at that moment is left.
 */
async function leaseJobs(tx: Transaction, lease: Lease): Promise<JobRow[]> {
  if (lease.ids?.length === 0) return [];
  let free = await leasable(tx, lease, lease.ids ?? [], false);
  if (free.length === 0) return [];
  if (databaseOf(tx) === 'mysql') {
    await lockInstances(tx, free);
    free = await leasable(
      tx,
      lease,
      free.map((job) => job.id),
      true,
    );
    if (free.length === 0) return [];
  }
  const lockedUntil = lease.systemNow + lease.leaseMs;
  await execute(
    runnerOf(tx),
    `UPDATE job SET lock_owner = ?, locked_until = ?, lock_token = lock_token + 1 WHERE id IN (${placeholders(free.length)})`,
    [lease.owner, lockedUntil, ...free.map((job) => job.id)],
  );
  return free.map((job) => jobRow({ ...job, lockOwner: lease.owner, lockedUntil, lockToken: job.lockToken + 1 }));
}

/** The correlated sub-select with LIMIT keeps MariaDB from reading the whole job table once to look for other leases. */
async function leasable(tx: Transaction, lease: Lease, ids: readonly string[], locked: boolean): Promise<JobEntity[]> {
  return selectIn(
    runnerOf(tx),
    tables.job,
    `WHERE r.state = 'waiting' AND r.due_at <= ? AND (r.locked_until IS NULL OR r.locked_until <= ?)
       AND (SELECT 1 FROM job AS o WHERE o.instance_id = r.instance_id AND o.locked_until > ? AND o.lock_owner <> ? LIMIT 1) IS NULL
       ${ids.length > 0 ? `AND r.id IN (${placeholders(ids.length)})` : ''}
     ORDER BY r.due_at, r.created_at, r.id LIMIT ?${locked ? skipLocked(databaseOf(tx)) : ''}`,
    [lease.now, lease.systemNow, lease.systemNow, lease.owner, ...ids, lease.limit],
  );
}

async function lockInstances(tx: Transaction, jobs: readonly JobRow[]): Promise<void> {
  const ids = [...new Set(jobs.flatMap((job) => (job.instanceId === null ? [] : [job.instanceId])))].sort();
  if (ids.length === 0) return;
  await select(
    runnerOf(tx),
    `SELECT id FROM process_instance WHERE id IN (${placeholders(ids.length)}) ORDER BY id${forUpdate(databaseOf(tx))}`,
    ids,
  );
}
