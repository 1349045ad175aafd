import { Inject } from '@nestjs/common';
import { FeatureJob, PROCESS_ENGINE } from '@pledge/nest';
import {
  TASK_NOTICE,
  type FeatureJobContext,
  type FeatureJobHandler,
  type ProcessEngine,
  type TaskNotice,
  type Transaction,
} from '@pledge/runtime';
import { NotificationsService, type Enqueue } from './notifications.service.js';
import { audienceOfTask } from './task-watcher.js';

/** The template of a reminder; everything else that happens to a task is told by `NOTICE`. */
const REMINDER = 'task-reminder';
const NOTICE = 'task-notice';

/** Tells people what was done to a task: delegated, transferred, returned, copied … (委派, 转办, 退回, 抄送, 催办). */
@FeatureJob(TASK_NOTICE)
export class TaskNoticeJob implements FeatureJobHandler<Enqueue | null> {
  constructor(
    private readonly notifications: NotificationsService,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
  ) {}

  /** null: the task is gone, nobody has to know any more. */
  async prepare(context: FeatureJobContext): Promise<Enqueue | null> {
    const notice = context.payload as unknown as TaskNotice;
    const task = await this.engine.findTask(notice.taskId);
    if (!task) return null;
    const caseFacts = await this.notifications.caseFacts(task.businessKey);
    const audience =
      notice.users.length === 0 ? audienceOfTask(task) : notice.users.map((user) => `user:${user}`).join();
    const { people, roles } = await this.notifications.audience(audience, { facts: caseFacts, variables: {} });
    return {
      source: `notice:${context.jobId}`,
      template: notice.kind === 'reminded' ? REMINDER : NOTICE,
      mode: task.mode,
      caseNumber: task.businessKey,
      taskId: task.id,
      people: people.filter((person) => person.username !== notice.by),
      roles,
      caseFacts,
      facts: {
        task: { name: task.name },
        notice: { kind: notice.kind, by: await this.notifications.nameOf(notice.by) },
        ...(notice.text === undefined ? {} : { reason: notice.text }),
      },
    };
  }

  async apply(tx: Transaction, _context: FeatureJobContext, prepared: Enqueue | null): Promise<void> {
    if (prepared !== null) await this.notifications.enqueue(tx, prepared);
  }
}
