import type { ReplanTimerCommand } from '../command.js';
import { findWait, gone, type Rejection } from '../command-tools.js';
import type { Run } from '../run.js';

/**
 * Gives a running timer another time. It gets another id too: one that comes due at this very moment finds its wait gone.
 * A cycle goes on from the new time.
 */
export function replanTimer(run: Run, command: ReplanTimerCommand): Rejection | null {
  const found = findWait(run, command.timerId, 'timer');
  if (found === null) return gone(command.timerId);
  const { node, wait } = found;
  const { dueAt, reason, actor } = command;
  const id = run.newId();
  const elementId = wait.elementId ?? node.elementId;
  run.effect({ type: 'cancel-timer', timerId: wait.id });
  run.effect({ type: 'schedule-timer', timerId: id, elementId, dueAt });
  const waits = (node.waits ?? []).map((other) =>
    other.id === wait.id ? { ...wait, id, dueAt, replanned: true as const } : other,
  );
  run.draft.put({ ...node, waits });
  run.record({
    type: 'timer-replanned',
    elementId,
    ...(node.elementId === '' ? {} : { elementInstanceId: node.id }),
    actor: actor.userId,
    detail: {
      reason,
      from: wait.dueAt,
      to: dueAt,
      timerId: id,
      ...(actor.onBehalfOf === undefined ? {} : { onBehalfOf: actor.onBehalfOf }),
    },
  });
  return null;
}
