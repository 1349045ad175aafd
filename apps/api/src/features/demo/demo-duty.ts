import { Injectable } from '@nestjs/common';
import { addDays, addMonths } from '@pledge/time';
import { DutyPeople, Rosters } from '../rosters/index.js';

const UNIT = 'default';
const PEOPLE = [
  ['dispatcher', [], '025-5550101'],
  ['engineer', ['router'], '025-5550102'],
  ['engineer2', ['router', 'database'], '025-5550103'],
  ['pm', ['database'], '025-5550104'],
  ['supervisor', ['router', 'database'], '025-5550106'],
] as const;

/** The rotation of the demo centre, this month's roster in force and next month's draft. */
@Injectable()
export class DemoDuty {
  constructor(
    private readonly people: DutyPeople,
    private readonly rosters: Rosters,
  ) {}

  /** `today`: a local day. */
  async write(today: string): Promise<void> {
    for (const [username, skills, homePhone] of PEOPLE)
      await this.people.save(username, { unit: UNIT, skills: [...skills], inRotation: true, homePhone, place: '南京' });
    const first = `${today.slice(0, 7)}-01`;
    const next = addMonths(first, 1);
    const roster = await this.rosters.draft({ unit: UNIT, from: first, to: addDays(next, -1) }, 'manager');
    await this.rosters.approve(roster.id, true, 'manager');
    await this.rosters.draft({ unit: UNIT, from: next, to: addDays(addMonths(first, 2), -1) }, 'manager');
  }
}
