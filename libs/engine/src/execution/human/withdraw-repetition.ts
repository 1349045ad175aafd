import type { FlowNode } from '../../model/process-definition.js';
import { attempt } from '../attempt.js';
import { reject, type Rejection } from '../command-tools.js';
import type { NodeInstance } from '../instance-state.js';
import { reopenRepetition, type MultiInstance } from '../loop.js';
import type { Run } from '../run.js';
import { cancelToken } from '../transitions.js';
import type { WithdrawTaskCommand } from './commands.js';

/**
 * 撤回 of one repetition of a multi-instance task, for example of one signature, while the whole is not over: its result
 * goes and whoever did it gets it again. In a sequence the next repetition goes, unless somebody touched it; side by side
 * nothing came of it. What was told with the repetition (its events, its compensation) cannot be taken back.
 */
export function withdrawRepetition(
  run: Run,
  command: WithdrawTaskCommand,
  element: FlowNode,
  loop: MultiInstance,
): Rejection | null {
  const { elementId, repetition, since } = command;
  const refused = reject('WITHDRAW_NOT_POSSIBLE', elementId);
  const bodies = [...run.draft.tokens()].filter((node) => node.elementId === elementId && node.loop !== undefined);
  const [body] = bodies;
  // Of several that run nobody knows which one it was.
  if (body === undefined || bodies.length > 1 || repetition === undefined) return refused;
  if (loop.throws !== undefined || body.compensable !== undefined) return refused;
  const open = run.draft.childrenOf(body.id);
  if (open.some((node) => node.loopCounter === repetition)) return refused;
  const next = loop.sequential ? open.filter((node) => node.loopCounter === repetition + 1) : [];
  // Another run of the same activity: its repetitions began later, or are not the one behind this one.
  const isSame = loop.sequential ? next.length === 1 : open.some((node) => !since.entered.includes(node.id));
  if (!isSame) return refused;
  if (next.some((node) => since.touched.includes(node.id))) return reject('WITHDRAW_TOUCHED', elementId);
  run.record({
    type: 'task-withdrawn',
    elementId,
    actor: command.actor.userId,
    detail: {
      taskId: command.taskId,
      reason: command.reason,
      loopCounter: repetition,
      cancelled: next.map((node) => node.elementId),
      ...(command.actor.onBehalfOf === undefined ? {} : { onBehalfOf: command.actor.onBehalfOf }),
    },
  });
  let opened: NodeInstance | undefined;
  const failure = attempt(run, () => {
    for (const node of next) cancelToken(run, node.id);
    opened = reopenRepetition(run, body.id, element, loop, repetition);
  });
  if (failure !== null || opened === undefined) return refused;
  if (command.assignee !== undefined) run.chosen.set(opened.id, command.assignee);
  return null;
}
