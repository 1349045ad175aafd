import type { EngineStore } from '../ports/engine-store.js';
import type { MessageRow, SubscriptionRow } from '../ports/rows.js';
import type { MemoryDatabase } from './memory-database.js';
import { memoryTransaction } from './memory-database.js';

type MessageMethods =
  | 'lockMessageKey'
  | 'findMessage'
  | 'insertMessage'
  | 'findSubscription'
  | 'findStartSubscriptions'
  | 'findSignalSubscriptions'
  | 'findBufferedMessage';

const oldest = (a: { createdAt: number; id: string }, b: { createdAt: number; id: string }): number =>
  a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);

function first<T extends SubscriptionRow | MessageRow>(rows: Iterable<T>, wanted: (row: T) => boolean): T | null {
  return [...rows].filter(wanted).sort(oldest)[0] ?? null;
}

export function messageMethods(db: MemoryDatabase): Pick<EngineStore, MessageMethods> {
  return {
    async lockMessageKey(handle) {
      memoryTransaction(handle); // one writer: the key is held with the transaction
    },
    async findMessage(handle, id) {
      return memoryTransaction(handle).over(db.messages).get(id) ?? null;
    },
    async insertMessage(handle, message) {
      memoryTransaction(handle).over(db.messages).put(message.id, message);
    },
    async findSubscription(handle, q) {
      return first(
        memoryTransaction(handle).over(db.subscriptions).values(),
        (row) =>
          row.kind === q.kind &&
          row.name === q.name &&
          row.instanceId !== null &&
          row.mode === q.mode &&
          (row.correlationKey === null || row.correlationKey === q.correlationKey),
      );
    },
    async findStartSubscriptions(handle, q) {
      const rows = [...memoryTransaction(handle).over(db.subscriptions).values()];
      return rows.filter((row) => row.kind === q.kind && row.name === q.name && row.instanceId === null).sort(oldest);
    },
    async findSignalSubscriptions(handle, q) {
      const rows = [...memoryTransaction(handle).over(db.subscriptions).values()];
      return rows
        .filter((row) => row.kind === 'signal' && row.name === q.name && row.instanceId !== null && row.mode === q.mode)
        .sort(oldest);
    },
    async findBufferedMessage(handle, q) {
      return first(
        memoryTransaction(handle).over(db.messages).values(),
        (row) =>
          row.state === 'buffered' &&
          row.name === q.name &&
          row.mode === q.mode &&
          row.expiresAt > q.now &&
          (q.correlationKey === null || row.correlationKey === q.correlationKey),
      );
    },
  };
}
