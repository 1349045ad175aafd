import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '@pledge/nest';
import { Problem, type Clock, type Transaction } from '@pledge/runtime';
import { v7 as uuidv7 } from 'uuid';
import { hashToken, newToken } from './tokens.js';
import type { UserLink } from './users.entity.js';
import { USERS_OPTIONS, type UsersOptions } from './users.options.js';
import { UsersRepository } from './users.repository.js';

/** How long a one-time link may be taken (system time). */
const LINK_MS: Record<UserLink['kind'], number> = {
  invitation: 7 * 24 * 3_600_000,
  reset: 24 * 3_600_000,
  setup: 24 * 3_600_000,
};

/** One-time links for people who have no password yet: invitation, reset, first administrator. */
@Injectable()
export class LinksService {
  constructor(
    private readonly repository: UsersRepository,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(USERS_OPTIONS) private readonly options: UsersOptions,
  ) {}

  /** Older links of the same person end. `path` is what stands behind the address of the site. */
  async make(
    tx: Transaction,
    kind: UserLink['kind'],
    userId: string | null,
  ): Promise<{ path: string; expiresAt: number }> {
    const token = newToken();
    const createdAt = this.clock.systemNow();
    const expiresAt = createdAt + LINK_MS[kind];
    await this.repository.deleteLinksOf(tx, userId);
    const tokenHash = hashToken(token, this.options.sessionSecret);
    await this.repository.insertLink(tx, { id: uuidv7(), tokenHash, kind, userId, createdAt, expiresAt, usedAt: null });
    return { path: `/${kind}/${token}`, expiresAt };
  }

  /** @throws Problem LINK_INVALID when it is unknown, used, over, or its person may not sign in */
  async find(token: string): Promise<UserLink> {
    const link = await this.repository.findLink(hashToken(token, this.options.sessionSecret));
    if (!link || link.usedAt !== null || link.expiresAt <= this.clock.systemNow())
      throw new Problem('not-found', 'LINK_INVALID');
    return link;
  }

  /** @throws Problem LINK_INVALID when somebody else was faster */
  async use(tx: Transaction, link: UserLink): Promise<void> {
    if (!(await this.repository.useLink(tx, link.id, this.clock.systemNow())))
      throw new Problem('not-found', 'LINK_INVALID');
  }
}
