import type { ChildEndedCommand, TimerCycle, Variables } from '@pledge/engine';
import type { JobRow } from '../ports/rows.js';

/** What the jobs of each type carry. Written by the effects, read by the runners: one place for both. */
export interface ServiceTaskPayload {
  readonly elementId: string;
  readonly elementInstanceId: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly variables: Variables;
  readonly requires: readonly string[];
  readonly rootInstanceId: string;
  readonly businessKey: string | null;
}
export interface StartChildPayload {
  readonly callId: string;
  readonly childInstanceId: string;
  readonly processKey: string;
  readonly elementId: string;
  readonly variables: Variables;
  readonly businessKey: string | null;
  readonly rootInstanceId: string;
}
export interface CancelChildPayload {
  readonly childInstanceId: string;
}
export interface ChildEndedPayload {
  readonly callId: string;
  readonly outcome: ChildEndedCommand['outcome'];
}
export interface PublishMessagePayload {
  readonly messageId: string;
  readonly name: string;
  readonly correlationKey: string | null;
  readonly variables: Variables;
  readonly timeToLive: string | null;
}
/** Fans out to one job per receiver, which carries `deliverTo`: so each instance gets the signal exactly once. */
export interface BroadcastSignalPayload {
  readonly name: string;
  readonly variables: Variables;
  readonly deliverTo?:
    | { readonly kind: 'catch'; readonly subscriptionId: string }
    | { readonly kind: 'start'; readonly definitionId: string; readonly elementId: string };
  /** Subscriptions that heard it in the step that threw it. */
  readonly except?: readonly string[];
}
export interface RecordEventPayload {
  readonly instanceId: string;
  readonly businessKey: string | null;
  readonly elementId: string;
  readonly eventType: string;
  /** Epoch ms. */
  readonly occurredAt: number;
  readonly actor: string;
  readonly variables: Variables;
}
export interface StartInstancePayload {
  readonly instanceId: string;
  readonly key: string | null;
  readonly definitionId: string | null;
  readonly businessKey: string | null;
  readonly variables: Variables;
  readonly actor: { readonly userId: string; readonly onBehalfOf?: string };
}
export interface StartTimerPayload {
  readonly definitionId: string;
  readonly elementId: string;
  /** Of a start event with several definitions: this one. */
  readonly part?: number;
  /** null: the timer fires once. */
  readonly cycle: TimerCycle | null;
  /** Of a conditional start event: whether the condition is true already, so that it must become false first. */
  readonly condition?: { readonly heard: boolean };
}

/** Reads a payload back under its type; the writer of the row is the only guarantee, as for every row. */
export function payloadOf<P>(job: JobRow): P {
  return job.payload as unknown as P;
}

/** Payloads are plain JSON: an interface needs the assertion, nothing else. */
export function toPayload(payload: object): Readonly<Record<string, unknown>> {
  return payload as Readonly<Record<string, unknown>>;
}
