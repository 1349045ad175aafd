import type {
  ChangeUserTaskEffect,
  CommentUserTaskEffect,
  CopyUserTaskEffect,
  Effect,
  NotifyPeopleEffect,
} from '@pledge/engine';
import type { CommandSession, WorkingInstance } from '../command-session.js';
import type { UserTaskRow } from '../ports/rows.js';
import { instanceJob } from './job-effects.js';

/** The feature job that tells people of a task; its payload is a `TaskNotice`. Without a handler nobody is told. */
export const TASK_NOTICE = 'task-notice';

/** Payload of a `TASK_NOTICE` job. */
export type TaskNotice = Omit<NotifyPeopleEffect, 'type' | 'noticeId'>;

export function changeTask(session: CommandSession, working: WorkingInstance, effect: ChangeUserTaskEffect): void {
  const { type: _type, taskId, ...change } = effect;
  session.writes.changeTask(taskId, change);
  // Whoever delegated a task finds it in the list of what is followed.
  const { owner } = change;
  if (typeof owner === 'string') session.writes.addWatcher({ taskId, kind: 'following', username: owner });
  session.tell('task', working, taskId, 'changed');
}

export function copyTask(session: CommandSession, working: WorkingInstance, effect: CopyUserTaskEffect): void {
  for (const username of effect.users) session.writes.addWatcher({ taskId: effect.taskId, kind: 'copied', username });
  session.tell('task', working, effect.taskId, 'copied');
}

export function commentTask(session: CommandSession, working: WorkingInstance, effect: CommentUserTaskEffect): void {
  session.writes.addComment({
    id: effect.commentId,
    taskId: effect.taskId,
    instanceId: working.row.id,
    author: effect.author,
    onBehalfOf: effect.onBehalfOf ?? null,
    text: effect.text,
    mentions: effect.mentions,
    createdAt: session.now,
  });
  session.tell('task', working, effect.taskId, 'commented');
}

/** Rides in the transaction of the command: who is to be told is told, also after a crash. */
export function notifyPeople(session: CommandSession, working: WorkingInstance, effect: NotifyPeopleEffect): void {
  if (session.context.registry.featureJob(TASK_NOTICE) === undefined) return;
  const { type: _type, noticeId, ...notice } = effect;
  session.writes.insertJob(
    instanceJob(session, working, {
      id: noticeId,
      type: 'feature',
      name: TASK_NOTICE,
      ref: noticeId,
      payload: { ...notice },
    }),
  );
}

/** What a step did to the row of one task, as far as answers show it. */
export function taskChanges(taskId: string, effects: readonly Effect[], now: number): Partial<UserTaskRow> {
  let changes: Partial<UserTaskRow> = {};
  for (const effect of effects) {
    if (!('taskId' in effect) || effect.taskId !== taskId) continue;
    if (effect.type === 'update-user-task') changes = { ...changes, assignee: effect.assignee };
    if (effect.type === 'change-user-task') {
      const { type: _type, taskId: _taskId, ...change } = effect;
      changes = { ...changes, ...change };
    }
    if (effect.type === 'complete-user-task')
      changes = { ...changes, state: 'completed', completedBy: effect.completedBy, endedAt: now };
    if (effect.type === 'cancel-user-task') changes = { ...changes, state: 'cancelled', endedAt: now };
  }
  return changes;
}
