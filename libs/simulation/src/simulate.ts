import {
  bindDefinitionId,
  step,
  type CalendarsByName,
  type Effect,
  type EngineCommand,
  type ProcessDefinition,
  type StartTrigger,
  type Variables,
} from '@pledge/engine';
import { Agenda } from './agenda.js';
import { Answers } from './answers.js';
import { answerTo, deliverMessage, outcomeOf, refusalOf, type ChildOutcome } from './commands.js';
import { BufferedMessages, sentBy, stimuliOf, Subscriptions, type Happening, type Instance } from './parts.js';
import type { PlayDeed, RecordedEvent } from './play.js';
import { prepareDefinition } from './prepare-definition.js';
import {
  MAX_CPU_MS,
  MAX_TRACE,
  type SimulationAnswer,
  type SimulationResult,
  type SimulationScenario,
  type TraceEntry,
} from './scenario.js';
import { after, hasEnded, instanceId, instantOf, iso, keysMeet, loopCounterOfWait, standing } from './helpers.js';
import { beginningOf, startedBy, startHearing } from './starts.js';
import { traceOf } from './trace.js';
import { Waits, waitOf, type OpenedWait } from './waits.js';

export interface SimulationEnvironment {
  /** Epoch ms at which virtual time starts. */
  readonly now: number;
  readonly zone: string;
  /** CPU used so far, in ms; the simulation gives up above MAX_CPU_MS. */
  readonly elapsed: () => number;
  /** Calendars of working-time timers. */
  readonly calendars?: CalendarsByName | undefined;
  /** Answers what the scenario does not; null: it stays open. */
  readonly chance?: (wait: Omit<OpenedWait, 'visit'>, variables: Variables) => SimulationAnswer | null;
}

/** A message that nobody waited for is kept for an hour (contracts, Models). */
const BUFFER_MS = 3_600_000;
const DEFAULT_UNTIL = 'P30D';
const ROOT = instanceId(1);

/**
 * Runs one case in virtual time with the very same `step` that runs real ones; no delegate is called, nothing is stored
 * (contracts, Simulations). Throws RangeError when the scenario names an unknown process or a bad duration.
 */
export function simulate(
  definitions: readonly ProcessDefinition[],
  scenario: SimulationScenario,
  env: SimulationEnvironment,
): SimulationResult {
  return new Simulation(definitions, scenario, env).run();
}

class Simulation {
  private readonly agenda = new Agenda<Happening>();
  private readonly instances = new Map<string, Instance>();
  private readonly subscriptions = new Subscriptions();
  private readonly buffered = new BufferedMessages();
  private readonly waits = new Waits();
  private readonly trace: TraceEntry[] = [];
  private readonly events: RecordedEvent[] = [];
  private readonly skipped: number[] = [];
  private readonly begins: number;
  private readonly answers: Answers;
  private readonly prepared: ReadonlyMap<string, { definition: ProcessDefinition; original: ProcessDefinition }>;
  private readonly limit: number;
  private now: number;
  private commands = 0;
  /** Instances beside the simulated one and the processes it calls. */
  private others = 0;
  private incident: SimulationResult['incident'];

  constructor(
    private readonly originals: readonly ProcessDefinition[],
    private readonly scenario: SimulationScenario,
    private readonly env: SimulationEnvironment,
  ) {
    this.begins = scenario.startAt === undefined ? env.now : instantOf(scenario.startAt, env.zone);
    this.now = this.begins;
    this.limit = this.later(scenario.until ?? DEFAULT_UNTIL, this.begins);
    this.answers = new Answers(scenario.answers ?? {});
    this.prepared = new Map(
      originals.map((original) => [
        original.key,
        { original, definition: bindDefinitionId(prepareDefinition(original, scenario), original.id || original.key) },
      ]),
    );
  }

