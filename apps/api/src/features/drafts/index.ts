export { DraftsModule } from './drafts.module.js';
export { DraftsService } from './drafts.service.js';
export { DraftViews } from './drafts.views.js';
export { PublisherService } from './publisher.service.js';
export { draftsEntities } from './drafts.entity.js';
export { draftsMigration } from './drafts.migration.js';
export { draftsProblems } from './drafts.problems.js';
