import type { EngineStore } from '../ports/engine-store.js';
import type { UnitOfWork } from '../ports/unit-of-work.js';
import { MemoryDatabase } from './memory-database.js';
import { deploymentMethods } from './memory-deployment.js';
import { hotPath } from './memory-hot-path.js';
import { jobMethods } from './memory-jobs.js';
import { messageMethods } from './memory-messages.js';
import { queryMethods } from './memory-queries.js';
import { taskPeopleMethods } from './memory-task-people.js';
import { MemoryUnitOfWork } from './memory-unit-of-work.js';

/** Store and unit of work over one memory database: tests and simulation. Gone with the process. */
export function createMemoryPersistence(): { readonly store: EngineStore; readonly unitOfWork: UnitOfWork } {
  const db = new MemoryDatabase();
  return {
    store: {
      ...hotPath(db),
      ...jobMethods(db),
      ...messageMethods(db),
      ...deploymentMethods(db),
      ...queryMethods(db),
      ...taskPeopleMethods(db),
    },
    unitOfWork: new MemoryUnitOfWork(),
  };
}