  run(): SimulationResult {
    const key = this.rootKey();
    const chosen = key === undefined ? undefined : this.prepared.get(key);
    if (!key || !chosen) throw new RangeError(`no executable process ${key ?? ''}`);
    for (const { at, what } of stimuliOf(this.scenario)) this.agenda.add(this.later(at, this.begins), what);
    const beginning = beginningOf(chosen.original, this.scenario, this.now, this.env.zone);
    if (beginning.kind !== 'awaited') {
      const trigger = beginning.kind === 'event' ? beginning.trigger : undefined;
      const begun = this.start(key, ROOT, this.scenario.variables ?? {}, { trigger });
      if (!begun) throw new RangeError(`nothing begins the process ${key} with these variables`);
    }
    for (const [index, deed] of (this.scenario.play?.deeds ?? []).entries()) {
      const at = this.later(deed.at, this.begins);
      this.runUntil(at);
      this.now = Math.max(this.now, at);
      if (!this.incident && !this.perform(deed)) this.skipped.push(index);
    }
    this.runUntil(this.limit);
    return this.result();
  }

  /** @param limit epoch ms, inclusive. */
  private runUntil(limit: number): void {
    while (!this.incident && !this.overLimit()) {
      const next = this.agenda.next(limit);
      if (!next) break;
      this.now = Math.max(this.now, next.at);
      this.happen(next.what);
    }
  }

  /** @returns false when what the deed answers is not open. */
  private perform(deed: PlayDeed): boolean {
    if (deed.do === 'message') this.publish(deed.name, deed.correlationKey, deed.variables ?? {});
    if (deed.do === 'signal') this.broadcast(deed.name, deed.variables ?? {}, []);
    if (deed.do !== 'answer') return true;
    const found = this.waits.find(this.instances, { ...deed, processId: deed.processId ?? this.rootKey() ?? '' });
    const command = found && answerTo(found, deed);
    if (!found || !command) return false;
    this.send(found.instanceId, command);
    return true;
  }

  private rootKey(): string | undefined {
    return this.scenario.processId ?? this.originals[0]?.key;
  }

  /** @returns whether the instance began. */
  private start(
    key: string,
    id: string,
    variables: Variables,
    how: {
      readonly trigger?: StartTrigger | undefined;
      readonly parent?: { instanceId: string; callId: string };
      readonly businessKey?: string | undefined;
    } = {},
  ): boolean {
    const chosen = this.prepared.get(key);
    if (!chosen) return false;
    const instance: Instance = { ...chosen, state: null };
    this.instances.set(id, instance);
    this.send(id, {
      type: 'start-instance',
      instanceId: id,
      mode: 'live',
      variables,
      ...startedBy(how.trigger),
      ...(how.parent === undefined ? {} : { parent: how.parent }),
      ...(how.businessKey === undefined ? {} : { businessKey: how.businessKey }),
    });
    if (instance.state === null) this.instances.delete(id);
    return instance.state !== null;
  }

  private happen(what: Happening): void {
    switch (what.kind) {
      case 'command':
        return this.send(what.instanceId, what.command);
      case 'message':
        return this.publish(what.name, what.correlationKey, what.variables);
      case 'signal':
        return this.broadcast(what.name, what.variables, what.except ?? []);
    }
  }

  private send(id: string, command: EngineCommand): void {
    const instance = this.instances.get(id);
    if (!instance || this.incident) return;
    const commandId = `00000000-0000-7000-8000-${(++this.commands * 0x10000).toString(16).padStart(12, '0')}`;
    const result = step(instance.definition, instance.state, command, {
      now: this.now,
      zone: this.env.zone,
      calendars: this.env.calendars,
      commandId,
    });
    if (result.kind === 'rejected') {
      this.incident ??= refusalOf(instance, command, result);
      return;
    }
    instance.state = result.state;
    for (const entry of result.history) {
      const line = traceOf(entry, instance.original);
      if (line) this.trace.push(line);
    }
    if (this.overLimit()) return;
    for (const effect of result.effects) this.apply(id, instance, effect);
  }

