import type { UnitOfWork } from '@pledge/runtime';
import type { NotificationsRepository, Settlement } from './notifications.repository.js';

/** Results written by one transaction: far below the parameters that one statement may have. */
const MOST = 100;
/** System ms that a result may wait for others. A crash meanwhile sends those again, under the same id. */
const LONGEST_WAIT_MS = 200;

interface Pending {
  readonly id: string;
  readonly change: Settlement;
  readonly written: () => void;
  readonly failed: (error: unknown) => void;
}

/** Writes what became of messages, many in one transaction: 200 contacts must not cost 200 commits. */
export class OutboxSettlement {
  private pending: Pending[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly repository: NotificationsRepository,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Resolves when it is committed; rejects with the error of the database, and then the lease of the message runs out. */
  add(id: string, change: Settlement): Promise<void> {
    return new Promise((written, failed) => {
      this.pending.push({ id, change, written, failed });
      if (this.pending.length >= MOST) void this.flush();
      else this.timer ??= setTimeout(() => void this.flush(), LONGEST_WAIT_MS);
    });
  }

  /** Writes now what waits. Never rejects: who added it hears of it. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const batch = this.pending;
    if (batch.length === 0) return;
    this.pending = [];
    try {
      await this.unitOfWork.run((tx) => this.repository.settle(tx, batch), { retry: true });
      for (const { written } of batch) written();
    } catch (error) {
      for (const { failed } of batch) failed(error);
    }
  }
}
