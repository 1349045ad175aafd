import type { HumanCommand, ReturnTaskCommand, WithdrawTaskCommand } from '@pledge/engine';
import { taskChanges } from '../effects/human-effects.js';
import type { InstanceCommand } from '../execute-commands.js';
import type { GuardedAction } from '../guards/guard.js';
import type { UserTaskRow } from '../ports/rows.js';
import type { IdempotencyClaim } from '../process-engine.js';
import { taskCommand } from './task-commands.js';

/** Operations on the task where it stands; going back is another thing (`way-back-commands.ts`). */
export type TaskOperation = Exclude<HumanCommand, ReturnTaskCommand | WithdrawTaskCommand>;

/**
 * By which way an operation makes a guarded task workable for somebody (design section 6): the guards are asked for it as for
 * a claim. Removing the last signer may let the token leave, which is a completion.
 */
const GUARDED: Readonly<Record<TaskOperation['type'], GuardedAction | null>> = {
  'delegate-task': 'claim',
  'transfer-task': 'claim',
  'add-signer': 'claim',
  'remove-signer': 'complete',
  'change-task': null,
  'copy-task': null,
  'comment-task': null,
  'remind-task': null,
};

/** @returns what changed in the row of the task */
export function operateTask(
  command: TaskOperation,
  idempotency?: IdempotencyClaim,
): InstanceCommand<Partial<UserTaskRow>> {
  const { type: name, taskId, actor } = command;
  return taskCommand({
    name,
    taskId,
    actor,
    guarded: GUARDED[name],
    idempotency,
    command: () => command,
    answer: (session, effects) => taskChanges(taskId, effects, session.now),
  });
}
