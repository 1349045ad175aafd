import { Inject, Injectable } from '@nestjs/common';
import type { Language, Setup } from '@pledge/contracts';
import { CLOCK, HttpProblem, UNIT_OF_WORK } from '@pledge/nest';
import { Problem, type Clock, type Transaction, type UnitOfWork } from '@pledge/runtime';
import { LinksService } from './links.service.js';
import { LoginThrottle } from './login-throttle.js';
import { hashPassword, verifyNothing, verifyPassword } from './password.js';
import { SessionsService, type OpenedSession } from './sessions.service.js';
import type { UserAccount, UserLink } from './users.entity.js';
import { UsersRepository } from './users.repository.js';
import { UsersService } from './users.service.js';

export interface SignedIn extends OpenedSession {
  readonly user: UserAccount;
}

/** Signing in and everything a person does about their own password. */
@Injectable()
export class AuthService {
  constructor(
    private readonly repository: UsersRepository,
    private readonly users: UsersService,
    private readonly sessions: SessionsService,
    private readonly links: LinksService,
    private readonly throttle: LoginThrottle,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws HttpProblem 401 LOGIN_FAILED (the same for every reason), 429 LOGIN_THROTTLED */
  async login(username: string, password: string, address: string): Promise<SignedIn> {
    const name = username.trim().toLowerCase();
    await this.throttle.begin(name, address);
    const user = await this.repository.find(name);
    if (!user?.passwordHash || !this.sessions.maySignIn(user)) {
      await verifyNothing(password);
      throw new HttpProblem(401, 'forbidden', 'LOGIN_FAILED');
    }
    const { matches, outdated } = await verifyPassword(password, user.passwordHash);
    if (!matches) throw new HttpProblem(401, 'forbidden', 'LOGIN_FAILED');
    await this.throttle.succeeded(name, address);
    const renewed = outdated && !user.demo ? await hashPassword(password) : undefined;
    return this.unitOfWork.run(async (tx) => {
      await this.repository.setLastLogin(tx, user.id, this.clock.systemNow(), renewed);
      return { user, ...(await this.sessions.open(tx, user)) };
    });
  }

  /**
   * Ends every other session of the person and opens a new one.
   * @throws Problem WRONG_PASSWORD, PASSWORD_UNCHANGED
   */
  async changePassword(username: string, current: string, next: string, address: string): Promise<SignedIn> {
    await this.throttle.begin(username, address);
    const user = await this.repository.find(username);
    if (!user?.passwordHash || !(await verifyPassword(current, user.passwordHash)).matches) {
      throw new Problem('invalid', 'WRONG_PASSWORD', {}, [fieldError('currentPassword', 'WRONG_PASSWORD')]);
    }
    await this.throttle.succeeded(username, address);
    if (current === next)
      throw new Problem('invalid', 'PASSWORD_UNCHANGED', {}, [fieldError('newPassword', 'PASSWORD_UNCHANGED')]);
    const passwordHash = await hashPassword(next);
    return this.unitOfWork.run((tx) => this.setPassword(tx, username, passwordHash));
  }

  async setLanguage(username: string, language: Language): Promise<UserAccount> {
    await this.unitOfWork.run((tx) => this.repository.setLanguage(tx, username, language));
    return this.users.get(username);
  }

  /** Whom an invitation or reset link is for. @throws Problem LINK_INVALID */
  async showLink(token: string): Promise<{ link: UserLink; user: UserAccount | null }> {
    const link = await this.links.find(token);
    const user = await this.repository.findUserOfLink(link);
    if (link.kind !== 'setup' && (!user || !this.sessions.maySignIn(user)))
      throw new Problem('not-found', 'LINK_INVALID');
    return { link, user };
  }

  /** Takes an invitation or reset link: sets the password and signs in. @throws Problem LINK_INVALID */
  async takeLink(token: string, password: string): Promise<SignedIn> {
    const { link, user } = await this.showLink(token);
    if (!user) throw new Problem('not-found', 'LINK_INVALID');
    const passwordHash = await hashPassword(password);
    return this.unitOfWork.run(async (tx) => {
      await this.links.use(tx, link);
      return this.setPassword(tx, user.username, passwordHash);
    });
  }

  /** The first administrator. @throws Problem LINK_INVALID, ALREADY_SET_UP */
  async setUp(setup: Setup): Promise<SignedIn> {
    const link = await this.links.find(setup.token);
    if (link.kind !== 'setup') throw new Problem('not-found', 'LINK_INVALID');
    if ((await this.repository.count()) > 0) throw new Problem('conflict', 'ALREADY_SET_UP');
    const passwordHash = await hashPassword(setup.password);
    return this.unitOfWork.run(async (tx) => {
      await this.links.use(tx, link);
      const { username, displayName } = setup;
      const user = await this.users.insert(tx, { username, displayName, roles: ['admin'], passwordHash });
      return { user, ...(await this.sessions.open(tx, user)) };
    });
  }

  /** A one-time link for the first administrator when nobody exists; null otherwise. Called at start. */
  async makeSetupLink(): Promise<string | null> {
    if ((await this.repository.count()) > 0) return null;
    return this.unitOfWork.run(async (tx) => (await this.links.make(tx, 'setup', null)).path);
  }

  private async setPassword(tx: Transaction, username: string, passwordHash: string): Promise<SignedIn> {
    const user = await this.repository.findForChange(tx, username);
    if (!user || !this.sessions.maySignIn(user)) throw new Problem('not-found', 'LINK_INVALID');
    user.passwordHash = passwordHash;
    user.mustChangePassword = false;
    user.lastLoginAt = this.clock.systemNow();
    await this.repository.save(tx, user);
    await this.repository.deleteSessionsOf(tx, user.id);
    await this.repository.deleteLinksOf(tx, user.id);
    return { user, ...(await this.sessions.open(tx, user)) };
  }
}

function fieldError(
  field: string,
  code: 'WRONG_PASSWORD' | 'PASSWORD_UNCHANGED',
): { field: string; code: string; message: { zh: string; en: string } } {
  const messages = {
    WRONG_PASSWORD: { zh: '当前密码不正确', en: 'The current password is wrong' },
    PASSWORD_UNCHANGED: { zh: '须与当前密码不同', en: 'Must differ from the current one' },
  };
  return { field, code, message: messages[code] };
}
