import { Inject, Injectable } from '@nestjs/common';
import { READER } from '@pledge/nest';
import { managerOf } from '@pledge/persistence';
import type { Transaction } from '@pledge/runtime';
import type { EntityManager } from 'typeorm';
import { UserSetting } from './users.entity.js';

/** What people set for screens. */
@Injectable()
export class SettingsRepository {
  constructor(@Inject(READER) private readonly reader: () => EntityManager) {}

  /** null: nothing was set. */
  async find(username: string, name: string): Promise<unknown> {
    return (await this.reader().findOneBy(UserSetting, { username, name }))?.value ?? null;
  }

  async save(tx: Transaction, username: string, name: string, value: object): Promise<void> {
    await managerOf(tx).save(UserSetting, { username, name, value });
  }
}
