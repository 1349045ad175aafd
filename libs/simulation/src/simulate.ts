import { Duration, DateTime } from 'luxon';
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
import { completeTask, deliverMessage, endCall, endJob, outcomeOf } from './commands.js';
import { BufferedMessages, Subscriptions, type Happening, type Instance } from './parts.js';
import { prepareDefinition } from './prepare-definition.js';
import { MAX_CPU_MS, MAX_TRACE, type SimulationResult, type SimulationScenario, type TraceEntry } from './scenario.js';
import { instanceId, iso, keysMeet, leaves, loopCounter, loopCounterOfWait } from './helpers.js';
import { beginningOf, startedBy, startHearing } from './starts.js';
import { traceOf } from './trace.js';

export interface SimulationEnvironment {
  /** Epoch ms at which virtual time starts. */
  readonly now: number;
  readonly zone: string;
  /** CPU used so far, in ms; the simulation gives up above MAX_CPU_MS. */
  readonly elapsed: () => number;
  /** Calendars of working-time timers. */
  readonly calendars?: CalendarsByName | undefined;
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
  private readonly trace: TraceEntry[] = [];
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
    this.now = env.now;
    this.limit = this.later(scenario.until ?? DEFAULT_UNTIL, env.now);
    this.answers = new Answers(scenario.answers ?? {});
    this.prepared = new Map(
      originals.map((original) => [
        original.key,
        { original, definition: bindDefinitionId(prepareDefinition(original, scenario), original.id || original.key) },
      ]),
    );
  }

  run(): SimulationResult {
    const key = this.scenario.processId ?? this.originals[0]?.key;
    const chosen = key === undefined ? undefined : this.prepared.get(key);
    if (!key || !chosen) throw new RangeError(`no executable process ${key ?? ''}`);
    for (const message of this.scenario.messages ?? []) {
      this.agenda.add(this.later(message.at, this.env.now), {
        kind: 'message',
        name: message.name,
        variables: message.variables ?? {},
        ...(message.correlationKey === undefined ? {} : { correlationKey: message.correlationKey }),
      });
    }
    for (const signal of this.scenario.signals ?? []) {
      this.agenda.add(this.later(signal.at, this.env.now), {
        kind: 'signal',
        name: signal.name,
        variables: signal.variables ?? {},
      });
    }
    const beginning = beginningOf(chosen.original, this.scenario, this.now, this.env.zone);
    if (beginning.kind !== 'awaited') {
      const trigger = beginning.kind === 'event' ? beginning.trigger : undefined;
      const begun = this.start(key, ROOT, this.scenario.variables ?? {}, { trigger });
      if (!begun) throw new RangeError(`nothing begins the process ${key} with these variables`);
    }
    while (!this.incident && !this.overLimit()) {
      const next = this.agenda.next(this.limit);
      if (!next) break;
      this.now = Math.max(this.now, next.at);
      this.happen(next.what);
    }
    return this.result();
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
    if (result.kind === 'rejected') return this.refused(instance, command, result);
    instance.state = result.state;
    for (const entry of result.history) {
      const line = traceOf(entry, instance.original);
      if (line) this.trace.push(line);
    }
    if (this.overLimit()) return;
    for (const effect of result.effects) this.apply(id, instance, effect);
  }

  /** A wait that is gone is normal; an answer that the engine may not take must not be lost in silence. */
  private refused(
    instance: Instance,
    command: EngineCommand,
    { code, detail }: { readonly code: string; readonly detail: string },
  ): void {
    if (code !== 'SEALED_VARIABLE' && code !== 'VARIABLES_TOO_LARGE') return;
    const wait = 'taskId' in command ? command.taskId : undefined;
    const node = instance.state?.nodes.find((each) => each.waits?.some(({ id }) => id === wait) === true);
    this.incident ??= { code, elementId: node?.elementId ?? '', message: detail };
  }

  private apply(id: string, instance: Instance, effect: Effect): void {
    switch (effect.type) {
      case 'create-user-task': {
        const answer = this.answers.take(effect.elementId, loopCounter(instance.state, effect.elementInstanceId));
        if (answer) this.answerLater(id, effect.taskId, completeTask(effect.taskId, answer), answer.after);
        return;
      }
      case 'enqueue-job': {
        const answer = this.answers.take(effect.elementId, loopCounter(instance.state, effect.elementInstanceId)) ?? {};
        return this.answerLater(id, effect.jobId, endJob(effect.jobId, answer), answer.after);
      }
      case 'schedule-timer':
        return this.agenda.add(Math.max(effect.dueAt, this.now), {
          kind: 'command',
          instanceId: id,
          waitId: effect.timerId,
          command: { type: 'trigger-timer', timerId: effect.timerId },
        });
      case 'open-subscription':
        return this.subscribe(id, instance, effect);
      case 'start-child': {
        if (this.prepared.has(effect.processKey)) return void this.callProcess(id, effect);
        const answer = this.answers.take(effect.elementId, loopCounterOfWait(instance.state, effect.callId));
        if (answer) this.answerLater(id, effect.callId, endCall(effect.callId, answer), answer.after);
        return;
      }
      case 'cancel-child':
        return this.send(effect.childInstanceId, {
          type: 'cancel-instance',
          reason: 'the call was cancelled',
          actor: { userId: 'system' },
        });
      case 'publish-message':
        return this.agenda.add(this.now, {
          kind: 'message',
          name: effect.name,
          variables: effect.variables,
          ...(effect.correlationKey === undefined ? {} : { correlationKey: effect.correlationKey }),
        });
      case 'broadcast-signal':
        return this.agenda.add(this.now, {
          kind: 'signal',
          name: effect.name,
          variables: effect.variables,
          ...(effect.except === undefined ? {} : { except: effect.except }),
        });
      case 'propagate-escalation': {
        const { instanceId: caller, callId } = effect.parent;
        const { escalationCode, variables } = effect;
        const outcome = { kind: 'escalation', escalationCode, variables } as const;
        return this.answerLater(caller, callId, { type: 'child-ended', callId, outcome });
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
    const { instanceId: caller, callId } = effect.parent;
    this.answerLater(caller, callId, { type: 'child-ended', callId, outcome: outcomeOf(effect) });
  }

  private subscribe(id: string, instance: Instance, effect: Extract<Effect, { type: 'open-subscription' }>): void {
    this.subscriptions.open({
      id: effect.subscriptionId,
      instanceId: id,
      kind: effect.kind,
      name: effect.name,
      ...(effect.correlationKey === undefined ? {} : { correlationKey: effect.correlationKey }),
    });
    const node = instance.original.nodes.get(effect.elementId);
    const counter = loopCounterOfWait(instance.state, effect.subscriptionId);
    const answer = node?.type === 'receiveTask' ? this.answers.take(effect.elementId, counter) : null;
    if (answer) {
      const command = deliverMessage(effect.subscriptionId, effect.name, answer.variables ?? {});
      this.answerLater(id, effect.subscriptionId, command, answer.after);
    }
    if (effect.kind !== 'message') return;
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
    const rootKey = this.scenario.processId ?? this.originals[0]?.key;
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
    const state = this.incident
      ? 'incident'
      : root?.state?.status === 'completed' || root?.state?.status === 'cancelled'
        ? 'completed'
        : 'waiting';
    const waiting = [...this.instances.values()].flatMap((instance) =>
      instance.state?.status === 'active'
        ? leaves(
            instance.original,
            instance.state,
            (childId) => this.instances.get(childId)?.state?.status === 'active',
          )
        : [],
    );
    return {
      state,
      at: iso(this.now),
      variables: root?.state?.variables ?? {},
      waiting,
      trace: this.trace.slice(0, MAX_TRACE),
      ...(this.incident ? { incident: this.incident } : {}),
    };
  }

  private later(duration: string | undefined, from = this.now): number {
    if (duration === undefined) return from;
    const parsed = Duration.fromISO(duration);
    if (!parsed.isValid) throw new RangeError(`${duration} is not an ISO 8601 duration`);
    return DateTime.fromMillis(from, { zone: this.env.zone }).plus(parsed).toMillis();
  }
}
