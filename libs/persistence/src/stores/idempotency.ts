import type { EngineStore, IdempotencyRow } from '@pledge/runtime';
import type { QueryRunner } from 'typeorm';
import { execute, insertRows, isDuplicate, placeholders, type DatabaseKind } from '../dialect.js';
import { runnerOf } from '../unit-of-work.js';
import { tables, type Reader } from './tables.js';

type Methods = 'findIdempotency' | 'insertIdempotency' | 'completeIdempotency' | 'deleteIdempotency' | 'purge';

export function idempotencyMethods(reader: Reader): Pick<EngineStore, Methods> {
  return {
    findIdempotency: (scope, key) =>
      reader.one(tables.idempotency, 'r.scope = ? AND r.idempotency_key = ?', [scope, key]),
    async insertIdempotency(tx, row) {
      try {
        await insertRows(runnerOf(tx), tables.idempotency, [row]);
        return 'inserted';
      } catch (error) {
        // Only this statement failed; both databases keep the transaction.
        if (isDuplicate(error)) return 'exists';
        throw error;
      }
    },
    async completeIdempotency(tx, scope, key, status, response) {
      await execute(
        runnerOf(tx),
        'UPDATE idempotency SET status = ?, response = ? WHERE scope = ? AND idempotency_key = ?',
        [status, response, scope, key],
      );
    },
    async deleteIdempotency(tx, scope, key) {
      await execute(runnerOf(tx), 'DELETE FROM idempotency WHERE scope = ? AND idempotency_key = ?', [scope, key]);
    },
    async purge(tx, before) {
      await execute(runnerOf(tx), 'DELETE FROM message WHERE expires_at < ?', [before.messages]);
      await execute(runnerOf(tx), 'DELETE FROM idempotency WHERE created_at < ?', [before.idempotency]);
    },
  };
}

/**
 * Stores the answers of a batch. A key in flight takes its answer; a key that has one already makes the statement fail
 * (NULL in a column that may not be null), so that a command that was sent twice at the same time is not done twice.
 */
export async function putIdempotency(
  runner: QueryRunner,
  database: DatabaseKind,
  rows: readonly IdempotencyRow[],
): Promise<void> {
  const columns = tables.idempotency.columns.map((one) => one.column);
  const answer = ['body_hash', 'response', 'created_at', 'status'];
  const refuse = 'scope = CASE WHEN idempotency.status IS NULL THEN idempotency.scope ELSE NULL END';
  const tail =
    database === 'mysql'
      ? `ON DUPLICATE KEY UPDATE ${[refuse, ...answer.map((name) => `${name} = VALUES(${name})`)].join(', ')}`
      : `ON CONFLICT (scope, idempotency_key) DO UPDATE SET ${[refuse, ...answer.map((name) => `${name} = excluded.${name}`)].join(', ')}`;
  const tuple = `(${placeholders(columns.length)})`;
  await execute(
    runner,
    `INSERT INTO idempotency (${columns.join(', ')}) VALUES ${rows.map(() => tuple).join(', ')} ${tail}`,
    rows.flatMap((row) => tables.idempotency.values(row)),
  );
}
