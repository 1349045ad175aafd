export { WrittenNoticesModule } from './written-notices.module.js';
export { writtenNoticesEntities } from './written-notices.entity.js';
export { writtenNoticesMigration } from './written-notices.migration.js';
export { writtenNoticesProblems } from './written-notices.problems.js';
