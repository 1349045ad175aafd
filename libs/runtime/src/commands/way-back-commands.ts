import type { Actor, Effect, HistoryEntry, InstanceState, WithdrawTaskCommand } from '@pledge/engine';
import { deedsSince, passedTasks } from '@pledge/engine';
import type { CommandSession, WorkingInstance } from '../command-session.js';
import { Problem } from '../errors.js';
import type { InstanceCommand } from '../execute-commands.js';
import { checkGuards } from '../guards/check-guards.js';
import type { UserTaskRow } from '../ports/rows.js';
import type { IdempotencyClaim } from '../process-engine.js';
import { taskChanges } from '../effects/human-effects.js';
import { problemOf } from './rejections.js';
import { differenceOf } from './way-back-difference.js';
import type { BackResult, ReturnRequest, WithdrawRequest } from './way-back.js';

/** More entries than an instance ever has; what it has passed is asked of all of them. */
export const WHOLE_HISTORY = 1_000_000;

/**
 * What an instance has done so far, the steps of this very transaction too. The instance's row is locked, so nothing is
 * added meanwhile.
 */
async function historyOf(session: CommandSession, working: WorkingInstance): Promise<HistoryEntry[]> {
  const stored = await session.context.store.listHistory(working.row.id, { limit: WHOLE_HISTORY });
  const last = stored.at(-1)?.seq ?? 0;
  return [...stored, ...session.writes.historyOf(working.row.id).filter((entry) => entry.seq > last)];
}

/** 退回: looked at first, guarded, then done unless it is a dry run. */
export function returnTask(
  request: ReturnRequest,
  actor: Actor,
  claim?: IdempotencyClaim,
): InstanceCommand<BackResult> {
  const { taskId, targetElementId, reason, dryRun = false } = request;
  return {
    name: 'return-task',
    target: { by: 'task', id: taskId },
    idempotency: claim,
    async run(session, working) {
      if (!working) throw new Problem('not-found', 'TASK_UNKNOWN', { taskId });
      const passed = passedTasks(await historyOf(session, working));
      const command = {
        type: 'return-task',
        taskId,
        targetElementId,
        reason,
        passed: [...passed.keys()],
        ...performer(passed.get(targetElementId)?.by),
        actor,
      } as const;
      const preview = session.preview(working, command);
      if (preview.kind === 'rejected') throw problemOf(preview, 'TASK_NOT_OPEN');
      await guardTarget(session, working, targetElementId, actor);
      if (dryRun) return answered(working, working.state, preview, taskId, session.now, true);
      const before = working.state;
      const outcome = session.step(working, command);
      if (outcome.kind === 'rejected') throw problemOf(outcome, 'TASK_NOT_OPEN');
      return answered(working, before, { ...outcome, state: working.state }, taskId, session.now, false);
    },
  };
}

/** 撤回. The task is the completed one. */
export function withdrawTask(
  task: UserTaskRow,
  request: WithdrawRequest,
  actor: Actor,
  claim?: IdempotencyClaim,
): InstanceCommand<BackResult> {
  const { elementId } = task;
  return {
    name: 'withdraw-task',
    target: { by: 'task', id: task.id },
    idempotency: claim,
    async run(session, working) {
      if (!working) throw new Problem('not-found', 'TASK_UNKNOWN', { taskId: task.id });
      const history = await historyOf(session, working);
      const command = withdrawCommand(task, history, request.reason, actor);
      if (command === null) throw new Problem('conflict', 'WITHDRAW_NOT_POSSIBLE', { detail: elementId });
      const preview = session.preview(working, command);
      if (preview.kind === 'rejected') throw problemOf(preview, 'WITHDRAW_NOT_POSSIBLE');
      await guardTarget(session, working, elementId, actor);
      if (request.dryRun === true) return answered(working, working.state, preview, task.id, session.now, true);
      const before = working.state;
      const outcome = session.step(working, command);
      if (outcome.kind === 'rejected') throw problemOf(outcome, 'WITHDRAW_NOT_POSSIBLE');
      return answered(working, before, { ...outcome, state: working.state }, task.id, session.now, false);
    },
  };
}

/**
 * null: the history does not tell of its completion, it is the task of an added signer, or its repetition was completed
 * again since.
 */
export function withdrawCommand(
  task: UserTaskRow,
  history: readonly HistoryEntry[],
  reason: string,
  actor: Actor,
): WithdrawTaskCommand | null {
  const own = history.findLast(
    (entry) => entry.type === 'element-completed' && entry.elementInstanceId === task.elementInstanceId,
  );
  if (own === undefined || task.duty !== null) return null;
  const repetition = own.detail?.['loopCounter'];
  const isSame = (entry: HistoryEntry): boolean =>
    entry.type === 'element-completed' &&
    entry.elementId === own.elementId &&
    entry.detail?.['loopCounter'] === repetition;
  if (typeof repetition === 'number' && history.findLast(isSame) !== own) return null;
  return {
    type: 'withdraw-task',
    taskId: task.id,
    elementId: task.elementId,
    ...(typeof repetition === 'number' ? { repetition } : {}),
    reason,
    since: deedsSince(history, own.seq, actor.userId),
    ...performer(task.completedBy ?? undefined),
    actor,
  };
}

export const performer = (by: string | undefined): { assignee?: string } =>
  by === undefined || by === 'system' ? {} : { assignee: by };

async function guardTarget(
  session: CommandSession,
  working: WorkingInstance,
  elementId: string,
  actor: Actor,
): Promise<void> {
  const { id: instanceId, mode } = working.row;
  const requires = working.definition.process.nodes.get(elementId)?.requires ?? [];
  const move = { action: 'return', instanceId, elementId, mode, actor: actor.userId } as const;
  await checkGuards(session.context, session.tx, requires, move);
}

function answered(
  working: WorkingInstance,
  before: InstanceState,
  after: { readonly state: InstanceState; readonly effects: readonly Effect[] },
  taskId: string,
  now: number,
  dryRun: boolean,
): () => BackResult {
  const result: BackResult = {
    dryRun,
    ...differenceOf(working.definition.process, before, after.state),
    task: dryRun ? {} : taskChanges(taskId, after.effects, now),
  };
  return () => result;
}
