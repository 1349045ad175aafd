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
  TaskChange,
  TaskCommentRow,
  TaskReadRow,
  TaskWatcherRow,
  UserTaskRow,
} from './rows.js';
import type { Transaction } from './unit-of-work.js';

/** How a command finds its instance in one query: by its own id or by the id of a wait. */
export type InstanceTarget =
  | { readonly by: 'instance'; readonly id: string }
  | { readonly by: 'task'; readonly id: string }
  | { readonly by: 'job'; readonly id: string }
  | { readonly by: 'subscription'; readonly id: string }
  | { readonly by: 'incident'; readonly id: string };

/** A row as the hot path reads it. `caseUrgencyAt`: what `setUrgency` last said of its business key (epoch ms). */
export interface LoadedInstance extends InstanceRow {
  readonly caseUrgencyAt: number | null;
}

/** Everything one batch writes, grouped by table, so that each table takes one multi-row statement (D4, D5). */
export interface BatchWrites {
  instancesInserted: InstanceRow[];
  /** `revision` is the value read; the row is written with revision + 1. */
  instancesUpdated: InstanceRow[];
  tasksInserted: UserTaskRow[];
  tasksAssigned: { id: string; assignee: string | null }[];
  tasksChanged: { id: string; change: TaskChange }[];
  watchersAdded: TaskWatcherRow[];
  commentsInserted: TaskCommentRow[];
  /** `draft`: what was answered, so that the case can be replayed; null for a task nobody answered. */
  tasksClosed: Pick<ClosedTask, 'id' | 'state' | 'completedBy' | 'endedAt' | 'draft'>[];
  jobsInserted: JobRow[];
  jobsDeleted: string[];
  subscriptionsInserted: SubscriptionRow[];
  subscriptionsDeleted: string[];
  incidentsInserted: IncidentRow[];
  incidentsResolved: { id: string; resolvedAt: number }[];
  history: HistoryRow[];
  messagesUpdated: { id: string; state: MessageRow['state']; instanceId: string | null }[];
  idempotency: IdempotencyRow[];
  relabelled: RelabelledWait[];
}

/**
 * A migration: rows of a wait that goes on under the same id, at an element of another version. `job` rows keep their
 * payload but for element and guards; a user task keeps its people, draft and dates.
 */
export interface RelabelledWait {
  readonly kind: 'task' | 'job' | 'subscription' | 'incident';
  readonly id: string;
  readonly definitionId: string;
  readonly elementId: string;
  readonly requires: readonly string[];
  readonly task?: { readonly name: string; readonly formId: string | null };
}

/**
 * Storage of the engine. Implemented by libs/runtime/memory (tests, simulation) and libs/persistence (TypeORM);
 * libs/testing/store-contract.ts holds the specs both must pass. Methods with `tx` write or lock; the rest read.
 */
export interface EngineStore {
  // --- the hot path
  /** Instance rows in id order (row locks where the database has them), keyed by the target's index; missing ones absent. */
  loadInstances(tx: Transaction, targets: readonly InstanceTarget[]): Promise<Map<number, LoadedInstance>>;
  /** One statement per non-empty group. `conflict` when the affected instance rows do not equal the batch: roll back. */
  writeBatch(tx: Transaction, writes: BatchWrites): Promise<'written' | 'conflict'>;

  // --- jobs
  insertJobs(tx: Transaction, jobs: readonly JobRow[]): Promise<void>;
  /** Replaces the feature job with the same (type, name, ref), or inserts it. */
  upsertFeatureJob(tx: Transaction, job: JobRow): Promise<void>;
  deleteFeatureJobs(tx: Transaction, name: string, refs: readonly string[]): Promise<void>;
  /**
   * Leases due jobs (waiting, dueAt <= now, not leased or lease over by `systemNow`) by conditional update, oldest due
   * first; jobs of an instance that already has a live lease of another owner are left. lockToken grows by one.
   */
  leaseJobs(
    tx: Transaction,
    lease: { owner: string; now: number; systemNow: number; leaseMs: number; limit: number; ids?: readonly string[] },
  ): Promise<JobRow[]>;
  /** Frees every lease of `owner`, whatever its time: of a run that is over. Its tokens settle nothing any more. @returns how many */
  releaseLeases(tx: Transaction, owner: string): Promise<number>;
  /** Deletes the job if it is leased and the fencing token still holds; false: the lease was lost. */
  settleJob(tx: Transaction, id: string, lockToken: number): Promise<boolean>;
  /** After a failed try: frees the lease, sets the next due time, or parks the job as `failed` at 0 retries. */
  retryJob(
    tx: Transaction,
    id: string,
    lockToken: number,
    change: { retriesLeft: number; dueAt: number; lastError: string; state: JobRow['state'] },
  ): Promise<boolean>;
  /** A parked (`failed`) job becomes due again, with new tries; false when it is not parked any more. */
  reviveJob(tx: Transaction, id: string, change: { retriesLeft: number; dueAt: number }): Promise<boolean>;
  /** The `suspended` jobs of an instance wait again, due when they were. @returns their ids */
  resumeJobs(tx: Transaction, instanceId: string): Promise<string[]>;
  findJob(id: string): Promise<JobRow | null>;
  /** Earliest due time of a waiting job, of those after `after` when given; epoch ms, null when none. */
  nextDueAt(after?: number): Promise<number | null>;
  countDue(now: number): Promise<number>;

