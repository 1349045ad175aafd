export { SparesModule } from './spares.module.js';
export { Spares } from './spares.service.js';
export { SpareViews } from './spares.views.js';
export { sparesEntities } from './spares.entity.js';
export { sparesMigration } from './spares.migration.js';
export { sparesProblems } from './spares.problems.js';
