import type { DraftView, SaveDraft } from '@pledge/contracts';
import type { LocalDraft } from './local-draft.js';

/** How a save ended: stored, somebody else went on, or nobody answered. */
export type SaveOutcome =
  | { readonly kind: 'saved'; readonly draft: DraftView }
  | { readonly kind: 'changed' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'refused'; readonly reason: string };

/** The world of a keeper; a spec gives its own. */
export interface KeeperPorts {
  save(body: SaveDraft): Promise<SaveOutcome>;
  /** False: the browser could not keep it. */
  keep(draft: LocalDraft): boolean;
  /** Epoch ms. */
  now(): number;
  /** Calls back after `ms`; the returned function calls it off. */
  after(ms: number, run: () => void): () => void;
}

export type KeeperStatus =
  /** Nothing unpublished. */
  | 'clean'
  /** Kept in this browser, on its way to the server. */
  | 'saving'
  | 'saved'
  /** The server does not answer: kept in this browser, tried again. */
  | 'local'
  /** The server has a newer draft of somebody else. */
  | 'conflict'
  /** The server said no (too large); kept in this browser. */
  | 'refused'
  /** Neither the server nor the browser could keep it. */
  | 'unsaved';

export interface KeeperState {
  readonly status: KeeperStatus;
  /** Revision of the server's draft that this page goes on from. */
  readonly revision: number;
  readonly basedOn: number;
  /** Epoch ms of the last time it was kept anywhere. */
  readonly savedAt: number | null;
  /** Why the server said no. */
  readonly reason: string;
  readonly review: DraftView['review'] | null;
}

/** How long a person may go on between a change and its save, ms. */
export const SAVE_AFTER = 600;
/** First pause before another try when nobody answered, ms; doubled up to the longest. */
export const RETRY_AFTER = 2_000;
const LONGEST_RETRY = 30_000;

/**
 * Keeps the work of one editor: every change at once in the browser, and shortly after on the server, one save at a time.
 * When the server has moved on it stops and says so; nothing is overwritten and nothing is thrown away.
 */
export class DraftKeeper {
  private state: KeeperState;
  private pending: { content: string; title: string } | null = null;
  private running: Promise<void> | null = null;
  private callOff: (() => void) | null = null;
  private failures = 0;
  /** Epoch ms of the last deed that moved the revision. */
  private since: number;
  private readonly listeners = new Set<(state: KeeperState) => void>();

  constructor(
    private readonly ports: KeeperPorts,
    start: {
      readonly revision: number;
      readonly basedOn: number;
      readonly savedAt: number | null;
      readonly review: DraftView['review'] | null;
    },
  ) {
    this.since = ports.now();
    this.state = {
      status: start.revision > 0 || start.savedAt !== null ? 'saved' : 'clean',
      reason: '',
      ...start,
    };
  }

  current(): KeeperState {
    return this.state;
  }
  onChange(listener: (state: KeeperState) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The editor shows this now. */
  change(content: string, title: string): void {
    this.pending = { content, title };
    const kept = this.keep(content, title, false);
    const savedAt = kept ? this.ports.now() : this.state.savedAt;
    if (this.state.status === 'conflict') return this.set({ savedAt });
    this.set({ status: kept ? 'saving' : 'unsaved', savedAt });
    this.later(SAVE_AFTER);
  }

  /** Saves what is pending now; resolves when nothing is on its way any more. False: the server does not have it. */
  async flush(): Promise<boolean> {
    this.callOff?.();
    this.callOff = null;
    while (this.running) await this.running;
    if (this.pending && this.state.status !== 'conflict') await this.send();
    return this.pending === null;
  }

  /** Goes on from another revision: after a merge, or because theirs was taken. */
  rebase(revision: number, basedOn: number = this.state.basedOn): void {
    this.since = this.ports.now();
    this.set({ revision, basedOn, status: 'saved', reason: '' });
    this.pending = null;
    this.failures = 0;
  }

  /** The draft is gone: published or discarded. */
  reset(basedOn: number): void {
    this.callOff?.();
    this.callOff = null;
    this.pending = null;
    this.since = this.ports.now();
    this.set({ status: 'clean', revision: 0, basedOn, savedAt: null, review: null, reason: '' });
  }

  /**
   * The server's draft is at this revision.
   * @param askedAt epoch ms at which that was asked: an answer from before this page's own last deed says nothing
   */
  noticed(revision: number, askedAt: number): void {
    if (askedAt <= this.since || this.running !== null) return;
    if (revision > this.state.revision && this.state.status !== 'conflict') this.set({ status: 'conflict' });
  }

  /** What a review came to; saves of this page take it away again. */
  reviewed(draft: DraftView): void {
    if (draft.revision === this.state.revision) this.set({ review: draft.review });
  }

  dispose(): void {
    this.callOff?.();
    this.callOff = null;
    this.listeners.clear();
  }

  private later(ms: number): void {
    this.callOff?.();
    this.callOff = this.ports.after(ms, () => {
      this.callOff = null;
      void this.send();
    });
  }

  private send(): Promise<void> {
    this.running ??= this.once().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async once(): Promise<void> {
    const sent = this.pending;
    if (!sent || this.state.status === 'conflict') return;
    const { revision, basedOn } = this.state;
    const outcome = await this.ports.save({ ...sent, title: sent.title.slice(0, 255), revision, basedOn });
    switch (outcome.kind) {
      case 'saved': {
        this.failures = 0;
        this.since = this.ports.now();
        const newer = this.pending !== sent;
        if (!newer) this.pending = null;
        this.set({
          revision: outcome.draft.revision,
          review: outcome.draft.review,
          status: newer ? 'saving' : 'saved',
          savedAt: this.ports.now(),
          reason: '',
        });
        const now = this.pending ?? sent;
        this.keep(now.content, now.title, !newer);
        if (newer) this.later(SAVE_AFTER);
        return;
      }
      case 'changed':
        return this.set({ status: 'conflict' });
      case 'refused':
        return this.set({ status: 'refused', reason: outcome.reason });
      case 'unreachable': {
        this.failures += 1;
        this.set({ status: this.state.status === 'unsaved' ? 'unsaved' : 'local' });
        return this.later(Math.min(RETRY_AFTER * 2 ** (this.failures - 1), LONGEST_RETRY));
      }
    }
  }

  private keep(content: string, title: string, synced: boolean): boolean {
    const { revision, basedOn } = this.state;
    return this.ports.keep({ content, title, basedOn, revision, savedAt: this.ports.now(), synced });
  }

  private set(change: Partial<KeeperState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener(this.state);
  }
}
