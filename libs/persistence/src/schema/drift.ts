import type { DataSource } from 'typeorm';
import { columnsOf, type ColumnMapping } from '../columns.js';
import { databaseKind, type DatabaseKind } from '../dialect.js';
import { tableColumns, type CatalogColumn } from './catalog.js';
import { catalogType } from './column-types.js';

/**
 * Compares every entity with its real table by our own column list: columns missing or left over, type, length,
 * nullability, character set. Answers one line per difference; empty when there is none.
 */
export async function schemaDrift(source: DataSource): Promise<string[]> {
  const runner = source.createQueryRunner('master');
  const database = databaseKind(source);
  try {
    const lines: string[] = [];
    for (const entity of source.entityMetadatas) {
      const real = await tableColumns(database, runner, entity.tableName);
      if (real.length === 0) lines.push(`${entity.tableName}: table is missing`);
      else
        lines.push(
          ...tableDrift(
            database,
            entity.tableName,
            typeof entity.target === 'string' ? [] : columnsOf(entity.target),
            entity.columns.map((one) => one.databaseName),
            real,
          ),
        );
    }
    return lines;
  } finally {
    await runner.release();
  }
}

function tableDrift(
  database: DatabaseKind,
  table: string,
  portable: readonly ColumnMapping[],
  declared: readonly string[],
  real: readonly CatalogColumn[],
): string[] {
  const byName = new Map(real.map((one) => [one.name, one]));
  const known = new Set(portable.map((one) => one.column));
  return [
    ...declared
      .filter((name) => !known.has(name))
      .map((name) => `${table}.${name}: not declared with a portable column helper`),
    ...real
      .filter((one) => !known.has(one.name))
      .map((one) => `${table}.${one.name}: is in the table, not in the entity`),
    ...portable.flatMap((one) => {
      const found = byName.get(one.column);
      return found === undefined
        ? [`${table}.${one.column}: is in the entity, not in the table`]
        : columnDrift(database, `${table}.${one.column}`, one, found);
    }),
  ];
}

function columnDrift(database: DatabaseKind, name: string, wanted: ColumnMapping, real: CatalogColumn): string[] {
  const lines: string[] = [];
  const type = catalogType(database, wanted.kind);
  if (real.type !== type) lines.push(`${name}: type ${real.type}, the entity needs ${type}`);
  // SQLite leaves the columns of a primary key nullable unless told; ours are declared NOT NULL like all others.
  if (real.isNullable !== wanted.nullable)
    lines.push(`${name}: ${real.isNullable ? 'may be null' : 'may not be null'}, the entity says otherwise`);
  if (database === 'mysql' && wanted.length !== null && real.length !== wanted.length)
    lines.push(`${name}: length ${real.length}, the entity needs ${wanted.length}`);
  if (real.collation !== null && real.collation !== (wanted.kind === 'id' ? 'ascii_bin' : 'utf8mb4_bin'))
    lines.push(`${name}: collation ${real.collation}`);
  return lines;
}
