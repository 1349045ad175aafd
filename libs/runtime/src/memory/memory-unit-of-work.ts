import { AsyncLocalStorage } from 'node:async_hooks';
import type { Transaction, UnitOfWork } from '../ports/unit-of-work.js';
import { MemoryTransaction, memoryTransaction } from './memory-database.js';

/** One writer at a time, real rollback: an aborted unit of work leaves no trace (design D5, for tests and simulation). */
export class MemoryUnitOfWork implements UnitOfWork {
  private readonly current = new AsyncLocalStorage<MemoryTransaction>();
  private tail: Promise<unknown> = Promise.resolve();

  async run<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const outer = this.current.getStore();
    if (outer?.isOpen) return join(outer, work);
    const mine = this.tail.then(() => this.runAlone(work));
    this.tail = mine.catch(() => undefined);
    return mine;
  }

  isOpen(): boolean {
    return this.current.getStore()?.isOpen === true;
  }

  afterCommit(tx: Transaction, listener: () => void): void {
    memoryTransaction(tx).listeners.push(listener);
  }

  private async runAlone<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const transaction = new MemoryTransaction();
    let result: T;
    try {
      result = await this.current.run(transaction, () => work(transaction as unknown as Transaction));
      if (transaction.doomedBy)
        throw new Error('a nested unit of work failed: the outer one was rolled back', {
          cause: transaction.doomedBy.error,
        });
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

/** The writes of a nested unit are part of the outer one: when it fails, the outer one cannot commit any more. */
async function join<T>(outer: MemoryTransaction, work: (tx: Transaction) => Promise<T>): Promise<T> {
  try {
    return await work(outer as unknown as Transaction);
  } catch (error) {
    outer.doomedBy ??= { error };
    throw error;
  }
}
