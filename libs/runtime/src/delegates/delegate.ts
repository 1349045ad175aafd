import type { InstanceMode, Variables } from '@pledge/engine';
import type { Transaction } from '../ports/unit-of-work.js';

/** What a delegate is told about its job. */
export interface DelegateContext {
  /** Stable over retries: use it as the id of what you write, so that a repeat changes nothing. */
  readonly jobId: string;
  readonly jobType: string;
  readonly instanceId: string;
  readonly rootInstanceId: string;
  readonly businessKey: string | null;
  readonly elementId: string;
  readonly mode: InstanceMode;
  readonly headers: Readonly<Record<string, string>>;
  readonly variables: Variables;
  /** Product time, epoch ms. */
  readonly now: number;
}

/**
 * Serves one service task type (design section 6). `prepare` runs outside any transaction, may be slow and may run
 * again; `apply` only writes rows, in one transaction with the job's completion. Neither touches the network: what
 * leaves goes through the outbox. Throw `BpmnError` for a modelled outcome; anything else is retried, then an incident.
 */
export interface Delegate<P = unknown> {
  prepare?(context: DelegateContext): Promise<P>;
  apply(tx: Transaction, context: DelegateContext, prepared: P): Promise<Variables | void>;
}

/** Work a feature scheduled for itself (promise warnings, reminders, outbox …): same lease, retry and transaction rules. */
export interface FeatureJobContext {
  readonly jobId: string;
  readonly name: string;
  readonly ref: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly mode: InstanceMode;
  /** When it was due, epoch ms; may lie before `now` after an outage. */
  readonly dueAt: number;
  readonly now: number;
}
export interface FeatureJobHandler<P = unknown> {
  prepare?(context: FeatureJobContext): Promise<P>;
  apply(tx: Transaction, context: FeatureJobContext, prepared: P): Promise<void>;
}

/** A modelled error: caught by an error boundary event or error event subprocess with the same code (BPMN 2.0, 10.5.4). */
export class BpmnError extends Error {
  constructor(
    readonly errorCode: string,
    message: string,
    readonly variables: Variables = {},
  ) {
    super(message);
    this.name = 'BpmnError';
  }
}
