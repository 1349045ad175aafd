import type { EngineStore, InstanceTarget, LoadedInstance } from '@pledge/runtime';
import type { Persistence } from '../../libs/persistence/src/index.js';
import type { Adapt } from './two-nodes.js';

const TABLES = { task: 'user_task', job: 'job', subscription: 'event_subscription', incident: 'incident' } as const;

/** Loads without locking a row: only the revision is left to tell that somebody was faster. */
export const withoutLocks: Adapt = (store, persistence) => ({
  ...store,
  loadInstances: (_tx, targets) => snapshot(store, persistence, targets),
});

/** Loads without locks and ignores the revision: the last writer wins, and what the first did is overwritten. */
export const withoutRevision: Adapt = (store, persistence) => ({
  ...withoutLocks(store, persistence),
  writeBatch: async (tx, writes) => {
    const instancesUpdated = [];
    for (const row of writes.instancesUpdated) {
      const now = await store.findInstance(row.id);
      instancesUpdated.push({ ...row, revision: now?.revision ?? row.revision });
    }
    return store.writeBatch(tx, { ...writes, instancesUpdated });
  },
});

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
