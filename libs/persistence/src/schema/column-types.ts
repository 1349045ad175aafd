import type { DatabaseKind } from '../dialect.js';

/** Portable column kinds (design D5). The type of each on each database stands here and nowhere else. */
export type ColumnKind = 'id' | 'code' | 'name' | 'instant' | 'int' | 'number' | 'flag' | 'json' | 'text' | 'blob';

export interface ColumnDefinition {
  readonly kind: ColumnKind;
  readonly length: number | null;
  readonly isNullable: boolean;
  /** Literal for existing rows when a column is added to a table; numbers and short texts only. */
  readonly defaultValue: string | number | null;
}

/** Column type as it stands in DDL. */
export function columnType(database: DatabaseKind, kind: ColumnKind, length: number | null): string {
  return database === 'sqlite' ? SQLITE[kind] : mysqlType(kind, length);
}

const SQLITE: Record<ColumnKind, string> = {
  id: 'TEXT',
  code: 'TEXT',
  name: 'TEXT',
  instant: 'INTEGER',
  int: 'INTEGER',
  number: 'REAL',
  flag: 'INTEGER',
  json: 'TEXT',
  text: 'TEXT',
  blob: 'BLOB',
};

function mysqlType(kind: ColumnKind, length: number | null): string {
  switch (kind) {
    case 'id':
      return 'CHAR(36) CHARACTER SET ascii COLLATE ascii_bin';
    case 'code':
    case 'name':
      return `VARCHAR(${length ?? 255}) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`;
    case 'instant':
    case 'int':
      return 'BIGINT';
    case 'number':
      return 'DOUBLE';
    case 'flag':
      return 'TINYINT';
    case 'json':
    case 'text':
      return 'LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';
    case 'blob':
      return 'LONGBLOB';
  }
}

/** What the catalog of the database calls the type, lower case, without length: the drift check compares it. */
export function catalogType(database: DatabaseKind, kind: ColumnKind): string {
  return columnType(database, kind, 1).split(/[ (]/)[0].toLowerCase();
}
