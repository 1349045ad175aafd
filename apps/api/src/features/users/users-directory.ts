import { Injectable } from '@nestjs/common';
import type { Language, Role } from '@pledge/contracts';
import { GroupRegistry, type ChangingGroups } from './group-registry.js';
import type { UserAccount } from './users.entity.js';
import { UsersRepository } from './users.repository.js';
import { UsersService } from './users.service.js';

/** How to name and reach a person. */
export interface DirectoryEntry {
  readonly username: string;
  readonly displayName: string;
  readonly mail: string | null;
  readonly mobile: string | null;
  /** As given; `admin` is not spread over all roles here: administrators are not told what concerns other roles. */
  readonly roles: readonly Role[];
  readonly groups: readonly string[];
  readonly partyId: string | null;
  readonly language: Language;
}

/** Who is there: for notifications, owners, display names. Disabled people are left out of the lists. */
@Injectable()
export class UsersDirectory {
  constructor(
    private readonly users: UsersService,
    private readonly repository: UsersRepository,
    private readonly registry: GroupRegistry,
  ) {}

  /** Groups whose members change with time, for messages and for tasks. */
  registerGroups(groups: ChangingGroups): void {
    this.registry.register(groups);
  }

  /** One person, disabled or not (old records name them); null when unknown. */
  async find(username: string): Promise<DirectoryEntry | null> {
    const user = await this.repository.find(username);
    return user && entryOf(user);
  }

  async byRole(role: string): Promise<DirectoryEntry[]> {
    return (await this.users.enabled({ role })).map(entryOf);
  }

  /** A candidate group: a role, `customer:<partyId>`, a group of another feature, or one people were put in. Each person once. */
  async byGroup(group: string): Promise<DirectoryEntry[]> {
    const party = /^customer:(.+)$/.exec(group)?.[1];
    if (party !== undefined) return (await this.users.enabled({ partyId: party })).map(entryOf);
    const changing = await this.registry.members(group);
    if (changing !== null) return this.enabled(changing);
    const found = [...(await this.users.enabled({ role: group })), ...(await this.users.enabled({ group }))];
    return [...new Map(found.map((user) => [user.username, entryOf(user)])).values()];
  }

  async byParty(partyId: string): Promise<DirectoryEntry[]> {
    return (await this.users.enabled({ partyId })).map(entryOf);
  }

  /** Those of the names that enabled people have. */
  async enabled(usernames: readonly string[]): Promise<DirectoryEntry[]> {
    const found = await Promise.all(usernames.map((username) => this.repository.find(username)));
    return found.filter((user) => user !== null && !user.disabled).map((user) => entryOf(user as UserAccount));
  }

  /** Display name, or the user name itself when nobody has it. */
  async displayName(username: string): Promise<string> {
    return (await this.repository.find(username))?.displayName ?? username;
  }
}

function entryOf(user: UserAccount): DirectoryEntry {
  return {
    username: user.username,
    displayName: user.displayName,
    mail: user.mail,
    mobile: user.mobile,
    roles: user.roles,
    groups: user.memberOf,
    partyId: user.partyId,
    language: user.language,
  };
}
