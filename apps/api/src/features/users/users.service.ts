import { Inject, Injectable } from '@nestjs/common';
import type { Language, ListOf, Role, UpdateUser, User, UserQuery, createUserSchema } from '@pledge/contracts';
import { CLOCK, PLATFORM_OPTIONS, UNIT_OF_WORK, type PlatformOptions } from '@pledge/nest';
import { Problem, type Clock, type Transaction, type UnitOfWork } from '@pledge/runtime';
import { toIso } from '@pledge/time';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { LinksService } from './links.service.js';
import { DEMO_PARAMETERS, hashPassword } from './password.js';
import type { UserAccount } from './users.entity.js';
import { USERS_OPTIONS, type UsersOptions } from './users.options.js';
import { UsersRepository, type UserFilter } from './users.repository.js';
import { userView } from './users.views.js';

/** Password of every demo account (contracts, Configuration). */
export const DEMO_PASSWORD = 'pledge-demo';
/** Lists say how many there are, up to this. */
const TOTAL_CAP = 1_000;

/** What a new account needs; the rest has defaults. */
export interface NewAccount {
  readonly username: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly groups?: readonly string[];
  readonly partyId?: string | null;
  readonly mail?: string | null;
  readonly mobile?: string | null;
  readonly language?: Language;
  readonly passwordHash?: string | null;
  readonly mustChangePassword?: boolean;
  readonly demo?: boolean;
}
export type DemoUser = Omit<NewAccount, 'passwordHash' | 'mustChangePassword' | 'demo'>;

/** Accounts: made, listed, changed and disabled by administrators. */
@Injectable()
export class UsersService {
  private demoHash: Promise<string> | undefined;

  constructor(
    private readonly repository: UsersRepository,
    private readonly links: LinksService,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(USERS_OPTIONS) private readonly options: UsersOptions,
    @Inject(PLATFORM_OPTIONS) private readonly platform: PlatformOptions,
  ) {}

  /** @throws Problem USER_NOT_FOUND */
  async get(username: string): Promise<UserAccount> {
    return this.found(await this.repository.find(username), username);
  }

  view(user: UserAccount): User {
    return userView(user, (ms) => toIso(ms, this.platform.zone));
  }

  /** Sorted by user name; `cursor` is the last one of the page before. */
  async list(query: UserQuery): Promise<ListOf<UserAccount>> {
    const filter: UserFilter = { ...query, withoutDemo: !this.options.demo };
    const found = await this.repository.list({ ...filter, afterUsername: query.cursor, limit: query.limit + 1 });
    const items = found.slice(0, query.limit);
    const total = Math.min(await this.repository.countMatching(filter), TOTAL_CAP);
    return { items, total, nextCursor: found.length > query.limit ? (items.at(-1)?.username ?? null) : null };
  }

  /** Enabled people for pickers and the directory. */
  async enabled(filter: Omit<UserFilter, 'enabledOnly' | 'withoutDemo'>): Promise<UserAccount[]> {
    return this.repository.list({ ...filter, enabledOnly: true, withoutDemo: !this.options.demo });
  }

  /**
   * With a password, it must be changed at the first login; without one, an invitation link is made.
   * @throws Problem USERNAME_TAKEN, CUSTOMER_ROLE_ONLY
   */
  async create(
    request: z.output<typeof createUserSchema>,
  ): Promise<{ user: UserAccount; invitationPath: string | null }> {
    const { password, ...account } = request;
    const passwordHash = password === undefined ? null : await hashPassword(password);
    return this.unitOfWork.run(async (tx) => {
      const user = await this.insert(tx, { ...account, passwordHash, mustChangePassword: passwordHash !== null });
      const link = passwordHash === null ? await this.links.make(tx, 'invitation', user.id) : null;
      return { user, invitationPath: link?.path ?? null };
    });
  }

  /** Writes a new account. @throws Problem USERNAME_TAKEN, CUSTOMER_ROLE_ONLY */
  async insert(tx: Transaction, account: NewAccount): Promise<UserAccount> {
    if (await this.repository.findForChange(tx, account.username)) {
      throw new Problem('conflict', 'USERNAME_TAKEN', { username: account.username });
    }
    const user: UserAccount = {
      id: uuidv7(),
      username: account.username,
      displayName: account.displayName,
      mail: account.mail ?? null,
      mobile: account.mobile ?? null,
      roles: [...account.roles],
      memberOf: [...(account.groups ?? [])],
      partyId: account.partyId ?? null,
      language: account.language ?? 'zh-CN',
      passwordHash: account.passwordHash ?? null,
      mustChangePassword: account.mustChangePassword ?? false,
      disabled: false,
      demo: account.demo ?? false,
      createdAt: this.clock.now(),
      lastLoginAt: null,
    };
    checkSides(user);
    await this.repository.save(tx, user);
    return user;
  }

