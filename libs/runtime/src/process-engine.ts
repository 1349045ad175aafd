import type { Actor, CalendarsByName, InstanceMode, ProcessDefinition, Variables } from '@pledge/engine';
import type { BusinessCalendar } from '@pledge/time';
import type { TaskOperation } from './commands/human-commands.js';
import type { BackResult, ReturnRequest, ReturnTarget, WithdrawRequest } from './commands/way-back.js';
import type { Delegate, FeatureJobHandler } from './delegates/delegate.js';
import type { Guard } from './guards/guard.js';
import type { OperationMethods } from './operations/operation-methods.js';
import type { IncidentQuery, InstanceQuery, JobQuery, Page, TaskQuery } from './ports/engine-store.js';
import type {
  DefinitionRow,
  DeploymentRow,
  HistoryRow,
  IncidentRow,
  InstanceRow,
  JobRow,
  MessageRow,
  ResourceRow,
  ResourceSource,
  SubjectRow,
  TaskCommentRow,
  TaskReadRow,
  TaskWatcherRow,
  UserTaskRow,
} from './ports/rows.js';
import type { Transaction } from './ports/unit-of-work.js';

/** A problem of a deployed file, or a remark on it. Both languages travel, the reader chooses. */
export interface Finding {
  readonly severity: 'error' | 'warning' | 'info';
  readonly resource: string;
  readonly elementId?: string;
  /** Stable rule name, for example `bpmn/end-event-no-outgoing`. */
  readonly rule: string;
  readonly message: { readonly zh: string; readonly en: string };
  /** Clause of the specification, or a catalogue id. */
  readonly clause?: string;
  /** What stands behind the remark, as JSON: the trace of a second opinion. */
  readonly detail?: unknown;
}
/** Asked about every process that an administrator deploys, before anything is stored; its findings never refuse. */
export type DeploymentReview = (process: {
  readonly key: string;
  readonly xml: string;
  readonly resource: string;
}) => Promise<readonly Finding[]>;

/** Asked about every process that an administrator checks or deploys, so it has to be quick; its findings never refuse. */
export type ProcessCheck = (definition: ProcessDefinition) => readonly Omit<Finding, 'resource'>[];

/**
 * Asked about every template of a deployment, shipped or not, before anything is stored: an `error` refuses the deployment.
 * `files`: name below the template's folder (`print.hbs`, `en/subject.hbs`) → text.
 */
export type TemplateCheck = (template: {
  readonly key: string;
  readonly files: Readonly<Record<string, string>>;
}) => readonly Finding[];

/** A service rule as it is stored: JSON text. */
export interface StoredRule {
  readonly key: string;
  readonly content: string;
  /** Name of its file where it is part of the deployment; null: it was deployed before. */
  readonly resource: string | null;
}
/**
 * What service rules say of processes. Asked of an administrator's deployment and of a dry run: an `error` refuses. A shipped
 * rule is only read (`read`).
 */
export interface RuleCheck {
  /** What is wrong with the rule by itself. */
  read(rule: { readonly key: string; readonly content: string; readonly resource: string }): readonly Finding[];
  /**
   * @param asked.files file name by key of each process of the deployment
   * @param asked.processes newest versions of all processes by key, those of the deployment included; `rules` likewise
   */
  check(asked: {
    readonly files: ReadonlyMap<string, string>;
    readonly processes: ReadonlyMap<string, ProcessDefinition>;
    readonly rules: readonly StoredRule[];
  }): readonly Finding[];
}

export interface DeployRequest {
  readonly name: string;
  readonly resources: readonly { readonly name: string; readonly content: string }[];
  readonly source: ResourceSource;
  readonly deployedBy: string;
  readonly dryRun?: boolean;
}
export interface DeployResult {
  /** null for a dry run. */
  readonly id: string | null;
  readonly definitions: readonly { readonly id: string; readonly key: string; readonly version: number }[];
  readonly resources: readonly { readonly kind: ResourceRow['kind']; readonly key: string; readonly version: number }[];
  readonly findings: readonly Finding[];
}
export interface StartRequest {
  readonly key?: string;
  readonly definitionId?: string;
  readonly businessKey?: string;
  readonly variables?: Variables;
  readonly mode?: InstanceMode;
  readonly actor: Actor;
  readonly idempotency?: IdempotencyClaim;
}
/** Carried by a write so that key and answer are stored in the command's own transaction (contracts, HTTP). */
export interface IdempotencyClaim {
  readonly scope: string;
  readonly key: string;
  readonly bodyHash: string;
  /** Status of the answer to be stored; the body is made from the result by `render`. */
  readonly status: number;
  render(result: unknown): unknown;
}
export interface MessageRequest {
  readonly name: string;
  readonly correlationKey?: string;
  readonly variables?: Variables;
  readonly messageId?: string;
  /** ISO 8601 duration, default PT1H. */
  readonly timeToLive?: string;
  readonly mode?: InstanceMode;
}
export interface MessageResult {
  readonly id: string;
  readonly state: MessageRow['state'];
  readonly processInstanceId?: string;
}
/** What an activity instance of a live instance looks like from outside. */
export interface ActiveElement {
  readonly elementId: string;
  readonly elementInstanceId: string;
  readonly elementType: string;
  readonly name?: string;
}
export interface InstanceView {
  readonly row: InstanceRow;
  readonly activeElements: readonly ActiveElement[];
  readonly variables: Variables;
}
/** Told after every commit, for live events: never awaited by the answer. */
export interface CommittedChange {
  readonly kind: 'instance' | 'task' | 'incident' | 'job';
  readonly id: string;
  readonly instanceId: string | null;
  readonly businessKey: string | null;
  readonly change: string;
}

