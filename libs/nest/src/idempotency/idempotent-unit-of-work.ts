import type { Transaction, UnitOfWork } from '@pledge/runtime';
import { currentIdempotency, insertKey } from './idempotency-context.js';

/**
 * What features get as UNIT_OF_WORK: the first unit of work of a request with an `Idempotency-Key` also writes the key,
 * so that the key exists exactly when the work does.
 */
export class IdempotentUnitOfWork implements UnitOfWork {
  constructor(private readonly inner: UnitOfWork) {}

  async run<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const request = currentIdempotency();
    if (!request || request.inserted || request.claimed) return this.inner.run(work);
    try {
      return await this.inner.run(async (tx) => {
        await insertKey(tx, request);
        return work(tx);
      });
    } catch (error) {
      // Rolled back, the key with it.
      request.inserted = false;
      request.answered = false;
      throw error;
    }
  }
}
