import { Injectable } from '@nestjs/common';
import type { TaskResults, TaskView } from '@pledge/contracts';
import { ProblemFilter, type PledgeRequest, type SessionUser } from '@pledge/nest';
import { Problem } from '@pledge/runtime';
import { TasksService } from './tasks.service.js';

type Reader = Pick<PledgeRequest, 'headers' | 'session'>;

/** Many tasks at once: they ride in the engine's batches together, and one that is refused does not stop the others. */
@Injectable()
export class TaskBulkService {
  constructor(
    private readonly tasks: TasksService,
    private readonly problems: ProblemFilter,
  ) {}

  claim(ids: readonly string[], user: SessionUser, reader: Reader): Promise<TaskResults> {
    return this.each(ids, (id) => this.tasks.claim(id, user), reader);
  }

  complete(
    tasks: readonly { readonly id: string; readonly variables: Record<string, unknown> }[],
    user: SessionUser,
    reader: Reader,
  ): Promise<TaskResults> {
    const variables = new Map(tasks.map((task) => [task.id, task.variables]));
    return this.each(
      tasks.map((task) => task.id),
      (id) => this.tasks.complete(id, variables.get(id) ?? {}, user),
      reader,
    );
  }

  private async each(
    ids: readonly string[],
    work: (id: string) => Promise<TaskView>,
    reader: Reader,
  ): Promise<TaskResults> {
    const settled = await Promise.allSettled(ids.map(work));
    const results = settled.map((one, index) => {
      const id = ids[index] ?? '';
      if (one.status === 'fulfilled') return { id, ok: true, task: one.value, problem: null };
      // What nobody foresaw is answered as such for the whole request; what was done stays done and can be seen.
      if (!(one.reason instanceof Problem)) throw one.reason;
      const { code, title, detail } = this.problems.body(one.reason, reader);
      return { id, ok: false, task: null, problem: { code, title, detail } };
    });
    return { results };
  }
}
