import { AsyncLocalStorage } from 'node:async_hooks';
import { createParamDecorator } from '@nestjs/common';
import { Problem, type EngineStore, type IdempotencyClaim, type Transaction } from '@pledge/runtime';

/** The `Idempotency-Key` of the request that is being answered. */
export interface IdempotentRequest {
  readonly scope: string;
  readonly key: string;
  readonly bodyHash: string;
  /** Status of a successful answer. */
  readonly status: number;
  readonly createdAt: number;
  readonly store: EngineStore;
  /** Set when an engine command carries the key: it stores key and answer itself. */
  claimed: boolean;
  /** Set when the row was written by a unit of work of the handler. */
  inserted: boolean;
  /** Set when the answer was stored with it. */
  answered: boolean;
}

const current = new AsyncLocalStorage<IdempotentRequest>();

/** Runs `work` as the handler of a request that carries an idempotency key. */
export function withIdempotency<T>(request: IdempotentRequest, work: () => T): T {
  return current.run(request, work);
}

/** The key of the request in progress; undefined outside of one, or when the caller sent none. */
export function currentIdempotency(): IdempotentRequest | undefined {
  return current.getStore();
}

/**
 * Stores the answer of this request in the transaction that does the work, so that both commit together. Call it last
 * inside `UnitOfWork.run`. Without a key it does nothing. (Without this call the platform stores the answer right after
 * the handler, in a transaction of its own: a crash between the two would lose the answer, not the work.)
 */
export async function storeAnswer(tx: Transaction, body: unknown): Promise<void> {
  const request = current.getStore();
  if (!request?.inserted || request.answered) return;
  await request.store.completeIdempotency(tx, request.scope, request.key, request.status, JSON.stringify(body ?? null));
  request.answered = true;
}

/** Writes the key first in the handler's first unit of work; the same key elsewhere makes it fail and roll back. */
export async function insertKey(tx: Transaction, request: IdempotentRequest): Promise<void> {
  const { scope, key, bodyHash, createdAt, store } = request;
  const outcome = await store.insertIdempotency(tx, { scope, key, bodyHash, createdAt, status: null, response: null });
  if (outcome === 'exists') throw new Problem('conflict', 'IDEMPOTENCY_IN_FLIGHT');
  request.inserted = true;
}

/** What a handler gets from `@IdempotencyKey()`: hands the key to an engine command. */
export interface IdempotencyKeyHandle {
  /** The claim to pass to the engine; `render` makes the stored answer from the command's result. */
  claim(render: (result: unknown) => unknown): IdempotencyClaim;
}

/**
 * Parameter decorator for handlers whose work is one engine command: `engine.startInstance({ …, idempotency:
 * key?.claim(render) })`. undefined when the caller sent no key.
 */
export const IdempotencyKey = createParamDecorator((): IdempotencyKeyHandle | undefined => {
  const request = current.getStore();
  if (!request) return undefined;
  return {
    claim(render) {
      request.claimed = true;
      const { scope, key, bodyHash, status } = request;
      return { scope, key, bodyHash, status, render };
    },
  };
});
