export { testDatabases } from './database.js';
export type { TestDatabase, TestDatabaseKind } from './database.js';
export { describeStoreContract } from './store-contract.js';
export type { StoreUnderTest } from './store-contract.js';
export * from './store-contract.fixtures.js';
