import type { Variables } from '@pledge/engine';

/** What somebody does to a case that is played by hand. `at` is an ISO 8601 duration from the start. */
export type PlayDeed =
  | {
      readonly do: 'answer';
      readonly at: string;
      /** The wait it answers: the n-th (from 1) that was opened at this element of this process. */
      readonly elementId: string;
      /** Without it the simulated process. */
      readonly processId?: string;
      readonly visit: number;
      readonly variables?: Variables;
      /** Of a system task or a call that ends in a modelled error. */
      readonly error?: { readonly code: string };
    }
  | {
      readonly do: 'message' | 'signal';
      readonly at: string;
      readonly name: string;
      readonly correlationKey?: string;
      readonly variables?: Variables;
    };

/** A case played by hand: deeds in their order; a deed at an instant comes after everything that is due by then. */
export interface Play {
  readonly deeds: readonly PlayDeed[];
  /** System tasks wait for a deed too; without it they end at once. */
  readonly holdJobs?: boolean;
}

/** Something a played case waits for, with what a person needs to answer it. */
export interface PlayWait {
  readonly kind: 'task' | 'job' | 'message' | 'signal' | 'timer' | 'call';
  readonly elementId: string;
  readonly processId: string;
  /** See `PlayDeed`. */
  readonly visit: number;
  /** ISO 8601, UTC. */
  readonly since: string;
  /** Visible at the wait (Zeebe scoping). */
  readonly variables: Variables;
  /** 1-based, of a repetition. */
  readonly loopCounter?: number;
  /** Of a timer, or when a task is due; ISO 8601, UTC. */
  readonly dueAt?: string;
  /** Of a message or signal. */
  readonly name?: string;
  readonly correlationKey?: string;
  readonly jobType?: string;
  /** Name of a user task. */
  readonly title?: string;
  readonly formId?: string;
  readonly assignee?: string;
  readonly candidateGroups?: readonly string[];
  readonly calledProcess?: string;
}

/** An event that the case would record (`pledge:recordsEvent`); what promise clocks are reckoned from. ISO 8601, UTC. */
export interface RecordedEvent {
  readonly type: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly elementId: string;
  readonly processId: string;
}
