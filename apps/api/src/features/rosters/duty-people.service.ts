import { Inject, Injectable } from '@nestjs/common';
import type {
  ChangeDutyLeaveRequest,
  CreateDutyLeaveRequest,
  DutyLeave,
  DutyPerson,
  SaveDutyPersonRequest,
} from '@pledge/contracts';
import { UNIT_OF_WORK, storeAnswer } from '@pledge/nest';
import { Problem, type Transaction, type UnitOfWork } from '@pledge/runtime';
import { v7 as uuidv7 } from 'uuid';
import { UsersDirectory, type DirectoryEntry } from '../users/index.js';
import { DutyDayKinds } from './days.service.js';
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
    private readonly days: DutyDayKinds,
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

  /** @throws Problem DUTY_PERSON_UNKNOWN, DUTY_PERIOD, DUTY_LEAVE_OVERLAPS */
  async addLeave(request: CreateDutyLeaveRequest, by: string): Promise<DutyLeave> {
    await this.staff(request.username);
    const row: DutyLeaveEntity = { id: uuidv7(), ...request, writtenBy: by };
    refuseWrongDays(row);
    const view = await this.leaveView(row);
    await this.unitOfWork.run(async (tx) => {
      await this.refuseOverlap(tx, row);
      await this.repository.insertLeaves(tx, [row]);
      await storeAnswer(tx, view);
    });
    return view;
  }

  /** Other days, another kind; the person stays. @throws Problem DUTY_LEAVE_UNKNOWN, DUTY_PERIOD, DUTY_LEAVE_OVERLAPS */
  async changeLeave(id: string, request: ChangeDutyLeaveRequest, by: string): Promise<DutyLeave> {
    const known = await this.repository.leave(id);
    if (!known) throw new Problem('not-found', 'DUTY_LEAVE_UNKNOWN');
    const row: DutyLeaveEntity = { ...known, ...request, writtenBy: by };
    refuseWrongDays(row);
    const view = await this.leaveView(row);
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.repository.leave(id, tx))) throw new Problem('not-found', 'DUTY_LEAVE_UNKNOWN');
      await this.refuseOverlap(tx, row);
      await this.repository.updateLeave(tx, row);
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
    const stretch = this.days.stretchOf(row);
    const shifts = await this.repository.shiftsOf([username], stretch.from, stretch.to);
    const onDuty = [...new Set(shifts.map((one) => one.date))];
    return { id, username, displayName: await this.directory.displayName(username), from, to, kind, note, onDuty };
  }

  private async refuseOverlap(tx: Transaction, { id, username, from, to }: DutyLeaveEntity): Promise<void> {
    const [other] = (await this.repository.leaves(from, to, tx)).filter(
      (one) => one.username === username && one.id !== id,
    );
    if (!other) return;
    const name = await this.directory.displayName(username);
    throw new Problem('conflict', 'DUTY_LEAVE_OVERLAPS', { name, from: other.from, to: other.to });
  }
}

function personView(row: DutyPersonEntity, known: DirectoryEntry | null): DutyPerson {
  return { ...row, displayName: known?.displayName ?? row.username, mobile: known?.mobile ?? null };
}

/** @throws Problem DUTY_PERIOD */
function refuseWrongDays({ from, to }: Pick<DutyLeaveEntity, 'from' | 'to'>): void {
  if (to < from || daysBetween(from, to) > MOST_DAYS) throw new Problem('invalid', 'DUTY_PERIOD', { days: MOST_DAYS });
}

/** Days from one local day to the other, both counted. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
}
