import type {
  Effect,
  EngineCommand,
  HistoryEntry,
  InstanceState,
  MigrateInstanceCommand,
  MigrationResult,
  StartInstanceCommand,
  StatusCommand,
  StepEnv,
  StepResult,
} from '@pledge/engine';
import { migrateInstance, step } from '@pledge/engine';
import { WriteCollector } from './batch-writes.js';
import type { BoundDefinition } from './definitions/definition-cache.js';
import { applyEffects } from './effects/apply-effect.js';
import { consumeBuffered } from './messages/consume-buffered.js';
import type { InstanceTarget } from './ports/engine-store.js';
import type { InstanceRow } from './ports/rows.js';
import type { Transaction } from './ports/unit-of-work.js';
import type { CommittedChange } from './process-engine.js';
import { ConflictError } from './retry.js';
import type { RuntimeContext } from './runtime-context.js';

/** An instance while a transaction works on it: `row.state` is stale, `state` is the truth. */
export interface WorkingInstance {
  row: InstanceRow;
  state: InstanceState;
  /** Another version after a migration. */
  definition: BoundDefinition;
  readonly inserted: boolean;
  dirty: boolean;
}

export type StepOutcome =
  | { readonly kind: 'stepped'; readonly history: readonly HistoryEntry[]; readonly effects: readonly Effect[] }
  | Extract<StepResult, { kind: 'rejected' }>;

export type StartOutcome =
  { readonly kind: 'started'; readonly instance: WorkingInstance } | Extract<StepOutcome, { kind: 'rejected' }>;

export interface StartInput {
  readonly definition: BoundDefinition;
  readonly command: StartInstanceCommand;
  /** Root of the tree the instance belongs to; itself when absent. */
  readonly rootInstanceId?: string;
}

/**
 * The working set of one transaction: loaded instances, what was stepped, what has to be written. Steps happen in memory;
 * the database is written once, by `flush`.
 */
export class CommandSession {
  /** Product time of every step of this transaction, epoch ms. */
  readonly now: number;
  readonly writes = new WriteCollector();
  readonly changes: CommittedChange[] = [];
  private readonly instances = new Map<string, WorkingInstance>();
  private readonly woken: string[] = [];
  /** Epoch ms by business key, as far as this transaction knows. */
  private readonly urgencies = new Map<string, number | null>();
  private flushed: InstanceRow[] = [];

  constructor(
    readonly context: RuntimeContext,
    readonly tx: Transaction,
    /** Jobs that this transaction carries out. */
    readonly jobIds: readonly string[] = [],
  ) {
    context.jobsOf.set(tx, jobIds);
    context.urgenciesOf.set(tx, this.urgencies);
    this.now = context.clock.now();
  }

  /** One query for all targets; instances that this transaction already holds stay as they are. */
  async load(targets: readonly InstanceTarget[]): Promise<Map<number, WorkingInstance>> {
    const found = new Map<number, WorkingInstance>();
    if (targets.length === 0) return found;
    const rows = await this.context.store.loadInstances(this.tx, targets);
    for (const [index, { caseUrgencyAt, ...row }] of rows) {
      const { businessKey } = row;
      if (businessKey !== null && !this.urgencies.has(businessKey)) this.urgencies.set(businessKey, caseUrgencyAt);
      let working = this.instances.get(row.id);
      if (!working) {
        working = {
          row,
          state: this.context.readState(row.state),
          definition: await this.context.definitions.get(row.definitionId),
          inserted: false,
          dirty: false,
        };
        this.instances.set(row.id, working);
      }
      found.set(index, working);
    }
    return found;
  }

  async loadOne(target: InstanceTarget): Promise<WorkingInstance | null> {
    const known = target.by === 'instance' ? this.instances.get(target.id) : undefined;
    return known ?? (await this.load([target])).get(0) ?? null;
  }

  /** An instance that this transaction holds already. */
  held(instanceId: string): WorkingInstance | undefined {
    return this.instances.get(instanceId);
  }

  /** Steps an instance in memory and gathers its effects. A rejection changes nothing. */
  step(working: WorkingInstance, command: EngineCommand | StatusCommand): StepOutcome {
    const result = step(working.definition.process, working.state, command, this.env());
    if (result.kind === 'rejected') return result;
    this.keep(working, result);
    return { kind: 'stepped', history: result.history, effects: result.effects };
  }

