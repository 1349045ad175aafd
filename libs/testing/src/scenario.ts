import {
  openWaits,
  startTriggers,
  step,
  timerDue,
  validateSubmission,
  variablesAt,
  type Effect,
  type EngineCommand,
  type InstanceState,
  type ProcessDefinition,
  type Variables,
} from '@pledge/engine';
import {
  commandOf,
  type RecordedEvent,
  type ScenarioDelegate,
  type ScenarioJob,
  type ScenarioTask,
} from './scenario-parts.js';
import { ScenarioWaits, type EffectOf } from './scenario-waits.js';
import type { Shipment } from './shipment.js';

export { loadShipment, untakenFlows, type Shipment } from './shipment.js';
export {
  ScenarioError,
  type RecordedEvent,
  type ScenarioDelegate,
  type ScenarioJob,
  type ScenarioTask,
} from './scenario-parts.js';

/** 2026-01-05, a Monday, 09:00 in Shanghai. */
export const SCENARIO_START = Date.UTC(2026, 0, 5, 1);
const ZONE = 'Asia/Shanghai';
/** A model that needs more work than this without time passing is in a circle. */
const MAX_WORK = 10_000;

interface Instance {
  readonly definition: ProcessDefinition;
  state: InstanceState;
}

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
  private readonly waits = new ScenarioWaits();
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

  /** Starts a process with its none start event, or the one that is named (a timer's). @returns the id of the instance. */
  start(key: string, variables: Variables = {}, businessKey?: string, startEventId?: string): string {
    const instanceId = this.newId();
    const more = {
      ...(businessKey === undefined ? {} : { businessKey }),
      ...(startEventId === undefined ? {} : { startEventId }),
    };
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
    for (let next; (next = this.waits.nextTimer(until.dueAt)) !== undefined;) {
      const { instanceId, effect } = next;
      const { timerId, dueAt } = effect;
      this.now = Math.max(this.now, dueAt);
      this.waits.timers.delete(timerId);
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
    return [...this.waits.tasks].map(([taskId, { instanceId, effect }]) => ({
      instanceId,
      taskId,
      elementId: effect.elementId,
      name: effect.name,
      candidateGroups: effect.candidateGroups,
      candidateUsers: effect.candidateUsers,
      variables: variablesAt(this.instance(instanceId).state, effect.elementInstanceId),
      ...(effect.assignee === undefined ? {} : { assignee: effect.assignee }),
      ...(effect.formId === undefined ? {} : { formId: effect.formId }),
    }));
  }

  /** Elements with an open task, in the order in which they were opened. */
  waiting(): string[] {
    return [...this.waits.tasks.values()].map(({ effect }) => effect.elementId);
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
    this.waits.apply(instanceId, effect);
    switch (effect.type) {
      case 'enqueue-job':
        this.work.push(() => this.runJob(effect.jobId));
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
      default:
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
    const open = this.waits.jobs.get(jobId);
    if (open === undefined) return;
    this.waits.jobs.delete(jobId);
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
    const left = this.waits.of(instanceId);
    if (left.length > 0 || openWaits(this.instance(instanceId).state).length > 0)
      throw new Error(`${instanceId} ended and left ${left.join(', ')} open`);
  }

  private correlate(name: string, key: string | undefined, variables: Variables): void {
    const waiting = [...this.waits.subscriptions].find(
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
