export { DrillsModule } from './drills.module.js';
export { drillsEntities } from './drills.entity.js';
export { drillsMigration } from './drills.migration.js';
export { drillsProblems } from './drills.problems.js';
export { Drills } from './drills.service.js';
