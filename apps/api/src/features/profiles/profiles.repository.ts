import { Inject, Injectable } from '@nestjs/common';
import { READER } from '@pledge/nest';
import { managerOf } from '@pledge/persistence';
import type { Transaction } from '@pledge/runtime';
import type { EntityManager } from 'typeorm';
import { ProfileVersionEntity } from './profiles.entity.js';

/** Versions of profiles. With `tx` inside that unit of work, else on the read-only connection. */
@Injectable()
export class ProfilesRepository {
  constructor(@Inject(READER) private readonly reader: () => EntityManager) {}

  private on(tx?: Transaction): EntityManager {
    return tx ? managerOf(tx) : this.reader();
  }

  all(tx?: Transaction): Promise<ProfileVersionEntity[]> {
    return this.on(tx).find(ProfileVersionEntity, { order: { profileId: 'ASC', version: 'ASC' } });
  }

  /** Oldest first. */
  versions(profileId: string, tx?: Transaction): Promise<ProfileVersionEntity[]> {
    return this.on(tx).find(ProfileVersionEntity, { where: { profileId }, order: { version: 'ASC' } });
  }

  async insert(tx: Transaction, row: ProfileVersionEntity): Promise<void> {
    // TypeORM's type for inserts does not know JSON columns of unknown depth.
    await managerOf(tx).insert(ProfileVersionEntity, row as never);
  }

  /** Writes a draft if nobody has saved it since `revision`; false when somebody has. */
  async update(tx: Transaction, row: ProfileVersionEntity, revision: number): Promise<boolean> {
    const { id, ...rest } = row;
    const { affected } = await managerOf(tx).update(ProfileVersionEntity, { id, revision }, rest as never);
    return affected === 1;
  }

  async remove(tx: Transaction, id: string): Promise<void> {
    await managerOf(tx).delete(ProfileVersionEntity, { id });
  }
}
