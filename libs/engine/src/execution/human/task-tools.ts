import type { Actor } from '../command.js';
import { reject, SYSTEM_USER, type Found, type Rejection } from '../command-tools.js';
import type { HistoryType } from '../history-entry.js';
import type { Wait } from '../instance-state.js';
import type { Run } from '../run.js';
import type { NoticeKind } from './effects.js';

export type TaskWait = Extract<Wait, { kind: 'task' }>;

/** The holder, who acts for the holder, or the system. A task without holder is open to all. */
export function holds(wait: TaskWait, actor: Actor): boolean {
  return (
    wait.assignee === undefined ||
    actor.userId === SYSTEM_USER ||
    wait.assignee === actor.userId ||
    wait.assignee === actor.onBehalfOf
  );
}

/** Also the owner of a delegated task, who may take it back or give it to somebody else. */
export function disposes(wait: TaskWait, actor: Actor): boolean {
  return holds(wait, actor) || (wait.owner !== undefined && isActor(actor, wait.owner));
}

export function isActor(actor: Actor, user: string): boolean {
  return actor.userId === user || actor.onBehalfOf === user;
}

/** The person whose task it is: the absent one where a substitute acts. */
export function principalOf(actor: Actor): string {
  return actor.onBehalfOf ?? actor.userId;
}

export function notAssignee(wait: TaskWait): Rejection {
  return reject('NOT_ASSIGNEE', `the task is held by ${wait.assignee ?? ''}`);
}

/** Replaces a task wait in its place among the waits of its node. */
export function putTask(run: Run, nodeId: string, wait: TaskWait): void {
  const { waits = [], ...node } = run.draft.get(nodeId);
  run.draft.put({ ...node, waits: waits.map((other) => (other.id === wait.id ? wait : other)) });
}

/** The wait with what `change` says; `undefined` takes a field away, so that nothing empty is stored. */
export function changed(wait: TaskWait, change: Partial<Record<keyof TaskWait, unknown>>): TaskWait {
  const merged = Object.entries({ ...wait, ...change }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(merged) as unknown as TaskWait;
}

/** One line of history about a task, with both names where a substitute acts. */
export function recordTask(
  run: Run,
  type: HistoryType,
  found: Found<'task'>,
  detail: Readonly<Record<string, unknown>> = {},
): void {
  const { actor } = run;
  run.record({
    type,
    elementId: found.node.elementId,
    elementInstanceId: found.node.id,
    actor: actor.userId,
    detail: {
      taskId: found.wait.id,
      ...detail,
      ...(actor.onBehalfOf === undefined ? {} : { onBehalfOf: actor.onBehalfOf }),
    },
  });
}

export function notify(
  run: Run,
  kind: NoticeKind,
  task: { readonly taskId: string; readonly elementId: string },
  users: readonly string[],
  text?: string,
): void {
  run.effect({
    type: 'notify-people',
    noticeId: run.newId(),
    kind,
    ...task,
    users,
    by: run.actor.userId,
    ...(text === undefined ? {} : { text }),
  });
}
