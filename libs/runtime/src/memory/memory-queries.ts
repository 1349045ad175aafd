import type { InstanceState } from '@pledge/engine';
import type { EngineStore, InstanceQuery, KeyWords, TaskQuery } from '../ports/engine-store.js';
import type { IdempotencyRow, InstanceRow, UserTaskRow } from '../ports/rows.js';
import type { MemoryDatabase } from './memory-database.js';
import { memoryTransaction } from './memory-database.js';
import { idempotencyKey } from './memory-hot-path.js';
import { seenBy, watchedAs } from './memory-task-people.js';
import { pageOf } from './pages.js';

type QueryMethods =
  | 'bindSubject'
  | 'findSubjects'
  | 'setUrgency'
  | 'findUrgencies'
  | 'saveDraft'
  | 'findInstance'
  | 'listInstances'
  | 'findTask'
  | 'listTasks'
  | 'listHistory'
  | 'listJobs'
  | 'listIncidents'
  | 'findIncident'
  | 'definitionActivity'
  | 'findIdempotency'
  | 'insertIdempotency'
  | 'completeIdempotency'
  | 'deleteIdempotency'
  | 'purge';

/** Elements where its tokens stand, as `activeElements` shows them. */
function standingAt(row: InstanceRow): string[] {
  const { nodes } = JSON.parse(row.state) as Pick<InstanceState, 'nodes'>;
  return nodes.filter((node) => node.loop === undefined && node.awaiting === undefined).map((node) => node.elementId);
}
function byElement(a: { elementId: string }, b: { elementId: string }): number {
  return a.elementId < b.elementId ? -1 : 1;
}
function ofInstance(
  db: MemoryDatabase,
  id: string | null,
  q: { readonly businessKey?: string; readonly key?: string; readonly definitionId?: string },
): boolean {
  const { businessKey, key, definitionId } = q;
  if (businessKey === undefined && key === undefined && definitionId === undefined) return true;
  const row = db.instances.get(id ?? '');
  return (
    row !== undefined &&
    (businessKey === undefined || row.businessKey === businessKey) &&
    (key === undefined || row.definitionKey === key) &&
    (definitionId === undefined || row.definitionId === definitionId)
  );
}

function saysOne(businessKey: string | null, { text, businessKeys }: KeyWords): boolean {
  return businessKey !== null && (businessKey.toLowerCase().includes(text) || businessKeys.includes(businessKey));
}

function instanceMatches(row: InstanceRow, q: InstanceQuery): boolean {
  if (q.key !== undefined && row.definitionKey !== q.key) return false;
  if (q.definitionId !== undefined && row.definitionId !== q.definitionId) return false;
  if (q.businessKey !== undefined && row.businessKey !== q.businessKey) return false;
  if (q.elementId !== undefined && (row.endedAt !== null || !standingAt(row).includes(q.elementId))) return false;
  if (q.ids !== undefined && !q.ids.includes(row.id)) return false;
  if (q.words !== undefined && !saysOne(row.businessKey, q.words)) return false;
  if (q.status === 'incident') return row.incidentCount > 0;
  if (q.status === 'running') return row.endedAt === null;
  return q.status === undefined || row.status === q.status;
}

function taskMatches(db: MemoryDatabase, row: UserTaskRow, q: TaskQuery): boolean {
  if (q.assignee !== undefined && row.assignee !== q.assignee) return false;
  if (q.unassigned === true && row.assignee !== null) return false;
  if (q.candidateGroups && !row.candidateGroups.some((group) => q.candidateGroups?.includes(group))) return false;
  if (q.instanceId !== undefined && row.instanceId !== q.instanceId) return false;
  if (q.businessKey !== undefined && row.businessKey !== q.businessKey) return false;
  if (q.completedBy !== undefined && row.completedBy !== q.completedBy) return false;
  if (q.state !== undefined && row.state !== q.state) return false;
  if (q.dueBefore !== undefined && (row.urgencyAt ?? row.dueAt ?? Infinity) >= q.dueBefore) return false;
  return hasWords(row, q.words) && watchedAs(db, row, q) && seenBy(db, row, q);
}

function hasWords(row: UserTaskRow, words: TaskQuery['words']): boolean {
  if (words === undefined) return true;
  if (row.businessKey !== null && words.businessKeys.includes(row.businessKey)) return true;
  return [row.name, row.businessKey].some((text) => text?.toLowerCase().includes(words.text));
}

