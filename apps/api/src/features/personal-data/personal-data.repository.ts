import { Inject, Injectable } from '@nestjs/common';
import { READER, type Scope } from '@pledge/nest';
import { managerOf } from '@pledge/persistence';
import type { Transaction } from '@pledge/runtime';
import { LessThan, MoreThan, type EntityManager } from 'typeorm';
import { PersonalAccessEntity } from './personal-data.entity.js';

export type AccessRow = PersonalAccessEntity;

/** Accesses to personal data. */
@Injectable()
export class PersonalDataRepository {
  constructor(@Inject(READER) private readonly reader: () => EntityManager) {}

  /** Was the same thing shown to the same person after that instant? */
  seenSince(row: Pick<AccessRow, 'viewer' | 'partyId' | 'kind' | 'ref'>, since: number): Promise<boolean> {
    const { viewer, partyId, kind, ref } = row;
    return this.reader().existsBy(PersonalAccessEntity, { viewer, partyId, kind, ref, seenAt: MoreThan(since) });
  }

  async insert(tx: Transaction, row: AccessRow): Promise<void> {
    await managerOf(tx).insert(PersonalAccessEntity, { ...row });
  }

  /** Newest first; `before` is the id of the last one of the page before. */
  list(
    scope: Scope,
    filter: { readonly party?: string | undefined; readonly before?: string | undefined; readonly limit: number },
  ): Promise<AccessRow[]> {
    const partyId = scope.kind === 'customer' ? scope.partyId : filter.party;
    return this.reader().find(PersonalAccessEntity, {
      where: {
        ...(partyId === undefined ? {} : { partyId }),
        ...(filter.before === undefined ? {} : { id: LessThan(filter.before) }),
      },
      order: { id: 'DESC' },
      take: filter.limit,
    });
  }
}
