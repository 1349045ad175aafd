import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  bindDecisions,
  bindDefinitionId,
  openWaits,
  parseBpmn,
  parseDmn,
  parseForm,
  startTriggers,
  step,
  timerDue,
  validateSubmission,
  variablesAt,
  type DecisionModel,
  type Effect,
  type EngineCommand,
  type Form,
  type InstanceState,
  type ProcessDefinition,
  type Variables,
} from '@pledge/engine';

/** 2026-01-05, a Monday, 09:00 in Shanghai. */
export const SCENARIO_START = Date.UTC(2026, 0, 5, 1);
const ZONE = 'Asia/Shanghai';
/** A model that needs more work than this without time passing is in a circle. */
const MAX_WORK = 10_000;

/** Processes with their forms and decisions, as they lie in a folder. */
export interface Shipment {
  readonly definitions: ReadonlyMap<string, ProcessDefinition>;
  readonly forms: ReadonlyMap<string, Form>;
}

/**
 * Reads every model, form and decision below a folder.
 * @throws Error naming the file, when one of them cannot be read without a complaint.
 */
export async function loadShipment(folder: string): Promise<Shipment> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const forms = new Map<string, Form>();
  const decisions = new Map<string, DecisionModel>();
  const definitions = new Map<string, ProcessDefinition>();
  for (const name of files.filter((file) => file.endsWith('.form.json'))) {
    const parsed = parseForm(read(name));
    if (!parsed.ok) throw new Error(`${name}: ${JSON.stringify(parsed.findings)}`);
    forms.set(parsed.form.id, parsed.form);
  }
  for (const name of files.filter((file) => file.endsWith('.dmn'))) {
    const parsed = await parseDmn(read(name));
    if (!parsed.ok) throw new Error(`${name}: ${JSON.stringify(parsed.findings)}`);
    for (const id of parsed.model.decisions.keys()) decisions.set(id, parsed.model);
  }
  for (const name of files.filter((file) => file.endsWith('.bpmn'))) {
    const parsed = await parseBpmn(read(name));
    if (parsed.findings.length > 0) throw new Error(`${name}: ${JSON.stringify(parsed.findings)}`);
    for (const each of parsed.definitions) {
      definitions.set(each.key, bindDecisions(bindDefinitionId(each, each.key), decisions));
    }
  }
  return { definitions, forms };
}

/** A job that a delegate would serve. */
export interface ScenarioJob {
  readonly jobType: string;
  readonly elementId: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly variables: Variables;
}
/** Thrown by a scenario's delegate for a modelled error, as `BpmnError` by a real one. */
export class ScenarioError extends Error {
  constructor(
    readonly errorCode: string,
    readonly variables: Variables = {},
  ) {
    super(errorCode);
    this.name = 'ScenarioError';
  }
}
/** Stands for a delegate: the variables it answers with. */
export type ScenarioDelegate = (job: ScenarioJob) => Variables | void;

export interface ScenarioTask {
  readonly instanceId: string;
  readonly taskId: string;
  readonly elementId: string;
  readonly name: string;
  readonly assignee?: string;
  readonly candidateGroups: readonly string[];
  readonly formId?: string;
  readonly variables: Variables;
}
export interface RecordedEvent {
  readonly type: string;
  readonly elementId: string;
  /** Epoch ms. */
  readonly occurredAt: number;
  readonly recordedAt: number;
}

interface Instance {
  readonly definition: ProcessDefinition;
  state: InstanceState;
}
type EffectOf<T extends Effect['type']> = Extract<Effect, { type: T }>;

/**
 * Runs shipped processes on the real `step` with a virtual clock: people act by element id, delegates are functions by
 * job type, called processes, messages and timers run for real. Every state goes through JSON after each step, and every
 * submitted form is checked as the server does.
 */
