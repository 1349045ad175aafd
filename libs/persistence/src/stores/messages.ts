import type { EngineStore, MessageRow, SubscriptionRow, Transaction } from '@pledge/runtime';
import { execute, forShare, select, upsertRows } from '../dialect.js';
import { databaseOf, runnerOf } from '../unit-of-work.js';
import { selectIn, tables } from './tables.js';

type Methods =
  | 'lockMessageKey'
  | 'findMessage'
  | 'insertMessage'
  | 'findSubscription'
  | 'findStartSubscriptions'
  | 'findSignalSubscriptions'
  | 'findBufferedMessage';

const OLDEST = 'ORDER BY r.created_at, r.id';

export const messageMethods: Pick<EngineStore, Methods> = {
  lockMessageKey,
  async findMessage(tx, id) {
    return first(await selectIn(runnerOf(tx), tables.message, 'WHERE r.id = ?', [id]));
  },
  async insertMessage(tx, message) {
    // Replaces: the runtime asks before, so what is there under this id has expired and may be published again.
    await upsertRows(runnerOf(tx), databaseOf(tx), tables.message, [message], ['id']);
  },
  async findSubscription(tx, q) {
    const rows = await selectIn(
      runnerOf(tx),
      tables.subscription,
      `WHERE r.name = ? AND r.kind = ? AND r.mode = ? AND r.instance_id IS NOT NULL AND (r.correlation_key IS NULL OR r.correlation_key = ?) ${OLDEST} LIMIT 1`,
      [q.name, q.kind, q.mode, q.correlationKey],
    );
    return first<SubscriptionRow>(rows);
  },
  findStartSubscriptions: (tx, q) =>
    selectIn(runnerOf(tx), tables.subscription, `WHERE r.name = ? AND r.kind = ? AND r.instance_id IS NULL ${OLDEST}`, [
      q.name,
      q.kind,
    ]),
  findSignalSubscriptions: (tx, q) =>
    selectIn(
      runnerOf(tx),
      tables.subscription,
      `WHERE r.name = ? AND r.kind = 'signal' AND r.mode = ? AND r.instance_id IS NOT NULL ${OLDEST}`,
      [q.name, q.mode],
    ),
  async findBufferedMessage(tx, q) {
    const byKey = q.correlationKey === null ? '' : 'AND r.correlation_key = ?';
    const rows = await selectIn(
      runnerOf(tx),
      tables.message,
      `WHERE r.name = ? AND r.state = 'buffered' AND r.mode = ? AND r.expires_at > ? ${byKey} ${OLDEST} LIMIT 1`,
      [q.name, q.mode, q.now, ...(q.correlationKey === null ? [] : [q.correlationKey])],
    );
    return first<MessageRow>(rows);
  },
};

/**
 * With a key: that key's row, and the row of "by name alone" shared, because a subscription without a key takes messages
 * of every key. Without a key: the row of "by name alone", which waits for all publishers of the name.
 * SQLite has one writer, which holds every key.
 */
async function lockMessageKey(tx: Transaction, name: string, correlationKey: string | null): Promise<void> {
  if (databaseOf(tx) === 'sqlite') return;
  const runner = runnerOf(tx);
  const touch =
    'INSERT INTO message_key (name, correlation_key, touched) VALUES (?, ?, 1) ON DUPLICATE KEY UPDATE touched = touched + 1';
  if (correlationKey === null || correlationKey === '') {
    await execute(runner, touch, [name, '']);
    return;
  }
  const shared = await select(
    runner,
    `SELECT touched FROM message_key WHERE name = ? AND correlation_key = ''${forShare('mysql')}`,
    [name],
  );
  if (shared.length === 0) await execute(runner, touch, [name, '']);
  await execute(runner, touch, [name, correlationKey]);
}

function first<T>(rows: readonly T[]): T | null {
  return rows[0] ?? null;
}