/** Where a start remembers what the check of stored definitions looked at: one text under one name. */
export interface CheckMemory {
  read(): Promise<string | null>;
  write(fingerprint: string): Promise<void>;
}

/**
 * The façade that features and HTTP use. Every method that changes something answers after its own commit, so none of them
 * may be awaited inside a unit of work: there, use the methods that take `tx`.
 */
export interface ProcessEngine extends OperationMethods {
  deploy(request: DeployRequest): Promise<DeployResult>;
  startInstance(request: StartRequest): Promise<InstanceRow>;
  /** @returns what changed in the row: completed, or, of a delegated task, with its owner again. */
  completeTask(
    taskId: string,
    variables: Variables,
    actor: Actor,
    idempotency?: IdempotencyClaim,
  ): Promise<Partial<UserTaskRow>>;
  claimTask(taskId: string, assignee: string, actor: Actor, idempotency?: IdempotencyClaim): Promise<void>;
  /** @returns what changed in the row: with nobody, or, of a delegated task, with its owner again. */
  unclaimTask(taskId: string, actor: Actor): Promise<Partial<UserTaskRow>>;
  /**
   * Delegates, transfers, copies, comments, changes, reminds, adds or removes signers. @returns what changed in the row
   * @throws Problem TASK_UNKNOWN, TASK_NOT_OPEN, TASK_NOT_ASSIGNEE, GUARD_VETOED, TASK_SAME_USER, SIGNER_PRESENT, …
   */
  operateTask(command: TaskOperation, idempotency?: IdempotencyClaim): Promise<Partial<UserTaskRow>>;
  /**
   * 退回 to a user task that the instance has passed.
   * @throws Problem TASK_UNKNOWN, TASK_NOT_OPEN, TASK_NOT_ASSIGNEE, RETURN_NOT_PASSED, RETURN_NOT_BEFORE, GUARD_VETOED, …
   */
  returnTask(request: ReturnRequest, actor: Actor, idempotency?: IdempotencyClaim): Promise<BackResult>;
  /** Where the task may go back to, the one completed last first. @throws Problem TASK_UNKNOWN, TASK_NOT_OPEN */
  returnTargets(taskId: string, actor: Actor): Promise<ReturnTarget[]>;
  /** Whether `withdrawTask` would be done now; guards are not asked. */
  mayWithdraw(taskId: string, actor: Actor): Promise<boolean>;
  /**
   * 撤回 of a completed task while nobody has touched what came of it.
   * @throws Problem TASK_UNKNOWN, WITHDRAW_NOT_COMPLETER, WITHDRAW_TOUCHED, WITHDRAW_NOT_POSSIBLE, GUARD_VETOED
   */
  withdrawTask(
    taskId: string,
    request: WithdrawRequest,
    actor: Actor,
    idempotency?: IdempotencyClaim,
  ): Promise<BackResult>;
  saveDraft(taskId: string, variables: Variables): Promise<void>;
  followTask(taskId: string, username: string, on: boolean): Promise<void>;
  /** Of an unknown task nothing is kept. */
  markTaskRead(taskId: string, username: string): Promise<void>;
  publishMessage(request: MessageRequest): Promise<MessageResult>;
  /** Every open catch and start of the name hears it, each in its own mode. */
  broadcastSignal(
    request: { name: string; variables?: Variables; mode?: InstanceMode },
    idempotency?: IdempotencyClaim,
  ): Promise<{ id: string }>;
  cancelInstance(instanceId: string, reason: string, actor: Actor): Promise<void>;
  /**
   * Stops an instance where it stands; timers and other jobs that come due meanwhile wait until it is resumed.
   * @throws Problem INSTANCE_UNKNOWN, INSTANCE_ENDED, INSTANCE_SUSPENDED
   */
  suspendInstance(instanceId: string, reason: string, actor: Actor): Promise<void>;
  /** @throws Problem INSTANCE_UNKNOWN, INSTANCE_ENDED, INSTANCE_NOT_SUSPENDED */
  resumeInstance(instanceId: string, reason: string, actor: Actor): Promise<void>;
  setVariables(instanceId: string, variables: Variables, actor: Actor): Promise<void>;
  retryIncident(incidentId: string, actor: Actor, variables?: Variables): Promise<void>;

