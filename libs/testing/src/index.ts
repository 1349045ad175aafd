export { testDatabases } from './database.js';
export type { TestDatabase, TestDatabaseKind } from './database.js';
