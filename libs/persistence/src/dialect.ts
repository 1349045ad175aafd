import { QueryFailedError, type DataSource, type QueryRunner } from 'typeorm';
import { encode, type ColumnMapping } from './columns.js';
import { statement } from './statement-texts.js';
import type { ColumnKind } from './schema/column-types.js';
import type { Table } from './table.js';

/** `mysql` stands for MariaDB too. This file is the only one that knows how the two databases differ (design D5). */
export type DatabaseKind = 'sqlite' | 'mysql';

export function databaseKind(source: DataSource): DatabaseKind {
  return source.options.type === 'mysql' ? 'mysql' : 'sqlite';
}

/** Back-ticks are understood by both. */
export function quote(name: string): string {
  return `\`${name.replaceAll('`', '')}\``;
}

/** `?, ?, ?` */
export function placeholders(count: number): string {
  return statement(`? ${count}`, () => Array.from({ length: count }, () => '?').join(', '));
}

/** Suffix of a SELECT that locks its rows until COMMIT. SQLite has one writer, so there is nothing to lock. */
export function forUpdate(database: DatabaseKind): string {
  return database === 'mysql' ? ' FOR UPDATE' : '';
}

/** The same, but rows that somebody else has locked are left out. MariaDB 10.6, MySQL 8. */
export function skipLocked(database: DatabaseKind): string {
  return database === 'mysql' ? ' FOR UPDATE SKIP LOCKED' : '';
}

/** Keeps the join order as written, so that rows are locked in the order of the first table. */
export function straightJoin(database: DatabaseKind): string {
  return database === 'mysql' ? 'SELECT STRAIGHT_JOIN' : 'SELECT';
}

const MYSQL_TRANSIENT = new Set([1213, 1205, 1020]);
const MYSQL_DUPLICATE = 1062;

/** The database ended the transaction for reasons of its own; the whole unit may be tried again (design D4). */
export function isTransient(error: unknown): boolean {
  const driver = driverError(error);
  if (driver === null) return false;
  return (
    (driver.errno !== undefined && MYSQL_TRANSIENT.has(driver.errno)) ||
    (driver.code?.startsWith('SQLITE_BUSY') ?? false)
  );
}
/** A unique index or primary key has this value already. */
export function isDuplicate(error: unknown): boolean {
  const driver = driverError(error);
  if (driver === null) return false;
  return (
    driver.errno === MYSQL_DUPLICATE ||
    driver.code === 'SQLITE_CONSTRAINT_UNIQUE' ||
    driver.code === 'SQLITE_CONSTRAINT_PRIMARYKEY'
  );
}
function driverError(error: unknown): { errno?: number; code?: string } | null {
  return error instanceof QueryFailedError ? (error.driverError as { errno?: number; code?: string }) : null;
}

/** Until COMMIT others may read and share-lock the rows, but not change them. */
export function forShare(database: DatabaseKind): string {
  return database === 'mysql' ? ' LOCK IN SHARE MODE' : '';
}

