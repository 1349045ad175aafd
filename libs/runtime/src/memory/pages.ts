import { Problem } from '../errors.js';
import type { Page } from '../ports/engine-store.js';

type SortKey = readonly (string | number)[];

/** Numbers before and after text compare by `<`; keys of one list have the same shape. */
function compare(a: SortKey, b: SortKey): number {
  for (let i = 0; i < a.length; i++) {
    const left = a[i] ?? '';
    const right = b[i] ?? '';
    if (left < right) return -1;
    if (left > right) return 1;
  }
  return 0;
}

/** @throws Problem INVALID_CURSOR for a cursor that we did not make. */
function readCursor(cursor: string, length: number | undefined): SortKey {
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new Problem('invalid', 'INVALID_CURSOR');
  }
  if (!Array.isArray(values) || (length !== undefined && values.length !== length))
    throw new Problem('invalid', 'INVALID_CURSOR');
  return values as SortKey;
}

const writeCursor = (key: SortKey): string => Buffer.from(JSON.stringify(key), 'utf8').toString('base64url');

/** Sorts, cuts a page after the cursor (the sort key of the last row sent) and counts up to 1,000 (contracts, HTTP). */
export function pageOf<T>(
  rows: Iterable<T>,
  keyOf: (row: T) => SortKey,
  q: { limit: number; cursor?: string },
): Page<T> {
  const keyed = [...rows].map((row) => ({ row, key: keyOf(row) })).sort((a, b) => compare(a.key, b.key));
  const after = q.cursor === undefined ? null : readCursor(q.cursor, keyed[0]?.key.length);
  const start = after === null ? 0 : keyed.findIndex((entry) => compare(entry.key, after) > 0);
  const slice = start < 0 ? [] : keyed.slice(start, start + q.limit);
  const last = slice.at(-1);
  const more = last !== undefined && start + q.limit < keyed.length;
  const items = slice.map((entry) => entry.row);
  const nextCursor = more ? writeCursor(last.key) : null;
  return after === null ? { items, nextCursor, total: Math.min(keyed.length, 1000) } : { items, nextCursor };
}
