export { EmergenciesModule } from './emergencies.module.js';
export { EmergencyEntity, emergenciesEntities } from './emergencies.entity.js';
export { EmergencyObservers } from './emergency-observers.js';
export { Emergencies } from './emergencies.service.js';
export { GENERAL_PLAN } from './general-plan.js';
export { PLAN_KEEPERS, Plans } from './plans.service.js';
export { SimulatedFailures } from './simulated-failures.js';
export { emergenciesMigration, emergencyDrillsMigration, emergencyPackMigration } from './emergencies.migration.js';
export { emergenciesProblems } from './emergencies.problems.js';
