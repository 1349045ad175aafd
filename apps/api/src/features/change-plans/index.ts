export { ChangePlansModule } from './change-plans.module.js';
export { ChangePlans } from './change-plans.service.js';
export { ChangePlansRepository } from './change-plans.repository.js';
export { changePlansEntities } from './change-plans.entity.js';
export type { ChangePlanEntity, ChangePlanVersionEntity } from './change-plans.entity.js';
export { changePlansMigration } from './change-plans.migration.js';
export { changePlansProblems } from './change-plans.problems.js';
