export { Evaluations } from './evaluations.service.js';
export { ServiceLevelsModule } from './service-levels.module.js';
export { CaseClocks, PROMISE_DUE } from './case-clocks.service.js';
export { serviceLevelsEntities } from './service-levels.entity.js';
export { serviceLevelsHolidays, serviceLevelsLimits, serviceLevelsMigration } from './service-levels.migration.js';
export { serviceLevelsProblems } from './service-levels.problems.js';
