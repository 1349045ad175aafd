import { Injectable } from '@nestjs/common';
import type { Problem, UserTaskRow } from '@pledge/runtime';

/** Why a person may not work on a task that is otherwise theirs; null: nothing stands against it. */
export type TaskBar = (task: UserTaskRow, username: string) => Promise<Problem | null>;

/** Reasons of other features to keep somebody from a task. Asked at claim and completion. */
@Injectable()
export class TaskBars {
  private readonly bars: TaskBar[] = [];

  register(bar: TaskBar): void {
    this.bars.push(bar);
  }

  /** @throws Problem of the first bar that stands against it */
  async check(task: UserTaskRow, username: string): Promise<void> {
    for (const bar of this.bars) {
      const problem = await bar(task, username);
      if (problem !== null) throw problem;
    }
  }
}
