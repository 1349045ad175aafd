import { Inject, Injectable } from '@nestjs/common';
import type { CreateDutyLeaveRequest, DutyLeave, DutyPerson, SaveDutyPersonRequest } from '@pledge/contracts';
import { UNIT_OF_WORK, storeAnswer } from '@pledge/nest';
import { Problem, type UnitOfWork } from '@pledge/runtime';
import { v7 as uuidv7 } from 'uuid';
import { UsersDirectory, type DirectoryEntry } from '../users/index.js';
import { DutyUnits } from './duty-units.service.js';
import type { DutyLeaveEntity, DutyPersonEntity } from './rosters.entity.js';
import { RostersRepository } from './rosters.repository.js';

const MOST_DAYS = 366;

/** Who is in the rotation of which unit, how to reach everybody at any hour (S1-33), and who is away. */
@Injectable()
export class DutyPeople {
  constructor(
    private readonly repository: RostersRepository,
    private readonly units: DutyUnits,
    private readonly directory: UsersDirectory,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
  ) {}

  /** The 24-hour contact list of a unit, or of all. */
  async list(unit?: string): Promise<DutyPerson[]> {
    const rows = await this.repository.people(unit);
    return Promise.all(rows.map(async (row) => personView(row, await this.directory.find(row.username))));
  }

  /** @throws Problem DUTY_UNIT_UNKNOWN, DUTY_PERSON_UNKNOWN */
  async save(username: string, request: SaveDutyPersonRequest): Promise<DutyPerson> {
    await this.units.get(request.unit);
    const known = await this.staff(username);
    const row: DutyPersonEntity = { username, ...request };
    await this.unitOfWork.run(async (tx) => {
      await this.repository.savePerson(tx, row);
      await storeAnswer(tx, personView(row, known));
    });
    return personView(row, known);
  }

  async leaves(from: string, to: string): Promise<DutyLeave[]> {
    const rows = await this.repository.leaves(from, to);
    return Promise.all(rows.map(async (row) => this.leaveView(row)));
  }

  /** @throws Problem DUTY_PERSON_UNKNOWN, DUTY_PERIOD */
  async addLeave(request: CreateDutyLeaveRequest, by: string): Promise<DutyLeave> {
    await this.staff(request.username);
    if (request.to < request.from || daysBetween(request.from, request.to) > MOST_DAYS)
      throw new Problem('invalid', 'DUTY_PERIOD', { days: MOST_DAYS });
    const row: DutyLeaveEntity = { id: uuidv7(), ...request, writtenBy: by };
    const view = await this.leaveView(row);
    await this.unitOfWork.run(async (tx) => {
      await this.repository.insertLeaves(tx, [row]);
      await storeAnswer(tx, view);
    });
    return view;
  }

  /** @throws Problem DUTY_LEAVE_UNKNOWN */
  async removeLeave(id: string): Promise<void> {
    if (!(await this.unitOfWork.run((tx) => this.repository.removeLeave(tx, id))))
      throw new Problem('not-found', 'DUTY_LEAVE_UNKNOWN');
  }

  /** @throws Problem DUTY_PERSON_UNKNOWN for nobody, and for a customer's people. */
  async staff(username: string): Promise<DirectoryEntry> {
    const [found] = await this.directory.enabled([username]);
    if (!found || found.partyId !== null) throw new Problem('not-found', 'DUTY_PERSON_UNKNOWN', { username });
    return found;
  }

  private async leaveView(row: DutyLeaveEntity): Promise<DutyLeave> {
    const { id, username, from, to, kind, note } = row;
    return { id, username, displayName: await this.directory.displayName(username), from, to, kind, note };
  }
}

function personView(row: DutyPersonEntity, known: DirectoryEntry | null): DutyPerson {
  return { ...row, displayName: known?.displayName ?? row.username, mobile: known?.mobile ?? null };
}

/** Days from one local day to the other, both counted. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
}
