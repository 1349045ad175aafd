interface Waiter {
  readonly ids: Set<string>;
  resolve(): void;
}

/**
 * Jobs that this node knows to be due and not done. Whoever waits, waits for those open at that moment and for what comes
 * of them, not for what others start meanwhile: under load nobody waits for everybody.
 */
export class OpenJobs {
  private readonly ids = new Set<string>();
  private readonly waiters = new Set<Waiter>();

  /** `origins`: jobs whose commit made these due. */
  add(ids: readonly string[], origins: readonly string[] = []): void {
    for (const id of ids) this.ids.add(id);
    for (const waiter of this.waiters) {
      if (origins.some((origin) => waiter.ids.has(origin))) for (const id of ids) waiter.ids.add(id);
    }
  }

  /** Done, or taken by another node, or waiting for its next try. */
  remove(id: string): void {
    this.ids.delete(id);
    for (const waiter of this.waiters) {
      if (waiter.ids.delete(id) && waiter.ids.size === 0) this.release(waiter);
    }
  }

  /** True when the jobs open now and their descendants are done, false after `timeoutMs` of system time. */
  async settled(timeoutMs: number): Promise<boolean> {
    if (this.ids.size === 0) return true;
    return new Promise<boolean>((resolve) => {
      const waiter: Waiter = { ids: new Set(this.ids), resolve: () => finish(true) };
      const timer = setTimeout(() => finish(false), timeoutMs);
      const finish = (done: boolean): void => {
        clearTimeout(timer);
        this.waiters.delete(waiter);
        resolve(done);
      };
      this.waiters.add(waiter);
    });
  }

  /** When nothing is open any more, whoever made it. */
  async idle(): Promise<void> {
    while (this.ids.size > 0) await this.settled(60_000);
  }

  private release(waiter: Waiter): void {
    this.waiters.delete(waiter);
    waiter.resolve();
  }
}
