import type { EngineCommand, InstanceState, ProcessDefinition, Variables } from '@pledge/engine';

/** What the agenda holds. */
export type Happening =
  | { readonly kind: 'command'; readonly instanceId: string; readonly waitId: string; readonly command: EngineCommand }
  | { readonly kind: 'message'; readonly name: string; readonly correlationKey?: string; readonly variables: Variables }
  | { readonly kind: 'signal'; readonly name: string; readonly variables: Variables };

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
