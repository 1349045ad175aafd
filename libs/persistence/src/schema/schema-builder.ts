import type { QueryRunner } from 'typeorm';
import { CODE_LENGTH, NAME_LENGTH } from '../columns.js';
import { quote, type DatabaseKind } from '../dialect.js';
import { indexNames, tableColumns } from './catalog.js';
import { columnType, type ColumnDefinition, type ColumnKind } from './column-types.js';

/** A column in a migration, for example `column.code(20).nullable()`. Not null unless said. */
export class ColumnSpec implements ColumnDefinition {
  constructor(
    readonly kind: ColumnKind,
    readonly length: number | null = null,
    readonly isNullable = false,
    readonly defaultValue: string | number | null = null,
  ) {}
  nullable(): ColumnSpec {
    return new ColumnSpec(this.kind, this.length, true, this.defaultValue);
  }
  /** Value for inserts that leave the column out, and for existing rows when it is added later. Not for text, json, blob. */
  default(value: string | number | boolean): ColumnSpec {
    return new ColumnSpec(this.kind, this.length, this.isNullable, typeof value === 'boolean' ? Number(value) : value);
  }
}

/** The column kinds of migrations; each has its decorator for entities in `columns.ts`. */
export const column = {
  id: () => new ColumnSpec('id', 36),
  code: (length: number = CODE_LENGTH) => new ColumnSpec('code', length),
  name: (length: number = NAME_LENGTH) => new ColumnSpec('name', length),
  /** Epoch ms, UTC. */
  instant: () => new ColumnSpec('instant'),
  int: () => new ColumnSpec('int'),
  number: () => new ColumnSpec('number'),
  flag: () => new ColumnSpec('flag'),
  json: () => new ColumnSpec('json'),
  text: () => new ColumnSpec('text'),
  blob: () => new ColumnSpec('blob'),
} as const;

export interface IndexSpec {
  readonly columns: readonly string[];
  readonly unique?: boolean;
}
export interface TableSpec {
  /** Names as in the database: snake case. */
  readonly columns: Readonly<Record<string, ColumnSpec>>;
  readonly primaryKey: readonly string[];
  /**
   * Small rows that are written often: SQLite keeps them in the tree of the primary key, as InnoDB does with every table,
   * instead of in one tree by row number and another by key.
   */
  readonly clustered?: true;
  /** Index names are unique in the whole database; take `<table>_<purpose>`. */
  readonly indexes?: Readonly<Record<string, IndexSpec>>;
}

/**
 * Writes tables on both databases. Every step looks first whether it was done, so that a migration cut off between two
 * statements (MariaDB commits each one) is finished by running it again.
 */
export class SchemaBuilder {
  constructor(
    readonly database: DatabaseKind,
    private readonly runner: QueryRunner,
  ) {}

  async createTable(table: string, spec: TableSpec): Promise<void> {
    const lines = Object.entries(spec.columns).map(([name, definition]) => this.columnLine(name, definition));
    lines.push(`PRIMARY KEY (${spec.primaryKey.map(quote).join(', ')})`);
    const suffix =
      this.database === 'mysql'
        ? ' ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin'
        : spec.clustered
          ? ' WITHOUT ROWID'
          : '';
    await this.runner.query(`CREATE TABLE IF NOT EXISTS ${quote(table)} (\n  ${lines.join(',\n  ')}\n)${suffix}`);
    for (const [name, index] of Object.entries(spec.indexes ?? {})) await this.createIndex(table, name, index);
  }

  /** @throws Error when the column is neither nullable nor has a default: existing rows would have no value. */
  async addColumn(table: string, name: string, definition: ColumnSpec): Promise<void> {
    if (!definition.isNullable && definition.defaultValue === null)
      throw new Error(`${table}.${name}: an added column needs a default or must be nullable`);
    const present = await tableColumns(this.database, this.runner, table);
    if (present.some((one) => one.name === name)) return;
    await this.runner.query(`ALTER TABLE ${quote(table)} ADD COLUMN ${this.columnLine(name, definition)}`);
  }

  async createIndex(table: string, name: string, index: IndexSpec): Promise<void> {
    if ((await indexNames(this.database, this.runner, table)).includes(name)) return;
    await this.runner.query(
      `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX ${quote(name)} ON ${quote(table)} (${index.columns.map(quote).join(', ')})`,
    );
  }

  /** Statements in the database's own words, for what has no portable form (`dialect-*.ts`). They must bear to run twice. */
  async run(statements: readonly string[]): Promise<void> {
    for (const sql of statements) await this.runner.query(sql);
  }

  private columnLine(name: string, definition: ColumnSpec): string {
    const type = columnType(this.database, definition.kind, definition.length);
    const fallback = definition.defaultValue === null ? '' : ` DEFAULT ${literal(definition.defaultValue)}`;
    return `${quote(name)} ${type} ${definition.isNullable ? 'NULL' : 'NOT NULL'}${fallback}`;
  }
}

/** One step of the schema. Names are never reused; the order is the order of the list given to `createPersistence`. */
export interface FeatureMigration {
  /** `<feature>-<number>`, for example `cases-001`. */
  readonly name: string;
  readonly up: (schema: SchemaBuilder) => Promise<void>;
}

function literal(value: string | number): string {
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;
}
