import { Inject, Injectable } from '@nestjs/common';
import type { ListOf, TaskView } from '@pledge/contracts';
import { PLATFORM_OPTIONS, PROCESS_ENGINE, type PlatformOptions, type SessionUser } from '@pledge/nest';
import { Problem, type ProcessEngine, type TaskQuery, type UserTaskRow } from '@pledge/runtime';
import { SubstitutesService } from '../users/index.js';
import { maySee, seesAll, type Asker } from './task-access.js';
import { taskView, type SeenTask } from './task-view.js';

/** Reads tasks as a person may see them: own ones, those of the person's groups, of people the person stands in for, and copies. */
@Injectable()
export class TaskReader {
  constructor(
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(PLATFORM_OPTIONS) private readonly options: PlatformOptions,
    private readonly substitutes: SubstitutesService,
  ) {}

  async asker(user: SessionUser): Promise<Asker> {
    return { user, standIns: await this.substitutes.standIns(user.username) };
  }

  /** `visibleTo` is added for everybody who does not see all. */
  async list(query: TaskQuery, user: SessionUser): Promise<ListOf<TaskView>> {
    const asker = await this.asker(user);
    const visibleTo = {
      userId: user.username,
      groups: [...new Set([user, ...asker.standIns].flatMap((worker) => worker.groups))],
      alsoFor: asker.standIns.map((worker) => worker.username),
    };
    const page = await this.engine.listTasks(seesAll(user) ? query : { ...query, visibleTo });
    const marks = await this.engine.taskReadMarks({
      taskIds: page.items.map((row) => row.id),
      username: user.username,
    });
    const read = new Set(marks.map((mark) => mark.taskId));
    const seen = await Promise.all(page.items.map((row) => this.named(row, asker)));
    return { ...page, items: seen.map((task) => taskView(task, this.options.zone, read.has(task.row.id))) };
  }

  /** @throws Problem TASK_UNKNOWN also for a task that the person may not know of */
  async find(id: string, user: SessionUser): Promise<SeenTask> {
    const [row, asker] = await Promise.all([this.engine.findTask(id), this.asker(user)]);
    if (row !== null && (maySee(row, asker) || (await this.isCopied(id, user)))) return this.named(row, asker);
    throw new Problem('not-found', 'TASK_UNKNOWN', { taskId: id });
  }

  /** @throws Problem TASK_UNKNOWN, TASK_NOT_OPEN */
  async open(id: string, user: SessionUser): Promise<SeenTask> {
    const seen = await this.find(id, user);
    if (seen.row.state !== 'open') throw new Problem('conflict', 'TASK_NOT_OPEN', { taskId: id });
    return seen;
  }

  /** What a command did to the row, without reading it again: the answer is stored in the command's transaction. */
  changed(seen: SeenTask, change: Partial<UserTaskRow>): TaskView {
    return taskView({ ...seen, row: { ...seen.row, ...change } }, this.options.zone, false);
  }

  async view(seen: SeenTask): Promise<TaskView> {
    const marks = await this.engine.taskReadMarks({ taskIds: [seen.row.id], username: seen.asker.user.username });
    return taskView(seen, this.options.zone, marks.length > 0);
  }

  private async named(row: UserTaskRow, asker: Asker): Promise<SeenTask> {
    return { row, nameEn: await this.engine.taskNameEn(row), asker };
  }

  private async isCopied(id: string, user: SessionUser): Promise<boolean> {
    const watchers = await this.engine.taskWatchers(id);
    return watchers.some((watcher) => watcher.kind === 'copied' && watcher.username === user.username);
  }
}
