import { Injectable } from '@nestjs/common';

/** Candidate groups whose members change with time: whoever is on duty now. */
export interface ChangingGroups {
  /** User names of a group's members; null for a group it does not know. */
  members(group: string): Promise<readonly string[] | null>;
  /** Groups in which a person is now. */
  of(username: string): Promise<readonly string[]>;
}

/** Groups that other features answer for; roles and own groups of people are not asked here. */
@Injectable()
export class GroupRegistry {
  private readonly sources: ChangingGroups[] = [];

  register(groups: ChangingGroups): void {
    this.sources.push(groups);
  }

  /** null: no feature knows the group. */
  async members(group: string): Promise<readonly string[] | null> {
    for (const source of this.sources) {
      const found = await source.members(group);
      if (found !== null) return found;
    }
    return null;
  }

  async of(username: string): Promise<string[]> {
    return (await Promise.all(this.sources.map((source) => source.of(username)))).flat();
  }
}
