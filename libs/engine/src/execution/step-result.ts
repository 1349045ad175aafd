import type { BusinessCalendar } from '@pledge/time';
import type { Effect } from './effect.js';
import type { HistoryEntry } from './history-entry.js';
import type { InstanceState } from './instance-state.js';
import type { Refusal } from './refusal.js';

/** What `step` needs from outside and may not fetch itself. */
export interface StepEnv {
  /** Epoch ms, UTC; the only time the step knows. FEEL `now()` and `today()` read it too. */
  readonly now: number;
  /** IANA zone for wall-clock arithmetic, for example `Asia/Shanghai`. */
  readonly zone: string;
  /** UUIDv7 made by the runtime; every id of the step is derived from it by a counter. */
  readonly commandId: string;
  /** Calendars by name, for timers in working time (`pledge:calendar`); undefined for a name that nobody knows. */
  readonly calendars?: CalendarsByName | undefined;
}

/** What the runtime knows of working time when it makes a step: data, the same for a replay. */
export type CalendarsByName = (name: string) => BusinessCalendar | undefined;

export type StepResult =
  | {
      readonly kind: 'stepped';
      readonly state: InstanceState;
      readonly effects: readonly Effect[];
      readonly history: readonly HistoryEntry[];
    }
  | {
      readonly kind: 'rejected';
      readonly code: RejectionCode;
      readonly detail: string;
      /** Of an operation: everything that stands against it. */
      readonly refusals?: readonly Refusal[];
    };

/** `WAIT_GONE`: what the command names is not waiting (already done, cancelled, never was). */
export type RejectionCode =
  | 'WAIT_GONE'
  | 'INSTANCE_ENDED'
  | 'INSTANCE_SUSPENDED'
  | 'ALREADY_CLAIMED'
  | 'NOT_ASSIGNEE'
  /** The person has it already. */
  | 'SAME_USER'
  /** Signers before the holder have not signed yet. */
  | 'SIGNERS_PENDING'
  | 'SIGNER_PRESENT'
  | 'SIGNER_UNKNOWN'
  /** A signer's task belongs to nobody else: it is handed on or removed, not given back. */
  | 'SIGNER_BOUND'
  /** The instance has not passed such a user task. */
  | 'RETURN_NOT_PASSED'
  /** From there nothing leads back to here. */
  | 'RETURN_NOT_BEFORE'
  /** In a multi-instance or loop that is over: nobody could say which repetition is meant. */
  | 'RETURN_INSIDE_LOOP'
  /** In a subprocess that runs beside. */
  | 'RETURN_INSIDE_RUNNING_SCOPE'
  | 'RETURN_COMPENSATING'
  /** Somebody has done something to what came of the task, or work for it is under way. */
  | 'WITHDRAW_TOUCHED'
  | 'WITHDRAW_NOT_POSSIBLE'
  /** `detail`: epoch ms from which it is allowed again. */
  | 'REMINDED_RECENTLY'
  | 'SEALED_VARIABLE'
  | 'START_EVENT_UNKNOWN'
  | 'VARIABLES_TOO_LARGE'
  /** `refusals` say why. */
  | 'OPERATION_REFUSED';