export class ProcessScenario {
  now = SCENARIO_START;
  readonly events: RecordedEvent[] = [];
  readonly jobs: ScenarioJob[] = [];
  readonly incidents: { readonly code: string; readonly elementId: string; readonly message: string }[] = [];
  /** Messages that nobody waited for, with the variables they carried. */
  readonly buffered: { readonly name: string; readonly key: string | undefined; readonly variables: Variables }[] = [];
  private readonly instances = new Map<string, Instance>();
  private readonly tasks = new Map<
    string,
    { readonly instanceId: string; readonly effect: EffectOf<'create-user-task'> }
  >();
  private readonly timers = new Map<string, { readonly instanceId: string; readonly dueAt: number }>();
  private readonly subscriptions = new Map<
    string,
    { readonly instanceId: string; readonly effect: EffectOf<'open-subscription'> }
  >();
  private readonly openJobs = new Map<
    string,
    { readonly instanceId: string; readonly effect: EffectOf<'enqueue-job'> }
  >();
  private readonly work: (() => void)[] = [];
  private counter = 0;

  /**
   * @param taken gathers the sequence flows taken, as `process key/flow id`; hand the same set to several scenarios.
   */
  constructor(
    private readonly shipment: Shipment,
    private readonly delegates: Readonly<Record<string, ScenarioDelegate>>,
    private readonly taken: Set<string> = new Set(),
  ) {}

  /** Starts a process with its none start event. @returns the id of the instance. */
  start(key: string, variables: Variables = {}, businessKey?: string): string {
    const instanceId = this.newId();
    const more = businessKey === undefined ? {} : { businessKey };
    this.step(instanceId, key, { type: 'start-instance', instanceId, mode: 'live', variables, ...more });
    this.drain();
    return instanceId;
  }

  /** Publishes a message: to the oldest wait of its key, else to a start event, else it is kept. */
  publish(name: string, key: string | undefined, variables: Variables = {}): this {
    this.correlate(name, key, variables);
    this.drain();
    return this;
  }

  /** Completes the one open task of an element, as its assignee, with checked form contents. @throws Error naming every fault of the form. */
  complete(elementId: string, values: Variables = {}, user?: string): this {
    const task = this.task(elementId);
    const form = task.formId === undefined ? undefined : this.shipment.forms.get(task.formId);
    let variables = values;
    if (form !== undefined) {
      const checked = validateSubmission(form, values, { variables: task.variables, now: this.now, zone: ZONE });
      if (!checked.ok) throw new Error(`${elementId}: ${checked.errors.map((error) => error.message.en).join(' ')}`);
      variables = checked.values;
    }
    this.send(task.instanceId, {
      type: 'complete-task',
      taskId: task.taskId,
      variables,
      actor: { userId: user ?? task.assignee ?? 'somebody' },
    });
    this.drain();
    return this;
  }

  /** Lets time pass; timers fire in the order in which they are due. @param duration ISO 8601. */
  advance(duration: string): this {
    const until = timerDue('duration', duration, this.now, ZONE);
    if (!until.ok) throw new Error(until.message);
    for (let next = this.nextTimer(until.dueAt); next !== undefined; next = this.nextTimer(until.dueAt)) {
      const [timerId, { instanceId, dueAt }] = next;
      this.now = Math.max(this.now, dueAt);
      this.timers.delete(timerId);
      this.send(instanceId, { type: 'trigger-timer', timerId });
      this.drain();
    }
    this.now = until.dueAt;
    return this;
  }

  /** @throws Error unless exactly one task of this element is open. */
  task(elementId: string): ScenarioTask {
    const found = this.openTasks().filter((task) => task.elementId === elementId);
    const [task] = found;
    if (task === undefined || found.length > 1)
      throw new Error(`${found.length} open tasks of ${elementId}; open: ${this.waiting().join(', ')}`);
    return task;
  }

  openTasks(): ScenarioTask[] {
    return [...this.tasks].map(([taskId, { instanceId, effect }]) => ({
      instanceId,
      taskId,
      elementId: effect.elementId,
      name: effect.name,
      candidateGroups: effect.candidateGroups,
      variables: variablesAt(this.instance(instanceId).state, effect.elementInstanceId),
      ...(effect.assignee === undefined ? {} : { assignee: effect.assignee }),
      ...(effect.formId === undefined ? {} : { formId: effect.formId }),
    }));
  }

  /** Elements with an open task, in the order in which they were opened. */
  waiting(): string[] {
    return [...this.tasks.values()].map(({ effect }) => effect.elementId);
  }

