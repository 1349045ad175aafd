import type { Actor } from '../command.js';
import type { SignerPosition, SignerRule } from './signing.js';

/**
 * What people do to a user task beside claiming and completing it (委派, 转办, 加签, 退回, 撤回, 催办, 抄送). The runtime has
 * checked permission and guards before.
 */
interface OnTask {
  readonly taskId: string;
  readonly actor: Actor;
}

/** 委派: the other works on it, and completing gives it back to whoever holds it now. */
export interface DelegateTaskCommand extends OnTask {
  readonly type: 'delegate-task';
  readonly user: string;
}
/** 转办: the other holds it from now on. */
export interface TransferTaskCommand extends OnTask {
  readonly type: 'transfer-task';
  readonly user: string;
}
/** Due and follow-up dates (epoch ms; null clears) and priority: what a person may correct of what the model said. */
export interface ChangeTaskCommand extends OnTask {
  readonly type: 'change-task';
  readonly dueAt?: number | null;
  readonly followUpAt?: number | null;
  readonly priority?: number;
}
/** 抄送: the people see the task and what became of it; they do nothing to it. */
export interface CopyTaskCommand extends OnTask {
  readonly type: 'copy-task';
  readonly users: readonly string[];
}
/** `mentions`: people named with `@` in the text; they are copied and told. */
export interface CommentTaskCommand extends OnTask {
  readonly type: 'comment-task';
  readonly text: string;
  readonly mentions: readonly string[];
}
/** 催办: whoever has the task is told again, at most once in the interval that the model names (`pledge:remindEvery`). */
export interface RemindTaskCommand extends OnTask {
  readonly type: 'remind-task';
  readonly text?: string;
}

/** 加签. `weights` by user, for a vote. A rule given here is the rule of all signers of that position. */
export interface AddSignerCommand extends OnTask {
  readonly type: 'add-signer';
  readonly users: readonly string[];
  readonly position: SignerPosition;
  readonly rule?: SignerRule;
  readonly weights?: Readonly<Record<string, number>>;
}
/** 减签: somebody who has not signed yet. */
export interface RemoveSignerCommand extends OnTask {
  readonly type: 'remove-signer';
  readonly user: string;
}

/**
 * 退回. What the instance has passed is in its history alone, so the command brings it: ids of user tasks that were completed,
 * and who completed the target last.
 */
export interface ReturnTaskCommand extends OnTask {
  readonly type: 'return-task';
  readonly targetElementId: string;
  readonly reason: string;
  readonly passed: readonly string[];
  readonly assignee?: string;
}
/** 撤回. `taskId` is the completed task; `since` is what the history says of the time after. */
export interface WithdrawTaskCommand extends OnTask {
  readonly type: 'withdraw-task';
  readonly elementId: string;
  /** Of a multi-instance task: the 1-based number of the repetition. */
  readonly repetition?: number;
  readonly reason: string;
  readonly since: {
    /** Element instances that were entered. */
    readonly entered: readonly string[];
    /** Element instances that people did something to. */
    readonly touched: readonly string[];
    /** Elements that people completed. */
    readonly completed: readonly string[];
  };
  readonly assignee?: string;
}

export type HumanCommand =
  | DelegateTaskCommand
  | TransferTaskCommand
  | ChangeTaskCommand
  | CopyTaskCommand
  | CommentTaskCommand
  | RemindTaskCommand
  | AddSignerCommand
  | RemoveSignerCommand
  | ReturnTaskCommand
  | WithdrawTaskCommand;
