import type { Transaction, UnitOfWork, UnitOfWorkOptions } from '@pledge/runtime';
import { currentIdempotency, insertKey } from './idempotency-context.js';

/**
 * What features get as UNIT_OF_WORK: the first unit of work of a request with an `Idempotency-Key` also writes the key,
 * so that the key exists exactly when the work does.
 */
export class IdempotentUnitOfWork implements UnitOfWork {
  constructor(private readonly inner: UnitOfWork) {}

  async run<T>(work: (tx: Transaction) => Promise<T>, options?: UnitOfWorkOptions): Promise<T> {
    const request = currentIdempotency();
    if (!request || request.inserted || request.claimed) return this.inner.run(work, options);
    try {
      return await this.inner.run(async (tx) => {
        request.answered = false;
        await insertKey(tx, request);
        return work(tx);
      }, options);
    } catch (error) {
      // Rolled back, the key with it.
      request.inserted = false;
      request.answered = false;
      throw error;
    }
  }

  afterCommit(tx: Transaction, listener: () => void): void {
    this.inner.afterCommit?.(tx, listener);
  }
}