  /** Status of every instance of a process, oldest first. */
  statusOf(key: string): InstanceState['status'][] {
    return [...this.instances.values()]
      .filter(({ definition }) => definition.key === key)
      .map(({ state }) => state.status);
  }
  variablesOf(key: string): Variables {
    return [...this.instances.values()].findLast(({ definition }) => definition.key === key)?.state.variables ?? {};
  }
  eventTypes(): string[] {
    return this.events.map((event) => event.type);
  }
  jobsOf(jobType: string): ScenarioJob[] {
    return this.jobs.filter((job) => job.jobType === jobType);
  }

  private nextTimer(until: number): [string, { readonly instanceId: string; readonly dueAt: number }] | undefined {
    return [...this.timers].filter(([, timer]) => timer.dueAt <= until).sort(([, a], [, b]) => a.dueAt - b.dueAt)[0];
  }

  private send(instanceId: string, command: EngineCommand): void {
    this.step(instanceId, this.instance(instanceId).definition.key, command);
  }

  private step(instanceId: string, key: string, command: EngineCommand): void {
    const definition = this.shipment.definitions.get(key);
    if (definition === undefined) throw new Error(`there is no process ${key}`);
    const before = this.instances.get(instanceId)?.state ?? null;
    const result = step(definition, before, command, { now: this.now, zone: ZONE, commandId: this.newId() });
    if (result.kind === 'rejected') throw new Error(`${command.type} was rejected: ${result.code} ${result.detail}`);
    this.instances.set(instanceId, { definition, state: JSON.parse(JSON.stringify(result.state)) as InstanceState });
    for (const entry of result.history) if (entry.type === 'flow-taken') this.taken.add(`${key}/${entry.elementId}`);
    for (const effect of result.effects) this.apply(instanceId, effect);
  }

  private apply(instanceId: string, effect: Effect): void {
    switch (effect.type) {
      case 'create-user-task':
        this.tasks.set(effect.taskId, { instanceId, effect });
        break;
      case 'complete-user-task':
      case 'cancel-user-task':
        this.tasks.delete(effect.taskId);
        break;
      case 'enqueue-job':
        this.openJobs.set(effect.jobId, { instanceId, effect });
        this.work.push(() => this.runJob(effect.jobId));
        break;
      case 'cancel-job':
        this.openJobs.delete(effect.jobId);
        break;
      case 'schedule-timer':
        this.timers.set(effect.timerId, { instanceId, dueAt: effect.dueAt });
        break;
      case 'cancel-timer':
        this.timers.delete(effect.timerId);
        break;
      case 'open-subscription':
        this.subscriptions.set(effect.subscriptionId, { instanceId, effect });
        break;
      case 'close-subscription':
        this.subscriptions.delete(effect.subscriptionId);
        break;
      case 'start-child':
        this.work.push(() => this.startChild(instanceId, effect));
        break;
      case 'cancel-child':
        this.work.push(() => this.cancel(effect.childInstanceId));
        break;
      case 'publish-message':
        this.work.push(() => this.correlate(effect.name, effect.correlationKey, effect.variables));
        break;
      case 'propagate-escalation':
        this.work.push(() => this.escalated(effect));
        break;
      case 'record-event':
        this.events.push({
          type: effect.eventType,
          elementId: effect.elementId,
          occurredAt: effect.occurredAt,
          recordedAt: this.now,
        });
        break;
      case 'raise-incident':
        this.incidents.push({ code: effect.code, elementId: effect.elementId, message: effect.message });
        break;
      case 'end-instance':
        this.work.push(() => this.ended(instanceId, effect));
        break;
      case 'update-user-task':
      case 'change-user-task':
      case 'copy-user-task':
      case 'comment-user-task':
      case 'notify-people':
      case 'relabel-wait':
      case 'broadcast-signal':
      case 'resolve-incident':
        break;
    }
  }

  private drain(): void {
    for (let done = 0; this.work.length > 0; done++) {
      if (done > MAX_WORK) throw new Error(`no end of work: ${this.waiting().join(', ')}`);
      this.work.shift()?.();
    }
    if (this.incidents.length > 0) throw new Error(`incident: ${JSON.stringify(this.incidents)}`);
  }

  private runJob(jobId: string): void {
    const open = this.openJobs.get(jobId);
    if (open === undefined) return;
    this.openJobs.delete(jobId);
    const { jobType, elementId, headers, variables } = open.effect;
    const delegate = this.delegates[jobType];
    if (delegate === undefined) throw new Error(`the scenario has no delegate ${jobType}`);
    const job: ScenarioJob = { jobType, elementId, headers, variables };
    this.jobs.push(job);
    this.send(open.instanceId, commandOf(jobId, delegate, job));
  }

