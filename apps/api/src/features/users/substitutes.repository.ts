import { Inject, Injectable } from '@nestjs/common';
import { READER } from '@pledge/nest';
import { managerOf } from '@pledge/persistence';
import type { Transaction } from '@pledge/runtime';
import { LessThanOrEqual, MoreThan, type EntityManager } from 'typeorm';
import { UserSubstitute } from './users.entity.js';

@Injectable()
export class SubstitutesRepository {
  constructor(@Inject(READER) private readonly reader: () => EntityManager) {}

  async find(username: string): Promise<UserSubstitute | null> {
    return this.reader().findOneBy(UserSubstitute, { username });
  }

  /** `at`: epoch ms of product time; the end does not count in. */
  async standIns(substitute: string, at: number): Promise<UserSubstitute[]> {
    return this.reader().find(UserSubstitute, {
      where: { substitute, startsAt: LessThanOrEqual(at), endsAt: MoreThan(at) },
      order: { username: 'ASC' },
    });
  }

  /** Not over at `at` (epoch ms of product time), by absent person; `concerning`: absent or standing in. */
  async current(at: number, concerning?: string): Promise<UserSubstitute[]> {
    const running = { endsAt: MoreThan(at) };
    return this.reader().find(UserSubstitute, {
      where:
        concerning === undefined
          ? running
          : [
              { ...running, username: concerning },
              { ...running, substitute: concerning },
            ],
      order: { username: 'ASC' },
    });
  }

  async save(tx: Transaction, row: UserSubstitute): Promise<void> {
    await managerOf(tx).save(UserSubstitute, row);
  }

  async remove(tx: Transaction, username: string): Promise<void> {
    await managerOf(tx).delete(UserSubstitute, { username });
  }
}
