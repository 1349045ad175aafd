export { UsersModule } from './users.module.js';
export { DEMO_PASSWORD, UsersService } from './users.service.js';
export type { DemoUser, NewAccount } from './users.service.js';
export { AuthService } from './auth.service.js';
export { UsersDirectory } from './users-directory.js';
export type { DirectoryEntry } from './users-directory.js';
export { usersEntities } from './users.entity.js';
export { usersMigration } from './users.migration.js';
export { usersProblems } from './users.problems.js';
