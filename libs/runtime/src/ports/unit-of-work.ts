declare const transactionBrand: unique symbol;

/** Opaque handle of one open transaction; only the persistence adapter looks inside. */
export interface Transaction {
  readonly [transactionBrand]: true;
}

/** The only way to write (design D5): one writer, held from BEGIN to COMMIT; `read` uses the read-only connection. */
export interface UnitOfWork {
  /** Commits when `work` resolves, rolls back when it throws. Nesting in the same async context joins the outer one. */
  run<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /**
   * Calls `listener` right after the commit of `tx`, never after a rollback. Used to wake the job executor for jobs that a
   * feature wrote in its own unit of work; where an adapter has none, the poller finds them a second later.
   */
  afterCommit?(tx: Transaction, listener: () => void): void;
}