export function queryMethods(db: MemoryDatabase): Pick<EngineStore, QueryMethods> {
  return {
    async bindSubject(handle, row) {
      memoryTransaction(handle)
        .over(db.subjects)
        .put(JSON.stringify([row.instanceId, row.kind, row.id]), row);
    },
    async findSubjects(handle, instanceId) {
      return [...memoryTransaction(handle).over(db.subjects).values()].filter((row) => row.instanceId === instanceId);
    },
    async setUrgency(handle, businessKey, urgencyAt) {
      const tx = memoryTransaction(handle);
      if (urgencyAt === null) tx.over(db.urgencies).delete(businessKey);
      else tx.over(db.urgencies).put(businessKey, urgencyAt);
      const table = tx.over(db.tasks);
      for (const row of [...table.values()]) {
        if (row.businessKey === businessKey && row.state === 'open') table.put(row.id, { ...row, urgencyAt });
      }
    },
    async findUrgencies(handle, businessKeys) {
      const table = memoryTransaction(handle).over(db.urgencies);
      const found = new Map<string, number>();
      for (const key of businessKeys) {
        const urgencyAt = table.get(key);
        if (urgencyAt !== undefined) found.set(key, urgencyAt);
      }
      return found;
    },
    async saveDraft(handle, taskId, draft) {
      const table = memoryTransaction(handle).over(db.tasks);
      const row = table.get(taskId);
      if (row) table.put(taskId, { ...row, draft });
    },
    async findInstance(id) {
      return db.instances.get(id) ?? null;
    },
    async listInstances(q) {
      const rows = [...db.instances.values()].filter((row) => instanceMatches(row, q));
      return pageOf(rows, (row) => [-row.startedAt, row.id], q);
    },
    async findTask(id) {
      return db.tasks.get(id) ?? null;
    },
    async listTasks(q) {
      const rows = [...db.tasks.values()].filter((row) => taskMatches(db, row, q));
      return pageOf(rows, (row) => [row.urgencyAt ?? Number.MAX_SAFE_INTEGER, row.createdAt, row.id], q);
    },
    async listHistory(instanceId, q) {
      const rows = [...(db.history.get(instanceId) ?? [])].sort((a, b) => a.seq - b.seq);
      return rows.filter((row) => row.seq > (q.afterSeq ?? 0)).slice(0, q.limit);
    },
    async listJobs(q) {
      const rows = [...db.jobs.values()].filter(
        (row) =>
          (q.instanceId === undefined || row.instanceId === q.instanceId) &&
          (q.type === undefined || row.type === q.type) &&
          (q.state === undefined || row.state === q.state) &&
          (q.ref === undefined || row.ref === q.ref) &&
          ofInstance(db, row.instanceId, q),
      );
      return pageOf(rows, (row) => [row.dueAt, row.id], q);
    },
    async listIncidents(q) {
      const rows = [...db.incidents.values()].filter(
        (row) =>
          (q.instanceId === undefined || row.instanceId === q.instanceId) &&
          (q.open === undefined || (row.resolvedAt === null) === q.open) &&
          (q.elementId === undefined || row.elementId === q.elementId) &&
          (q.code === undefined || row.code === q.code) &&
          ofInstance(db, row.instanceId, q),
      );
      return pageOf(rows, (row) => [-row.createdAt, row.id], q);
    },
    async definitionActivity(definitionId, mode) {
      const counts = new Map<string, { active: number; incidents: number }>();
      const at = (elementId: string): { active: number; incidents: number } => {
        const known = counts.get(elementId) ?? { active: 0, incidents: 0 };
        counts.set(elementId, known);
        return known;
      };
      const running = [...db.instances.values()].filter(
        (row) => row.definitionId === definitionId && row.mode === mode && row.endedAt === null,
      );
      for (const row of running) for (const id of standingAt(row)) at(id).active += 1;
      const ids = new Set(running.map((row) => row.id));
      for (const row of db.incidents.values())
        if (row.resolvedAt === null && row.elementId !== null && ids.has(row.instanceId ?? ''))
          at(row.elementId).incidents += 1;
      return [...counts].map(([elementId, count]) => ({ elementId, ...count })).sort(byElement);
    },
    async findIncident(id) {
      return db.incidents.get(id) ?? null;
    },
    async findIdempotency(scope, key) {
      return db.idempotency.get(idempotencyKey({ scope, key })) ?? null;
    },
    async insertIdempotency(handle, row) {
      const table = memoryTransaction(handle).over(db.idempotency);
      if (table.get(idempotencyKey(row))) return 'exists';
      table.insert(idempotencyKey(row), row);
      return 'inserted';
    },
    async completeIdempotency(handle, scope, key, status, response) {
      const table = memoryTransaction(handle).over(db.idempotency);
      const row: IdempotencyRow | undefined = table.get(idempotencyKey({ scope, key }));
      if (row) table.put(idempotencyKey(row), { ...row, status, response });
    },
    async deleteIdempotency(handle, scope, key) {
      memoryTransaction(handle).over(db.idempotency).delete(idempotencyKey({ scope, key }));
    },
    async purge(handle, before) {
      const tx = memoryTransaction(handle);
      const messages = tx.over(db.messages);
      for (const row of [...messages.values()]) if (row.expiresAt < before.messages) messages.delete(row.id);
      const keys = tx.over(db.idempotency);
      for (const row of [...keys.values()]) if (row.createdAt < before.idempotency) keys.delete(idempotencyKey(row));
    },
  };
}
