import type {
  DefinitionRow,
  DeploymentRow,
  HistoryRow,
  IdempotencyRow,
  IncidentRow,
  InstanceRow,
  JobRow,
  MessageRow,
  ResourceRow,
  SubjectRow,
  SubscriptionRow,
  TaskCommentRow,
  TaskReadRow,
  TaskWatcherRow,
  UserTaskRow,
} from '../ports/rows.js';
import type { Transaction } from '../ports/unit-of-work.js';

/** What a reader sees of a table: the committed rows, or inside a transaction those plus its own changes. */
export interface TableView<V> {
  get(key: string): V | undefined;
  values(): Iterable<V>;
}

/** One table: committed rows by primary key. */
export class MemoryTable<V> implements TableView<V> {
  private readonly rows = new Map<string, V>();

  constructor(readonly name: string) {}

  get(key: string): V | undefined {
    return this.rows.get(key);
  }

  values(): Iterable<V> {
    return this.rows.values();
  }

  /** Takes over what a committed transaction changed. */
  absorb(changes: ReadonlyMap<string, V | null>): void {
    for (const [key, row] of changes) {
      if (row === null) this.rows.delete(key);
      else this.rows.set(key, row);
    }
  }
}

/** The changes of one open transaction to one table, laid over the committed rows; nothing of it is seen before commit. */
export class TableOverlay<V> implements TableView<V> {
  private readonly changes = new Map<string, V | null>();

  constructor(private readonly table: MemoryTable<V>) {}

  get(key: string): V | undefined {
    const changed = this.changes.get(key);
    if (changed === null) return undefined;
    return changed ?? this.table.get(key);
  }

  *values(): Iterable<V> {
    if (this.changes.size === 0) {
      yield* this.table.values();
      return;
    }
    const changedRows = new Set<V>();
    for (const key of this.changes.keys()) {
      const committed = this.table.get(key);
      if (committed !== undefined) changedRows.add(committed);
    }
    for (const row of this.table.values()) if (!changedRows.has(row)) yield row;
    for (const row of this.changes.values()) if (row !== null) yield row;
  }

  /** Throws on a primary key that exists, like a database. */
  insert(key: string, row: V): void {
    if (this.get(key) !== undefined) throw new Error(`duplicate key ${key} in ${this.table.name}`);
    this.changes.set(key, row);
  }

  put(key: string, row: V): void {
    this.changes.set(key, row);
  }

  delete(key: string): boolean {
    const existed = this.get(key) !== undefined;
    if (existed) this.changes.set(key, null);
    return existed;
  }

  commit(): void {
    this.table.absorb(this.changes);
  }
}

/** All tables of the engine in memory, and the one writer that design D5 asks for. */
export class MemoryDatabase {
  readonly instances = new MemoryTable<InstanceRow>('process_instance');
  readonly tasks = new MemoryTable<UserTaskRow>('user_task');
  readonly watchers = new MemoryTable<TaskWatcherRow>('task_watcher');
  readonly comments = new MemoryTable<TaskCommentRow>('task_comment');
  readonly reads = new MemoryTable<TaskReadRow>('task_read');
  readonly jobs = new MemoryTable<JobRow>('job');
  readonly subscriptions = new MemoryTable<SubscriptionRow>('event_subscription');
  readonly messages = new MemoryTable<MessageRow>('message');
  readonly incidents = new MemoryTable<IncidentRow>('incident');
  /** By instance id: the entries in order of seq. */
  readonly history = new MemoryTable<readonly HistoryRow[]>('history_entry');
  readonly deployments = new MemoryTable<DeploymentRow>('deployment');
  readonly definitions = new MemoryTable<DefinitionRow>('process_definition');
  readonly resources = new MemoryTable<ResourceRow>('resource');
  /** Epoch ms by business key. */
  readonly urgencies = new MemoryTable<number>('case_urgency');
  readonly subjects = new MemoryTable<SubjectRow>('subject');
  readonly idempotency = new MemoryTable<IdempotencyRow>('idempotency');
}

/** What hides behind `Transaction` here. Overlays are made when a table is first touched. */
export class MemoryTransaction {
  private readonly overlays = new Map<unknown, { commit(): void }>();
  readonly listeners: (() => void)[] = [];
  private open = true;
  /** First error of a nested unit. */
  doomedBy: { readonly error: unknown } | null = null;

  get isOpen(): boolean {
    return this.open;
  }

  over<V>(table: MemoryTable<V>): TableOverlay<V> {
    if (!this.open) throw new Error('the transaction is over');
    const known = this.overlays.get(table) as TableOverlay<V> | undefined;
    if (known) return known;
    const overlay = new TableOverlay(table);
    this.overlays.set(table, overlay);
    return overlay;
  }

  commit(): void {
    this.open = false;
    for (const overlay of this.overlays.values()) overlay.commit();
  }

  rollback(): void {
    this.open = false;
  }
}

/** The memory transaction behind the opaque handle. Throws when the handle belongs to another adapter. */
export function memoryTransaction(tx: Transaction): MemoryTransaction {
  const inner: unknown = tx;
  if (!(inner instanceof MemoryTransaction)) throw new Error('this transaction is not of the memory store');
  return inner;
}
