import type { Effect, EngineCommand, InstanceState, ProcessDefinition, Variables } from '@pledge/engine';
import { keysMeet } from './helpers.js';
import type { SimulationScenario } from './scenario.js';

/** What the agenda holds. */
export type Happening =
  | { readonly kind: 'command'; readonly instanceId: string; readonly waitId: string; readonly command: EngineCommand }
  | { readonly kind: 'message'; readonly name: string; readonly correlationKey?: string; readonly variables: Variables }
  | {
      readonly kind: 'signal';
      readonly name: string;
      readonly variables: Variables;
      /** Subscriptions that heard it already. */
      readonly except?: readonly string[];
    };

/** A process instance of the simulation; `original` is the definition as drawn. */
export interface Instance {
  readonly definition: ProcessDefinition;
  readonly original: ProcessDefinition;
  state: InstanceState | null;
}
/** An open wait for a message or signal. */
export interface Subscription {
  readonly id: string;
  readonly instanceId: string;
  readonly kind: 'message' | 'signal';
  readonly name: string;
  readonly correlationKey?: string;
}

/** The open waits for messages and signals, in the order in which they began. */
export class Subscriptions {
  private readonly waiting: Subscription[] = [];

  open(subscription: Subscription): void {
    this.waiting.push(subscription);
  }
  close(id: string): void {
    const index = this.waiting.findIndex((subscription) => subscription.id === id);
    if (index >= 0) this.waiting.splice(index, 1);
  }
  /** Who receives a message: the oldest whose key meets. */
  oldestFor(name: string, correlationKey: string | undefined): Subscription | undefined {
    return this.waiting.find(
      (each) => each.kind === 'message' && each.name === name && keysMeet(correlationKey, each.correlationKey),
    );
  }
  /** Who hears a signal, but those that heard it already. */
  hearing(name: string, except: readonly string[]): Subscription[] {
    return this.waiting.filter((each) => each.kind === 'signal' && each.name === name && !except.includes(each.id));
  }
}

/** Messages that nobody waited for, kept for an hour (contracts, Models). */
export class BufferedMessages {
  private readonly messages: Extract<Happening, { kind: 'message' }>[] = [];
  private readonly until = new Map<object, number>();

  /** @param until epoch ms. */
  add(message: Extract<Happening, { kind: 'message' }>, until: number): void {
    this.messages.push(message);
    this.until.set(message, until);
  }
  /** The oldest that still counts at `now` and meets; taken out. */
  take(
    now: number,
    meets: (message: Extract<Happening, { kind: 'message' }>) => boolean,
  ): Extract<Happening, { kind: 'message' }> | null {
    const index = this.messages.findIndex((message) => (this.until.get(message) ?? 0) >= now && meets(message));
    return index < 0 ? null : (this.messages.splice(index, 1)[0] ?? null);
  }
}

/** What an element of the diagram sends. */
export function sentBy(effect: Extract<Effect, { type: 'publish-message' | 'broadcast-signal' }>): Happening {
  const { name, variables } = effect;
  if (effect.type === 'broadcast-signal')
    return { kind: 'signal', name, variables, ...(effect.except === undefined ? {} : { except: effect.except }) };
  const { correlationKey } = effect;
  return { kind: 'message', name, variables, ...(correlationKey === undefined ? {} : { correlationKey }) };
}

/** What the scenario sends, with its time as it is written there. */
export function stimuliOf(scenario: SimulationScenario): { readonly at: string; readonly what: Happening }[] {
  const messages = (scenario.messages ?? []).map(({ at, name, variables = {}, correlationKey }) => ({
    at,
    what: { kind: 'message', name, variables, ...(correlationKey === undefined ? {} : { correlationKey }) } as const,
  }));
  const signals = (scenario.signals ?? []).map(({ at, name, variables = {} }) => ({
    at,
    what: { kind: 'signal', name, variables } as const,
  }));
  return [...messages, ...signals];
}