  private apply(id: string, instance: Instance, effect: Effect): void {
    switch (effect.type) {
      case 'create-user-task':
      case 'enqueue-job':
      case 'open-subscription':
        return this.wait(id, instance, effect);
      case 'schedule-timer':
        this.wait(id, instance, effect);
        return this.agenda.add(Math.max(effect.dueAt, this.now), {
          kind: 'command',
          instanceId: id,
          waitId: effect.timerId,
          command: { type: 'trigger-timer', timerId: effect.timerId },
        });
      case 'start-child':
        this.wait(id, instance, effect);
        if (this.prepared.has(effect.processKey)) this.callProcess(id, effect);
        return;
      case 'record-event':
        this.events.push({
          type: effect.eventType,
          occurredAt: iso(effect.occurredAt),
          recordedAt: iso(this.now),
          elementId: effect.elementId,
          processId: instance.original.key,
        });
        return;
      case 'cancel-child':
        return this.send(effect.childInstanceId, {
          type: 'cancel-instance',
          reason: 'the call was cancelled',
          actor: { userId: 'system' },
        });
      case 'publish-message':
      case 'broadcast-signal':
        return this.agenda.add(this.now, sentBy(effect));
      case 'propagate-escalation': {
        const { parent, escalationCode, variables } = effect;
        const outcome = { kind: 'escalation', escalationCode, variables } as const;
        return this.tellCaller(parent, outcome);
      }
      case 'close-subscription':
        return this.unsubscribe(effect.subscriptionId);
      case 'cancel-user-task':
        return this.forget(effect.taskId);
      case 'cancel-job':
        return this.forget(effect.jobId);
      case 'cancel-timer':
        return this.forget(effect.timerId);
      case 'raise-incident':
        this.incident ??= { code: effect.code, elementId: effect.elementId, message: effect.message };
        return;
      case 'end-instance':
        return this.ended(effect);
      default:
        return;
    }
  }

  private ended(effect: Extract<Effect, { type: 'end-instance' }>): void {
    // Cancelled by its caller, who does not wait any more; an error that the child did not catch is told.
    if (!effect.parent || (effect.state === 'cancelled' && !effect.error)) return;
    this.tellCaller(effect.parent, outcomeOf(effect));
  }

  private tellCaller(parent: { instanceId: string; callId: string }, outcome: ChildOutcome): void {
    const { instanceId: caller, callId } = parent;
    this.answerLater(caller, callId, { type: 'child-ended', callId, outcome });
  }

  /** Books a wait and, where somebody is to answer it, the answer. */
  private wait(id: string, instance: Instance, effect: Effect): void {
    const opened = waitOf(effect);
    if (!opened) return;
    const wait = { ...opened, instanceId: id, processId: instance.original.key, openedAt: this.now };
    this.waits.add(wait);
    if (effect.type === 'open-subscription') this.subscriptions.open({ ...effect, id: wait.id, instanceId: id });
    const answer = this.answer(wait, instance);
    const command = answer && answerTo(wait, answer);
    if (command) this.answerLater(id, wait.id, command, answer.after);
    if (effect.type === 'open-subscription' && effect.kind === 'message') this.takeBuffered(effect);
  }

  private answer(wait: Omit<OpenedWait, 'visit'>, instance: Instance): SimulationAnswer | null {
    const { kind, elementId, calledProcess } = wait;
    const isOpen =
      kind === 'task' ||
      kind === 'job' ||
      (kind === 'call' && !this.prepared.has(calledProcess ?? '')) ||
      (kind === 'message' && instance.original.nodes.get(elementId)?.type === 'receiveTask');
    const counter = loopCounterOfWait(instance.state, wait.id);
    const listed = isOpen ? this.answers.take(elementId, counter) : null;
    if (listed) return listed;
    const chance = this.env.chance?.(wait, instance.state?.variables ?? {}) ?? null;
    return chance ?? (kind === 'job' && this.scenario.play?.holdJobs !== true ? {} : null);
  }

