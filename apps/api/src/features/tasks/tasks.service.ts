import { Inject, Injectable } from '@nestjs/common';
import type { ListOf, TaskForm, TaskView } from '@pledge/contracts';
import {
  CLOCK,
  PLATFORM_OPTIONS,
  PROCESS_ENGINE,
  hasRole,
  type IdempotencyKeyHandle,
  type PlatformOptions,
  type SessionUser,
} from '@pledge/nest';
import { Problem, type Clock, type ProcessEngine, type TaskQuery, type UserTaskRow } from '@pledge/runtime';
import { toIso } from '@pledge/time';

/** What a person asks the inbox for. */
export interface TaskFilter {
  readonly assignee?: string;
  readonly candidateGroup?: string;
  readonly processInstanceId?: string;
  readonly caseNumber?: string;
  readonly completedBy?: string;
  readonly state: UserTaskRow['state'];
  readonly unassigned?: 'true' | 'false';
  readonly limit: number;
  readonly cursor?: string;
}

/**
 * User tasks as people see them: their own and those of their groups. Administrators and operators see all and may act
 * for others; everything is recorded under their own name.
 */
@Injectable()
export class TasksService {
  constructor(
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PLATFORM_OPTIONS) private readonly options: PlatformOptions,
  ) {}

  async list(filter: TaskFilter, user: SessionUser): Promise<ListOf<TaskView>> {
    const query: TaskQuery = {
      state: filter.state,
      limit: filter.limit,
      ...(filter.cursor === undefined ? {} : { cursor: filter.cursor }),
      ...(filter.assignee === undefined ? {} : { assignee: filter.assignee }),
      ...(filter.unassigned === 'true' ? { unassigned: true } : {}),
      ...(filter.candidateGroup === undefined ? {} : { candidateGroups: [filter.candidateGroup] }),
      ...(filter.processInstanceId === undefined ? {} : { instanceId: filter.processInstanceId }),
      ...(filter.caseNumber === undefined ? {} : { businessKey: filter.caseNumber }),
      ...(filter.completedBy === undefined ? {} : { completedBy: filter.completedBy }),
      ...(seesAll(user) ? {} : { visibleTo: { userId: user.username, groups: user.groups } }),
    };
    const page = await this.engine.listTasks(query);
    return { ...page, items: page.items.map((row) => this.view(row, user)) };
  }

  async get(id: string, user: SessionUser): Promise<TaskView> {
    return this.view(await this.visible(id, user), user);
  }

  /** The form with the variables it shows, and the draft. */
  async form(id: string, user: SessionUser): Promise<TaskForm> {
    const task = await this.visible(id, user);
    const form = await this.engine.taskForm(id);
    return { schema: form?.schema ?? null, variables: form?.variables ?? {}, draft: task.draft };
  }

  async claim(id: string, user: SessionUser, key?: IdempotencyKeyHandle): Promise<TaskView> {
    const task = await this.open(id, user);
    if (task.assignee !== null && task.assignee !== user.username)
      throw new Problem('conflict', 'TASK_ALREADY_CLAIMED');
    const claimed = { ...task, assignee: user.username };
    await this.engine.claimTask(
      id,
      user.username,
      { userId: user.username },
      key?.claim(() => this.view(claimed, user)),
    );
    return this.view(claimed, user);
  }

  async unclaim(id: string, user: SessionUser): Promise<TaskView> {
    const task = await this.open(id, user);
    if (!mayUnclaim(task, user)) throw new Problem('forbidden', 'TASK_NOT_ASSIGNEE');
    if (task.assignee !== null) await this.engine.unclaimTask(id, { userId: user.username });
    return this.view({ ...task, assignee: null }, user);
  }

  /** Keeps what was typed so far; nothing is checked. */
  async saveDraft(id: string, variables: Record<string, unknown>, user: SessionUser): Promise<TaskView> {
    const task = await this.open(id, user);
    if (!mayComplete(task, user)) throw new Problem('forbidden', 'TASK_NOT_ASSIGNEE');
    await this.engine.saveDraft(id, variables);
    return this.view({ ...task, draft: variables }, user);
  }

  /**
   * Completes; the engine checks the answers against the form, the guards and sealed variables.
   * @throws Problem TASK_UNKNOWN, TASK_NOT_OPEN, TASK_NOT_ASSIGNEE, FORM_INVALID (one error per field), GUARD_VETOED
   */
  async complete(
    id: string,
    variables: Record<string, unknown>,
    user: SessionUser,
    key?: IdempotencyKeyHandle,
  ): Promise<TaskView> {
    const task = await this.open(id, user);
    if (!mayComplete(task, user)) throw new Problem('forbidden', 'TASK_NOT_ASSIGNEE');
    const completed: UserTaskRow = {
      ...task,
      state: 'completed',
      completedBy: user.username,
      endedAt: this.clock.now(),
    };
    await this.engine.completeTask(
      id,
      variables,
      { userId: user.username },
      key?.claim(() => this.view(completed, user)),
    );
    return this.view(completed, user);
  }

  /** @throws Problem TASK_UNKNOWN also for a task that the person may not know of */
  private async visible(id: string, user: SessionUser): Promise<UserTaskRow> {
    const task = await this.engine.findTask(id);
    if (!task || !maySee(task, user)) throw new Problem('not-found', 'TASK_UNKNOWN', { taskId: id });
    return task;
  }

  private async open(id: string, user: SessionUser): Promise<UserTaskRow> {
    const task = await this.visible(id, user);
    if (task.state !== 'open') throw new Problem('conflict', 'TASK_NOT_OPEN', { taskId: id });
    return task;
  }

  private view(row: UserTaskRow, user: SessionUser): TaskView {
    const iso = (ms: number | null): string | null => (ms === null ? null : toIso(ms, this.options.zone));
    const open = row.state === 'open';
    return {
      id: row.id,
      elementId: row.elementId,
      name: row.name,
      state: row.state,
      assignee: row.assignee,
      candidateGroups: [...row.candidateGroups],
      candidateUsers: [...row.candidateUsers],
      processInstanceId: row.instanceId,
      definitionId: row.definitionId,
      processKey: row.definitionKey,
      formId: row.formId,
      caseNumber: row.businessKey,
      priority: row.priority,
      dueAt: iso(row.dueAt),
      followUpAt: iso(row.followUpAt),
      urgencyAt: iso(row.urgencyAt),
      createdAt: toIso(row.createdAt, this.options.zone),
      endedAt: iso(row.endedAt),
      completedBy: row.completedBy,
      may: {
        claim: open && row.assignee === null,
        complete: open && mayComplete(row, user),
        unclaim: open && row.assignee !== null && mayUnclaim(row, user),
      },
    };
  }
}

function seesAll(user: SessionUser): boolean {
  return hasRole(user, 'operator');
}

function isCandidate(task: UserTaskRow, user: SessionUser): boolean {
  return (
    task.candidateUsers.includes(user.username) || task.candidateGroups.some((group) => user.groups.includes(group))
  );
}

function maySee(task: UserTaskRow, user: SessionUser): boolean {
  return (
    seesAll(user) || task.assignee === user.username || task.completedBy === user.username || isCandidate(task, user)
  );
}

/** One's own, or one that nobody holds and one's group may do; administrators and operators may step in. */
function mayComplete(task: UserTaskRow, user: SessionUser): boolean {
  return seesAll(user) || task.assignee === user.username || (task.assignee === null && isCandidate(task, user));
}

function mayUnclaim(task: UserTaskRow, user: SessionUser): boolean {
  return task.assignee === user.username || seesAll(user);
}
