import type { Variables } from '../command.js';

/** Columns of an open task that a person's operation changed; absent ones stay. */
export interface ChangeUserTaskEffect {
  readonly type: 'change-user-task';
  readonly taskId: string;
  /** Who gets the task back from a delegate; null: it is not delegated. */
  readonly owner?: string | null;
  /** Signers are asked first (加签 before): it cannot be completed yet. */
  readonly held?: boolean;
  /** Epoch ms. */
  readonly dueAt?: number | null;
  readonly followUpAt?: number | null;
  readonly priority?: number;
  readonly draft?: Variables;
}
/** People who see the task without having to do it. */
export interface CopyUserTaskEffect {
  readonly type: 'copy-user-task';
  readonly taskId: string;
  readonly users: readonly string[];
}
export interface CommentUserTaskEffect {
  readonly type: 'comment-user-task';
  readonly commentId: string;
  readonly taskId: string;
  readonly author: string;
  readonly onBehalfOf?: string;
  readonly text: string;
  readonly mentions: readonly string[];
}
/** Why people are told of a task. */
export type NoticeKind =
  | 'delegated'
  | 'handed-back'
  | 'transferred'
  | 'signer-added'
  | 'signers-done'
  | 'returned'
  | 'withdrawn'
  | 'reminded'
  | 'copied'
  | 'mentioned';
/** Somebody has to be told; the runtime hands it to the feature that notifies, in the same transaction. */
export interface NotifyPeopleEffect {
  readonly type: 'notify-people';
  readonly noticeId: string;
  readonly kind: NoticeKind;
  readonly taskId: string;
  readonly elementId: string;
  /** User ids; empty: whoever has the task now. */
  readonly users: readonly string[];
  /** Who caused it. */
  readonly by: string;
  /** A reason or a comment. */
  readonly text?: string;
}
export type HumanEffect = ChangeUserTaskEffect | CopyUserTaskEffect | CommentUserTaskEffect | NotifyPeopleEffect;