  // --- messages and signals: both sides first touch message_key(name, key) so that they cannot miss each other
  lockMessageKey(tx: Transaction, name: string, correlationKey: string | null): Promise<void>;
  findMessage(tx: Transaction, id: string): Promise<MessageRow | null>;
  /** Replaces a message of the same id: the caller has seen that it expired, and its id may be used again. */
  insertMessage(tx: Transaction, message: MessageRow): Promise<void>;
  /** Oldest open catch of an instance for the name and key; then null, and the caller tries start subscriptions. */
  findSubscription(
    tx: Transaction,
    q: { kind: 'message'; name: string; correlationKey: string | null; mode: string },
  ): Promise<SubscriptionRow | null>;
  findStartSubscriptions(tx: Transaction, q: { kind: 'message' | 'signal'; name: string }): Promise<SubscriptionRow[]>;
  findSignalSubscriptions(tx: Transaction, q: { name: string; mode: string }): Promise<SubscriptionRow[]>;
  /** Oldest buffered, unexpired message for a subscription that is being opened. */
  findBufferedMessage(
    tx: Transaction,
    q: { name: string; correlationKey: string | null; mode: string; now: number },
  ): Promise<MessageRow | null>;

  // --- deployment
  insertDeployment(
    tx: Transaction,
    d: { deployment: DeploymentRow; definitions: readonly DefinitionRow[]; resources: readonly ResourceRow[] },
  ): Promise<void>;
  /** Replaces the start subscriptions and start timers of a process key by those of its newest version. */
  replaceStartSubscriptions(
    tx: Transaction,
    key: string,
    subscriptions: readonly SubscriptionRow[],
    timers: readonly JobRow[],
  ): Promise<void>;
  setDefinitionStatus(
    tx: Transaction,
    id: string,
    status: DefinitionRow['status'],
    reason: string | null,
  ): Promise<void>;
  findDefinition(id: string): Promise<DefinitionRow | null>;
  latestDefinition(key: string): Promise<DefinitionRow | null>;
  listDefinitions(q: { key?: string; latestOnly?: boolean }): Promise<DefinitionRow[]>;
  latestResource(kind: ResourceRow['kind'], key: string): Promise<ResourceRow | null>;
  /** The resource of the same deployment if it was part of it, else the latest at that deployment's time (D9). */
  boundResource(kind: ResourceRow['kind'], key: string, deploymentId: string): Promise<ResourceRow | null>;
  listResources(kind: ResourceRow['kind']): Promise<ResourceRow[]>;
  /** Every version of one resource, newest first. */
  listResourceVersions(kind: ResourceRow['kind'], key: string): Promise<ResourceRow[]>;
  /** Those of the ids that exist, in any order. */
  findDeployments(ids: readonly string[]): Promise<DeploymentRow[]>;
  /** True when these bytes were ever deployed under the key (D9). */
  wasDeployed(kind: ResourceRow['kind'] | 'process', key: string, hash: string): Promise<boolean>;

  // --- what features bind and read
  bindSubject(tx: Transaction, row: SubjectRow): Promise<void>;
  findSubjects(tx: Transaction, instanceId: string): Promise<SubjectRow[]>;
  /** Kept for tasks that open later (`caseUrgencyAt`, `findUrgencies`), and written to the open ones; null forgets it. */
  setUrgency(tx: Transaction, businessKey: string, urgencyAt: number | null): Promise<void>;
  /** Epoch ms by business key; keys without urgency are absent. */
  findUrgencies(tx: Transaction, businessKeys: readonly string[]): Promise<Map<string, number>>;
  saveDraft(tx: Transaction, taskId: string, draft: UserTaskRow['draft']): Promise<void>;
  /** Adding one that is there, or removing one that is not, changes nothing. */
  setWatcher(tx: Transaction, watcher: TaskWatcherRow, on: boolean): Promise<void>;
  /** The first time counts. */
  markRead(tx: Transaction, mark: TaskReadRow): Promise<void>;

