import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CLOCK, UNIT_OF_WORK } from '@pledge/nest';
import type { Clock, Transaction, UnitOfWork } from '@pledge/runtime';
import { UsersDirectory } from '../users/index.js';
import { RostersRepository } from './rosters.repository.js';

/** How long a look at the roster holds at most, product ms: another node may have changed it. */
const LOOK_MS = 30_000;
const GROUP = 'duty';

interface Look {
  readonly from: number;
  readonly until: number;
  readonly members: ReadonlyMap<string, readonly string[]>;
}

/**
 * The candidate groups `duty` and `duty:<unit>`: whoever is on duty now, so that a task in a model goes to that person and to
 * nobody else, and a message to `role:duty` finds them. Without a shift in force the groups are empty.
 */
@Injectable()
export class DutyGroups implements OnModuleInit {
  private look: Look | null = null;

  constructor(
    private readonly repository: RostersRepository,
    private readonly directory: UsersDirectory,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.directory.registerGroups({
      members: async (group) =>
        (await this.now()).get(group) ?? (group === GROUP || group.startsWith(`${GROUP}:`) ? [] : null),
      of: async (username) =>
        [...(await this.now())].filter(([, members]) => members.includes(username)).map(([group]) => group),
    });
  }

  /** The next question looks again, once the transaction is committed. */
  forgetAfter(tx: Transaction): void {
    this.unitOfWork.afterCommit?.(tx, () => {
      this.look = null;
    });
  }

  private async now(): Promise<Look['members']> {
    const at = this.clock.now();
    if (this.look && this.look.from <= at && at < this.look.until) return this.look.members;
    const shifts = await this.repository.shiftsAt(at, at + LOOK_MS);
    const members = new Map<string, string[]>();
    let until = at + LOOK_MS;
    for (const { startsAt, endsAt, unit, username } of shifts) {
      if (startsAt > at) until = Math.min(until, startsAt);
      else {
        until = Math.min(until, endsAt);
        if (username === null) continue;
        for (const group of [GROUP, `${GROUP}:${unit}`])
          members.set(group, [...new Set([...(members.get(group) ?? []), username])]);
      }
    }
    this.look = { from: at, until, members };
    return members;
  }
}
