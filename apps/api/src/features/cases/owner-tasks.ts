import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, FeatureJob, PROCESS_ENGINE } from '@pledge/nest';
import {
  Problem,
  type Clock,
  type FeatureJobContext,
  type FeatureJobHandler,
  type ProcessEngine,
  type Transaction,
} from '@pledge/runtime';

const JOB = 'pass-on-tasks';

/** Passes a case's tasks from one owner to the next. Claims are commands of the engine: they run after the commit, as a job. */
@Injectable()
export class OwnerTasks {
  constructor(
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  passOn(tx: Transaction, caseNumber: string, from: string, to: string): Promise<void> {
    return this.engine.schedule(tx, { name: JOB, ref: caseNumber, dueAt: this.clock.now(), payload: { from, to } });
  }
}

@FeatureJob(JOB)
export class PassOnTasksJob implements FeatureJobHandler {
  constructor(@Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine) {}

  /** May run again: what was passed on is no longer found. */
  async prepare(context: FeatureJobContext): Promise<void> {
    const { from, to } = context.payload;
    if (context.ref === null || typeof from !== 'string' || typeof to !== 'string') return;
    const { items } = await this.engine.listTasks({
      businessKey: context.ref,
      assignee: from,
      state: 'open',
      limit: 100,
    });
    for (const task of items) {
      try {
        await this.engine.unclaimTask(task.id, { userId: 'system' });
        await this.engine.claimTask(task.id, to, { userId: 'system' });
      } catch (error) {
        // Finished or taken by somebody meanwhile: nothing to pass on.
        if (!(error instanceof Problem)) throw error;
      }
    }
  }

  apply(): Promise<void> {
    return Promise.resolve();
  }
}
