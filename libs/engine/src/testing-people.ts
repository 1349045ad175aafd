import type { Actor, Variables } from './execution/command.js';
import type { HumanCommand } from './execution/human/commands.js';
import type { RejectionCode } from './execution/step-result.js';
import { deedsSince, passedTasks } from './execution/human/passed.js';
import { Scenario, definitionOf } from './testing-driver.js';

type Distribute<T> = T extends unknown ? Omit<T, 'taskId' | 'actor'> : never;

/** Drives operations of people in specs: a task is named by its element and by who has it. */
export class PeopleScenario extends Scenario {
  /** @returns the rejection code, or null. */
  does(
    user: string | Actor,
    elementId: string,
    command: Distribute<HumanCommand>,
    holder?: string,
  ): RejectionCode | null {
    const actor = typeof user === 'string' ? { userId: user } : user;
    return this.send({ ...command, taskId: this.taskOf(elementId, holder), actor } as HumanCommand);
  }
  answers(user: string | Actor, elementId: string, variables: Variables = {}, holder?: string): RejectionCode | null {
    const actor = typeof user === 'string' ? { userId: user } : user;
    const taskId = this.taskOf(elementId, holder ?? this.holders(elementId).find((name) => name === actor.userId));
    return this.send({ type: 'complete-task', taskId, variables, actor });
  }
  /** Back to an element; what was passed, and by whom, is read from the history like the runtime does. */
  returns(user: string, elementId: string, targetElementId: string, holder?: string): RejectionCode | null {
    const done = passedTasks(this.history);
    const assignee = done.get(targetElementId)?.by;
    return this.does(
      user,
      elementId,
      {
        type: 'return-task',
        targetElementId,
        reason: '再看一下',
        passed: [...done.keys()],
        ...(assignee === undefined || assignee === 'system' ? {} : { assignee }),
      },
      holder,
    );
  }
  /** Takes the last completion of an element back. */
  withdraws(user: string, elementId: string): RejectionCode | null {
    const last = this.history.findLast(
      (entry) => entry.type === 'element-completed' && entry.elementId === elementId && entry.actor === user,
    );
    const repetition = last?.detail?.['loopCounter'];
    return this.send({
      type: 'withdraw-task',
      taskId: 'completed',
      elementId,
      ...(typeof repetition === 'number' ? { repetition } : {}),
      reason: '填错了',
      since: deedsSince(this.history, last?.seq ?? 0, user),
      assignee: user,
      actor: { userId: user },
    });
  }
  claims(user: string, elementId: string): RejectionCode | null {
    return this.send({
      type: 'claim-task',
      taskId: this.taskOf(elementId),
      assignee: user,
      actor: { userId: user },
    });
  }
  /** Who has the open tasks of an element, in order of creation; '' stands for nobody. */
  holders(elementId: string): string[] {
    return this.tasks(elementId).map((wait) => wait.assignee ?? '');
  }
  taskOf(elementId: string, holder?: string): string {
    const found = this.tasks(elementId).find((wait) => holder === undefined || wait.assignee === holder);
    if (found === undefined)
      throw new Error(`${elementId}: no task of ${holder ?? 'anybody'}; open: ${this.waiting()}`);
    return found.id;
  }
  /** Types of the history about tasks, with who did it. */
  deeds(): string[] {
    return this.history
      .filter((entry) => /^(task|signer)-/.test(entry.type))
      .map((entry) => `${entry.type} ${entry.actor ?? ''}`);
  }
  /** `kind>user,user` of everybody who is to be told. */
  told(): string[] {
    return this.effectsOf('notify-people').map((notice) => `${notice.kind}>${notice.users.join(',')}`);
  }
  private tasks(elementId: string) {
    return this.waits().flatMap((open) =>
      open.elementId === elementId && open.wait.kind === 'task' ? [open.wait] : [],
    );
  }
}

export async function people(xml: string): Promise<PeopleScenario> {
  return new PeopleScenario(await definitionOf(xml));
}
