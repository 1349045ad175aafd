export { OperationsModule } from './operations.module.js';
export { operationsEntities } from './instance-batch.entity.js';
export { operationsMigration } from './operations.migration.js';
export { operationsProblems } from './operations.problems.js';
