import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createRequire } from 'node:module';
import { DataSource, type EntityTarget, type Logger, type ObjectLiteral } from 'typeorm';
import { SafeLibsql } from './libsql-guard.js';
import { SnakeNaming } from './naming.js';

export interface DataSourceOptions {
  /** `file:./data/pledge.db` or `mysql://user:password@host:port/database` (MariaDB too; `mariadb://` is the same). */
  readonly url: string;
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  /** Told every statement before it runs, BEGIN and COMMIT included. */
  readonly onStatement?: (sql: string) => void;
  /** Connections of each pool (MariaDB); default 10. */
  readonly poolSize?: number;
}

/** Opens the connection that writes and the one that only reads. @throws Error for a URL of another kind. */
export async function openDataSources(options: DataSourceOptions): Promise<{ writer: DataSource; reader: DataSource }> {
  const make = sourceFactory(options);
  const writer = await make('write').initialize();
  try {
    return { writer, reader: await make('read').initialize() };
  } catch (error) {
    await writer.destroy();
    throw error;
  }
}

/** Opens a connection that only reads and changes no table: for tools beside a running server. @throws Error for a URL of another kind */
export function openReader(url: string, entities: DataSourceOptions['entities']): Promise<DataSource> {
  return sourceFactory({ url, entities })('read').initialize();
}

type Access = 'read' | 'write';

/**
 * FULL: an acknowledged commit survives a power failure (with NORMAL, WAL may lose the last ones). 32 MiB of cache instead
 * of 2, and a checkpoint every 16 MiB instead of every 4: pages that many steps touch are written back once.
 */
const WRITER = 'PRAGMA synchronous = FULL; PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 4000';
const READER = 'PRAGMA query_only = ON; PRAGMA cache_size = -32768';

function sourceFactory(options: DataSourceOptions): (access: Access) => DataSource {
  const common = {
    entities: [...options.entities] as (() => unknown)[],
    synchronize: false,
    namingStrategy: new SnakeNaming(),
    ...(options.onStatement
      ? { logging: ['query' as const], logger: new StatementLogger(options.onStatement) }
      : { logging: false as const }),
  };
  if (options.url.startsWith('file:')) {
    const path = resolve(options.url.slice('file:'.length).replace(/^\/\/(?=\/)/, ''));
    mkdirSync(dirname(path), { recursive: true });
    return (access) =>
      new DataSource({
        ...common,
        type: 'better-sqlite3',
        driver: SafeLibsql,
        database: path,
        timeout: 5000,
        statementCacheSize: 500,
        enableWAL: access === 'write',
        prepareDatabase: (db: SafeLibsql) => db.exec(access === 'write' ? WRITER : READER),
      });
  }
  if (/^(mysql|mariadb):\/\//.test(options.url)) {
    const url = new URL(options.url);
    return (access) =>
      new DataSource({
        ...common,
        type: 'mysql',
        driver: mysqlDriver(access),
        host: url.hostname,
        port: url.port === '' ? 3306 : Number(url.port),
        username: decodeURIComponent(url.username),
        password: decodeURIComponent(url.password),
        database: url.pathname.slice(1),
        charset: 'utf8mb4_bin',
        timezone: 'Z',
        supportBigNumbers: true,
        bigNumberStrings: false,
        poolSize: options.poolSize ?? 10,
      });
  }
  throw new Error('database URL must start with file:, mysql:// or mariadb://');
}

interface Pool {
  on(event: 'connection', listener: (connection: { query(sql: string): unknown }) => void): void;
}
type Mysql2 = Record<string, unknown> & { createPool(options: unknown): Pool };

/** mysql2 whose connections set their session before TypeORM gets them: no statement per transaction is needed for it. */
function mysqlDriver(access: Access): Mysql2 {
  const mysql2 = createRequire(import.meta.url)('mysql2') as Mysql2;
  return {
    ...mysql2,
    createPool: (options: unknown) => {
      const pool = mysql2.createPool(options);
      pool.on('connection', (connection) => {
        connection.query(
          "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO', time_zone = '+00:00'",
        );
        connection.query(
          `SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED${access === 'read' ? ', READ ONLY' : ''}`,
        );
      });
      return pool;
    },
  };
}

class StatementLogger implements Logger {
  constructor(private readonly tell: (sql: string) => void) {}
  logQuery(sql: string): void {
    this.tell(sql);
  }
  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}
