export { EmergenciesModule } from './emergencies.module.js';
export { Plans } from './plans.service.js';
export { emergenciesEntities } from './emergencies.entity.js';
export { emergenciesMigration, emergencyPackMigration } from './emergencies.migration.js';
export { emergenciesProblems } from './emergencies.problems.js';
