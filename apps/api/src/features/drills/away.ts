import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Problem, type UserTaskRow } from '@pledge/runtime';
import { TaskBars } from '../tasks/index.js';
import type { DrillEntity } from './drills.entity.js';
import { DrillsRepository } from './drills.repository.js';

/** Who is away in a drill is free of it: what they would have done is for those who are left (F-09). */
@Injectable()
export class AwayFromDrill implements OnModuleInit {
  constructor(
    private readonly repository: DrillsRepository,
    private readonly bars: TaskBars,
  ) {}

  onModuleInit(): void {
    this.bars.register(async (task, username) => {
      const row = await this.running(task);
      const away = row !== null && (await this.isAway(row, username));
      return away ? new Problem('conflict', 'DRILL_PERSON_AWAY', { number: row.number }) : null;
    });
  }

  /** The drill that the task belongs to, as a step of its run or as an inject to be answered. */
  private async running(task: UserTaskRow): Promise<DrillEntity | null> {
    if (task.mode !== 'drill' || task.businessKey === null) return null;
    const key = task.businessKey;
    const row = (await this.repository.ofRun(key)) ?? (await this.repository.find(key, { kind: 'provider' }));
    return row?.state === 'running' ? row : null;
  }

  private async isAway({ runNumber, content }: DrillEntity, username: string): Promise<boolean> {
    if (runNumber === null) return false;
    const gone = content.injects.filter((one) => one.kind === 'person-unavailable' && one.username === username);
    if (gone.length === 0) return false;
    const delivered = new Set((await this.repository.injects(runNumber)).map((one) => one.injectId));
    return gone.some((one) => delivered.has(one.id));
  }
}
