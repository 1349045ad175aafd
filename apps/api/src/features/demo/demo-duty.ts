import { Inject, Injectable } from '@nestjs/common';
import { UNIT_OF_WORK } from '@pledge/nest';
import type { UnitOfWork } from '@pledge/runtime';
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

/**
 * The rotation of the demo centre, this month's roster in force and next month's draft. `live`: the processes run too, so customers
 * get the roster and shifts are signed in to; next month's is then drafted by the monthly round.
 */
@Injectable()
export class DemoDuty {
  constructor(
    private readonly people: DutyPeople,
    private readonly rosters: Rosters,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
  ) {}

  /** `today`: a local day. */
  async write(today: string, live: boolean): Promise<void> {
    for (const [username, skills, homePhone] of PEOPLE)
      await this.people.save(username, { unit: UNIT, skills: [...skills], inRotation: true, homePhone, place: '南京' });
    const first = `${today.slice(0, 7)}-01`;
    const next = addMonths(first, 1);
    const roster = await this.rosters.draft({ unit: UNIT, from: first, to: addDays(next, -1) }, 'manager');
    if (live) return void (await this.rosters.approve(roster.id, true, 'manager'));
    const row = await this.rosters.row(roster.id);
    await this.unitOfWork.run(async (tx) => void (await this.rosters.putInForce(tx, row, true, 'manager')));
    await this.rosters.draft({ unit: UNIT, from: next, to: addDays(addMonths(first, 2), -1) }, 'manager');
  }
}
