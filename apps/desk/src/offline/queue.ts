/** One write that waits for the connection. It is sent under its own `Idempotency-Key` however often it is tried. */
export interface QueuedWrite {
  readonly key: string;
  /** Below `/api`. */
  readonly path: string;
  readonly body: unknown;
  readonly about: {
    /** The task it is about; without one `link` says where it was done. */
    readonly taskId?: string;
    /** Page of the desk where the person did it. */
    readonly link?: string;
    /** Name of the task, contact or plan as the person saw it. */
    readonly name: string;
    readonly deed: 'complete' | 'comment' | 'claim' | 'start' | 'reached' | 'check';
  };
  /** Only this person's session may send it. */
  readonly username: string;
  /** Epoch ms. */
  readonly queuedAt: number;
  /** Why the server refused it; the person decides what becomes of it. */
  readonly refused?: string;
}

/** Where the queue is kept; survives the page. */
export interface QueueStore {
  read(): readonly QueuedWrite[];
  write(items: readonly QueuedWrite[]): void;
}

/** What became of one try. `offline`: nothing answered, or the server is not well; it is tried again. */
export type Sent =
  { readonly kind: 'done' } | { readonly kind: 'offline' } | { readonly kind: 'refused'; readonly why: string };

/**
 * Writes made without a connection, in order, sent once when it is back. An item leaves the store only after the server
 * answered; an answer that was lost is asked for again under the same key.
 */
export class OfflineQueue {
  private items: readonly QueuedWrite[];
  private flushing: Promise<void> | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly store: QueueStore,
    private readonly send: (item: QueuedWrite) => Promise<Sent>,
  ) {
    this.items = store.read();
  }

  /** The same array until something changes. */
  list = (): readonly QueuedWrite[] => this.items;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** A second write under a key that waits already replaces nothing and adds nothing. */
  add(item: QueuedWrite): void {
    if (this.items.some((each) => each.key === item.key)) return;
    this.set([...this.items, item]);
  }

  remove(key: string): void {
    this.set(this.items.filter((each) => each.key !== key));
  }

  /** Another tab changed the store. */
  reload(): void {
    this.items = this.store.read();
    this.tell();
  }

  /** Sends what waits for `username`, oldest first; stops where nothing answers. Calls while one runs share it. */
  flush(username: string): Promise<void> {
    this.flushing ??= this.sendAll(username).finally(() => (this.flushing = null));
    return this.flushing;
  }

  private async sendAll(username: string): Promise<void> {
    for (const item of this.items.filter((each) => each.username === username && each.refused === undefined)) {
      const sent = await this.send(item);
      if (sent.kind === 'offline') return;
      if (sent.kind === 'done') this.remove(item.key);
      else this.set(this.items.map((each) => (each.key === item.key ? { ...each, refused: sent.why } : each)));
    }
  }

  private set(items: readonly QueuedWrite[]): void {
    this.items = items;
    this.store.write(items);
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
