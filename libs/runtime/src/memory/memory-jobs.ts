import type { EngineStore } from '../ports/engine-store.js';
import type { JobRow } from '../ports/rows.js';
import type { MemoryDatabase, MemoryTransaction } from './memory-database.js';
import { memoryTransaction } from './memory-database.js';

type JobMethods =
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

const byDue = (a: JobRow, b: JobRow): number =>
  a.dueAt - b.dueAt || a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);

/** The row when the caller still holds its lease. */
function held(db: MemoryDatabase, tx: MemoryTransaction, id: string, lockToken: number): JobRow | null {
  const row = tx.over(db.jobs).get(id);
  return row && row.lockToken === lockToken && row.lockOwner !== null ? row : null;
}

export function jobMethods(db: MemoryDatabase): Pick<EngineStore, JobMethods> {
  return {
    async insertJobs(handle, jobs) {
      const table = memoryTransaction(handle).over(db.jobs);
      for (const job of jobs) table.insert(job.id, job);
    },
    async upsertFeatureJob(handle, job) {
      const table = memoryTransaction(handle).over(db.jobs);
      for (const row of [...table.values()]) {
        if (row.type === job.type && row.name === job.name && row.ref === job.ref) table.delete(row.id);
      }
      table.insert(job.id, job);
    },
    async deleteFeatureJobs(handle, name, refs) {
      const table = memoryTransaction(handle).over(db.jobs);
      for (const row of [...table.values()]) {
        if (row.type === 'feature' && row.name === name && row.ref !== null && refs.includes(row.ref))
          table.delete(row.id);
      }
    },
    async leaseJobs(handle, lease) {
      const table = memoryTransaction(handle).over(db.jobs);
      const rows = [...table.values()];
      const live = (row: JobRow): boolean => row.lockedUntil !== null && row.lockedUntil > lease.systemNow;
      const taken = new Set(
        rows.filter((row) => live(row) && row.lockOwner !== lease.owner).map((row) => row.instanceId),
      );
      const due = rows.filter(
        (row) =>
          row.state === 'waiting' &&
          row.dueAt <= lease.now &&
          !live(row) &&
          (row.instanceId === null || !taken.has(row.instanceId)) &&
          (lease.ids === undefined || lease.ids.includes(row.id)),
      );
      return due
        .sort(byDue)
        .slice(0, lease.limit)
        .map((row) => {
          const leased: JobRow = {
            ...row,
            lockOwner: lease.owner,
            lockedUntil: lease.systemNow + lease.leaseMs,
            lockToken: row.lockToken + 1,
          };
          table.put(row.id, leased);
          return leased;
        });
    },
    async releaseLeases(handle, owner) {
      const table = memoryTransaction(handle).over(db.jobs);
      const left = [...table.values()].filter((row) => row.lockOwner === owner);
      for (const row of left) table.put(row.id, { ...row, lockOwner: null, lockedUntil: null });
      return left.length;
    },
    async settleJob(handle, id, lockToken) {
      const tx = memoryTransaction(handle);
      return held(db, tx, id, lockToken) !== null && tx.over(db.jobs).delete(id);
    },
    async retryJob(handle, id, lockToken, change) {
      const tx = memoryTransaction(handle);
      const row = held(db, tx, id, lockToken);
      if (!row) return false;
      tx.over(db.jobs).put(id, { ...row, ...change, lockOwner: null, lockedUntil: null });
      return true;
    },
    async reviveJob(handle, id, change) {
      const table = memoryTransaction(handle).over(db.jobs);
      const row = table.get(id);
      if (row?.state !== 'failed') return false;
      table.put(id, { ...row, ...change, state: 'waiting' });
      return true;
    },
    async resumeJobs(handle, instanceId) {
      const table = memoryTransaction(handle).over(db.jobs);
      const held = [...table.values()].filter((row) => row.instanceId === instanceId && row.state === 'suspended');
      for (const row of held) table.put(row.id, { ...row, state: 'waiting' });
      return held.map((row) => row.id);
    },
    async findJob(id) {
      return db.jobs.get(id) ?? null;
    },
    async nextDueAt(after = -Infinity) {
      let next: number | null = null;
      for (const { state, dueAt } of db.jobs.values())
        if (state === 'waiting' && dueAt > after && (next === null || dueAt < next)) next = dueAt;
      return next;
    },
    async countDue(now) {
      let count = 0;
      for (const row of db.jobs.values()) if (row.state === 'waiting' && row.dueAt <= now) count++;
      return count;
    },
  };
}
