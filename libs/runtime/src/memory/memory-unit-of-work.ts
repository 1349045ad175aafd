import { AsyncLocalStorage } from 'node:async_hooks';
import type { Transaction, UnitOfWork } from '../ports/unit-of-work.js';
import { MemoryTransaction, memoryTransaction } from './memory-database.js';

/** One writer at a time, real rollback: an aborted unit of work leaves no trace (design D5, for tests and simulation). */
export class MemoryUnitOfWork implements UnitOfWork {
  private readonly current = new AsyncLocalStorage<MemoryTransaction>();
  private tail: Promise<unknown> = Promise.resolve();

  async run<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const outer = this.current.getStore();
    if (outer?.isOpen) return work(outer as unknown as Transaction);
    const mine = this.tail.then(() => this.runAlone(work));
    this.tail = mine.catch(() => undefined);
    return mine;
  }

  afterCommit(tx: Transaction, listener: () => void): void {
    memoryTransaction(tx).listeners.push(listener);
  }

  private async runAlone<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const transaction = new MemoryTransaction();
    let result: T;
    try {
      result = await this.current.run(transaction, () => work(transaction as unknown as Transaction));
    } catch (error) {
      transaction.rollback();
      throw error;
    }
    transaction.commit();
    this.current.exit(() => {
      for (const listener of transaction.listeners) listener();
    });
    return result;
  }
}