  /** Disabling ends all sessions at once. @throws Problem USER_NOT_FOUND, CUSTOMER_ROLE_ONLY, LAST_ADMINISTRATOR */
  async update(username: string, change: UpdateUser): Promise<UserAccount> {
    return this.unitOfWork.run(async (tx) => {
      const user = this.found(await this.repository.findForChange(tx, username), username);
      const wasAdministrator = isAdministrator(user);
      const { groups, ...rest } = change;
      Object.assign(user, rest, groups === undefined ? {} : { memberOf: groups });
      checkSides(user);
      if (wasAdministrator && !isAdministrator(user)) await this.keepAnAdministrator(tx, user);
      await this.repository.save(tx, user);
      if (user.disabled) await this.repository.deleteSessionsOf(tx, user.id);
      return user;
    });
  }

  /** The account of somebody who is erased: nobody signs in with it, and it says nothing of its person but the username. */
  async forget(tx: Transaction, username: string): Promise<void> {
    const user = this.found(await this.repository.findForChange(tx, username), username);
    Object.assign(user, { displayName: '***', mail: null, mobile: null, passwordHash: null, disabled: true });
    await this.repository.save(tx, user);
    await this.repository.deleteSessionsOf(tx, user.id);
  }

  /** The old password and all sessions end at once; the link is to be handed over. @throws Problem USER_NOT_FOUND */
  async resetPassword(username: string): Promise<{ path: string; expiresAt: number }> {
    return this.unitOfWork.run(async (tx) => {
      const user = this.found(await this.repository.findForChange(tx, username), username);
      user.passwordHash = null;
      await this.repository.save(tx, user);
      await this.repository.deleteSessionsOf(tx, user.id);
      return this.links.make(tx, 'reset', user.id);
    });
  }

  /**
   * Makes a demo account (password `pledge-demo`) unless the user name exists. For the demo feature; inside a unit of
   * work it joins it.
   */
  async ensureDemoUser(user: DemoUser): Promise<void> {
    this.demoHash ??= hashPassword(DEMO_PASSWORD, DEMO_PARAMETERS);
    const passwordHash = await this.demoHash;
    await this.unitOfWork.run(async (tx) => {
      if (await this.repository.findForChange(tx, user.username)) return;
      await this.insert(tx, { ...user, passwordHash, demo: true });
    });
  }

  /** Nobody has an account yet: demo data may be loaded, or the first administrator is to be set up. */
  async isEmpty(): Promise<boolean> {
    return (await this.repository.count()) === 0;
  }

  /** Accounts for the login page; empty when demo is off. */
  async demoAccounts(): Promise<UserAccount[]> {
    if (!this.options.demo) return [];
    return (await this.repository.list({ enabledOnly: true })).filter((user) => user.demo);
  }

  private found(user: UserAccount | null, username: string): UserAccount {
    if (!user || (user.demo && !this.options.demo)) throw new Problem('not-found', 'USER_NOT_FOUND', { username });
    return user;
  }

  private async keepAnAdministrator(tx: Transaction, user: UserAccount): Promise<void> {
    if ((await this.repository.countOthersWithRole(tx, 'admin', user.id)) === 0)
      throw new Problem('conflict', 'LAST_ADMINISTRATOR');
  }
}

function isAdministrator(user: UserAccount): boolean {
  return user.roles.includes('admin') && !user.disabled;
}

/** A customer's user is a customer and nothing else; a customer without a party would belong to nobody. */
function checkSides(user: Pick<UserAccount, 'roles' | 'partyId'>): void {
  const isCustomer = user.roles.includes('customer');
  const fits = user.partyId === null ? !isCustomer : isCustomer && user.roles.length === 1;
  if (!fits) {
    const message = {
      zh: '客户单位的用户只能有“客户”角色',
      en: 'A user of a customer has the role customer and no other',
    };
    throw new Problem('invalid', 'CUSTOMER_ROLE_ONLY', {}, [{ field: 'roles', message }]);
  }
}
