import type { UserTaskRow } from '../ports/rows.js';

/** 退回. `dryRun` answers what would happen and changes nothing. */
export interface ReturnRequest {
  readonly taskId: string;
  readonly targetElementId: string;
  readonly reason: string;
  readonly dryRun?: boolean;
}
export interface WithdrawRequest {
  readonly reason: string;
  readonly dryRun?: boolean;
}

/** A token that goes. One that waits at a join is there under the gateway. */
export interface TouchedToken {
  readonly elementId: string;
  readonly elementInstanceId: string;
  readonly elementType: string;
  readonly name: string;
}
export interface TouchedTask {
  readonly id: string;
  readonly elementId: string;
  readonly name: string;
  readonly assignee: string | null;
}
/** What going back did, or would do. Ids of tasks that a dry run would open are no real ones. */
export interface BackResult {
  readonly dryRun: boolean;
  readonly cancelledTokens: readonly TouchedToken[];
  readonly cancelledTasks: readonly TouchedTask[];
  readonly openedTasks: readonly TouchedTask[];
  /** What changed in the row of the task that was asked for. */
  readonly task: Partial<UserTaskRow>;
}
/** A task that one may go back to. */
export interface ReturnTarget {
  readonly elementId: string;
  readonly name: string;
  /** User id, or `system`. */
  readonly completedBy: string;
  /** Epoch ms. */
  readonly completedAt: number;
  /** How many open tasks would be cancelled, the own one too. */
  readonly cancels: number;
}
