import { Inject, Injectable } from '@nestjs/common';
import type { ReturnTargets, ReturnTask, WayBackAnswer, WithdrawTask } from '@pledge/contracts';
import {
  PLATFORM_OPTIONS,
  PROCESS_ENGINE,
  type IdempotencyKeyHandle,
  type PlatformOptions,
  type SessionUser,
} from '@pledge/nest';
import { Problem, type BackResult, type ProcessEngine, type UserTaskRow } from '@pledge/runtime';
import { toIso } from '@pledge/time';
import { actorFor, permissionsOf } from './task-access.js';
import { TaskReader } from './task-reader.js';
import type { SeenTask } from './task-view.js';

/** Going back: to a task that was passed (退回), and taking back what one completed oneself (撤回). */
@Injectable()
export class WayBackService {
  constructor(
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(PLATFORM_OPTIONS) private readonly options: PlatformOptions,
    private readonly reader: TaskReader,
  ) {}

  /** @throws Problem TASK_UNKNOWN, TASK_NOT_OPEN, TASK_NOT_ASSIGNEE, RETURN_NOT_PASSED, RETURN_NOT_BEFORE, GUARD_VETOED, … */
  async return(id: string, request: ReturnTask, user: SessionUser, key?: IdempotencyKeyHandle): Promise<WayBackAnswer> {
    const seen = await this.worker(id, user);
    const { targetElementId, reason, dryRun = false } = request;
    const answer = (result: unknown): WayBackAnswer => this.answer(seen, result as BackResult);
    const actor = actorFor(seen.row, seen.asker);
    const claim = dryRun ? undefined : key?.claim(answer);
    return answer(await this.engine.returnTask({ taskId: id, targetElementId, reason, dryRun }, actor, claim));
  }

  async targets(id: string, user: SessionUser): Promise<ReturnTargets> {
    const seen = await this.worker(id, user);
    const targets = await this.engine.returnTargets(id, actorFor(seen.row, seen.asker));
    return {
      items: targets.map((target) => ({ ...target, completedAt: toIso(target.completedAt, this.options.zone) })),
    };
  }

  /**
   * `id` is the completed task, or the open one that came of it: then the task of the instance that the person completed last
   * is meant. @throws Problem TASK_UNKNOWN, WITHDRAW_NOT_COMPLETER, WITHDRAW_TOUCHED, WITHDRAW_NOT_POSSIBLE, GUARD_VETOED
   */
  async withdraw(
    id: string,
    request: WithdrawTask,
    user: SessionUser,
    key?: IdempotencyKeyHandle,
  ): Promise<WayBackAnswer> {
    const seen = await this.reader.find(id, user);
    const own = seen.row.state === 'open' ? await this.lastDone(seen.row, user) : seen.row;
    const answer = (result: unknown): WayBackAnswer =>
      this.answer({ ...seen, row: own }, { ...(result as BackResult), task: {} });
    const { reason, dryRun = false } = request;
    const claim = dryRun ? undefined : key?.claim(answer);
    return answer(await this.engine.withdrawTask(own.id, { reason, dryRun }, { userId: user.username }, claim));
  }

  private async worker(id: string, user: SessionUser): Promise<SeenTask> {
    const seen = await this.reader.open(id, user);
    if (!permissionsOf(seen.row, seen.asker).return) throw new Problem('forbidden', 'TASK_NOT_ASSIGNEE');
    return seen;
  }

  private async lastDone(task: UserTaskRow, user: SessionUser): Promise<UserTaskRow> {
    const query = { instanceId: task.instanceId, completedBy: user.username, state: 'completed' } as const;
    const { items } = await this.engine.listTasks({ ...query, limit: 200 });
    const [last] = [...items].sort((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0) || (a.id < b.id ? 1 : -1));
    if (last === undefined) throw new Problem('forbidden', 'WITHDRAW_NOT_COMPLETER');
    return last;
  }

  private answer(
    seen: SeenTask,
    { task, dryRun, cancelledTokens, cancelledTasks, openedTasks }: BackResult,
  ): WayBackAnswer {
    return {
      ...this.reader.changed(seen, task),
      dryRun,
      cancelledTokens: [...cancelledTokens],
      cancelledTasks: [...cancelledTasks],
      openedTasks: [...openedTasks],
    };
  }
}
