import type { InstanceMode } from '@pledge/engine';
import type { Transaction } from '../ports/unit-of-work.js';
import type { SubjectRow } from '../ports/rows.js';
import type { GuardPath } from './guard-path.js';

/** By which way somebody or something tries to reach a guarded element. */
export type GuardedAction = 'claim' | 'complete' | 'return' | 'modify' | 'migrate' | 'job-start' | 'retry';

export interface GuardContext {
  readonly action: GuardedAction;
  readonly instanceId: string;
  readonly elementId: string;
  readonly mode: InstanceMode;
  readonly subjects: readonly SubjectRow[];
  readonly actor: string;
  /** Product time, epoch ms. */
  readonly now: number;
}

/** `pledge:requires`: may veto, inside the transaction of the command, by whichever way it comes (design section 6). */
export interface Guard {
  check(tx: Transaction, context: GuardContext): Promise<GuardVerdict>;
  /** What it says of diagrams when they are deployed. */
  readonly path?: GuardPath;
}
export type GuardVerdict =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      readonly code: string;
      /** For logs and incidents. */
      readonly reason: string;
      /** The same for people, in both languages. */
      readonly text?: { readonly zh: string; readonly en: string };
    };