  private takeBuffered(effect: Extract<Effect, { type: 'open-subscription' }>): void {
    const message = this.buffered.take(
      this.now,
      (kept) => kept.name === effect.name && keysMeet(kept.correlationKey, effect.correlationKey),
    );
    if (message) this.agenda.add(this.now, message);
  }

  /** Exactly one receiver: the oldest waiting catch, else one start; else it is kept for an hour. */
  private publish(name: string, correlationKey: string | undefined, variables: Variables): void {
    const waiting = this.subscriptions.oldestFor(name, correlationKey);
    if (waiting) return this.send(waiting.instanceId, deliverMessage(waiting.id, name, variables));
    if (this.startFor('message', name, variables, correlationKey)) return;
    const kept = {
      kind: 'message',
      name,
      variables,
      ...(correlationKey === undefined ? {} : { correlationKey }),
    } as const;
    this.buffered.add(kept, this.now + BUFFER_MS);
  }

  private broadcast(name: string, variables: Variables, except: readonly string[]): void {
    for (const { id: subscriptionId, instanceId: id } of this.subscriptions.hearing(name, except))
      this.send(id, { type: 'deliver-signal', subscriptionId, signalName: name, variables });
    this.startFor('signal', name, variables);
  }

  /** Begins what starts by this message or signal: a message starts one process, a signal every one. */
  private startFor(kind: 'message' | 'signal', name: string, variables: Variables, businessKey?: string): boolean {
    let begun = false;
    const rootKey = this.rootKey();
    for (const { original } of this.prepared.values()) {
      const trigger = startHearing(original, kind, name, this.now, this.env.zone);
      if (trigger === undefined || (begun && kind === 'message')) continue;
      const isRoot = original.key === rootKey && !this.instances.has(ROOT);
      const all = isRoot ? { ...this.scenario.variables, ...variables } : variables;
      const id = isRoot ? ROOT : instanceId(++this.others + 1);
      begun = this.start(original.key, id, all, { trigger, businessKey }) || begun;
    }
    return begun;
  }

  private callProcess(id: string, effect: Extract<Effect, { type: 'start-child' }>): void {
    const { processKey, childInstanceId, variables, callId, businessKey } = effect;
    const begun = this.start(processKey, childInstanceId, variables, {
      parent: { instanceId: id, callId },
      businessKey,
    });
    if (!begun)
      this.incident ??= {
        code: 'CALLED_PROCESS_MISSING',
        elementId: effect.elementId,
        message: `nothing begins the called process ${processKey}`,
      };
  }

  private unsubscribe(id: string): void {
    this.subscriptions.close(id);
    this.forget(id);
  }
  /** The command that ends a wait, at once or after an ISO 8601 duration. */
  private answerLater(id: string, waitId: string, command: EngineCommand, after?: string): void {
    this.agenda.add(this.later(after), { kind: 'command', instanceId: id, waitId, command });
  }
  private forget(waitId: string): void {
    this.agenda.drop((what) => what.kind === 'command' && what.waitId === waitId);
  }

  private overLimit(): boolean {
    if (this.trace.length <= MAX_TRACE && this.env.elapsed() <= MAX_CPU_MS) return false;
    this.incident ??= {
      code: 'SIMULATION_LIMIT',
      elementId: '',
      message: `more than ${MAX_TRACE} trace entries or ${MAX_CPU_MS / 1000} s of CPU`,
    };
    return true;
  }

  private result(): SimulationResult {
    const root = this.instances.get(ROOT);
    return {
      state: this.incident ? 'incident' : hasEnded(root?.state) ? 'completed' : 'waiting',
      at: iso(this.now),
      variables: root?.state?.variables ?? {},
      waiting: standing(this.instances),
      trace: this.trace.slice(0, MAX_TRACE),
      events: this.events,
      open: this.waits.told(this.instances),
      skipped: this.skipped,
      ...(this.incident ? { incident: this.incident } : {}),
    };
  }

  private later(duration: string | undefined, from = this.now): number {
    return duration === undefined ? from : after(from, duration, this.env.zone);
  }
}
