import { Inject, Injectable } from '@nestjs/common';
import type { ListOf, TaskForm, TaskView } from '@pledge/contracts';
import { CLOCK, PROCESS_ENGINE, scopeOf, type IdempotencyKeyHandle, type SessionUser } from '@pledge/nest';
import { Problem, type Clock, type ProcessEngine, type TaskQuery, type UserTaskRow } from '@pledge/runtime';
import { CaseQueries } from '../cases/index.js';
import { actorFor, permissionsOf } from './task-access.js';
import { TaskBars } from './task-bars.js';
import { TaskFiles } from './task-files.service.js';
import { TaskReader } from './task-reader.js';

const DAY = 24 * 60 * 60_000;

/** What a person asks the inbox for. */
export interface TaskFilter {
  readonly assignee?: string;
  readonly candidateGroup?: string;
  readonly processInstanceId?: string;
  readonly caseNumber?: string;
  readonly completedBy?: string;
  readonly view?: 'copied' | 'followed' | 'done';
  readonly state?: UserTaskRow['state'];
  readonly unassigned?: 'true' | 'false';
  readonly words?: string;
  readonly due?: 'late' | 'today';
  readonly limit: number;
  readonly cursor?: string;
}

/**
 * User tasks as people see them: their own and those of their groups. Administrators and operators see all and may act
 * for others; everything is recorded under their own name, and the name of the one they act for.
 */
@Injectable()
export class TasksService {
  constructor(
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    private readonly reader: TaskReader,
    private readonly files: TaskFiles,
    private readonly bars: TaskBars,
    private readonly cases: CaseQueries,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(filter: TaskFilter, user: SessionUser): Promise<ListOf<TaskView>> {
    const state = filter.state ?? (filter.view === undefined ? 'open' : undefined);
    const query: TaskQuery = {
      limit: filter.limit,
      ...(state === undefined ? {} : { state }),
      ...(filter.cursor === undefined ? {} : { cursor: filter.cursor }),
      ...(filter.assignee === undefined ? {} : { assignee: filter.assignee }),
      ...(filter.unassigned === 'true' ? { unassigned: true } : {}),
      ...(filter.candidateGroup === undefined ? {} : { candidateGroups: [filter.candidateGroup] }),
      ...(filter.processInstanceId === undefined ? {} : { instanceId: filter.processInstanceId }),
      ...(filter.caseNumber === undefined ? {} : { businessKey: filter.caseNumber }),
      ...(filter.completedBy === undefined ? {} : { completedBy: filter.completedBy }),
      ...viewOf(filter.view, user.username),
      ...(await this.wordsOf(filter.words, user)),
      ...(filter.due === undefined ? {} : { dueBefore: this.clock.now() + (filter.due === 'late' ? 0 : DAY) }),
    };
    return this.reader.list(query, user);
  }

  /** A task says little of its case: the cases are asked for the words as well. */
  private async wordsOf(words: string | undefined, user: SessionUser): Promise<Pick<TaskQuery, 'words'>> {
    if (words === undefined || words === '') return {};
    return { words: { text: words.toLowerCase(), businessKeys: await this.cases.numbersWith(scopeOf(user), words) } };
  }

  async get(id: string, user: SessionUser): Promise<TaskView> {
    const seen = await this.reader.find(id, user);
    const [view, withdraw] = await Promise.all([
      this.reader.view(seen),
      this.engine.mayWithdraw(id, { userId: user.username }),
    ]);
    return { ...view, may: { ...view.may, withdraw } };
  }

  /** The form with the variables it shows, and the draft. */
  async form(id: string, user: SessionUser): Promise<TaskForm> {
    const { row } = await this.reader.find(id, user);
    const form = await this.engine.taskForm(id);
    return {
      schema: form?.schema ?? null,
      variables: form?.variables ?? {},
      draft: row.state === 'open' ? row.draft : null,
    };
  }

  /** A substitute claims for the absent person: both names are recorded. */
  async claim(id: string, user: SessionUser, key?: IdempotencyKeyHandle): Promise<TaskView> {
    const seen = await this.reader.open(id, user);
    if (seen.row.assignee !== null && seen.row.assignee !== user.username)
      throw new Problem('conflict', 'TASK_ALREADY_CLAIMED');
    if (seen.row.assignee === null && !permissionsOf(seen.row, seen.asker).claim)
      throw new Problem('forbidden', 'TASK_NOT_ASSIGNEE');
    await this.bars.check(seen.row, user.username);
    const view = this.reader.changed(seen, { assignee: user.username });
    await this.engine.claimTask(
      id,
      user.username,
      actorFor(seen.row, seen.asker),
      key?.claim(() => view),
    );
    return view;
  }

  async unclaim(id: string, user: SessionUser): Promise<TaskView> {
    const seen = await this.reader.open(id, user);
    const { assignee } = seen.row;
    if (assignee === null) return this.reader.view(seen);
    const actor = actorFor(seen.row, seen.asker);
    if (actor.userId !== assignee && actor.onBehalfOf !== assignee) throw new Problem('forbidden', 'TASK_NOT_ASSIGNEE');
    return this.reader.changed(seen, await this.engine.unclaimTask(id, actor));
  }

  /** Keeps what was typed so far; nothing is checked. */
  async saveDraft(id: string, variables: Record<string, unknown>, user: SessionUser): Promise<TaskView> {
    const seen = await this.reader.open(id, user);
    const may = permissionsOf(seen.row, seen.asker);
    if (!may.complete && !may.transfer) throw new Problem('forbidden', 'TASK_NOT_ASSIGNEE');
    await this.engine.saveDraft(id, variables);
    return this.reader.changed(seen, { draft: variables });
  }

  /**
   * Completes; the engine checks the answers against the form, the guards and sealed variables. A delegate gives the task
   * back to its owner by completing it.
   * @throws Problem TASK_UNKNOWN, TASK_NOT_OPEN, TASK_NOT_ASSIGNEE, FORM_INVALID (one error per field), GUARD_VETOED,
   * TASK_SIGNERS_PENDING, or what another feature has against it (`TaskBars`)
   */
  async complete(
    id: string,
    variables: Record<string, unknown>,
    user: SessionUser,
    key?: IdempotencyKeyHandle,
  ): Promise<TaskView> {
    const seen = await this.reader.open(id, user);
    const { complete } = permissionsOf({ ...seen.row, held: false }, seen.asker);
    if (!complete) throw new Problem('forbidden', 'TASK_NOT_ASSIGNEE');
    await this.bars.check(seen.row, user.username);
    await this.files.check(seen.row, variables, user);
    const view = (change: unknown): TaskView => this.reader.changed(seen, change as Partial<UserTaskRow>);
    const actor = actorFor(seen.row, seen.asker);
    return view(await this.engine.completeTask(id, variables, actor, key?.claim(view)));
  }
}

function viewOf(view: TaskFilter['view'], username: string): Partial<TaskQuery> {
  switch (view) {
    case 'copied':
      return { copiedTo: username };
    case 'followed':
      return { followedBy: username };
    case 'done':
      return { completedBy: username };
    case undefined:
      return {};
  }
}
