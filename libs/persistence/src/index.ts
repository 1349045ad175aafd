export type { Transaction, UnitOfWork, UnitOfWorkOptions } from '@pledge/runtime';
export { createPersistence } from './persistence.js';
export { openReader } from './data-source.js';
export type { Persistence, PersistenceOptions } from './persistence.js';
export { afterCommit, managerOf, MAX_TRIES, NestedUnitFailedError, TypeOrmUnitOfWork } from './unit-of-work.js';
export {
  BlobColumn,
  CodeColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  JsonColumn,
  LongTextColumn,
  NameColumn,
  NumberColumn,
} from './columns.js';
export type { ColumnOptions, LengthOptions } from './columns.js';
export { column, ColumnSpec, SchemaBuilder } from './schema/schema-builder.js';
export type { FeatureMigration, IndexSpec, TableSpec } from './schema/schema-builder.js';
export { nextNumber } from './next-number.js';
export type { NumberCounter } from './next-number.js';
export { isDuplicate, isTransient } from './dialect.js';
export type { DatabaseKind } from './dialect.js';
export { createTypeOrmEngineStore } from './stores/typeorm-engine-store.js';
