import { Injectable } from '@nestjs/common';
import type { Drill, DrillContent } from '@pledge/contracts';
import { Problem } from '@pledge/runtime';
import { ContractsService } from '../contracts/index.js';
import { UsersDirectory, type DirectoryEntry } from '../users/index.js';
import { DrillModels } from './drill-models.js';

export type Gap = Drill['gaps'][number];

/** Judges the plan of a drill: what is wrong is refused, what is not there yet is named. */
@Injectable()
export class DrillContents {
  constructor(
    private readonly models: DrillModels,
    private readonly contracts: ContractsService,
    private readonly directory: UsersDirectory,
  ) {}

  /** @throws Problem DRILL_PLAN_UNFIT, DRILL_PARTY_UNKNOWN, DRILL_PERSON_UNKNOWN */
  async check(content: DrillContent): Promise<void> {
    const { planKey, partyId } = content;
    if (!(await this.models.isPlan(planKey))) throw new Problem('invalid', 'DRILL_PLAN_UNFIT', { key: planKey });
    if (partyId !== null && (await this.contracts.party(partyId))?.kind !== 'customer')
      throw new Problem('not-found', 'DRILL_PARTY_UNKNOWN');
    const people = await this.people(content);
    const unknown = content.participants.find((one) => {
      const entry = people.get(one.username);
      return entry === undefined || (entry.partyId !== null && entry.partyId !== partyId);
    });
    if (unknown !== undefined) throw new Problem('invalid', 'DRILL_PERSON_UNKNOWN', { username: unknown.username });
  }

  /** What still lacks before the customer can be asked. */
  async gaps(content: DrillContent, now: number): Promise<Gap[]> {
    const people = [...(await this.people(content)).values()];
    const gaps: [Gap, boolean][] = [
      ['party', content.partyId === null],
      ['window', content.window === null],
      ['window-past', content.window !== null && Date.parse(content.window.to) <= now],
      ['provider-side', !people.some((one) => one.partyId === null)],
      ['customer-side', !people.some((one) => one.partyId !== null)],
      ['scenario', content.scenario.trim() === ''],
    ];
    return gaps.filter(([, lacks]) => lacks).map(([gap]) => gap);
  }

  /** Participants by username, in their order. */
  async people(content: DrillContent): Promise<ReadonlyMap<string, DirectoryEntry>> {
    const found = await Promise.all(content.participants.map((one) => this.directory.find(one.username)));
    return new Map(found.flatMap((entry) => (entry === null ? [] : [[entry.username, entry] as const])));
  }
}

export const sideOf = (entry: Pick<DirectoryEntry, 'partyId'>): 'provider' | 'customer' =>
  entry.partyId === null ? 'provider' : 'customer';
