import type { EngineStore } from '@pledge/runtime';
import type { DataSource } from 'typeorm';
import { deploymentMethods } from './deployments.js';
import { hotPath } from './hot-path.js';
import { idempotencyMethods } from './idempotency.js';
import { jobMethods } from './jobs.js';
import { messageMethods } from './messages.js';
import { queryMethods } from './queries.js';
import { Reader } from './tables.js';
import { taskListMethods } from './task-list.js';
import { taskPeopleMethods } from './task-people.js';

/** The engine's storage on libsql and MariaDB. `readSource` is the read-only connection; writes go through their transaction. */
export function createTypeOrmEngineStore(readSource: DataSource): EngineStore {
  const reader = new Reader(readSource);
  return {
    ...hotPath,
    ...messageMethods,
    ...jobMethods(reader),
    ...deploymentMethods(reader),
    ...queryMethods(reader),
    ...taskListMethods(reader),
    ...taskPeopleMethods(reader),
    ...idempotencyMethods(reader),
  };
}
