import { AsyncLocalStorage } from 'node:async_hooks';
import type { Transaction, UnitOfWork, UnitOfWorkOptions } from '@pledge/runtime';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { databaseKind, isTransient, type DatabaseKind } from './dialect.js';

/** Tries of a unit with `retry`: the first one and four more. */
export const MAX_TRIES = 5;

/** What a `Transaction` is inside persistence. */
class OpenTransaction {
  open = true;
  /** First error of a nested unit: the outer one can no longer commit. */
  doomedBy: { readonly error: unknown } | null = null;
  readonly afterCommit: (() => void)[] = [];
  constructor(
    readonly runner: QueryRunner,
    readonly database: DatabaseKind,
  ) {}
}

/** A nested unit failed and its writes are part of the outer one, so that the outer one must not commit either. */
export class NestedUnitFailedError extends Error {
  constructor(cause: unknown) {
    super('a nested unit of work failed: the outer one was rolled back', { cause });
    this.name = 'NestedUnitFailedError';
  }
}

/** @throws Error when the transaction has ended: a handle kept beyond its unit of work would write outside of one. */
export function runnerOf(tx: Transaction): QueryRunner {
  return openTransaction(tx).runner;
}
export function databaseOf(tx: Transaction): DatabaseKind {
  return openTransaction(tx).database;
}
/** TypeORM's manager of the open transaction, for repositories. @throws Error when the transaction has ended. */
export function managerOf(tx: Transaction): EntityManager {
  return runnerOf(tx).manager;
}

/** Calls `listener` when `tx` has committed; never when it rolls back. @throws Error when the transaction has ended. */
export function afterCommit(tx: Transaction, listener: () => void): void {
  openTransaction(tx).afterCommit.push(listener);
}

function openTransaction(tx: Transaction): OpenTransaction {
  const inner = tx as unknown;
  if (!(inner instanceof OpenTransaction)) throw new TypeError('not a transaction of this persistence');
  if (!inner.open) throw new Error('the unit of work has ended');
  return inner;
}

/**
 * The only way to write (design D5). On SQLite there is one connection: units wait for each other, from BEGIN to
 * COMMIT. On MariaDB each unit has a connection of the pool. A unit inside a unit (same async context) joins it; when
 * the inner one throws, the outer one cannot commit any more.
 */
export class TypeOrmUnitOfWork implements UnitOfWork {
  private readonly current = new AsyncLocalStorage<OpenTransaction>();
  private readonly database: DatabaseKind;
  /** Tail of the queue of writers; SQLite only. */
  private tail: Promise<void> = Promise.resolve();

  constructor(
    private readonly writer: DataSource,
    private readonly pause: (ms: number) => Promise<void> = sleep,
  ) {
    this.database = databaseKind(writer);
  }

  async run<T>(work: (tx: Transaction) => Promise<T>, options: UnitOfWorkOptions = {}): Promise<T> {
    const outer = this.current.getStore();
    if (outer?.open) return join(outer, work);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.exclusively(() => this.once(work));
      } catch (error) {
        if (!options.retry || attempt >= MAX_TRIES || !isTransient(error)) throw error;
        await this.pause(Math.random() * 20 * 2 ** attempt);
      }
    }
  }

  isOpen(): boolean {
    return this.current.getStore()?.open === true;
  }

  afterCommit(tx: Transaction, listener: () => void): void {
    afterCommit(tx, listener);
  }

  private async once<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const runner = this.writer.createQueryRunner('master');
    const transaction = new OpenTransaction(runner, this.database);
    let committed: readonly (() => void)[] = [];
    try {
      await runner.startTransaction();
      try {
        const result = await this.current.run(transaction, () => work(transaction as unknown as Transaction));
        if (transaction.doomedBy) throw new NestedUnitFailedError(transaction.doomedBy.error);
        transaction.open = false;
        await runner.commitTransaction();
        committed = transaction.afterCommit;
        return result;
      } catch (error) {
        transaction.open = false;
        await rollBack(runner);
        throw error;
      }
    } finally {
      transaction.open = false;
      await runner.release();
      // Outside of the unit's context: what a listener starts must not take this unit for its own.
      this.current.exit(() => {
        for (const listener of committed) listener();
      });
    }
  }

  private async exclusively<T>(work: () => Promise<T>): Promise<T> {
    if (this.database !== 'sqlite') return work();
    const before = this.tail;
    let leave: () => void = () => undefined;
    this.tail = new Promise((resolve) => (leave = resolve));
    await before;
    try {
      return await work();
    } finally {
      leave();
    }
  }
}

async function join<T>(outer: OpenTransaction, work: (tx: Transaction) => Promise<T>): Promise<T> {
  try {
    return await work(outer as unknown as Transaction);
  } catch (error) {
    outer.doomedBy ??= { error };
    throw error;
  }
}

/**
 * A failed roll back (connection lost, or already ended by the database) must not hide why the unit failed, and must
 * not leave a half-open transaction to the next user of the connection.
 */
async function rollBack(runner: QueryRunner): Promise<void> {
  if (!runner.isTransactionActive) return;
  try {
    await runner.rollbackTransaction();
  } catch {
    const inner = runner as unknown as {
      isTransactionActive: boolean;
      transactionDepth: number;
      databaseConnection?: { destroy?: () => void };
    };
    inner.isTransactionActive = false;
    inner.transactionDepth = 0;
    inner.databaseConnection?.destroy?.();
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
