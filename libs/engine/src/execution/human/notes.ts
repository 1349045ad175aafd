import { nodeOf } from '../../model/process-definition.js';
import { findWait, gone, reject, type Found, type Rejection } from '../command-tools.js';
import type { Run } from '../run.js';
import { timerDue } from '../timer-due.js';
import type { ChangeTaskCommand, CommentTaskCommand, CopyTaskCommand, RemindTaskCommand } from './commands.js';
import { changed, notify, putTask, recordTask } from './task-tools.js';

/** Between two reminders of one task where the model says nothing (`pledge:remindEvery`), ISO 8601 duration. */
export const DEFAULT_REMIND_EVERY = 'PT10M';

/** Dates and priority live in the row of the task alone: nothing in the process depends on them. */
export function changeTask(run: Run, command: ChangeTaskCommand): Rejection | null {
  const found = findWait(run, command.taskId, 'task');
  if (found === null) return gone(command.taskId);
  const { dueAt, followUpAt, priority } = command;
  const change = {
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(followUpAt === undefined ? {} : { followUpAt }),
    ...(priority === undefined ? {} : { priority }),
  };
  if (Object.keys(change).length === 0) return null;
  run.effect({ type: 'change-user-task', taskId: found.wait.id, ...change });
  recordTask(run, 'task-changed', found, change);
  return null;
}

/** 抄送 */
export function copyTask(run: Run, command: CopyTaskCommand): Rejection | null {
  const found = findWait(run, command.taskId, 'task');
  if (found === null) return gone(command.taskId);
  copyTo(run, found, command.users);
  recordTask(run, 'task-copied', found, { users: command.users });
  notify(run, 'copied', at(found), command.users);
  return null;
}

/** The text is kept with the task, not in the history: it may be personal. */
export function commentTask(run: Run, command: CommentTaskCommand): Rejection | null {
  const found = findWait(run, command.taskId, 'task');
  if (found === null) return gone(command.taskId);
  const { text, mentions, actor } = command;
  const commentId = run.newId();
  run.effect({
    type: 'comment-user-task',
    commentId,
    taskId: found.wait.id,
    author: actor.userId,
    ...(actor.onBehalfOf === undefined ? {} : { onBehalfOf: actor.onBehalfOf }),
    text,
    mentions,
  });
  copyTo(run, found, mentions);
  recordTask(run, 'task-commented', found, { commentId, ...(mentions.length === 0 ? {} : { mentions }) });
  if (mentions.length > 0) notify(run, 'mentioned', at(found), mentions, text);
  return null;
}

/**
 * 催办: the interval is data of the model; what comes too early is rejected with the time (epoch ms) from which it is
 * allowed.
 */
export function remindTask(run: Run, command: RemindTaskCommand): Rejection | null {
  const found = findWait(run, command.taskId, 'task');
  if (found === null) return gone(command.taskId);
  const next = nextReminder(run, found);
  if (next > run.env.now) return reject('REMINDED_RECENTLY', String(next));
  putTask(run, found.node.id, changed(found.wait, { remindedAt: run.env.now }));
  recordTask(run, 'task-reminded', found, { assignee: found.wait.assignee ?? null });
  notify(run, 'reminded', at(found), [], command.text);
  return null;
}

/** Epoch ms. */
function nextReminder(run: Run, found: Found<'task'>): number {
  const { remindedAt } = found.wait;
  if (remindedAt === undefined) return Number.NEGATIVE_INFINITY;
  const own = nodeOf(run.definition, found.node.elementId).properties['pledge:remindEvery'];
  const every = own ?? run.definition.properties['pledge:remindEvery'] ?? DEFAULT_REMIND_EVERY;
  const due = timerDue('duration', every, remindedAt, run.env.zone);
  return due.ok ? due.dueAt : remindedAt;
}

function copyTo(run: Run, found: Found<'task'>, users: readonly string[]): void {
  if (users.length > 0) run.effect({ type: 'copy-user-task', taskId: found.wait.id, users });
}

function at(found: Found<'task'>): { taskId: string; elementId: string } {
  return { taskId: found.wait.id, elementId: found.node.elementId };
}