  private startChild(parentId: string, effect: EffectOf<'start-child'>): void {
    this.step(effect.childInstanceId, effect.processKey, {
      type: 'start-instance',
      instanceId: effect.childInstanceId,
      mode: effect.mode,
      variables: effect.variables,
      parent: { instanceId: parentId, callId: effect.callId },
      ...(effect.businessKey === undefined ? {} : { businessKey: effect.businessKey }),
    });
  }

  private cancel(instanceId: string): void {
    if (this.instances.get(instanceId)?.state.status !== 'active') return;
    this.send(instanceId, { type: 'cancel-instance', reason: 'the caller was cancelled', actor: { userId: 'system' } });
  }

  private ended(instanceId: string, effect: EffectOf<'end-instance'>): void {
    this.forget(instanceId);
    const { parent, error } = effect;
    if (parent === undefined || this.instance(parent.instanceId).state.status !== 'active') return;
    if (effect.state === 'cancelled' && error === undefined) return;
    const outcome =
      error === undefined
        ? { kind: 'completed' as const, variables: effect.variables }
        : { kind: 'error' as const, ...error, variables: effect.variables };
    this.send(parent.instanceId, { type: 'child-ended', callId: parent.callId, outcome });
  }

  private escalated({ parent, escalationCode, variables }: EffectOf<'propagate-escalation'>): void {
    if (this.instance(parent.instanceId).state.status !== 'active') return;
    const outcome = { kind: 'escalation' as const, escalationCode, variables };
    this.send(parent.instanceId, { type: 'child-ended', callId: parent.callId, outcome });
  }

  /** @throws Error when an ended instance left something open behind: the engine must have closed it. */
  private forget(instanceId: string): void {
    const left = [this.tasks, this.openJobs, this.timers, this.subscriptions].flatMap((map) =>
      [...map].filter(([, entry]) => entry.instanceId === instanceId).map(([id]) => id),
    );
    if (left.length > 0 || openWaits(this.instance(instanceId).state).length > 0)
      throw new Error(`${instanceId} ended and left ${left.join(', ')} open`);
  }

  private correlate(name: string, key: string | undefined, variables: Variables): void {
    const waiting = [...this.subscriptions].find(
      ([, { effect }]) =>
        effect.kind === 'message' &&
        effect.name === name &&
        (effect.correlationKey === undefined || effect.correlationKey === key),
    );
    if (waiting !== undefined) {
      const [subscriptionId, { instanceId }] = waiting;
      this.send(instanceId, { type: 'deliver-message', subscriptionId, messageName: name, variables });
      return;
    }
    for (const definition of this.shipment.definitions.values()) {
      const trigger = startTriggers(definition, this.now, ZONE).find(
        (each) => each.kind === 'message' && each.name === name,
      );
      if (trigger === undefined) continue;
      const instanceId = this.newId();
      const more = key === undefined ? {} : { businessKey: key };
      const startEventId = trigger.elementId;
      this.step(instanceId, definition.key, {
        type: 'start-instance',
        instanceId,
        mode: 'live',
        variables,
        startEventId,
        ...more,
      });
      return;
    }
    this.buffered.push({ name, key, variables });
  }

  private instance(instanceId: string): Instance {
    const instance = this.instances.get(instanceId);
    if (instance === undefined) throw new Error(`there is no instance ${instanceId}`);
    return instance;
  }

  private newId(): string {
    this.counter += 1;
    return `019b8b00-0000-7000-8000-${(this.counter * 0x10000).toString(16).padStart(12, '0')}`;
  }
}

function commandOf(jobId: string, delegate: ScenarioDelegate, job: ScenarioJob): EngineCommand {
  try {
    return { type: 'complete-job', jobId, variables: delegate(job) ?? {} };
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    const { errorCode, message, variables } = error;
    return { type: 'throw-job-error', jobId, errorCode, message, variables };
  }
}

/** Flows of a process that no scenario took: the name to put into a failure. */
export function untakenFlows(shipment: Shipment, key: string, taken: ReadonlySet<string>): string[] {
  const flows = shipment.definitions.get(key)?.flows.keys() ?? [];
  return [...flows].filter((id) => !taken.has(`${key}/${id}`));
}
