import { Inject, Injectable } from '@nestjs/common';
import type { RecordChange, RecordChangeList, SubjectKind } from '@pledge/contracts';
import { CLOCK, PLATFORM_OPTIONS, type PlatformOptions } from '@pledge/nest';
import type { Clock, Transaction } from '@pledge/runtime';
import { toIso } from '@pledge/time';
import { v7 as uuidv7 } from 'uuid';
import { changedFields } from '../profiles/index.js';
import { RecordChangeEntity } from './customers.entity.js';
import { CustomersRepository } from './customers.repository.js';

/** What is not a change of the thing itself. */
const BOOKKEEPING: ReadonlySet<string> = new Set(['id', 'revision', 'profile', 'signedAt', 'createdAt', 'phase']);

export interface ChangeOf {
  readonly partyId: string;
  readonly kind: SubjectKind;
  readonly id: string;
  readonly name: string;
  readonly action: RecordChange['action'];
  readonly before?: object | undefined;
  readonly after?: object | undefined;
  readonly note?: string;
  readonly by: string;
}

/** Who changed what in the files of customers, from what to what (Y27: every configuration change). */
@Injectable()
export class ChangeLog {
  constructor(
    private readonly repository: CustomersRepository,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PLATFORM_OPTIONS) private readonly platform: PlatformOptions,
  ) {}

  /** Entries for changes, in the unit of work of the changes themselves. Without a difference there is no entry. */
  async write(tx: Transaction, changes: readonly ChangeOf[]): Promise<void> {
    const at = this.clock.now();
    const rows = changes.flatMap((change): RecordChangeEntity[] => {
      const { partyId, kind, id, name, action, note = '', by } = change;
      const fields = differences(change.before, change.after);
      if (action === 'changed' && fields.length === 0) return [];
      return [
        {
          id: uuidv7(),
          partyId,
          subjectKind: kind,
          subjectId: id,
          subjectName: name,
          action,
          fields,
          note,
          changedBy: by,
          changedAt: at,
        },
      ];
    });
    await this.repository.insert(tx, RecordChangeEntity, rows);
  }

  /** Newest first. `cursor` is the id of the last one of the page before. */
  async list(
    where: { kind: SubjectKind; id: string } | { partyId: string },
    cursor: string | undefined,
    limit: number,
  ): Promise<RecordChangeList> {
    const rows = await this.repository.changes(where, { limit: limit + 1, before: cursor });
    const page = rows.slice(0, limit);
    return {
      items: page.map((row) => this.view(row)),
      nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    };
  }

  view(row: RecordChangeEntity): RecordChange {
    const { id, subjectKind, subjectId, subjectName, action, fields, note, changedBy, changedAt } = row;
    const at = toIso(changedAt, this.platform.zone);
    return { id, subjectKind, subjectId, subjectName, action, fields, note, by: changedBy, at };
  }
}

/** Cells that differ, bookkeeping left out; empty text and nothing are the same. Pure. */
export function differences(before: object = {}, after: object = {}): RecordChange['fields'] {
  const told = (row: object): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(row).filter(
        ([key, value]) => !BOOKKEEPING.has(key) && value !== '' && !(Array.isArray(value) && value.length === 0),
      ),
    );
  return changedFields(told(before), told(after));
}
