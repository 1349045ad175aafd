import { Problem, type Page } from '@pledge/runtime';
import { afterCursor } from '../dialect.js';
import type { Table } from '../table.js';
import type { Reader } from './tables.js';

/** Totals are counted up to here (contracts, HTTP). */
export const TOTAL_CAP = 1000;

export interface Sort {
  readonly column: string;
  readonly property: string;
  /** All columns of one list go the same way, so that an index can be read in either direction. */
  readonly descending?: boolean;
}
export interface Condition {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** Cursor: the sort values of the last row of the page. @throws Problem `INVALID_CURSOR` for one that we did not make. */
export function readCursor(cursor: string, length: number): (string | number)[] {
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new Problem('invalid', 'INVALID_CURSOR');
  }
  if (!Array.isArray(values) || values.length !== length) throw new Problem('invalid', 'INVALID_CURSOR');
  return values.map((value) => (typeof value === 'number' ? value : String(value)));
}
export function writeCursor(row: object, sort: readonly Sort[]): string {
  const values = sort.map((one) => (row as Readonly<Record<string, unknown>>)[one.property]);
  return Buffer.from(JSON.stringify(values), 'utf8').toString('base64url');
}

/** One page of a table by keyset: reads limit + 1 rows behind the cursor, and the capped total on the first page. */
export async function page<R extends object, T>(
  reader: Reader,
  table: Table<R>,
  conditions: readonly Condition[],
  sort: readonly Sort[],
  q: { limit: number; cursor?: string },
  row: (entity: R) => T,
): Promise<Page<T>> {
  const where = (list: readonly Condition[]): string =>
    list.length === 0 ? '' : `WHERE ${list.map((one) => `(${one.sql})`).join(' AND ')}`;
  const parameters = (list: readonly Condition[]): unknown[] => list.flatMap((one) => [...one.parameters]);
  const limited =
    q.cursor === undefined ? conditions : [...conditions, behind(reader, sort, readCursor(q.cursor, sort.length))];
  const order = sort.map((one) => `r.${one.column}${one.descending ? ' DESC' : ''}`).join(', ');
  const entities = await reader.many(table, `${where(limited)} ORDER BY ${order} LIMIT ?`, [
    ...parameters(limited),
    q.limit + 1,
  ]);
  const result = cut(entities, sort, q.limit, row);
  if (q.cursor !== undefined) return result;
  if (result.nextCursor === null) return { ...result, total: result.items.length };
  const [counted] = await reader.select(
    `SELECT COUNT(*) AS total FROM (SELECT 1 FROM ${table.name} AS r ${where(conditions)} LIMIT ${TOTAL_CAP}) AS c`,
    parameters(conditions),
  );
  return { ...result, total: Number(counted?.total ?? 0) };
}

/** Cuts the row too many and makes the cursor of the last one that is sent. */
export function cut<R extends object, T>(
  entities: readonly R[],
  sort: readonly Sort[],
  limit: number,
  row: (entity: R) => T,
): Page<T> {
  const sent = entities.slice(0, limit);
  const last = sent.at(-1);
  return {
    items: sent.map(row),
    nextCursor: entities.length > limit && last !== undefined ? writeCursor(last, sort) : null,
  };
}

function behind(reader: Reader, sort: readonly Sort[], values: readonly (string | number)[]): Condition {
  const { sql, parameters } = afterCursor(
    reader.database,
    sort.map((one) => `r.${one.column}`),
    values,
    sort[0]?.descending ?? false,
  );
  return { sql, parameters };
}
