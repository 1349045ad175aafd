import { Inject, Injectable } from '@nestjs/common';
import type { PersonalAccessList, PersonalAccessQuery } from '@pledge/contracts';
import { CLOCK, PLATFORM_OPTIONS, scopeOf, UNIT_OF_WORK, type PlatformOptions, type SessionUser } from '@pledge/nest';
import type { Clock, Transaction, UnitOfWork } from '@pledge/runtime';
import { toIso } from '@pledge/time';
import { v7 as uuidv7 } from 'uuid';
import { UsersDirectory } from '../users/index.js';
import type { Disclosure } from './disclosing.js';
import { PersonalDataRepository, type AccessRow } from './personal-data.repository.js';

/** The same thing looked at again by the same person within this time is one access. */
const ONE_LOOK_MS = 3_600_000;
const NAME_LENGTH = 200;

/** Who of the provider was shown personal data of a customer; the customer reads it. */
@Injectable()
export class AccessLog {
  constructor(
    private readonly repository: PersonalDataRepository,
    private readonly users: UsersDirectory,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PLATFORM_OPTIONS) private readonly platform: PlatformOptions,
  ) {}

  /** Puts an access on record; what customers see of their own is none. Once per person, thing and hour. */
  async note(user: SessionUser, disclosure: Disclosure): Promise<void> {
    const { partyId } = disclosure;
    if (partyId === null || user.partyId === partyId) return;
    const row = this.row(user.username, { ...disclosure, partyId });
    if (await this.repository.seenSince(row, row.seenAt - ONE_LOOK_MS)) return;
    await this.unitOfWork.run((tx) => this.repository.insert(tx, row));
  }

  /** The same in the caller's unit of work, whatever was noted before. */
  async write(tx: Transaction, username: string, disclosure: Disclosure & { partyId: string }): Promise<void> {
    await this.repository.insert(tx, this.row(username, disclosure));
  }

  /** Newest first. A customer gets what concerns the own people. */
  async list(user: SessionUser, query: PersonalAccessQuery): Promise<PersonalAccessList> {
    const { party, cursor, limit } = query;
    const rows = await this.repository.list(scopeOf(user), { party, before: cursor, limit: limit + 1 });
    const page = rows.slice(0, limit);
    const names = new Map<string, string>();
    for (const { viewer } of page) if (!names.has(viewer)) names.set(viewer, await this.users.displayName(viewer));
    return {
      items: page.map(({ id, kind, ref, viewer, seenAt }) => ({
        id,
        kind,
        ref,
        by: names.get(viewer) ?? viewer,
        at: toIso(seenAt, this.platform.zone),
      })),
      nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    };
  }

  private row(viewer: string, { kind, partyId, ref }: Disclosure & { partyId: string }): AccessRow {
    return { id: uuidv7(), partyId, kind, ref: ref.slice(0, NAME_LENGTH), viewer, seenAt: this.clock.now() };
  }
}