  /** Moves an instance to another version in memory; a dry run keeps nothing of it. */
  migrate(
    working: WorkingInstance,
    target: BoundDefinition,
    command: MigrateInstanceCommand,
    dryRun: boolean,
  ): MigrationResult {
    const source = working.definition.process;
    const result = migrateInstance(source, target.process, working.state, command, this.env());
    if (result.kind === 'rejected' || dryRun) return result;
    working.definition = target;
    working.row = { ...working.row, definitionId: target.row.id };
    this.keep(working, result);
    return result;
  }

  /** What a command would do: nothing of it is kept. */
  preview(working: WorkingInstance, command: EngineCommand): StepResult {
    return step(working.definition.process, working.state, command, this.env());
  }

  /** Starts an instance in memory. */
  start(input: StartInput): StartOutcome {
    const { definition, command } = input;
    const result = step(definition.process, null, command, this.env());
    if (result.kind === 'rejected') return result;
    const working: WorkingInstance = {
      row: {
        id: command.instanceId,
        definitionId: definition.row.id,
        definitionKey: definition.row.key,
        businessKey: command.businessKey ?? null,
        rootInstanceId: input.rootInstanceId ?? command.instanceId,
        parentInstanceId: command.parent?.instanceId ?? null,
        parentCallId: command.parent?.callId ?? null,
        mode: command.mode,
        status: result.state.status,
        incidentCount: 0,
        state: '',
        revision: 0,
        startedAt: this.now,
        endedAt: null,
      },
      state: result.state,
      definition,
      inserted: true,
      dirty: true,
    };
    this.instances.set(working.row.id, working);
    this.tell('instance', working, working.row.id, 'started');
    this.writes.addHistory(result.history.map((entry) => ({ ...entry, instanceId: working.row.id })));
    applyEffects(this, working, result.effects);
    return { kind: 'started', instance: working };
  }

  /** The executor looks at this job after the commit. */
  wake(jobId: string): void {
    this.woken.push(jobId);
  }

  /** Jobs that this transaction made due. */
  dueJobIds(): string[] {
    return [...this.woken, ...this.writes.dueJobs(this.now).map((job) => job.id)];
  }

  tell(kind: CommittedChange['kind'], working: WorkingInstance, id: string, change: string): void {
    this.changes.push({ kind, id, instanceId: working.row.id, businessKey: working.row.businessKey, change });
  }

  /** Delivers buffered messages to the subscriptions just opened; after it the rows are what will be written. */
  async close(): Promise<void> {
    await consumeBuffered(this);
    await this.giveUrgencies();
    this.flushed = [...this.instances.values()]
      .filter((working) => working.dirty)
      .map((working) => {
        working.row = { ...working.row, status: working.state.status, state: JSON.stringify(working.state) };
        return working.row;
      });
  }

  /** Writes everything in one go. Throws `ConflictError` when an instance changed meanwhile: the caller rolls back. */
  async write(): Promise<void> {
    const inserted = this.flushed.filter((row) => this.instances.get(row.id)?.inserted === true);
    const updated = this.flushed.filter((row) => this.instances.get(row.id)?.inserted !== true);
    const result = await this.context.store.writeBatch(this.tx, this.writes.toWrites({ inserted, updated }));
    if (result === 'conflict') throw new ConflictError();
  }

  async flush(): Promise<void> {
    await this.close();
    await this.write();
  }

  /** New tasks take the urgency of their case. Only cases that no loaded instance told of are asked for, all at once. */
  private async giveUrgencies(): Promise<void> {
    const tasks = this.writes.insertedTasks().filter((task) => task.businessKey !== null && task.state === 'open');
    const unknown = new Set(
      tasks.flatMap(({ businessKey: key }) => (key === null || this.urgencies.has(key) ? [] : [key])),
    );
    if (unknown.size > 0) {
      const found = await this.context.store.findUrgencies(this.tx, [...unknown]);
      for (const key of unknown) this.urgencies.set(key, found.get(key) ?? null);
    }
    for (const task of tasks) {
      const urgencyAt = this.urgencies.get(task.businessKey ?? '') ?? null;
      if (urgencyAt !== null) this.writes.insertTask({ ...task, urgencyAt });
    }
  }

  private keep(working: WorkingInstance, result: Extract<StepResult, { kind: 'stepped' }>): void {
    working.state = result.state;
    working.dirty = true;
    this.writes.addHistory(result.history.map((entry) => ({ ...entry, instanceId: working.row.id })));
    applyEffects(this, working, result.effects);
  }

  private env(): StepEnv {
    const { zone, newId, registry } = this.context;
    return { now: this.now, zone, commandId: newId(), calendars: registry.calendar };
  }
}
