import { Inject, Injectable } from '@nestjs/common';
import { PROCESS_ENGINE, type SessionUser } from '@pledge/nest';
import type { ProcessEngine, UserTaskRow } from '@pledge/runtime';
import { UsersService } from '../users/index.js';
import type { DemoStep } from './demo-stories.js';

/** Real milliseconds: other jobs make the next task meanwhile. */
const TASK_WAIT_MS = 20_000;
const LOOK_MS = 40;

/** Does the steps of a demo story as the people who would. */
@Injectable()
export class DemoPlayer {
  constructor(
    private readonly users: UsersService,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
  ) {}

  /** @param businessKey number of what the step is about. @throws Error where the task does not come */
  async take(businessKey: string, step: DemoStep): Promise<void> {
    const task = await this.waitFor(businessKey, step.element);
    if (!task) throw new Error(`${businessKey} has no task ${step.element}`);
    await this.engine.completeTask(task.id, step.variables, { userId: step.user });
  }

  async session(username: string): Promise<SessionUser> {
    const { displayName, roles, memberOf, partyId, language } = await this.users.get(username);
    return { username, displayName, roles, groups: memberOf, partyId, language };
  }

  /** The open task of an element, once it is there. */
  async waitFor(businessKey: string, elementId: string): Promise<UserTaskRow | undefined> {
    for (let waited = 0; waited < TASK_WAIT_MS; waited += LOOK_MS) {
      const { items } = await this.engine.listTasks({ businessKey, state: 'open', limit: 20 });
      const found = items.find((task) => task.elementId === elementId);
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    return undefined;
  }
}
