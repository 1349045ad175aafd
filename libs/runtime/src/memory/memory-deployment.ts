import type { EngineStore } from '../ports/engine-store.js';
import type { DefinitionRow, ResourceRow } from '../ports/rows.js';
import type { MemoryDatabase } from './memory-database.js';
import { memoryTransaction } from './memory-database.js';

type DeploymentMethods =
  | 'insertDeployment'
  | 'replaceStartSubscriptions'
  | 'setDefinitionStatus'
  | 'findDefinition'
  | 'latestDefinition'
  | 'listDefinitions'
  | 'latestResource'
  | 'boundResource'
  | 'listResources'
  | 'listResourceVersions'
  | 'findDeployments'
  | 'wasDeployed';

const versionKey = (row: { key: string; version: number }, kind: string): string =>
  JSON.stringify([kind, row.key, row.version]);

function newest<T extends { version: number }>(rows: readonly T[]): T | null {
  return rows.reduce<T | null>((best, row) => (best === null || row.version > best.version ? row : best), null);
}

function resourcesOf(db: MemoryDatabase, kind: ResourceRow['kind'], key?: string): ResourceRow[] {
  return [...db.resources.values()].filter((row) => row.kind === kind && (key === undefined || row.key === key));
}

function definitionsOf(db: MemoryDatabase, key?: string): DefinitionRow[] {
  return [...db.definitions.values()].filter((row) => key === undefined || row.key === key);
}

function latestOfEach<T extends { key: string; version: number }>(rows: readonly T[]): T[] {
  const latest = new Map<string, T>();
  for (const row of rows) {
    const known = latest.get(row.key);
    if (!known || known.version < row.version) latest.set(row.key, row);
  }
  return [...latest.values()];
}

const byKey = (a: { key: string; version: number }, b: { key: string; version: number }): number =>
  a.key === b.key ? b.version - a.version : a.key < b.key ? -1 : 1;

export function deploymentMethods(db: MemoryDatabase): Pick<EngineStore, DeploymentMethods> {
  return {
    async insertDeployment(handle, { deployment, definitions, resources }) {
      const tx = memoryTransaction(handle);
      tx.over(db.deployments).insert(deployment.id, deployment);
      const versions = new Set([
        ...[...tx.over(db.definitions).values()].map((row) => versionKey(row, 'process')),
        ...[...tx.over(db.resources).values()].map((row) => versionKey(row, row.kind)),
      ]);
      const claimVersion = (key: string): void => {
        if (versions.has(key)) throw new Error(`duplicate key ${key}`);
        versions.add(key);
      };
      for (const row of definitions) {
        claimVersion(versionKey(row, 'process'));
        tx.over(db.definitions).insert(row.id, row);
      }
      for (const row of resources) {
        claimVersion(versionKey(row, row.kind));
        tx.over(db.resources).insert(row.id, row);
      }
    },
    async replaceStartSubscriptions(handle, key, subscriptions, timers) {
      const tx = memoryTransaction(handle);
      const ofKey = new Set(
        [...tx.over(db.definitions).values()].filter((row) => row.key === key).map((row) => row.id),
      );
      const table = tx.over(db.subscriptions);
      for (const row of [...table.values()]) {
        if (row.instanceId === null && row.definitionId !== null && ofKey.has(row.definitionId)) table.delete(row.id);
      }
      for (const row of subscriptions) table.insert(row.id, row);
      const jobs = tx.over(db.jobs);
      for (const row of [...jobs.values()]) if (row.type === 'start-timer' && row.name === key) jobs.delete(row.id);
      for (const row of timers) jobs.insert(row.id, row);
    },
    async setDefinitionStatus(handle, id, status, reason) {
      const table = memoryTransaction(handle).over(db.definitions);
      const row = table.get(id);
      if (row) table.put(id, { ...row, status, blockedReason: reason });
    },
    async findDefinition(id) {
      return db.definitions.get(id) ?? null;
    },
    async latestDefinition(key) {
      return newest(definitionsOf(db, key));
    },
    async listDefinitions(q) {
      const rows = definitionsOf(db, q.key);
      return (q.latestOnly ? latestOfEach(rows) : rows).sort(byKey);
    },
    async latestResource(kind, key) {
      return newest(resourcesOf(db, kind, key));
    },
    async boundResource(kind, key, deploymentId) {
      const rows = resourcesOf(db, kind, key);
      const own = rows.find((row) => row.deploymentId === deploymentId);
      if (own) return own;
      const at = db.deployments.get(deploymentId)?.deployedAt;
      return newest(rows.filter((row) => at !== undefined && row.deployedAt <= at));
    },
    async listResources(kind) {
      return latestOfEach(resourcesOf(db, kind)).sort(byKey);
    },
    async listResourceVersions(kind, key) {
      return resourcesOf(db, kind, key).sort((a, b) => b.version - a.version);
    },
    async findDeployments(ids) {
      return ids.flatMap((id) => db.deployments.get(id) ?? []);
    },
    async wasDeployed(kind, key, hash) {
      const rows: readonly { hash: string }[] =
        kind === 'process' ? definitionsOf(db, key) : resourcesOf(db, kind, key);
      return rows.some((row) => row.hash === hash);
    },
  };
}