  // --- queries (read-only connection)
  findInstance(id: string): Promise<InstanceRow | null>;
  listInstances(q: InstanceQuery): Promise<Page<InstanceRow>>;
  findTask(id: string): Promise<UserTaskRow | null>;
  listTasks(q: TaskQuery): Promise<Page<UserTaskRow>>;
  /** Oldest first. */
  listComments(taskId: string): Promise<TaskCommentRow[]>;
  listWatchers(taskId: string): Promise<TaskWatcherRow[]>;
  /** Of one task all readers, of several the marks of one reader. */
  listReadMarks(q: { taskIds: readonly string[]; username?: string }): Promise<TaskReadRow[]>;
  listHistory(instanceId: string, q: { afterSeq?: number; limit: number }): Promise<HistoryRow[]>;
  listJobs(q: JobQuery): Promise<Page<JobRow>>;
  listIncidents(q: IncidentQuery): Promise<Page<IncidentRow>>;
  /** Tokens and open incidents of the running and suspended instances of a version, by element; elements without any are absent. */
  definitionActivity(
    definitionId: string,
    mode: InstanceRow['mode'],
  ): Promise<{ elementId: string; active: number; incidents: number }[]>;
  findIncident(id: string): Promise<IncidentRow | null>;

  // --- idempotency keys
  findIdempotency(scope: string, key: string): Promise<IdempotencyRow | null>;
  insertIdempotency(tx: Transaction, row: IdempotencyRow): Promise<'inserted' | 'exists'>;
  completeIdempotency(tx: Transaction, scope: string, key: string, status: number, response: string): Promise<void>;
  deleteIdempotency(tx: Transaction, scope: string, key: string): Promise<void>;
  /** House-keeping: expired messages and idempotency rows, lost `in flight` keys. */
  purge(tx: Transaction, before: { messages: number; idempotency: number }): Promise<void>;
}

/** A task that is over. */
export interface ClosedTask extends UserTaskRow {
  readonly state: 'completed' | 'cancelled';
  readonly endedAt: number;
}

export interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
  /** Capped at 1,000 (contracts, HTTP). */
  readonly total?: number;
}
/** Words of a search: `text`, in small letters, is in the business key (capital or small there), or the key is one of these. */
export interface KeyWords {
  readonly text: string;
  readonly businessKeys: readonly string[];
}
/** `running`: it has not ended; `incident`: something of it is broken. */
export interface InstanceQuery {
  /** None but these. */
  readonly ids?: readonly string[];
  readonly key?: string;
  readonly definitionId?: string;
  readonly businessKey?: string;
  /** A token stands there. */
  readonly elementId?: string;
  readonly status?: InstanceRow['status'] | 'incident' | 'running';
  readonly words?: KeyWords;
  readonly limit: number;
  readonly cursor?: string;
}
export interface JobQuery {
  readonly instanceId?: string;
  /** Of the instance. */
  readonly businessKey?: string;
  readonly type?: string;
  readonly state?: string;
  /** What it is about: an element of a model. */
  readonly ref?: string;
  readonly limit: number;
  readonly cursor?: string;
}
export interface IncidentQuery {
  readonly instanceId?: string;
  /** Of the instance, as are key and definition. */
  readonly businessKey?: string;
  readonly key?: string;
  readonly definitionId?: string;
  readonly elementId?: string;
  readonly code?: string;
  readonly open?: boolean;
  readonly limit: number;
  readonly cursor?: string;
}
/** `visibleTo` limits the list to what a person may see: their own and their groups' tasks. Sorted by urgencyAt, then createdAt. */
export interface TaskQuery {
  readonly assignee?: string;
  readonly unassigned?: boolean;
  readonly candidateGroups?: readonly string[];
  readonly visibleTo?: {
    readonly userId: string;
    readonly groups: readonly string[];
    /** Absent people whom the person stands in for: what they may do is seen too. Their groups are among `groups`. */
    readonly alsoFor?: readonly string[];
  };
  /** Copied to a person (抄送), followed by one (关注): with these, `visibleTo` does not narrow. */
  readonly copiedTo?: string;
  readonly followedBy?: string;
  readonly instanceId?: string;
  readonly businessKey?: string;
  readonly completedBy?: string;
  readonly state?: UserTaskRow['state'];
  /** `text`, in small letters, is in the name or the business key (capital or small there), or the business key is one of these. */
  readonly words?: KeyWords;
  /** Epoch ms: urgencyAt, or dueAt where there is none, is before. */
  readonly dueBefore?: number;
  readonly limit: number;
  readonly cursor?: string;
}
