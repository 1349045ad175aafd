import type { HistoryEntry, InstanceMode, SignerPosition, Variables } from '@pledge/engine';

/** Rows of the engine's tables as the runtime sees them. Instants are epoch ms (UTC), ids 36 characters (design D5). */
export interface InstanceRow {
  readonly id: string;
  readonly definitionId: string;
  readonly definitionKey: string;
  readonly businessKey: string | null;
  readonly rootInstanceId: string;
  readonly parentInstanceId: string | null;
  readonly parentCallId: string | null;
  readonly mode: InstanceMode;
  readonly status: 'active' | 'completed' | 'cancelled' | 'suspended';
  /** Open incidents; above 0 the API shows `state: incident`. */
  readonly incidentCount: number;
  /** `InstanceState` as JSON text: the truth for the engine. */
  readonly state: string;
  readonly revision: number;
  readonly startedAt: number;
  readonly endedAt: number | null;
}

export interface UserTaskRow {
  readonly id: string;
  readonly instanceId: string;
  readonly definitionId: string;
  readonly definitionKey: string;
  readonly elementId: string;
  readonly elementInstanceId: string;
  readonly name: string;
  readonly state: 'open' | 'completed' | 'cancelled';
  readonly assignee: string | null;
  /** Delegated: who gets it back when the delegate is done. */
  readonly owner: string | null;
  /** The task of an added signer (加签): where that one stands to the holder. */
  readonly duty: SignerPosition | null;
  /** Signers before the holder have to sign first: it cannot be completed yet. */
  readonly held: boolean;
  readonly candidateGroups: readonly string[];
  readonly candidateUsers: readonly string[];
  readonly formId: string | null;
  readonly requires: readonly string[];
  /** Business key of the root instance: the case number (contracts: `caseNumber`). */
  readonly businessKey: string | null;
  readonly mode: InstanceMode;
  readonly priority: number;
  readonly dueAt: number | null;
  readonly followUpAt: number | null;
  /** When the earliest unmet promise of the case runs out; the inbox sorts by it (design section 7). */
  readonly urgencyAt: number | null;
  readonly draft: Variables | null;
  readonly createdAt: number;
  readonly endedAt: number | null;
  readonly completedBy: string | null;
}

/** Columns of an open task that people change. */
export type TaskChange = Partial<Pick<UserTaskRow, 'owner' | 'held' | 'dueAt' | 'followUpAt' | 'priority' | 'draft'>>;

/** Somebody who sees a task without having to do it: copied (抄送), or by own wish (关注). */
export interface TaskWatcherRow {
  readonly taskId: string;
  readonly kind: 'copied' | 'following';
  readonly username: string;
}
export interface TaskCommentRow {
  readonly id: string;
  readonly taskId: string;
  readonly instanceId: string;
  readonly author: string;
  readonly onBehalfOf: string | null;
  readonly text: string;
  /** Usernames. */
  readonly mentions: readonly string[];
  readonly createdAt: number;
}
/** Who has seen a task, and when first. */
export interface TaskReadRow {
  readonly taskId: string;
  readonly username: string;
  readonly readAt: number;
}

/**
 * One table for everything that is due: service tasks, timers, what crosses instances, and what features schedule
 * (design D8). `lockToken` is the fencing token: settling a job needs the token of the lease that ran it.
 */
export interface JobRow {
  readonly id: string;
  readonly type: JobType;
  /** Delegate name of a `service-task`, handler name of a `feature` job; else ''. */
  readonly name: string;
  readonly instanceId: string | null;
  /** What it is about: element id, timer's element, promise clock id … Unique per (type, name, ref) for feature jobs. */
  readonly ref: string | null;
  readonly dueAt: number;
  readonly createdAt: number;
  readonly retriesLeft: number;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly mode: InstanceMode;
  /** `suspended`: came due while its instance was suspended, waits until that is resumed. */
  readonly state: 'waiting' | 'failed' | 'suspended';
  readonly lockOwner: string | null;
  readonly lockedUntil: number | null;
  readonly lockToken: number;
  readonly lastError: string | null;
}
export type JobType =
  | 'service-task'
  | 'timer'
  | 'start-timer'
  | 'start-instance'
  | 'start-child'
  | 'cancel-child'
  | 'child-ended'
  | 'publish-message'
  | 'broadcast-signal'
  | 'record-event'
  | 'feature';

/** An open wait for a message or signal, or (instanceId null) a start event of the latest definition of a key. */
export interface SubscriptionRow {
  readonly id: string;
  readonly kind: 'message' | 'signal';
  readonly name: string;
  readonly correlationKey: string | null;
  readonly instanceId: string | null;
  readonly definitionId: string | null;
  readonly elementId: string;
  readonly mode: InstanceMode;
  readonly createdAt: number;
}
export interface MessageRow {
  /** The publisher's `messageId`: publishing it again before `expiresAt` changes nothing. */
  readonly id: string;
  readonly name: string;
  readonly correlationKey: string | null;
  readonly variables: Variables;
  readonly mode: InstanceMode;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly state: 'buffered' | 'correlated' | 'expired';
  readonly instanceId: string | null;
}
export interface IncidentRow {
  readonly id: string;
  readonly instanceId: string | null;
  readonly jobId: string | null;
  readonly elementId: string | null;
  readonly code: string;
  readonly message: string;
  readonly createdAt: number;
  readonly resolvedAt: number | null;
}
export interface HistoryRow extends HistoryEntry {
  readonly instanceId: string;
}
export interface DeploymentRow {
  readonly id: string;
  readonly name: string;
  readonly source: ResourceSource;
  readonly deployedBy: string;
  readonly deployedAt: number;
}
/** D9: what an administrator made is never replaced by a shipped file. */
export type ResourceSource = 'shipped' | 'administrator';

export interface DefinitionRow {
  readonly id: string;
  readonly deploymentId: string;
  readonly key: string;
  readonly version: number;
  readonly name: string;
  readonly resourceName: string;
  readonly xml: string;
  readonly hash: string;
  readonly source: ResourceSource;
  /**
   * Neither of the others starts new instances. `blocked`: it names something this build does not know (D9); `suspended`:
   * by an operator. `blockedReason` says why.
   */
  readonly status: 'active' | 'blocked' | 'suspended';
  readonly blockedReason: string | null;
  readonly findings: readonly unknown[];
  readonly deployedAt: number;
}
/** A deployed form, decision, template or service rule. `key` is the form id, decision id, template name or rule key. */
export interface ResourceRow {
  readonly id: string;
  readonly deploymentId: string;
  readonly kind: 'form' | 'decision' | 'template' | 'rule';
  readonly key: string;
  readonly version: number;
  readonly name: string;
  readonly content: string;
  readonly hash: string;
  readonly source: ResourceSource;
  readonly deployedAt: number;
}
/** What an instance is about, written by delegates only; guards read it (design section 6). */
export interface SubjectRow {
  readonly instanceId: string;
  readonly kind: string;
  readonly id: string;
}
/** Stored answer of a write, scoped to user and route, kept 24 h (contracts, HTTP). */
export interface IdempotencyRow {
  readonly scope: string;
  readonly key: string;
  readonly bodyHash: string;
  readonly status: number | null;
  readonly response: string | null;
  readonly createdAt: number;
}
