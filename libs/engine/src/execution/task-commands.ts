import type { Actor, ClaimTaskCommand, CompleteTaskCommand, UnclaimTaskCommand } from './command.js';
import {
  findWait,
  finishWork,
  gone,
  reject,
  sealedName,
  SYSTEM_USER,
  tooLarge,
  type Found,
  type Rejection,
} from './command-tools.js';
import type { Wait } from './instance-state.js';
import type { Run } from './run.js';
import { dropWait } from './waits.js';

/** @returns the rejection, or null: the token leaves in this step. */
export function completeTask(run: Run, command: CompleteTaskCommand): Rejection | null {
  const found = findWait(run, command.taskId, 'task');
  if (found === null) return gone(command.taskId);
  if (!holds(found.wait, command.actor))
    return reject('NOT_ASSIGNEE', `the task is held by ${found.wait.assignee ?? ''}`);
  const sealed = sealedName(run, command.variables);
  if (sealed !== null) return reject('SEALED_VARIABLE', sealed);
  if (tooLarge(command.variables)) return reject('VARIABLES_TOO_LARGE', command.taskId);
  dropWait(run, found.node.id, found.wait.id);
  run.effect({ type: 'complete-user-task', taskId: command.taskId, completedBy: command.actor.userId });
  finishWork(run, found.node.id, command.variables);
  return null;
}

/** Claiming what one holds already changes nothing. */
export function claimTask(run: Run, command: ClaimTaskCommand): Rejection | null {
  const found = findWait(run, command.taskId, 'task');
  if (found === null) return gone(command.taskId);
  const holder = found.wait.assignee;
  if (holder !== undefined && holder !== command.assignee)
    return reject('ALREADY_CLAIMED', `the task is held by ${holder}`);
  if (holder !== command.assignee) assign(run, found, command.assignee, command.actor);
  return null;
}

/** Gives a task back to its groups. */
export function unclaimTask(run: Run, command: UnclaimTaskCommand): Rejection | null {
  const found = findWait(run, command.taskId, 'task');
  if (found === null) return gone(command.taskId);
  if (!holds(found.wait, command.actor))
    return reject('NOT_ASSIGNEE', `the task is held by ${found.wait.assignee ?? ''}`);
  if (found.wait.assignee !== undefined) assign(run, found, null, command.actor);
  return null;
}

function assign(run: Run, found: Found<'task'>, assignee: string | null, actor: Actor): void {
  const { waits = [], ...node } = run.draft.get(found.node.id);
  const wait: Wait = { kind: 'task', id: found.wait.id, ...(assignee === null ? {} : { assignee }) };
  run.draft.put({ ...node, waits: waits.map((other) => (other.id === wait.id ? wait : other)) });
  run.effect({ type: 'update-user-task', taskId: wait.id, assignee });
  run.record({
    type: assignee === null ? 'task-unclaimed' : 'task-claimed',
    elementId: node.elementId,
    elementInstanceId: node.id,
    actor: actor.userId,
    detail: {
      assignee: assignee ?? found.wait.assignee ?? null,
      ...(actor.onBehalfOf === undefined ? {} : { onBehalfOf: actor.onBehalfOf }),
    },
  });
}

/** The holder, who acts for the holder, or the system. A task without holder is open to all. */
function holds(wait: { readonly assignee?: string }, actor: Actor): boolean {
  return (
    wait.assignee === undefined ||
    actor.userId === SYSTEM_USER ||
    wait.assignee === actor.userId ||
    wait.assignee === actor.onBehalfOf
  );
}
