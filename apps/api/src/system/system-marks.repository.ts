import { Inject, Injectable } from '@nestjs/common';
import { READER } from '@pledge/nest';
import { managerOf } from '@pledge/persistence';
import type { Transaction } from '@pledge/runtime';
import type { EntityManager } from 'typeorm';
import { SystemMarkRow } from './system.entity.js';

/** Small facts that the installation keeps about itself. */
@Injectable()
export class SystemMarksRepository {
  constructor(@Inject(READER) private readonly reader: () => EntityManager) {}

  async read(name: string): Promise<string | null> {
    return (await this.reader().findOneBy(SystemMarkRow, { name }))?.value ?? null;
  }

  async write(tx: Transaction, name: string, value: string): Promise<void> {
    await managerOf(tx).save(SystemMarkRow, { name, value });
  }
}
