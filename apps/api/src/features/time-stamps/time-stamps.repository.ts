import { Inject, Injectable } from '@nestjs/common';
import { READER } from '@pledge/nest';
import { managerOf } from '@pledge/persistence';
import type { Transaction } from '@pledge/runtime';
import { In, Not, type EntityManager } from 'typeorm';
import { TimeStampEntity, type StampedKind } from './time-stamp.entity.js';

export type TimeStampRow = TimeStampEntity;

/** What became of every time stamp that was asked for. */
@Injectable()
export class TimeStampsRepository {
  constructor(@Inject(READER) private readonly reader: () => EntityManager) {}

  async insert(tx: Transaction, row: TimeStampRow): Promise<void> {
    await managerOf(tx).insert(TimeStampEntity, { ...row });
  }

  /** The outcome of another try; a time stamp that there is already is never written over. */
  async retried(tx: Transaction, row: TimeStampRow): Promise<void> {
    const { id, kind: _kind, ref: _ref, ...outcome } = row;
    await managerOf(tx).update(TimeStampEntity, { id, state: 'waiting' }, outcome);
  }

  /** Anchors that wait for their time stamp; the newest vouches for the most. */
  waiting(most: number): Promise<TimeStampRow[]> {
    return this.reader().find(TimeStampEntity, {
      where: { kind: 'anchor', state: 'waiting' },
      order: { triedAt: 'DESC', id: 'DESC' },
      take: most,
    });
  }

  of(kind: StampedKind, refs: readonly string[]): Promise<TimeStampRow[]> {
    return refs.length === 0
      ? Promise.resolve([])
      : this.reader().findBy(TimeStampEntity, { kind, ref: In([...refs]) });
  }

  all(kind: StampedKind): Promise<TimeStampRow[]> {
    return this.reader().findBy(TimeStampEntity, { kind });
  }

  async counts(): Promise<Record<TimeStampRow['state'], number>> {
    const count = (state: TimeStampRow['state']): Promise<number> => this.reader().countBy(TimeStampEntity, { state });
    const [stamped, waiting, missing] = await Promise.all([count('stamped'), count('waiting'), count('missing')]);
    return { stamped, waiting, missing };
  }

  /** The last try that gave none, and was not made good since. */
  async lastFailure(): Promise<TimeStampRow | null> {
    const rows = await this.reader().find(TimeStampEntity, {
      where: { state: Not('stamped') },
      order: { triedAt: 'DESC', id: 'DESC' },
      take: 1,
    });
    return rows[0] ?? null;
  }
}
