export { MonitoringModule } from './monitoring.module.js';
export { MonitoringAlerts } from './alerts.service.js';
export type { PlanProposal } from './alerts.service.js';
export { MonitoringRules } from './rules.service.js';
export { monitoringEntities } from './monitoring.entity.js';
export { monitoringMigration } from './monitoring.migration.js';
export { monitoringProblems } from './monitoring.problems.js';
