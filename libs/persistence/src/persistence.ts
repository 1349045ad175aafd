import type { Clock, EngineStore } from '@pledge/runtime';
import type { DataSource, EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { openDataSources } from './data-source.js';
import { databaseKind, type DatabaseKind } from './dialect.js';
import { engineEntities } from './entities/index.js';
import { engineMigrations } from './entities/engine.migration.js';
import { schemaDrift } from './schema/drift.js';
import { migrate } from './schema/migrator.js';
import type { FeatureMigration } from './schema/schema-builder.js';
import { createTypeOrmEngineStore } from './stores/typeorm-engine-store.js';
import { TypeOrmUnitOfWork } from './unit-of-work.js';

export interface PersistenceOptions {
  /** Entities of the features; the engine's own are always there. */
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  /** Migrations of the features in order; the engine's own run first. */
  readonly migrations: readonly FeatureMigration[];
  readonly clock: Clock;
  /** Told every statement before it runs, BEGIN and COMMIT included: benches count with it. */
  readonly onStatement?: (sql: string) => void;
  /** Connections of each pool (MariaDB); default 10. */
  readonly poolSize?: number;
}

/** Everything that stores, opened and up to date. */
export interface Persistence {
  readonly database: DatabaseKind;
  readonly unitOfWork: TypeOrmUnitOfWork;
  readonly store: EngineStore;
  readonly writer: DataSource;
  readonly readDataSource: DataSource;
  /** Manager of the read-only connection: queries outside a unit of work. Does not see what is not committed. */
  reader(): EntityManager;
  /** Differences between the entities and the real tables, one line each. */
  schemaDrift(): Promise<string[]>;
  close(): Promise<void>;
}

/**
 * Opens the database of `url` (`file:./data/pledge.db`, `mysql://user:password@host:port/database`), runs the missing
 * migrations and answers when it can be used.
 */
export async function createPersistence(url: string, options: PersistenceOptions): Promise<Persistence> {
  const { writer, reader } = await openDataSources({
    url,
    entities: [...engineEntities, ...options.entities],
    onStatement: options.onStatement,
    poolSize: options.poolSize,
  });
  const close = async (): Promise<void> => {
    await reader.destroy();
    await writer.destroy();
  };
  try {
    await migrate(writer, [...engineMigrations, ...options.migrations], options.clock);
    return {
      database: databaseKind(writer),
      unitOfWork: new TypeOrmUnitOfWork(writer),
      store: createTypeOrmEngineStore(reader),
      writer,
      readDataSource: reader,
      reader: () => reader.manager,
      schemaDrift: () => schemaDrift(writer),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
