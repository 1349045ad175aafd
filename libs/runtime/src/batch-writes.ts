import type { Variables } from '@pledge/engine';
import type { BatchWrites, RelabelledWait } from './ports/engine-store.js';
import type {
  HistoryRow,
  IdempotencyRow,
  IncidentRow,
  InstanceRow,
  JobRow,
  MessageRow,
  SubscriptionRow,
  TaskChange,
  TaskCommentRow,
  TaskWatcherRow,
  UserTaskRow,
} from './ports/rows.js';

type TaskClosing = BatchWrites['tasksClosed'][number];

/**
 * Gathers what a transaction writes. Several commands of one instance may ride in it, so a row that was opened and closed
 * by the same batch folds into one, and nothing is written twice.
 */
export class WriteCollector {
  private readonly tasks = new Map<string, UserTaskRow>();
  private readonly assigned = new Map<string, string | null>();
  private readonly changed = new Map<string, TaskChange>();
  private readonly watchers: TaskWatcherRow[] = [];
  private readonly comments: TaskCommentRow[] = [];
  private readonly closed = new Map<string, TaskClosing>();
  private readonly jobs = new Map<string, JobRow>();
  private readonly jobsDeleted = new Set<string>();
  private readonly subscriptions = new Map<string, SubscriptionRow>();
  private readonly subscriptionsDeleted = new Set<string>();
  private readonly incidents = new Map<string, IncidentRow>();
  private readonly incidentsResolved = new Map<string, number>();
  private readonly history: HistoryRow[] = [];
  private readonly messages = new Map<string, BatchWrites['messagesUpdated'][number]>();
  private readonly idempotency: IdempotencyRow[] = [];
  private readonly relabelled = new Map<string, RelabelledWait>();

  insertTask(row: UserTaskRow): void {
    this.tasks.set(row.id, row);
  }

  assignTask(id: string, assignee: string | null): void {
    const own = this.tasks.get(id);
    if (own) this.tasks.set(id, { ...own, assignee });
    else this.assigned.set(id, assignee);
  }

  changeTask(id: string, change: TaskChange): void {
    const own = this.tasks.get(id);
    if (own) this.tasks.set(id, { ...own, ...change });
    else this.changed.set(id, { ...this.changed.get(id), ...change });
  }

  addWatcher(row: TaskWatcherRow): void {
    this.watchers.push(row);
  }

  addComment(row: TaskCommentRow): void {
    this.comments.push(row);
  }

  closeTask(closing: TaskClosing): void {
    const own = this.tasks.get(closing.id);
    if (own) this.tasks.set(closing.id, { ...own, ...closing });
    else this.closed.set(closing.id, closing);
  }

  /** What a task of this transaction was answered with; nothing where it is not over (given back to its owner). */
  keepAnswer(taskId: string, draft: Variables): void {
    const closing = this.closed.get(taskId);
    if (closing) this.closed.set(taskId, { ...closing, draft });
    const own = this.tasks.get(taskId);
    if (own?.state === 'completed') this.tasks.set(taskId, { ...own, draft });
  }

  insertJob(row: JobRow): void {
    this.jobs.set(row.id, row);
  }

  deleteJob(id: string): void {
    if (!this.jobs.delete(id)) this.jobsDeleted.add(id);
  }

  openSubscription(row: SubscriptionRow): void {
    this.subscriptions.set(row.id, row);
  }

  closeSubscription(id: string): void {
    if (!this.subscriptions.delete(id)) this.subscriptionsDeleted.add(id);
  }

  /** Subscriptions opened by this transaction that are still open. */
  opened(): SubscriptionRow[] {
    return [...this.subscriptions.values()];
  }

  raiseIncident(row: IncidentRow): void {
    this.incidents.set(row.id, row);
  }

  resolveIncident(id: string, resolvedAt: number): void {
    const own = this.incidents.get(id);
    if (own) this.incidents.set(id, { ...own, resolvedAt });
    else this.incidentsResolved.set(id, resolvedAt);
  }

  addHistory(rows: readonly HistoryRow[]): void {
    this.history.push(...rows);
  }

  /** What this transaction adds to the history of an instance, in order. */
  historyOf(instanceId: string): HistoryRow[] {
    return this.history.filter((row) => row.instanceId === instanceId);
  }

  updateMessage(id: string, state: MessageRow['state'], instanceId: string | null): void {
    this.messages.set(id, { id, state, instanceId });
  }

  /** A wait that this batch opened is not stored yet: it takes its new label with it. */
  relabel(wait: RelabelledWait): void {
    const { kind, id, elementId, definitionId, requires, task } = wait;
    const own = { task: this.tasks, job: this.jobs, subscription: this.subscriptions, incident: this.incidents };
    if (!own[kind].has(id)) return void this.relabelled.set(`${kind} ${id}`, wait);
    const known = <T>(rows: Map<string, T>, change: (row: T) => T): void => {
      const row = rows.get(id);
      if (row !== undefined) rows.set(id, change(row));
    };
    switch (kind) {
      case 'task':
        return known(this.tasks, (row) => ({ ...row, elementId, definitionId, requires, ...task }));
      case 'job':
        return known(this.jobs, (row) => relabelledJob(row, wait));
      case 'subscription':
        return known(this.subscriptions, (row) => ({ ...row, elementId, definitionId }));
      case 'incident':
        return known(this.incidents, (row) => ({ ...row, elementId }));
    }
  }

  addIdempotency(row: IdempotencyRow): void {
    this.idempotency.push(row);
  }

  /** Jobs of this transaction that are due at `now`. */
  dueJobs(now: number): JobRow[] {
    return [...this.jobs.values()].filter((job) => job.state === 'waiting' && job.dueAt <= now);
  }

  insertedTasks(): UserTaskRow[] {
    return [...this.tasks.values()];
  }

  toWrites(instances: { inserted: InstanceRow[]; updated: InstanceRow[] }): BatchWrites {
    return {
      instancesInserted: instances.inserted,
      instancesUpdated: instances.updated,
      tasksInserted: [...this.tasks.values()],
      tasksAssigned: [...this.assigned].map(([id, assignee]) => ({ id, assignee })),
      tasksChanged: [...this.changed].map(([id, change]) => ({ id, change })),
      watchersAdded: this.watchers,
      commentsInserted: this.comments,
      tasksClosed: [...this.closed.values()],
      jobsInserted: [...this.jobs.values()],
      jobsDeleted: [...this.jobsDeleted],
      subscriptionsInserted: [...this.subscriptions.values()],
      subscriptionsDeleted: [...this.subscriptionsDeleted],
      incidentsInserted: [...this.incidents.values()],
      incidentsResolved: [...this.incidentsResolved].map(([id, resolvedAt]) => ({ id, resolvedAt })),
      history: this.history,
      messagesUpdated: [...this.messages.values()],
      idempotency: this.idempotency,
      relabelled: [...this.relabelled.values()],
    };
  }
}

/** A job at an element of another version: only who asks for its payload's element and guards sees the difference. */
export function relabelledJob(row: JobRow, { elementId, requires }: RelabelledWait): JobRow {
  const payload = {
    ...row.payload,
    elementId,
    ...('requires' in row.payload ? { requires: [...requires] } : {}),
  };
  return { ...row, ref: elementId, payload };
}

/** Nothing but message states: used to consume a buffered message at once. */
export function messageWrites(message: BatchWrites['messagesUpdated'][number]): BatchWrites {
  const writes = new WriteCollector();
  writes.updateMessage(message.id, message.state, message.instanceId);
  return writes.toWrites({ inserted: [], updated: [] });
}
