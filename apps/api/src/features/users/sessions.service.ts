import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type ResolvedSession, type SessionResolver, UNIT_OF_WORK } from '@pledge/nest';
import type { Clock, Transaction, UnitOfWork } from '@pledge/runtime';
import { v7 as uuidv7 } from 'uuid';
import { GroupRegistry } from './group-registry.js';
import { hashToken, newToken } from './tokens.js';
import type { UserAccount } from './users.entity.js';
import { USERS_OPTIONS, type UsersOptions } from './users.options.js';
import { UsersRepository } from './users.repository.js';
import { sessionUserOf } from './users.views.js';

/** A session ends 24 h after sign-in (system time). */
export const SESSION_MS = 24 * 3_600_000;

export interface OpenedSession {
  readonly token: string;
  readonly expiresAt: number;
}

/** Opaque session tokens, stored hashed; a session holds as long as its user may sign in. */
@Injectable()
export class SessionsService implements SessionResolver {
  constructor(
    private readonly repository: UsersRepository,
    private readonly registry: GroupRegistry,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(USERS_OPTIONS) private readonly options: UsersOptions,
  ) {}

  async resolve(token: string): Promise<ResolvedSession | null> {
    const found = await this.repository.findSession(hashToken(token, this.options.sessionSecret));
    if (!found || found.session.expiresAt <= this.clock.systemNow() || !this.maySignIn(found.user)) return null;
    const user = sessionUserOf(found.user);
    const changing = user.partyId === null ? await this.registry.of(user.username) : [];
    return {
      sessionId: found.session.id,
      user: { ...user, groups: [...user.groups, ...changing] },
      mustChangePassword: found.user.mustChangePassword,
    };
  }

  /** Disabled people, and demo accounts when demo is off, may not. */
  maySignIn(user: Pick<UserAccount, 'disabled' | 'demo'>): boolean {
    return !user.disabled && (!user.demo || this.options.demo);
  }

  async open(tx: Transaction, user: UserAccount): Promise<OpenedSession> {
    const now = this.clock.systemNow();
    const token = newToken();
    const expiresAt = now + SESSION_MS;
    await this.repository.deleteExpired(tx, now);
    await this.repository.insertSession(tx, {
      id: uuidv7(),
      tokenHash: hashToken(token, this.options.sessionSecret),
      userId: user.id,
      createdAt: now,
      expiresAt,
    });
    return { token, expiresAt };
  }

  async close(sessionId: string): Promise<void> {
    await this.unitOfWork.run((tx) => this.repository.deleteSession(tx, sessionId));
  }
}
