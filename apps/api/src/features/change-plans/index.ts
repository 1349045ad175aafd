export { ChangePlansModule } from './change-plans.module.js';
export { ChangePlans } from './change-plans.service.js';
export { ChangePlansRepository } from './change-plans.repository.js';
export { ChangePlanEntity, changePlansEntities, ChangePlanVersionEntity } from './change-plans.entity.js';
export { planHash } from './plan-content.js';
export { changePlansMigration } from './change-plans.migration.js';
export { changePlansProblems } from './change-plans.problems.js';
