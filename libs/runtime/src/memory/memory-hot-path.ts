import { relabelledJob } from '../batch-writes.js';
import type {
  BatchWrites,
  EngineStore,
  InstanceTarget,
  LoadedInstance,
  RelabelledWait,
} from '../ports/engine-store.js';
import type { HistoryRow, IdempotencyRow, InstanceRow, TaskWatcherRow } from '../ports/rows.js';
import type { MemoryDatabase, MemoryTable, MemoryTransaction } from './memory-database.js';
import { memoryTransaction } from './memory-database.js';

export const watcherKey = (row: TaskWatcherRow): string => JSON.stringify([row.taskId, row.kind, row.username]);

export const idempotencyKey = (row: { scope: string; key: string }): string => JSON.stringify([row.scope, row.key]);

function instanceIdOf(db: MemoryDatabase, tx: MemoryTransaction, target: InstanceTarget): string | null | undefined {
  switch (target.by) {
    case 'instance':
      return target.id;
    case 'task':
      return tx.over(db.tasks).get(target.id)?.instanceId;
    case 'job':
      return tx.over(db.jobs).get(target.id)?.instanceId;
    case 'subscription':
      return tx.over(db.subscriptions).get(target.id)?.instanceId;
    case 'incident':
      return tx.over(db.incidents).get(target.id)?.instanceId;
  }
}

/** Finished keys are kept; a key in flight is completed by the command that carried it. */
export function putIdempotency(db: MemoryDatabase, tx: MemoryTransaction, row: IdempotencyRow): void {
  const table = tx.over(db.idempotency);
  const key = idempotencyKey(row);
  const known = table.get(key);
  if (known && known.status !== null) throw new Error(`duplicate key ${key} in idempotency`);
  table.put(key, row);
}

function writeHistory(db: MemoryDatabase, tx: MemoryTransaction, rows: readonly HistoryRow[]): void {
  const table = tx.over(db.history);
  const grouped = new Map<string, HistoryRow[]>();
  for (const row of rows) {
    const group = grouped.get(row.instanceId) ?? [...(table.get(row.instanceId) ?? [])];
    if (group.some((known) => known.seq === row.seq))
      throw new Error(`duplicate key ${row.instanceId}/${row.seq} in history`);
    group.push(row);
    grouped.set(row.instanceId, group);
  }
  for (const [id, group] of grouped) table.put(id, group);
}

function updateInstances(db: MemoryDatabase, tx: MemoryTransaction, rows: readonly InstanceRow[]): boolean {
  const table = tx.over(db.instances);
  for (const row of rows) {
    if (table.get(row.id)?.revision !== row.revision) return false;
    table.put(row.id, { ...row, revision: row.revision + 1 });
  }
  return true;
}

function writeTasks(db: MemoryDatabase, tx: MemoryTransaction, writes: BatchWrites): void {
  const tasks = tx.over(db.tasks);
  for (const row of writes.tasksInserted) tasks.insert(row.id, row);
  for (const change of writes.tasksAssigned) {
    const row = tasks.get(change.id);
    if (row) tasks.put(row.id, { ...row, assignee: change.assignee });
  }
  for (const { id, change } of writes.tasksChanged) {
    const row = tasks.get(id);
    if (row) tasks.put(id, { ...row, ...change });
  }
  const watchers = tx.over(db.watchers);
  for (const row of writes.watchersAdded) watchers.put(watcherKey(row), row);
  const comments = tx.over(db.comments);
  for (const row of writes.commentsInserted) comments.insert(row.id, row);
  for (const { id, state, completedBy, endedAt, draft } of writes.tasksClosed) {
    const row = tasks.get(id);
    if (row) tasks.put(id, { ...row, state, completedBy, endedAt, draft });
  }
}

function writeWaits(db: MemoryDatabase, tx: MemoryTransaction, writes: BatchWrites): void {
  const jobs = tx.over(db.jobs);
  for (const id of writes.jobsDeleted) jobs.delete(id);
  for (const row of writes.jobsInserted) jobs.insert(row.id, row);
  const subscriptions = tx.over(db.subscriptions);
  for (const id of writes.subscriptionsDeleted) subscriptions.delete(id);
  for (const row of writes.subscriptionsInserted) subscriptions.insert(row.id, row);
  const incidents = tx.over(db.incidents);
  for (const row of writes.incidentsInserted) incidents.insert(row.id, row);
  for (const { id, resolvedAt } of writes.incidentsResolved) {
    const row = incidents.get(id);
    if (row) incidents.put(id, { ...row, resolvedAt });
  }
  const messages = tx.over(db.messages);
  for (const { id, state, instanceId } of writes.messagesUpdated) {
    const row = messages.get(id);
    if (row) messages.put(id, { ...row, state, instanceId });
  }
}

function relabel(db: MemoryDatabase, tx: MemoryTransaction, wait: RelabelledWait): void {
  const { kind, id, elementId, definitionId, requires, task } = wait;
  const change = <T>(table: MemoryTable<T>, changed: (row: T) => T): void => {
    const row = tx.over(table).get(id);
    if (row !== undefined) tx.over(table).put(id, changed(row));
  };
  switch (kind) {
    case 'task':
      return change(db.tasks, (row) => ({ ...row, elementId, definitionId, requires, ...task }));
    case 'job':
      return change(db.jobs, (row) => relabelledJob(row, wait));
    case 'subscription':
      return change(db.subscriptions, (row) => ({ ...row, elementId, definitionId }));
    case 'incident':
      return change(db.incidents, (row) => ({ ...row, elementId }));
  }
}

export function hotPath(db: MemoryDatabase): Pick<EngineStore, 'loadInstances' | 'writeBatch'> {
  return {
    async loadInstances(handle, targets) {
      const tx = memoryTransaction(handle);
      const found = new Map<number, LoadedInstance>();
      targets.forEach((target, index) => {
        const id = instanceIdOf(db, tx, target);
        const row = id ? tx.over(db.instances).get(id) : undefined;
        if (!row) return;
        const urgency = row.businessKey === null ? undefined : tx.over(db.urgencies).get(row.businessKey);
        found.set(index, { ...row, caseUrgencyAt: urgency ?? null });
      });
      return found;
    },
    async writeBatch(handle, writes) {
      const tx = memoryTransaction(handle);
      for (const row of writes.instancesInserted) tx.over(db.instances).insert(row.id, row);
      if (!updateInstances(db, tx, writes.instancesUpdated)) return 'conflict';
      writeTasks(db, tx, writes);
      writeWaits(db, tx, writes);
      writeHistory(db, tx, writes.history);
      for (const wait of writes.relabelled) relabel(db, tx, wait);
      for (const row of writes.idempotency) putIdempotency(db, tx, row);
      return 'written';
    },
  };
}
