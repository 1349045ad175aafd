import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { PROCESS_ENGINE, UNIT_OF_WORK } from '@pledge/nest';
import type { ProcessEngine, UnitOfWork, UserTaskRow } from '@pledge/runtime';
import { NotificationsRepository } from './notifications.repository.js';
import { NotificationsService } from './notifications.service.js';

/** System ms between looks at all open tasks. */
const SCAN_MS = 60_000;
const PAGE = 200;
const CUSTOMER_GROUP = 'customer:';

export const taskSource = (taskId: string): string => `task:${taskId}`;

/**
 * Tells people of new tasks. The engine gives features no place in the transaction that creates a task, so a message
 * cannot be written with it. Instead the commit tells us (`onCommitted`), and because that word is lost when the server
 * dies right after the commit, at the start and every minute all open tasks are compared with the sources already told:
 * a task is told of at least once as long as it is open, and at most once because its source is claimed in the same
 * transaction that writes the messages.
 */
@Injectable()
export class TaskWatcher implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Notifications');
  private timer: NodeJS.Timeout | undefined;
  private work: Promise<void> = Promise.resolve();
  private closed = false;

  constructor(
    private readonly notifications: NotificationsService,
    private readonly repository: NotificationsRepository,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
  ) {}

  onApplicationBootstrap(): void {
    this.engine.onCommitted((changes) => {
      // What is committed while we close is found by the next start.
      if (this.closed) return;
      for (const change of changes)
        if (change.kind === 'task' && change.change === 'created') this.later(() => this.tell(change.id));
    });
    this.later(() => this.scan());
    this.timer = setInterval(() => {
      this.later(() => this.scan());
    }, SCAN_MS);
    this.timer.unref();
  }

  async onModuleDestroy(): Promise<void> {
    this.closed = true;
    clearInterval(this.timer);
    await this.work;
  }

  /** Resolves when everything that was heard of so far is told: specs. */
  idle(): Promise<void> {
    return this.work;
  }

  /** Tells of every open task that nobody was told of. */
  async scan(): Promise<void> {
    let cursor: string | undefined;
    do {
      const page = await this.engine.listTasks({
        state: 'open',
        limit: PAGE,
        ...(cursor === undefined ? {} : { cursor }),
      });
      const told = await this.repository.toldSources(page.items.map((task) => taskSource(task.id)));
      for (const task of page.items) if (!told.has(taskSource(task.id))) await this.tellTask(task);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }

  private async tell(taskId: string): Promise<void> {
    const task = await this.engine.findTask(taskId);
    if (task?.state === 'open') await this.tellTask(task);
  }

  private async tellTask(task: UserTaskRow): Promise<void> {
    const caseFacts = await this.notifications.caseFacts(task.businessKey);
    const { people, roles } = await this.notifications.audience(audienceOfTask(task), {
      facts: caseFacts,
      variables: {},
    });
    await this.unitOfWork.run((tx) =>
      this.notifications.enqueue(tx, {
        source: taskSource(task.id),
        template: 'new-task',
        mode: task.mode,
        caseNumber: task.businessKey,
        taskId: task.id,
        people,
        roles,
        caseFacts,
        facts: { task: { name: task.name } },
      }),
    );
  }

  /** One after the other: tasks come in bursts and the writer is one. */
  private later(step: () => Promise<void>): void {
    this.work = this.work.then(step).catch((error: unknown) => {
      this.logger.error(`new tasks: ${error instanceof Error ? error.stack : String(error)}`);
    });
  }
}

/** Whose task it is: the assignee, else the candidates. A customer's group is named after the party. */
export function audienceOfTask(task: Pick<UserTaskRow, 'assignee' | 'candidateGroups' | 'candidateUsers'>): string {
  if (task.assignee !== null) return `user:${task.assignee}`;
  return [
    ...task.candidateUsers.map((username) => `user:${username}`),
    ...task.candidateGroups.map((group) => (group.startsWith(CUSTOMER_GROUP) ? group : `role:${group}`)),
  ].join(',');
}
