import { Inject, Injectable } from '@nestjs/common';
import { READER } from '@pledge/nest';
import { managerOf } from '@pledge/persistence';
import type { Transaction } from '@pledge/runtime';
import { IsNull, LessThan, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { UserAccount, UserLink, UserSession } from './users.entity.js';

/** Conditions of a list of users; `afterUsername` is the cursor. */
export interface UserFilter {
  readonly role?: string;
  readonly group?: string;
  readonly partyId?: string;
  readonly search?: string;
  readonly enabledOnly?: boolean;
  /** Leave the demo accounts out: demo is off. */
  readonly withoutDemo?: boolean;
  readonly afterUsername?: string;
  readonly limit?: number;
}

@Injectable()
export class UsersRepository {
  constructor(@Inject(READER) private readonly reader: () => EntityManager) {}

  async count(): Promise<number> {
    return this.reader().count(UserAccount);
  }

  async find(username: string): Promise<UserAccount | null> {
    return this.reader().findOneBy(UserAccount, { username });
  }

  /** Reads on the writing connection, so that a decision and its write see the same row. */
  async findForChange(tx: Transaction, username: string): Promise<UserAccount | null> {
    return managerOf(tx).findOneBy(UserAccount, { username });
  }

  async findByIdForChange(tx: Transaction, id: string): Promise<UserAccount | null> {
    return managerOf(tx).findOneBy(UserAccount, { id });
  }

  async list(filter: UserFilter): Promise<UserAccount[]> {
    return this.filtered(filter).orderBy('user.username', 'ASC').getMany();
  }

  async countMatching(filter: UserFilter): Promise<number> {
    return this.filtered({ ...filter, limit: undefined, afterUsername: undefined }).getCount();
  }

  /** How many others who are enabled hold the role: an installation keeps at least one administrator. */
  async countOthersWithRole(tx: Transaction, role: string, exceptId: string): Promise<number> {
    return managerOf(tx)
      .createQueryBuilder(UserAccount, 'user')
      .where('user.roles LIKE :role', { role: `%"${role}"%` })
      .andWhere('user.disabled = 0')
      .andWhere('user.id <> :exceptId', { exceptId })
      .getCount();
  }

  async save(tx: Transaction, user: UserAccount): Promise<void> {
    await managerOf(tx).save(UserAccount, user);
  }

  async setLastLogin(tx: Transaction, id: string, at: number, passwordHash?: string): Promise<void> {
    await managerOf(tx).update(UserAccount, { id }, { lastLoginAt: at, ...(passwordHash ? { passwordHash } : {}) });
  }

  async setLanguage(tx: Transaction, username: string, language: UserAccount['language']): Promise<void> {
    await managerOf(tx).update(UserAccount, { username }, { language });
  }

  // --- sessions

  async insertSession(tx: Transaction, session: UserSession): Promise<void> {
    await managerOf(tx).insert(UserSession, session);
  }

  /** The session of a token with its user; null when unknown. Whether it still holds is the service's question. */
  async findSession(tokenHash: string): Promise<{ session: UserSession; user: UserAccount } | null> {
    const session = await this.reader().findOneBy(UserSession, { tokenHash });
    if (!session) return null;
    const user = await this.reader().findOneBy(UserAccount, { id: session.userId });
    return user && { session, user };
  }

  async deleteSession(tx: Transaction, id: string): Promise<void> {
    await managerOf(tx).delete(UserSession, { id });
  }

  async deleteSessionsOf(tx: Transaction, userId: string): Promise<void> {
    await managerOf(tx).delete(UserSession, { userId });
  }

  async deleteExpired(tx: Transaction, now: number): Promise<void> {
    await managerOf(tx).delete(UserSession, { expiresAt: LessThan(now) });
    await managerOf(tx).delete(UserLink, { expiresAt: LessThan(now) });
  }

  // --- one-time links

  async insertLink(tx: Transaction, link: UserLink): Promise<void> {
    await managerOf(tx).insert(UserLink, link);
  }

  async findLink(tokenHash: string): Promise<UserLink | null> {
    return this.reader().findOneBy(UserLink, { tokenHash });
  }

  async findUserOfLink(link: UserLink): Promise<UserAccount | null> {
    return link.userId === null ? null : this.reader().findOneBy(UserAccount, { id: link.userId });
  }

  /** True for the one who used it first. */
  async useLink(tx: Transaction, id: string, at: number): Promise<boolean> {
    const result = await managerOf(tx).update(UserLink, { id, usedAt: IsNull() }, { usedAt: at });
    return result.affected === 1;
  }

  /** A newer link of the person (or of the installation: userId null) ends the older ones. */
  async deleteLinksOf(tx: Transaction, userId: string | null): Promise<void> {
    await managerOf(tx).delete(UserLink, { userId: userId ?? IsNull() });
  }

  private filtered(filter: UserFilter): SelectQueryBuilder<UserAccount> {
    const query = this.reader().createQueryBuilder(UserAccount, 'user').where('1 = 1');
    // Roles and groups are JSON arrays of quoted names: the quotes make LIKE exact.
    if (filter.role) query.andWhere("user.roles LIKE :role ESCAPE '!'", { role: `%"${escapeLike(filter.role)}"%` });
    if (filter.group)
      query.andWhere("user.member_of LIKE :group ESCAPE '!'", { group: `%"${escapeLike(filter.group)}"%` });
    if (filter.partyId) query.andWhere('user.party_id = :partyId', { partyId: filter.partyId });
    if (filter.search) {
      const search = `%${escapeLike(filter.search)}%`;
      query.andWhere("(user.username LIKE :search ESCAPE '!' OR user.display_name LIKE :search ESCAPE '!')", {
        search,
      });
    }
    if (filter.enabledOnly) query.andWhere('user.disabled = 0');
    if (filter.withoutDemo) query.andWhere('user.demo = 0');
    if (filter.afterUsername) query.andWhere('user.username > :after', { after: filter.afterUsername });
    if (filter.limit) query.limit(filter.limit);
    return query;
  }
}

function escapeLike(text: string): string {
  return text.replaceAll(/[!%_]/g, '!$&');
}
