import type { EngineStore, JobRow, ResourceRow, SubscriptionRow, Transaction } from '@pledge/runtime';
import { execute, insertRows, placeholders, select } from '../dialect.js';
import { runnerOf } from '../unit-of-work.js';
import { jobEntity, tables, type Reader } from './tables.js';

type Methods =
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

export function deploymentMethods(reader: Reader): Pick<EngineStore, Methods> {
  const resource = (where: string, order: string, parameters: readonly unknown[]): Promise<ResourceRow | null> =>
    reader
      .many(tables.resource, `WHERE ${where} ORDER BY ${order} LIMIT 1`, parameters)
      .then((rows) => rows[0] ?? null);
  return {
    async insertDeployment(tx, { deployment, definitions, resources }) {
      const runner = runnerOf(tx);
      await insertRows(runner, tables.deployment, [deployment]);
      if (definitions.length > 0) await insertRows(runner, tables.definition, definitions);
      if (resources.length > 0) await insertRows(runner, tables.resource, resources);
    },
    replaceStartSubscriptions,
    async setDefinitionStatus(tx, id, status, reason) {
      await execute(runnerOf(tx), 'UPDATE process_definition SET status = ?, blocked_reason = ? WHERE id = ?', [
        status,
        reason,
        id,
      ]);
    },
    findDefinition: (id) => reader.one(tables.definition, 'r.id = ?', [id]),
    async latestDefinition(key) {
      const [found] = await reader.many(
        tables.definition,
        'WHERE r.definition_key = ? ORDER BY r.version DESC LIMIT 1',
        [key],
      );
      return found ?? null;
    },
    listDefinitions(q) {
      const conditions = [
        ...(q.key === undefined ? [] : ['r.definition_key = ?']),
        ...(q.latestOnly
          ? [
              'r.version = (SELECT MAX(l.version) FROM process_definition AS l WHERE l.definition_key = r.definition_key)',
            ]
          : []),
      ];
      const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
      return reader.many(
        tables.definition,
        `${where} ORDER BY r.definition_key, r.version DESC`,
        q.key === undefined ? [] : [q.key],
      );
    },
    latestResource: (kind, key) => resource('r.kind = ? AND r.resource_key = ?', 'r.version DESC', [kind, key]),
    boundResource: (kind, key, deploymentId) =>
      resource(
        'r.kind = ? AND r.resource_key = ? AND (r.deployment_id = ? OR r.deployed_at <= (SELECT d.deployed_at FROM deployment AS d WHERE d.id = ?))',
        'CASE WHEN r.deployment_id = ? THEN 0 ELSE 1 END, r.version DESC',
        [kind, key, deploymentId, deploymentId, deploymentId],
      ),
    listResources: (kind) =>
      reader.many(
        tables.resource,
        'WHERE r.kind = ? AND r.version = (SELECT MAX(l.version) FROM resource AS l WHERE l.kind = r.kind AND l.resource_key = r.resource_key) ORDER BY r.resource_key',
        [kind],
      ),
    listResourceVersions: (kind, key) =>
      reader.many(tables.resource, 'WHERE r.kind = ? AND r.resource_key = ? ORDER BY r.version DESC', [kind, key]),
    async findDeployments(ids) {
      if (ids.length === 0) return [];
      return reader.many(tables.deployment, `WHERE r.id IN (${placeholders(ids.length)})`, ids);
    },
    async wasDeployed(kind, key, hash) {
      const found =
        kind === 'process'
          ? await reader.select('SELECT id FROM process_definition WHERE definition_key = ? AND hash = ? LIMIT 1', [
              key,
              hash,
            ])
          : await reader.select('SELECT id FROM resource WHERE kind = ? AND resource_key = ? AND hash = ? LIMIT 1', [
              kind,
              key,
              hash,
            ]);
      return found.length > 0;
    },
  };
}

/** Start timers are jobs whose name is the process key. */
async function replaceStartSubscriptions(
  tx: Transaction,
  key: string,
  subscriptions: readonly SubscriptionRow[],
  timers: readonly JobRow[],
): Promise<void> {
  const runner = runnerOf(tx);
  const versions = (await select(runner, 'SELECT id FROM process_definition WHERE definition_key = ?', [key])).map(
    (row) => String(row.id),
  );
  if (versions.length > 0)
    await execute(
      runner,
      `DELETE FROM event_subscription WHERE instance_id IS NULL AND definition_id IN (${placeholders(versions.length)})`,
      versions,
    );
  if (subscriptions.length > 0) await insertRows(runner, tables.subscription, subscriptions);
  await execute(runner, "DELETE FROM job WHERE type = 'start-timer' AND name = ?", [key]);
  if (timers.length > 0) await insertRows(runner, tables.job, timers.map(jobEntity));
}
