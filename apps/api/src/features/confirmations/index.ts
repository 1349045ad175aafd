export { ConfirmationsModule } from './confirmations.module.js';
export { confirmationsEntities } from './confirmations.entity.js';
export { confirmationsMigration } from './confirmations.migration.js';
export { confirmationsProblems } from './confirmations.problems.js';
