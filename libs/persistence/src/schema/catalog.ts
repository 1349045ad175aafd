import type { QueryRunner } from 'typeorm';
import { quote, type DatabaseKind } from '../dialect.js';

/** A column as the database's own catalog knows it. */
export interface CatalogColumn {
  readonly name: string;
  /** Lower case, without length. */
  readonly type: string;
  readonly length: number | null;
  readonly isNullable: boolean;
  readonly collation: string | null;
}

/** Columns of a table; empty when there is no such table. */
export async function tableColumns(
  database: DatabaseKind,
  runner: QueryRunner,
  table: string,
): Promise<CatalogColumn[]> {
  if (database === 'sqlite') {
    const rows = (await runner.query(`PRAGMA table_info(${quote(table)})`)) as {
      name: string;
      type: string;
      notnull: number;
      pk: number;
    }[];
    return rows.map((row) => ({
      name: row.name,
      type: row.type.toLowerCase(),
      length: null,
      isNullable: row.notnull === 0,
      collation: null,
    }));
  }
  const rows = (await runner.query(
    'SELECT column_name AS name, data_type AS type, character_maximum_length AS length, is_nullable AS nullable, collation_name AS collation FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ? ORDER BY ordinal_position',
    [table],
  )) as { name: string; type: string; length: number | string | null; nullable: string; collation: string | null }[];
  return rows.map((row) => ({
    name: row.name,
    type: row.type.toLowerCase(),
    length: row.length === null ? null : Number(row.length),
    isNullable: row.nullable === 'YES',
    collation: row.collation,
  }));
}

/** Names of the indexes of a table, without the primary key. */
export async function indexNames(database: DatabaseKind, runner: QueryRunner, table: string): Promise<string[]> {
  const rows = (await (database === 'sqlite'
    ? runner.query("SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ?", [table])
    : runner.query(
        'SELECT DISTINCT index_name AS name FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = ?',
        [table],
      ))) as { name: string }[];
  return rows.map((row) => row.name);
}
