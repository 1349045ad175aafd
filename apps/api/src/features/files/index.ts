export { FilesModule } from './files.module.js';
export { FilesService } from './files.service.js';
export { filesEntities } from './files.entity.js';
export type { StoredFile } from './files.entity.js';
export { fileUploadsMigration, filesMigration } from './files.migration.js';
export { filesProblems } from './files.problems.js';
export { safeName } from './file-kind.js';