/** Runs a writing statement; answers the number of rows it found (MariaDB: also those it left as they were). */
export async function execute(runner: QueryRunner, sql: string, parameters: readonly unknown[] = []): Promise<number> {
  const result = await runner.query(sql, [...parameters], true);
  return result.affected ?? 0;
}
export async function select(
  runner: QueryRunner,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<Record<string, unknown>[]> {
  return (await runner.query(sql, [...parameters])) as Record<string, unknown>[];
}

/**
 * SQLite takes 32,766 values in one statement; MariaDB is bound by its packet size. Groups above it are split.
 */
const MAX_VALUES = 30_000;
function chunks<T>(rows: readonly T[], valuesPerRow: number): T[][] {
  const size = Math.max(1, Math.floor(MAX_VALUES / valuesPerRow));
  const result: T[][] = [];
  for (let start = 0; start < rows.length; start += size) result.push(rows.slice(start, start + size));
  return result;
}

/** Row by row, as the columns store them. A batch has a thousand: `flatMap` would take as long as a tenth of a step. */
function valuesOf<R extends object>(rows: readonly Partial<R>[], columns: readonly ColumnMapping[]): unknown[] {
  const values: unknown[] = [];
  for (const row of rows) for (const one of columns) values.push(encode(one.kind, row[one.property as keyof R]));
  return values;
}

/** One INSERT for all rows. @throws QueryFailedError for a duplicate key (`isDuplicate`). */
export async function insertRows<R extends object>(
  runner: QueryRunner,
  table: Table<R>,
  rows: readonly R[],
): Promise<void> {
  for (const part of chunks(rows, table.columns.length))
    await execute(runner, insertSql(table, part.length), valuesOf(part, table.columns));
}

/** Inserts; a row whose key is there already replaces all columns but `keep` and the conflict columns. */
export async function upsertRows<R extends object>(
  runner: QueryRunner,
  database: DatabaseKind,
  table: Table<R>,
  rows: readonly R[],
  conflict: readonly string[],
  keep: readonly string[] = [],
): Promise<void> {
  const changed = table.columns
    .filter((one) => !conflict.includes(one.column) && !keep.includes(one.column))
    .map((one) => quote(one.column));
  for (const part of chunks(rows, table.columns.length)) {
    const tail =
      database === 'mysql'
        ? ` ON DUPLICATE KEY UPDATE ${changed.map((name) => `${name} = VALUES(${name})`).join(', ')}`
        : ` ON CONFLICT (${conflict.map(quote).join(', ')}) DO UPDATE SET ${changed.map((name) => `${name} = excluded.${name}`).join(', ')}`;
    await execute(runner, insertSql(table, part.length) + tail, valuesOf(part, table.columns));
  }
}

/** Inserts; rows whose key is there already are left as they are. Other errors stay errors (unlike INSERT IGNORE). */
export async function insertMissing<R extends object>(
  runner: QueryRunner,
  database: DatabaseKind,
  table: Table<R>,
  rows: readonly R[],
): Promise<void> {
  const first = quote(table.columns[0].column);
  const tail = database === 'mysql' ? ` ON DUPLICATE KEY UPDATE ${first} = ${first}` : ' ON CONFLICT DO NOTHING';
  for (const part of chunks(rows, table.columns.length))
    await execute(runner, insertSql(table, part.length) + tail, valuesOf(part, table.columns));
}

function insertSql<R extends object>(table: Table<R>, count: number): string {
  return statement(`insert ${count} ${table.name}`, () => writtenInsert(table, count));
}

function writtenInsert<R extends object>(table: Table<R>, count: number): string {
  const tuple = `(${placeholders(table.columns.length)})`;
  return `INSERT INTO ${quote(table.name)} (${table.columns.map((one) => quote(one.column)).join(', ')}) VALUES ${Array.from({ length: count }, () => tuple).join(', ')}`;
}

export interface JoinedUpdate<R extends object> {
  /** Properties that must equal the stored ones; the first is the id. */
  readonly match: readonly (keyof R & string)[];
  /** Properties that are written. */
  readonly set: readonly (keyof R & string)[];
  /** Further assignments, written for the target alias `t`. */
  readonly setSql?: readonly string[];
  /** Further condition, written for the target alias `t`. */
  readonly where?: string;
}

/**
 * One UPDATE for many rows with different values, joined to the values. Answers how many rows matched: fewer than
 * given means that somebody changed one of them since it was read.
 */
export async function updateRows<R extends object>(
  runner: QueryRunner,
  database: DatabaseKind,
  table: Table<R>,
  rows: readonly Partial<R>[],
  update: JoinedUpdate<R>,
): Promise<number> {
  const properties = [...update.match, ...update.set];
  const columns = properties.map((property) => table.column(property));
  let affected = 0;
  for (const part of chunks(rows, properties.length)) {
    const values = valuesOf(part, columns);
    const key = `update ${part.length} ${database} ${table.name} ${JSON.stringify(update)}`;
    const sql = statement(key, () => writtenUpdate(database, table, part.length, update));
    affected += await execute(runner, sql, values);
  }
  return affected;
}

function writtenUpdate<R extends object>(
  database: DatabaseKind,
  table: Table<R>,
  rows: number,
  { match, set, setSql = [], where }: JoinedUpdate<R>,
): string {
  const columns = [...match, ...set].map((property) => table.column(property));
  const source = valuesSource(
    database,
    columns.map((one) => one.kind),
    rows,
  );
  const on =
    match.map((_, index) => `t.${quote(columns[index].column)} = v.v${index}`).join(' AND ') +
    (where ? ` AND ${where}` : '');
  const assign = (prefix: string): string =>
    [
      ...set.map((_, index) => `${prefix}${quote(columns[match.length + index].column)} = v.v${match.length + index}`),
      ...setSql.map((one) => prefix + one),
    ].join(', ');
  return database === 'mysql'
    ? `UPDATE ${quote(table.name)} AS t JOIN (${source}) AS v ON ${on} SET ${assign('t.')}`
    : `UPDATE ${quote(table.name)} AS t SET ${assign('')} FROM (${source}) AS v WHERE ${on}`;
}

/** A derived table of `rows` rows with the columns v0, v1 … (SQLite: VALUES, since a UNION has at most 500 parts there). */
function valuesSource(database: DatabaseKind, kinds: readonly ColumnKind[], rows: number): string {
  const tuples = Array.from({ length: rows });
  if (database === 'sqlite') {
    const names = kinds.map((_, index) => `column${index + 1} AS v${index}`).join(', ');
    return `SELECT ${names} FROM (VALUES ${tuples.map(() => `(${placeholders(kinds.length)})`).join(', ')})`;
  }
  // Ids are ascii: a value in the connection's character set would keep the primary key from being used.
  const cells = kinds.map((kind) => (kind === 'id' ? 'CONVERT(? USING ascii) COLLATE ascii_bin' : '?'));
  return tuples
    .map((_, row) => `SELECT ${cells.map((cell, index) => (row === 0 ? `${cell} AS v${index}` : cell)).join(', ')}`)
    .join(' UNION ALL ');
}

/** `(a, b, c)` behind the values of a cursor, in a form for which each database reads an index range. */
export function afterCursor(
  database: DatabaseKind,
  columns: readonly string[],
  values: readonly unknown[],
  descending = false,
): { sql: string; parameters: unknown[] } {
  const sign = descending ? '<' : '>';
  if (database === 'sqlite')
    return { sql: `(${columns.join(', ')}) ${sign} (${placeholders(columns.length)})`, parameters: [...values] };
  const parts = columns.map((name, index) =>
    [...columns.slice(0, index).map((before) => `${before} = ?`), `${name} ${sign} ?`].join(' AND '),
  );
  return {
    sql: `(${parts.map((part) => `(${part})`).join(' OR ')})`,
    parameters: columns.flatMap((_, index) => values.slice(0, index + 1)),
  };
}
