declare const transactionBrand: unique symbol;

/** Opaque handle of one open transaction; only the persistence adapter looks inside. */
export interface Transaction {
  readonly [transactionBrand]: true;
}

export interface UnitOfWorkOptions {
  /**
   * Run the whole unit again (at most 5 tries, random pause) when the database ended it for reasons of its own, such as a
   * deadlock. Only for work that changes nothing outside the database. Without it the error comes out.
   */
  readonly retry?: boolean;
}

/** The only way to write (design D5): one writer, held from BEGIN to COMMIT; `read` uses the read-only connection. */
export interface UnitOfWork {
  /** Commits when `work` resolves, rolls back when it throws. Nesting in the same async context joins the outer one. */
  run<T>(work: (tx: Transaction) => Promise<T>, options?: UnitOfWorkOptions): Promise<T>;
  /** True inside of an open unit of the same async context: an engine command would wait there for a commit that waits for it. */
  isOpen?(): boolean;
  /**
   * Calls `listener` right after the commit of `tx`, never after a rollback. Used to wake the job executor for jobs that a
   * feature wrote in its own unit of work; where an adapter has none, the poller finds them a second later.
   */
  afterCommit?(tx: Transaction, listener: () => void): void;
}
