import type { Actor, ClaimTaskCommand, CompleteTaskCommand, UnclaimTaskCommand } from './command.js';
import {
  findWait,
  finishWork,
  gone,
  reject,
  sealedName,
  tooLarge,
  type Found,
  type Rejection,
} from './command-tools.js';
import { handBack } from './human/assignment.js';
import { sign } from './human/signers.js';
import { changed, holds } from './human/task-tools.js';
import type { Run } from './run.js';
import { dropWait } from './waits.js';

/** The token leaves in this step, unless a delegate was done, who gives it back, or somebody else still has to sign. */
export function completeTask(run: Run, command: CompleteTaskCommand): Rejection | null {
  const found = findWait(run, command.taskId, 'task');
  if (found === null) return gone(command.taskId);
  if (!holds(found.wait, command.actor))
    return reject('NOT_ASSIGNEE', `the task is held by ${found.wait.assignee ?? ''}`);
  const sealed = sealedName(run, command.variables);
  if (sealed !== null) return reject('SEALED_VARIABLE', sealed);
  if (tooLarge(command.variables)) return reject('VARIABLES_TOO_LARGE', command.taskId);
  const { owner } = found.wait;
  if (owner !== undefined) {
    handBack(run, found, owner, command.variables);
    return null;
  }
  if (found.node.signing !== undefined) return sign(run, found, command.variables);
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

/** Gives a task back to its groups; a delegate to its owner, undone. */
export function unclaimTask(run: Run, command: UnclaimTaskCommand): Rejection | null {
  const found = findWait(run, command.taskId, 'task');
  if (found === null) return gone(command.taskId);
  if (!holds(found.wait, command.actor))
    return reject('NOT_ASSIGNEE', `the task is held by ${found.wait.assignee ?? ''}`);
  if (found.wait.owner !== undefined) {
    handBack(run, found, found.wait.owner);
    return null;
  }
  if (found.wait.duty !== undefined) return reject('SIGNER_BOUND', found.wait.id);
  if (found.wait.assignee !== undefined) assign(run, found, null, command.actor);
  return null;
}

function assign(run: Run, found: Found<'task'>, assignee: string | null, actor: Actor): void {
  const { waits = [], ...node } = run.draft.get(found.node.id);
  const wait = changed(found.wait, { assignee: assignee ?? undefined });
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
