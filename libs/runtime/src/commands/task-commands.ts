import type { Actor, Effect, EngineCommand, Variables } from '@pledge/engine';
import type { CommandSession, WorkingInstance } from '../command-session.js';
import { Problem } from '../errors.js';
import { taskChanges } from '../effects/human-effects.js';
import type { InstanceCommand } from '../execute-commands.js';
import { checkGuards } from '../guards/check-guards.js';
import type { GuardedAction } from '../guards/guard.js';
import type { UserTaskRow } from '../ports/rows.js';
import type { IdempotencyClaim } from '../process-engine.js';
import { checkAnswer } from './check-answer.js';
import type { Rejection } from './rejections.js';
import { problemOf } from './rejections.js';
import { nodeOfTask } from './state-views.js';

/** The parts that every command on a user task has in common. */
export function taskCommand<R>(input: {
  readonly name: string;
  readonly taskId: string;
  readonly actor: Actor;
  readonly guarded: GuardedAction | null;
  readonly idempotency?: IdempotencyClaim | undefined;
  command(session: CommandSession, working: WorkingInstance): EngineCommand;
  answer(session: CommandSession, effects: readonly Effect[]): R;
}): InstanceCommand<R> {
  const { name, taskId, actor, guarded } = input;
  return {
    name,
    target: { by: 'task', id: taskId },
    idempotency: input.idempotency,
    async run(session, working) {
      if (!working) throw new Problem('not-found', 'TASK_UNKNOWN', { taskId });
      if (guarded) await guardTask(session, working, taskId, guarded, actor);
      const outcome = session.step(working, input.command(session, working));
      if (outcome.kind === 'rejected') throw problemOfTask(outcome);
      const answer = input.answer(session, outcome.effects);
      return () => answer;
    },
  };
}

const nothing = (): void => undefined;
const changesOf =
  (taskId: string) =>
  (session: CommandSession, effects: readonly Effect[]): Partial<UserTaskRow> =>
    taskChanges(taskId, effects, session.now);

const problemOfTask = (rejection: Rejection): Problem => problemOf(rejection, 'TASK_NOT_OPEN');

/** Where the task stands is in the state: a guard costs a query only where the element has one. */
async function guardTask(
  session: CommandSession,
  working: WorkingInstance,
  taskId: string,
  action: GuardedAction,
  actor: Actor,
): Promise<void> {
  const elementId = nodeOfTask(working.state, taskId)?.elementId;
  if (elementId === undefined) return;
  const requires = working.definition.process.nodes.get(elementId)?.requires ?? [];
  const move = { action, instanceId: working.row.id, elementId, mode: working.row.mode, actor: actor.userId };
  await checkGuards(session.context, session.tx, requires, move);
}

/** @returns what changed in the row of the task: completed, or given back to its owner. */
export function completeTask(
  taskId: string,
  variables: Variables,
  actor: Actor,
  idempotency?: IdempotencyClaim,
): InstanceCommand<Partial<UserTaskRow>> {
  let checked: Variables | null = null;
  const command = (session: CommandSession, working: WorkingInstance): EngineCommand => {
    checked = checkAnswer(session, working, taskId, variables);
    return { type: 'complete-task', taskId, variables: checked, actor };
  };
  return taskCommand({
    name: 'complete-task',
    taskId,
    actor,
    guarded: 'complete',
    idempotency,
    command,
    answer: (session, effects) => {
      const changes = changesOf(taskId)(session, effects);
      if (changes.state === 'completed' && checked !== null) session.writes.keepAnswer(taskId, checked);
      return changes;
    },
  });
}

export function claimTask(
  taskId: string,
  assignee: string,
  actor: Actor,
  idempotency?: IdempotencyClaim,
): InstanceCommand<void> {
  const command = (): EngineCommand => ({ type: 'claim-task', taskId, assignee, actor });
  return taskCommand({ name: 'claim-task', taskId, actor, guarded: 'claim', idempotency, command, answer: nothing });
}

/** @returns what changed in the row: nobody has it, or its owner again. */
export function unclaimTask(taskId: string, actor: Actor): InstanceCommand<Partial<UserTaskRow>> {
  const command = (): EngineCommand => ({ type: 'unclaim-task', taskId, actor });
  return taskCommand({ name: 'unclaim-task', taskId, actor, guarded: null, command, answer: changesOf(taskId) });
}
