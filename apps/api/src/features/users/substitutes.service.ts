import { Inject, Injectable } from '@nestjs/common';
import type { PutSubstitute, Substitute } from '@pledge/contracts';
import { CLOCK, PLATFORM_OPTIONS, UNIT_OF_WORK, hasRole, type PlatformOptions, type SessionUser } from '@pledge/nest';
import { Problem, type Clock, type UnitOfWork } from '@pledge/runtime';
import { fromIso, toIso } from '@pledge/time';
import { SubstitutesRepository } from './substitutes.repository.js';
import type { UserAccount, UserSubstitute } from './users.entity.js';
import { UsersRepository } from './users.repository.js';
import { groupsOf } from './users.views.js';

/** Somebody absent, as the substitute stands in for that one. */
export interface StandIn {
  readonly username: string;
  /** Candidate groups of the absent person. */
  readonly groups: readonly string[];
}

/** Who does a person's tasks while that one is away (代理人). One substitute at a time; a new one replaces the old. */
@Injectable()
export class SubstitutesService {
  constructor(
    private readonly repository: SubstitutesRepository,
    private readonly users: UsersRepository,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PLATFORM_OPTIONS) private readonly platform: PlatformOptions,
  ) {}

  /** @throws Problem NOT_YOUR_ACCOUNT, USER_NOT_FOUND */
  async get(username: string, asker: SessionUser): Promise<Substitute | null> {
    await this.account(username, asker);
    const row = await this.repository.find(username);
    return row && this.view(row);
  }

  /**
   * Oneself, or an administrator for anybody. Both have to be of the same side, and of the same customer.
   * @throws Problem NOT_YOUR_ACCOUNT, USER_NOT_FOUND, SUBSTITUTE_SELF, SUBSTITUTE_SIDE, SUBSTITUTE_PERIOD
   */
  async put(username: string, request: PutSubstitute, asker: SessionUser): Promise<Substitute> {
    const absent = await this.account(username, asker);
    const substitute = await this.users.find(request.user);
    if (substitute === null || substitute.disabled)
      throw new Problem('not-found', 'USER_NOT_FOUND', { username: request.user });
    if (substitute.username === absent.username) throw new Problem('invalid', 'SUBSTITUTE_SELF');
    if (substitute.partyId !== absent.partyId) throw new Problem('invalid', 'SUBSTITUTE_SIDE');
    const [startsAt, endsAt] = [fromIso(request.from, this.platform.zone), fromIso(request.to, this.platform.zone)];
    if (endsAt <= startsAt) throw new Problem('invalid', 'SUBSTITUTE_PERIOD');
    const row: UserSubstitute = { username, substitute: request.user, startsAt, endsAt, setBy: asker.username };
    await this.unitOfWork.run((tx) => this.repository.save(tx, row));
    return this.view(row);
  }

  /** @throws Problem NOT_YOUR_ACCOUNT, USER_NOT_FOUND */
  async remove(username: string, asker: SessionUser): Promise<void> {
    await this.account(username, asker);
    await this.unitOfWork.run((tx) => this.repository.remove(tx, username));
  }

  /** User name of whoever stands in for a person at an instant of product time, epoch ms; null for nobody. */
  async substituteOf(username: string, at: number): Promise<string | null> {
    const row = await this.repository.find(username);
    return row && row.startsAt <= at && at < row.endsAt ? row.substitute : null;
  }

  /** Absences that are not over, those to come too: everybody's for an administrator, else those that concern the person. */
  async list(asker: SessionUser): Promise<Substitute[]> {
    const rows = await this.repository.current(this.clock.now(), hasRole(asker, 'admin') ? undefined : asker.username);
    return rows.map((row) => this.view(row));
  }

  /** Whom a person stands in for at this moment of product time. */
  async standIns(username: string): Promise<StandIn[]> {
    const rows = await this.repository.standIns(username, this.clock.now());
    const absent = await Promise.all(rows.map((row) => this.users.find(row.username)));
    return absent
      .filter((user): user is UserAccount => user !== null)
      .map((user) => ({ username: user.username, groups: groupsOf(user) }));
  }

  private async account(username: string, asker: SessionUser): Promise<UserAccount> {
    if (username !== asker.username && !hasRole(asker, 'admin')) throw new Problem('forbidden', 'NOT_YOUR_ACCOUNT');
    const found = await this.users.find(username);
    if (found === null) throw new Problem('not-found', 'USER_NOT_FOUND', { username });
    return found;
  }

  private view(row: UserSubstitute): Substitute {
    const { zone } = this.platform;
    return {
      username: row.username,
      user: row.substitute,
      from: toIso(row.startsAt, zone),
      to: toIso(row.endsAt, zone),
    };
  }
}
