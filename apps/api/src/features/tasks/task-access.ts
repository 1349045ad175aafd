import { hasRole, type SessionUser } from '@pledge/nest';
import type { Actor } from '@pledge/engine';
import type { UserTaskRow } from '@pledge/runtime';

/** Whoever works on tasks: a person, or somebody absent as their substitute sees it. */
interface Worker {
  readonly username: string;
  readonly groups: readonly string[];
}

/** A person with the absent people whom that one stands in for now. */
export interface Asker {
  readonly user: SessionUser;
  readonly standIns: readonly Worker[];
}

type TaskPeople = Pick<
  UserTaskRow,
  'assignee' | 'owner' | 'completedBy' | 'candidateUsers' | 'candidateGroups' | 'state' | 'held' | 'duty'
>;

/** Administrators and operators see every task and may step in. */
export function seesAll(user: SessionUser): boolean {
  return hasRole(user, 'operator');
}

function isCandidate(task: TaskPeople, worker: Worker): boolean {
  return (
    task.candidateUsers.includes(worker.username) || task.candidateGroups.some((group) => worker.groups.includes(group))
  );
}

/** Holds it, or nobody does and it is offered to the worker. */
function mayWork(task: TaskPeople, worker: Worker): boolean {
  return task.assignee === worker.username || (task.assignee === null && isCandidate(task, worker));
}

const mayDispose = (task: TaskPeople, worker: Worker): boolean =>
  mayWork(task, worker) || task.owner === worker.username;

const workers = ({ user, standIns }: Asker): readonly Worker[] => [user, ...standIns];

/** Without copies: those are asked of the database. */
export function maySee(task: TaskPeople, asker: Asker): boolean {
  return (
    seesAll(asker.user) ||
    task.completedBy === asker.user.username ||
    workers(asker).some(
      (worker) => task.assignee === worker.username || task.owner === worker.username || isCandidate(task, worker),
    )
  );
}

/** What the person who asks may do. What depends on the history of the instance is not said here. */
export function permissionsOf(task: TaskPeople, asker: Asker) {
  const open = task.state === 'open';
  const all = seesAll(asker.user);
  const works = open && (all || workers(asker).some((worker) => mayWork(task, worker)));
  const disposes = open && (works || workers(asker).some((worker) => mayDispose(task, worker)));
  const holds = all || workers(asker).some((worker) => worker.username === task.assignee);
  return {
    claim: works && task.assignee === null,
    complete: works && !task.held,
    unclaim: open && task.assignee !== null && holds && task.duty === null,
    delegate: disposes,
    transfer: disposes,
    addSigner: disposes,
    removeSigner: disposes,
    change: disposes && asker.user.partyId === null,
    copy: open,
    comment: open,
    remind: open && task.assignee !== asker.user.username,
    // Whether there is anything to go back to is told by the list of targets.
    return: works,
    withdraw: false,
  };
}

/**
 * Under which names the person acts: for an absent one where only that one could, for the holder where an operator steps in.
 * A substitute who holds a task that only the absent one was offered holds it for the absent one.
 */
export function actorFor(task: TaskPeople, asker: Asker): Actor {
  const { user, standIns } = asker;
  const userId = user.username;
  const absent = (may: (task: TaskPeople, worker: Worker) => boolean): string | undefined =>
    standIns.find((worker) => may(task, worker))?.username;
  if (task.assignee === userId) {
    const onBehalfOf = isCandidate(task, user) ? undefined : absent(isCandidate);
    return onBehalfOf === undefined ? { userId } : { userId, onBehalfOf };
  }
  if (mayDispose(task, user)) return { userId };
  const onBehalfOf = absent(mayDispose) ?? (seesAll(user) ? (task.assignee ?? undefined) : undefined);
  return onBehalfOf === undefined ? { userId } : { userId, onBehalfOf };
}
