import { attempt } from '../attempt.js';
import { findWait, gone, reject, type Rejection } from '../command-tools.js';
import type { NodeInstance } from '../instance-state.js';
import { Refused } from '../refusal.js';
import type { Run } from '../run.js';
import type { ReturnTaskCommand } from './commands.js';
import { goBack, wayBack, type WayBack } from './go-back.js';
import { holds, notAssignee, notify, recordTask } from './task-tools.js';

/**
 * 退回: back to a user task that the instance has really passed. Whoever did that task gets it again, unless its model names
 * somebody. Results and records of what was done since stay: a later completion writes over them.
 */
export function returnTask(run: Run, command: ReturnTaskCommand): Rejection | null {
  const found = findWait(run, command.taskId, 'task');
  if (found === null) return gone(command.taskId);
  if (!holds(found.wait, command.actor)) return notAssignee(found.wait);
  const { targetElementId, reason } = command;
  const element = run.definition.nodes.get(targetElementId);
  if (element?.type !== 'userTask' || !command.passed.includes(targetElementId))
    return reject('RETURN_NOT_PASSED', targetElementId);
  if (targetElementId === found.node.elementId) return reject('RETURN_NOT_BEFORE', targetElementId);
  const way = wayBack(run, found.node, targetElementId);
  if (typeof way === 'string') return reject(`RETURN_${way}`, targetElementId);
  recordTask(run, 'task-returned', found, {
    to: targetElementId,
    reason,
    cancelled: [...new Set(way.cancelled.map((node) => node.elementId))],
  });
  const placed = follow(run, way, found.node, targetElementId, command.assignee);
  if (typeof placed === 'string') return reject('RETURN_NOT_BEFORE', placed);
  tell(run, 'returned', targetElementId, found.wait.id, command.assignee, reason);
  return null;
}

/** @returns the new tokens, or why a scope around the target could not be begun; then the step is rejected as a whole. */
export function follow(
  run: Run,
  way: WayBack,
  from: NodeInstance,
  target: string,
  assignee: string | undefined,
): NodeInstance[] | string {
  try {
    let placed: NodeInstance[] = [];
    const failure = attempt(run, () => void (placed = goBack(run, way, from, target)));
    if (failure !== null) return failure.message;
    if (assignee !== undefined) for (const node of placed) run.chosen.set(node.id, assignee);
    return placed;
  } catch (error) {
    if (error instanceof Refused) return error.refusal.message.en;
    throw error;
  }
}

/** The task that opens tells whoever gets it by itself; a person who had it before also hears why. */
export function tell(
  run: Run,
  kind: 'returned' | 'withdrawn',
  elementId: string,
  taskId: string,
  person: string | undefined,
  reason: string,
): void {
  if (person !== undefined) notify(run, kind, { taskId, elementId }, [person], reason);
}
