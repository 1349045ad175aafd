import type { EngineStore, InstanceTarget, LoadedInstance, Transaction } from '@pledge/runtime';
import { managerOf, type Persistence } from '../../libs/persistence/src/index.js';
import type { Adapt } from './two-nodes.js';

const TABLES = { task: 'user_task', job: 'job', subscription: 'event_subscription', incident: 'incident' } as const;

/** Loads without locking a row: only the revision is left to tell that somebody was faster. */
export const withoutLocks: Adapt = (store, persistence) => ({
  ...store,
  loadInstances: (_tx, targets) => snapshot(store, persistence, targets),
});

/** Loads without locks and ignores the revision: the key of the history (case, number) is left. */
export const withoutRevision: Adapt = (store, persistence) => ({
  ...withoutLocks(store, persistence),
  writeBatch: async (tx, writes) => {
    const instancesUpdated = [];
    for (const row of writes.instancesUpdated)
      instancesUpdated.push({ ...row, revision: (await revisionNow(tx, row.id)) ?? row.revision });
    return store.writeBatch(tx, { ...writes, instancesUpdated });
  },
});

/** Waits for what another one commits meanwhile. */
async function revisionNow(tx: Transaction, id: string): Promise<number | undefined> {
  const sql = 'SELECT revision FROM process_instance WHERE id = ? FOR UPDATE';
  const [row] = (await managerOf(tx).query(sql, [id])) as { revision: number }[];
  return row === undefined ? undefined : Number(row.revision);
}

/** Numbers the history itself too, as a store with a counter would: the last writer wins, nobody is told. */
export const withoutAnything: Adapt = (store, persistence) => {
  const base = withoutRevision(store, persistence);
  return {
    ...base,
    writeBatch: async (tx, writes) => {
      for (const row of writes.instancesUpdated) await revisionNow(tx, row.id);
      const last = new Map<string, number>();
      const history = [];
      for (const entry of writes.history) {
        const sql = 'SELECT MAX(seq) AS seq FROM history_entry WHERE instance_id = ? FOR UPDATE';
        const rows = (await managerOf(tx).query(sql, [entry.instanceId])) as { seq: number | null }[];
        const seq = (last.get(entry.instanceId) ?? Number(rows[0]?.seq ?? 0)) + 1;
        last.set(entry.instanceId, seq);
        history.push({ ...entry, seq });
      }
      return base.writeBatch(tx, { ...writes, history });
    },
  };
};

async function snapshot(
  store: EngineStore,
  persistence: Persistence,
  targets: readonly InstanceTarget[],
): Promise<Map<number, LoadedInstance>> {
  const found = new Map<number, LoadedInstance>();
  for (const [index, target] of targets.entries()) {
    const id = target.by === 'instance' ? target.id : await instanceOf(persistence, TABLES[target.by], target.id);
    const row = id === null ? null : await store.findInstance(id);
    if (row !== null) found.set(index, { ...row, caseUrgencyAt: null });
  }
  return found;
}

async function instanceOf(persistence: Persistence, table: string, id: string): Promise<string | null> {
  const rows = (await persistence.reader().query(`SELECT instance_id FROM ${table} WHERE id = ?`, [id])) as {
    instance_id: string | null;
  }[];
  return rows[0]?.instance_id ?? null;
}
