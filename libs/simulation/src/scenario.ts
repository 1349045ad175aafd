import type { Variables } from '@pledge/engine';
import type { Play, PlayWait, RecordedEvent } from './play.js';

/** How the world answers a simulated process (contracts, Simulations). Durations are ISO 8601. */
export interface SimulationScenario {
  /** Process to start; without it the first executable process. */
  readonly processId?: string;
  readonly variables?: Variables;
  /** By element id: used in order, the last repeats; multi-instance takes them by index. */
  readonly answers?: Readonly<Record<string, readonly SimulationAnswer[]>>;
  readonly messages?: readonly {
    readonly at: string;
    readonly name: string;
    readonly correlationKey?: string;
    readonly variables?: Variables;
  }[];
  readonly signals?: readonly { readonly at: string; readonly name: string; readonly variables?: Variables }[];
  /** When virtual time starts, ISO 8601; default: now. */
  readonly startAt?: string;
  /** Deeds of somebody who plays the case by hand. */
  readonly play?: Play;
  /** How long virtual time may run; default P30D. */
  readonly until?: string;
  /** Taken for scenarios with chance; a scenario without chance gives the same result for every seed. */
  readonly seed?: number;
}
export interface SimulationAnswer {
  /** Counted from entry; without it at once. */
  readonly after?: string;
  readonly variables?: Variables;
  readonly error?: { readonly code: string };
}

export interface TraceEntry {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly type: 'entered' | 'completed' | 'cancelled' | 'flow' | 'incident' | 'error';
  readonly elementId: string;
  readonly elementType: string;
  readonly processId: string;
  /** 1-based, of a repetition of a looped or multi-instance activity. */
  readonly loopCounter?: number;
  readonly detail?: Readonly<Record<string, unknown>>;
}
export interface SimulationResult {
  readonly state: 'completed' | 'waiting' | 'incident';
  readonly at: string;
  readonly variables: Variables;
  readonly waiting: readonly { readonly elementId: string; readonly elementType: string }[];
  readonly trace: readonly TraceEntry[];
  readonly events: readonly RecordedEvent[];
  /** What is waited for, with what is needed to answer it. */
  readonly open: readonly PlayWait[];
  /** Deeds of the play that answered nothing: their wait was not open. */
  readonly skipped: readonly number[];
  /** The reason when `state` is `incident`. */
  readonly incident?: { readonly code: string; readonly elementId: string; readonly message: string };
}

export const MAX_TRACE = 10_000;
/** Milliseconds of CPU one simulation may use. */
export const MAX_CPU_MS = 5_000;
