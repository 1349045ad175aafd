import { Inject, Injectable } from '@nestjs/common';
import { READER } from '@pledge/nest';
import { managerOf } from '@pledge/persistence';
import type { Transaction } from '@pledge/runtime';
import type { EntityManager } from 'typeorm';
import { VirtualTimeRow } from './system.entity.js';

const NAME = 'product';

/** Keeps the virtual clock over restarts. */
@Injectable()
export class VirtualTimeRepository {
  constructor(@Inject(READER) private readonly reader: () => EntityManager) {}

  async read(): Promise<number | null> {
    return (await this.reader().findOneBy(VirtualTimeRow, { name: NAME }))?.at ?? null;
  }

  async write(tx: Transaction, at: number): Promise<void> {
    await managerOf(tx).save(VirtualTimeRow, { name: NAME, at });
  }
}
