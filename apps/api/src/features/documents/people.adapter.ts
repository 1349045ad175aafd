import { Injectable } from '@nestjs/common';
import { UsersDirectory, type DirectoryEntry } from '../users/index.js';
import type { PeoplePort, Person } from './ports.js';

/** People as the users feature knows them. */
@Injectable()
export class UsersPeople implements PeoplePort {
  constructor(private readonly directory: UsersDirectory) {}

  async byUsernames(usernames: readonly string[]): Promise<Person[]> {
    const entries = await Promise.all(usernames.map((username) => this.directory.find(username)));
    return entries.filter((entry) => entry !== null).map(person);
  }
  /** A role or any other candidate group: a task may go to either. */
  async byRole(role: string): Promise<Person[]> {
    return (await this.directory.byGroup(role)).map(person).toSorted((a, b) => (a.username < b.username ? -1 : 1));
  }
  async byParty(partyId: string): Promise<Person[]> {
    return (await this.directory.byParty(partyId)).map(person);
  }
}

const person = (entry: DirectoryEntry): Person => ({
  username: entry.username,
  displayName: entry.displayName,
  mail: entry.mail,
  mobile: entry.mobile,
  language: entry.language,
});
