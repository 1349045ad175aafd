import { Duration, DateTime } from 'luxon';
import {
  bindDefinitionId,
  step,
  type CalendarsByName,
  type Effect,
  type EngineCommand,
  type ProcessDefinition,
  type Variables,
} from '@pledge/engine';
import { Agenda } from './agenda.js';
import { Answers } from './answers.js';
import { BufferedMessages, type Happening, type Instance, type Subscription } from './parts.js';
import { prepareDefinition } from './prepare-definition.js';
import { MAX_CPU_MS, MAX_TRACE, type SimulationResult, type SimulationScenario, type TraceEntry } from './scenario.js';
import { instanceId, iso, keysMeet, leaves, loopCounter } from './helpers.js';
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
  private readonly subscriptions: Subscription[] = [];
  private readonly buffered = new BufferedMessages();
  private readonly trace: TraceEntry[] = [];
  private readonly answers: Answers;
  private readonly prepared: ReadonlyMap<string, { definition: ProcessDefinition; original: ProcessDefinition }>;
  private readonly limit: number;
  private now: number;
  private commands = 0;
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
    if (!this.startsByMessage(chosen.original))
      this.start(key, ROOT, this.scenario.variables ?? {}, this.startEvent(chosen.original));
    while (!this.incident && !this.overLimit()) {
      const next = this.agenda.next(this.limit);
      if (!next) break;
      this.now = Math.max(this.now, next.at);
      this.happen(next.what);
    }
    return this.result();
  }

  /** Only a scenario message can start it: its start event names one of them and there is no none start event. */
  private startsByMessage(definition: ProcessDefinition): boolean {
    const starts = this.startEvents(definition);
    if (starts.some((node) => (node.event?.kind ?? 'none') === 'none')) return false;
    return starts.some(
      ({ event }) =>
        event?.kind === 'message' && (this.scenario.messages ?? []).some((message) => message.name === event.name.text),
    );
  }
  private startEvents(definition: ProcessDefinition) {
    return [...definition.nodes.values()].filter(
      (node) => node.type === 'startEvent' && node.scopeId === definition.key,
    );
  }
  private startEvent(definition: ProcessDefinition): string | undefined {
    const starts = this.startEvents(definition);
    return starts.some((node) => (node.event?.kind ?? 'none') === 'none') ? undefined : starts[0]?.id;
  }

  private start(
    key: string,
    id: string,
    variables: Variables,
    startEventId?: string,
    parent?: { instanceId: string; callId: string },
    businessKey?: string,
  ): void {
    const chosen = this.prepared.get(key);
    if (!chosen) return;
    this.instances.set(id, { ...chosen, state: null });
    this.send(id, {
      type: 'start-instance',
      instanceId: id,
      mode: 'live',
      variables,
      ...(startEventId === undefined ? {} : { startEventId }),
      ...(parent === undefined ? {} : { parent }),
      ...(businessKey === undefined ? {} : { businessKey }),
    });
  }

  private happen(what: Happening): void {
    switch (what.kind) {
      case 'command':
        return this.send(what.instanceId, what.command);
      case 'message':
        return this.publish(what.name, what.correlationKey, what.variables);
      case 'signal':
        return this.broadcast(what.name, what.variables);
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
    if (result.kind === 'rejected') return;
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
      case 'create-user-task': {
        const answer = this.answers.take(effect.elementId, loopCounter(instance.state, effect.elementInstanceId));
        if (!answer) return;
        const command: EngineCommand = {
          type: 'complete-task',
          taskId: effect.taskId,
          variables: answer.variables ?? {},
          actor: { userId: 'simulation' },
        };
        return this.agenda.add(this.later(answer.after), {
          kind: 'command',
          instanceId: id,
          waitId: effect.taskId,
          command,
        });
      }
      case 'enqueue-job': {
        const answer = this.answers.take(effect.elementId, loopCounter(instance.state, effect.elementInstanceId)) ?? {};
        const command: EngineCommand = answer.error
          ? {
              type: 'throw-job-error',
              jobId: effect.jobId,
              errorCode: answer.error.code,
              message: 'answered by the scenario',
              variables: answer.variables ?? {},
            }
          : { type: 'complete-job', jobId: effect.jobId, variables: answer.variables ?? {} };
        return this.agenda.add(this.later(answer.after), {
          kind: 'command',
          instanceId: id,
          waitId: effect.jobId,
          command,
        });
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
        if (this.prepared.has(effect.processKey))
          return this.start(
            effect.processKey,
            effect.childInstanceId,
            effect.variables,
            undefined,
            { instanceId: id, callId: effect.callId },
            effect.businessKey,
          );
        const answer = this.answers.take(effect.elementId, undefined);
        if (!answer) return;
        const outcome = answer.error
          ? ({
              kind: 'error',
              errorCode: answer.error.code,
              message: 'answered by the scenario',
              variables: answer.variables ?? {},
            } as const)
          : ({ kind: 'completed', variables: answer.variables ?? {} } as const);
        return this.agenda.add(this.later(answer.after), {
          kind: 'command',
          instanceId: id,
          waitId: effect.callId,
          command: { type: 'child-ended', callId: effect.callId, outcome },
        });
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
        return this.agenda.add(this.now, { kind: 'signal', name: effect.name, variables: effect.variables });
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
    if (!effect.parent || effect.state === 'cancelled') return;
    const outcome = effect.error
      ? ({
          kind: 'error',
          errorCode: effect.error.errorCode,
          message: effect.error.message,
          variables: effect.variables,
        } as const)
      : ({ kind: 'completed', variables: effect.variables } as const);
    this.agenda.add(this.now, {
      kind: 'command',
      instanceId: effect.parent.instanceId,
      waitId: effect.parent.callId,
      command: { type: 'child-ended', callId: effect.parent.callId, outcome },
    });
  }

  private subscribe(id: string, instance: Instance, effect: Extract<Effect, { type: 'open-subscription' }>): void {
    this.subscriptions.push({
      id: effect.subscriptionId,
      instanceId: id,
      kind: effect.kind,
      name: effect.name,
      ...(effect.correlationKey === undefined ? {} : { correlationKey: effect.correlationKey }),
    });
    const node = instance.original.nodes.get(effect.elementId);
    const answer = node?.type === 'receiveTask' ? this.answers.take(effect.elementId, undefined) : null;
    if (answer) {
      const command: EngineCommand = {
        type: 'deliver-message',
        subscriptionId: effect.subscriptionId,
        messageName: effect.name,
        variables: answer.variables ?? {},
      };
      this.agenda.add(this.later(answer.after), {
        kind: 'command',
        instanceId: id,
        waitId: effect.subscriptionId,
        command,
      });
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
    const waiting = this.subscriptions.find(
      (candidate) =>
        candidate.kind === 'message' && candidate.name === name && keysMeet(correlationKey, candidate.correlationKey),
    );
    if (waiting)
      return this.send(waiting.instanceId, {
        type: 'deliver-message',
        subscriptionId: waiting.id,
        messageName: name,
        variables,
      });
    for (const { original } of this.prepared.values()) {
      const startEvent = this.startEvents(original).find(
        ({ event }) => event?.kind === 'message' && event.name.text === name,
      );
      if (!startEvent) continue;
      const isRoot = original.key === (this.scenario.processId ?? this.originals[0]?.key) && !this.instances.has(ROOT);
      const merged = isRoot ? { ...this.scenario.variables, ...variables } : variables;
      return this.start(
        original.key,
        isRoot ? ROOT : instanceId(this.instances.size + 1),
        merged,
        startEvent.id,
        undefined,
        correlationKey,
      );
    }
    const kept = {
      kind: 'message',
      name,
      variables,
      ...(correlationKey === undefined ? {} : { correlationKey }),
    } as const;
    this.buffered.add(kept, this.now + BUFFER_MS);
  }

  private broadcast(name: string, variables: Variables): void {
    for (const waiting of this.subscriptions.filter(
      (candidate) => candidate.kind === 'signal' && candidate.name === name,
    )) {
      this.send(waiting.instanceId, {
        type: 'deliver-signal',
        subscriptionId: waiting.id,
        signalName: name,
        variables,
      });
    }
  }

  private unsubscribe(id: string): void {
    const index = this.subscriptions.findIndex((subscription) => subscription.id === id);
    if (index >= 0) this.subscriptions.splice(index, 1);
    this.forget(id);
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
      instance.state?.status === 'active' ? leaves(instance.original, instance.state) : [],
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