  /** For features, inside their own unit of work: leaves as a job, arrives as a command after commit. */
  startInstanceLater(tx: Transaction, request: StartRequest & { readonly instanceId: string }): Promise<void>;
  publishMessageLater(tx: Transaction, request: MessageRequest): Promise<void>;
  /** Due rows of features: replaces the one with the same (name, ref). */
  schedule(
    tx: Transaction,
    job: {
      name: string;
      ref: string;
      dueAt: number;
      payload?: Record<string, unknown>;
      mode?: InstanceMode;
      retries?: number;
    },
  ): Promise<void>;
  unschedule(tx: Transaction, name: string, refs: readonly string[]): Promise<void>;
  setUrgency(tx: Transaction, businessKey: string, urgencyAt: number | null): Promise<void>;
  bindSubject(tx: Transaction, subject: SubjectRow): Promise<void>;

  // registration, before `start()`
  registerDelegate(jobType: string, delegate: Delegate): void;
  registerFeatureJob(name: string, handler: FeatureJobHandler): void;
  /** Receives `record-event` effects: one handler, the cases feature. */
  registerGuard(name: string, guard: Guard): void;
  /** Where the calendars of working-time timers (`pledge:calendar`) come from; asked in every step, so it must not wait. */
  registerCalendars(find: CalendarsByName): void;
  /** The calendar that timers of this name count in, or undefined. */
  calendar(name: string): BusinessCalendar | undefined;
  onCommitted(listener: (changes: readonly CommittedChange[]) => void): void;

  /** Runs due jobs now (poller, after-commit nudge). Resolves with the number of jobs run. */
  runDueJobs(): Promise<number>;
  /** Resolves true when no job that is due is waiting or running (contracts: `settled`), false after the timeout in ms of system time. */
  settled(timeoutMs: number): Promise<boolean>;
  /**
   * Moves a virtual clock to `instant` (epoch ms) from due job to due job, in order; the number of jobs run. Returns when
   * nothing is due and no job runs. Throws `Problem` CLOCK_NOT_VIRTUAL with any other clock.
   */
  advanceTo(instant: number): Promise<number>;
  /**
   * Takes jobs, and blocks stored definitions that name what this build lacks (D9); `ready` tells when that is done. With
   * a `memory` that outlives the process, definitions that were found to be whole are not read again.
   */
  start(memory?: CheckMemory): void;
  ready(): Promise<void>;
  /** Why readiness says `degraded`: one plain line per blocked definition; empty when all is well. */
  degraded(): readonly string[];
  /** Stops taking jobs and waits for the running ones. */
  stop(): Promise<void>;

  // queries
  findInstance(id: string): Promise<InstanceView | null>;
  listInstances(q: InstanceQuery): Promise<Page<InstanceRow>>;
  history(instanceId: string, q?: { afterSeq?: number; limit?: number }): Promise<HistoryRow[]>;
  findTask(id: string): Promise<UserTaskRow | null>;
  listTasks(q: TaskQuery): Promise<Page<UserTaskRow>>;
  taskComments(taskId: string): Promise<TaskCommentRow[]>;
  taskWatchers(taskId: string): Promise<TaskWatcherRow[]>;
  taskReadMarks(q: { taskIds: readonly string[]; username?: string }): Promise<TaskReadRow[]>;
  /** English name of the step in the version that the task belongs to (`pledge:label.en`, design D2); null where it has none. */
  taskNameEn(task: Pick<UserTaskRow, 'definitionId' | 'elementId'>): Promise<string | null>;
  /** Form schema (form-js JSON) bound to the task, with the variables it shows; null when the task has no form. */
  taskForm(taskId: string): Promise<{ schema: unknown; variables: Variables } | null>;
  findDefinition(id: string): Promise<DefinitionRow | null>;
  latestDefinition(key: string): Promise<DefinitionRow | null>;
  listDefinitions(q: { key?: string; latestOnly?: boolean }): Promise<DefinitionRow[]>;
  listResources(kind: ResourceRow['kind']): Promise<ResourceRow[]>;
  latestResource(kind: ResourceRow['kind'], key: string): Promise<ResourceRow | null>;
  /** Every version of one resource, newest first. */
  listResourceVersions(kind: ResourceRow['kind'], key: string): Promise<ResourceRow[]>;
  /** Who deployed, and when; those of the ids that exist, in any order. */
  findDeployments(ids: readonly string[]): Promise<DeploymentRow[]>;
  evaluateDecision(key: string, variables: Variables): Promise<{ result: unknown; matchedRules: unknown[] }>;
  listJobs(q: JobQuery): Promise<Page<JobRow>>;
  listIncidents(q: IncidentQuery): Promise<Page<IncidentRow>>;
  findIncident(id: string): Promise<IncidentRow | null>;
}
