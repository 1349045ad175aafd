import { findWait, gone, reject, type Found, type Rejection } from '../command-tools.js';
import type { Variables } from '../command.js';
import type { Run } from '../run.js';
import type { DelegateTaskCommand, TransferTaskCommand } from './commands.js';
import { changed, disposes, notAssignee, notify, principalOf, putTask, recordTask } from './task-tools.js';

/** 委派. Delegating what was delegated keeps the first owner: the answer goes back to who answers for it. */
export function delegateTask(run: Run, command: DelegateTaskCommand): Rejection | null {
  const found = findWait(run, command.taskId, 'task');
  if (found === null) return gone(command.taskId);
  if (!disposes(found.wait, command.actor)) return notAssignee(found.wait);
  const owner = found.wait.owner ?? found.wait.assignee ?? principalOf(command.actor);
  if (command.user === found.wait.assignee || command.user === owner) return reject('SAME_USER', command.user);
  give(run, found, command.user, owner);
  recordTask(run, 'task-delegated', found, { from: owner, to: command.user });
  notify(run, 'delegated', at(found), [command.user]);
  return null;
}

/** 转办. A delegate may pass it on; whoever owns it stays its owner. The owner of a delegated task ends the delegation. */
export function transferTask(run: Run, command: TransferTaskCommand): Rejection | null {
  const found = findWait(run, command.taskId, 'task');
  if (found === null) return gone(command.taskId);
  const { wait } = found;
  if (!disposes(wait, command.actor)) return notAssignee(wait);
  if (command.user === wait.assignee) return reject('SAME_USER', command.user);
  const byOwner = wait.owner !== undefined && wait.owner === principalOf(command.actor);
  give(run, found, command.user, byOwner || command.user === wait.owner ? undefined : wait.owner);
  recordTask(run, 'task-transferred', found, { from: wait.assignee ?? null, to: command.user });
  notify(run, 'transferred', at(found), [command.user]);
  return null;
}

/** The delegate is done, or does not want it: the owner has it again, with what the delegate answered as its draft. */
export function handBack(run: Run, found: Found<'task'>, owner: string, answer?: Variables): void {
  give(run, found, owner, undefined, answer);
  recordTask(run, 'task-handed-back', found, { from: found.wait.assignee ?? null, to: owner });
  notify(run, 'handed-back', at(found), [owner]);
}

function give(run: Run, found: Found<'task'>, assignee: string, owner: string | undefined, draft?: Variables): void {
  const { wait } = found;
  putTask(run, found.node.id, changed(wait, { assignee, owner }));
  run.effect({ type: 'update-user-task', taskId: wait.id, assignee });
  if (owner === wait.owner && draft === undefined) return;
  run.effect({
    type: 'change-user-task',
    taskId: wait.id,
    owner: owner ?? null,
    ...(draft === undefined ? {} : { draft }),
  });
}

function at(found: Found<'task'>): { taskId: string; elementId: string } {
  return { taskId: found.wait.id, elementId: found.node.elementId };
}
