import { Inject, Injectable } from '@nestjs/common';
import type {
  AssignShiftRequest,
  DraftRosterRequest,
  DutyUnit,
  Roster,
  RosterQuery,
  RosterSummary,
} from '@pledge/contracts';
import { CLOCK, PLATFORM_OPTIONS, UNIT_OF_WORK, storeAnswer, type PlatformOptions } from '@pledge/nest';
import { Problem, type Clock, type Transaction, type UnitOfWork } from '@pledge/runtime';
import { addDays, localDate } from '@pledge/time';
import { v7 as uuidv7 } from 'uuid';
import { UsersDirectory } from '../users/index.js';
import { DutyDayKinds, type DutyDays } from './days.service.js';
import { draftRoster, planShifts, proposeEarlyLeave, type Assignment, type DrawnPerson } from './drafting/index.js';
import { daysBetween, DutyPeople } from './duty-people.service.js';
import { DutyUnits } from './duty-units.service.js';
import { HINDRANCE_WORDS, hindranceOf, type Knowledge } from './fitness.js';
import { DutyGroups } from './duty-groups.js';
import { RosterMessages } from './roster-messages.js';
import { RosterProcess } from './roster-process.js';
import { RosterViews } from './roster-views.service.js';
import type { DutyPersonEntity, DutyShiftEntity, RosterEntity } from './rosters.entity.js';
import { RostersRepository } from './rosters.repository.js';

const MOST_DAYS = 100;
const HOUR = 3_600_000;
/** Points count so far back: two years, so that each big holiday is seen twice. */
const POINTS_DAYS = 730;

/** A roster before it is written. */
export interface RosterDraft {
  readonly row: RosterEntity;
  readonly shifts: readonly DutyShiftEntity[];
}

/** Rosters: drafted by rule, changed by hand, approved (F-11 steps 2 to 4). */
@Injectable()
export class Rosters {
  constructor(
    private readonly repository: RostersRepository,
    private readonly units: DutyUnits,
    private readonly days: DutyDayKinds,
    private readonly people: DutyPeople,
    private readonly views: RosterViews,
    private readonly directory: UsersDirectory,
    private readonly groups: DutyGroups,
    private readonly messages: RosterMessages,
    private readonly process: RosterProcess,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PLATFORM_OPTIONS) private readonly platform: PlatformOptions,
  ) {}

  /** Those that touch the days; without days, from a month ago to a year ahead. */
  async list(query: RosterQuery): Promise<RosterSummary[]> {
    const today = localDate(this.clock.now(), this.platform.zone);
    const rows = await this.repository.rosters({
      ...(query.unit === undefined ? {} : { unit: query.unit }),
      from: query.from ?? addDays(today, -31),
      to: query.to ?? addDays(today, 366),
    });
    return this.views.summaries(rows);
  }

  /** @throws Problem ROSTER_NOT_FOUND */
  async get(id: string): Promise<Roster> {
    return this.views.roster(await this.row(id));
  }

  /**
   * Drafts the roster of a unit; a draft of the very same days is replaced.
   * @throws Problem DUTY_UNIT_UNKNOWN, DUTY_PERIOD, ROSTER_NO_PEOPLE, ROSTER_OVERLAPS
   */
  async draft(request: DraftRosterRequest, by: string): Promise<Roster> {
    const made = await this.drafted(request, by);
    await this.unitOfWork.run(async (tx) => {
      await this.keepDraft(tx, made);
      await storeAnswer(tx, await this.views.roster(made.row, tx));
    });
    return this.get(made.row.id);
  }

  /** Drafts without writing anything. @throws Problem DUTY_UNIT_UNKNOWN, DUTY_PERIOD, ROSTER_NO_PEOPLE */
  async drafted(request: DraftRosterRequest, by: string): Promise<RosterDraft> {
    const { from, to } = request;
    const unit = await this.units.get(request.unit);
    if (to < from || daysBetween(from, to) > MOST_DAYS)
      throw new Problem('invalid', 'DUTY_PERIOD', { days: MOST_DAYS });
    const drawn = await this.drawn(unit.id);
    if (drawn.length === 0) throw new Problem('conflict', 'ROSTER_NO_PEOPLE', { unit: unit.id });
    const days = await this.days.of(unit, from, to);
    const { shifts } = planShifts(unit.rules, { from, to, kindsOf: days.kindsOf }, unit.changeOver, this.platform.zone);
    const leaves = await this.repository.leaves(from, addDays(to, 1));
    const history = await this.history(unit.id, from);
    const made = draftRoster({
      shifts,
      people: drawn,
      absences: leaves.map((leave) => ({ username: leave.username, ...this.days.stretchOf(leave) })),
      points: history.points,
      lastEnds: history.lastEnds,
      restMs: unit.restHours * HOUR,
    });
    const row: RosterEntity = {
      id: uuidv7(),
      unit: unit.id,
      from,
      to,
      state: 'draft',
      version: 1,
      pointsBefore: history.points,
      earlyLeave: await this.earlyLeave(unit, days, made, drawn),
      missingYears: [...days.missingYears],
      writtenBy: by,
      writtenAt: this.clock.now(),
      approvedBy: null,
      approvedAt: null,
    };
    return { row, shifts: made.map((one) => shiftRow(row, one)) };
  }

  /** In the caller's unit of work, in place of a draft of the very same days. @throws Problem ROSTER_OVERLAPS */
  async keepDraft(tx: Transaction, { row, shifts }: RosterDraft): Promise<void> {
    for (const other of await this.repository.rosters(row, tx)) {
      if (other.state !== 'draft' || other.from !== row.from || other.to !== row.to)
        throw new Problem('conflict', 'ROSTER_OVERLAPS', { from: other.from, to: other.to });
      await this.repository.removeRoster(tx, other.id);
    }
    await this.repository.insertRoster(tx, row, shifts);
  }

  /** The roster of exactly these days, drafted or in force. */
  async ofDays(request: DraftRosterRequest, tx?: Transaction): Promise<RosterEntity | null> {
    const found = await this.repository.rosters(request, tx);
    return found.find((one) => one.from === request.from && one.to === request.to) ?? null;
  }

  /**
   * From now on its shifts are in force, and the days of early leave are leave.
   * @throws Problem ROSTER_NOT_FOUND, ROSTER_HAS_GAPS, ROSTER_STATE
   */
  async approve(id: string, acceptGaps: boolean, by: string): Promise<Roster> {
    const row = await this.row(id);
    const facts = await this.process.rosterFacts(row, this.clock.now());
    await this.unitOfWork.run(async (tx) => {
      const approved = await this.putInForce(tx, row, acceptGaps, by);
      await this.messages.approved(tx, approved, facts);
      await storeAnswer(tx, await this.views.roster(approved, tx));
    });
    return this.get(id);
  }

  /** What {@link approve} does, in the caller's unit of work. @throws Problem ROSTER_HAS_GAPS, ROSTER_STATE */
  async putInForce(tx: Transaction, row: RosterEntity, acceptGaps: boolean, by: string): Promise<RosterEntity> {
    const shifts = await this.repository.shifts({ rosterId: row.id }, tx);
    const gaps = shifts.filter((one) => one.username === null).length;
    if (gaps > 0 && !acceptGaps) throw new Problem('conflict', 'ROSTER_HAS_GAPS', { gaps });
    const change = { state: 'approved' as const, approvedBy: by, approvedAt: this.clock.now() };
    if (row.state !== 'draft' || !(await this.repository.updateRoster(tx, row, change)))
      throw new Problem('conflict', 'ROSTER_STATE');
    await this.repository.putInForce(tx, row.id);
    await this.repository.insertLeaves(
      tx,
      row.earlyLeave.map(({ username, date, holiday }) => ({
        id: uuidv7(),
        username,
        from: date,
        to: date,
        kind: 'early-leave' as const,
        note: holiday,
        writtenBy: by,
      })),
    );
    this.groups.forgetAfter(tx);
    return { ...row, ...change };
  }

  /** @throws Problem ROSTER_NOT_FOUND, ROSTER_STATE for one that is in force. */
  async discard(id: string): Promise<void> {
    const row = await this.row(id);
    if (row.state !== 'draft') throw new Problem('conflict', 'ROSTER_STATE');
    await this.unitOfWork.run((tx) => this.repository.removeRoster(tx, id));
  }

  /**
   * Puts somebody else, or nobody, on a shift, with a reason; in a roster in force that makes a new version.
   * @throws Problem SHIFT_NOT_FOUND, SHIFT_OVER, SHIFT_UNFIT, ROSTER_STATE
   */
  async assign(shiftId: string, request: AssignShiftRequest, by: string): Promise<Roster> {
    const shift = await this.shift(shiftId);
    if (shift.endsAt <= this.clock.now() && shift.inForce) throw new Problem('conflict', 'SHIFT_OVER');
    if (request.username !== null) await this.refuseUnfit(shift, request.username);
    const row = await this.row(shift.rosterId);
    await this.unitOfWork.run(async (tx) => {
      await this.change(tx, row, shift, request.username, { code: 'by-hand', by, note: request.reason });
      await this.messages.personChanged(tx, shift);
      await storeAnswer(tx, await this.views.roster(await this.row(row.id, tx), tx));
    });
    return this.get(row.id);
  }

  /** Writes who has a shift, in the caller's unit of work, and counts the version up. @throws Problem ROSTER_STATE */
  async change(
    tx: Transaction,
    row: RosterEntity,
    shift: DutyShiftEntity,
    username: string | null,
    why: { readonly code: 'by-hand' | 'swapped'; readonly by: string; readonly note: string },
  ): Promise<void> {
    if (row.state === 'approved' && !(await this.repository.updateRoster(tx, row, { version: row.version + 1 })))
      throw new Problem('conflict', 'ROSTER_STATE');
    if (row.state === 'approved') await this.messages.changed(tx, row);
    const reason = { ...why, points: null, candidates: 0, hindered: [] };
    await this.repository.updateShift(tx, shift.id, { username, reason, signedInAt: null });
    this.groups.forgetAfter(tx);
  }

  /** @throws Problem DUTY_PERSON_UNKNOWN, SHIFT_UNFIT */
  async refuseUnfit(shift: DutyShiftEntity, username: string, except: readonly string[] = []): Promise<void> {
    const known = await this.knowledge(shift, username);
    const why = hindranceOf(shift, known, except);
    if (why !== null)
      throw new Problem('conflict', 'SHIFT_UNFIT', {
        name: await this.directory.displayName(username),
        ...HINDRANCE_WORDS[why],
      });
  }

  /** @throws Problem SHIFT_NOT_FOUND */
  async shift(id: string, tx?: Transaction): Promise<DutyShiftEntity> {
    const row = await this.repository.shift(id, tx);
    if (!row) throw new Problem('not-found', 'SHIFT_NOT_FOUND');
    return row;
  }

  /** @throws Problem ROSTER_NOT_FOUND */
  async row(id: string, tx?: Transaction): Promise<RosterEntity> {
    const row = await this.repository.roster(id, tx);
    if (!row) throw new Problem('not-found', 'ROSTER_NOT_FOUND');
    return row;
  }

  private async knowledge(shift: DutyShiftEntity, username: string): Promise<Knowledge> {
    const entry = await this.people.staff(username);
    const person = await this.repository.person(username);
    const leaves = await this.repository.leaves(shift.date, addDays(shift.date, 1));
    const inDraft = await this.repository.shifts({ rosterId: shift.rosterId, username });
    const inForce = await this.repository.shiftsOf([username], shift.startsAt, shift.endsAt);
    return {
      groups: [...entry.roles, ...entry.groups],
      skills: person?.skills ?? [],
      away: leaves.some((leave) => {
        const stretch = this.days.stretchOf(leave);
        return leave.username === username && stretch.from < shift.endsAt && shift.startsAt < stretch.to;
      }),
      shifts: [...inDraft, ...inForce],
    };
  }

  private async drawn(unit: string): Promise<DrawnPerson[]> {
    const rows: DutyPersonEntity[] = (await this.repository.people(unit)).filter((one) => one.inRotation);
    const known = new Map(
      (await this.directory.enabled(rows.map((one) => one.username))).map((one) => [one.username, one]),
    );
    return rows.flatMap((row) => {
      const entry = known.get(row.username);
      return entry ? [{ username: row.username, groups: [...entry.roles, ...entry.groups], skills: row.skills }] : [];
    });
  }

  /** Points of rosters in force before a day, and when each person was last on duty. */
  private async history(
    unit: string,
    from: string,
  ): Promise<{ readonly points: Record<string, number>; readonly lastEnds: Record<string, number> }> {
    const points: Record<string, number> = {};
    const lastEnds: Record<string, number> = {};
    const former = await this.repository.rosters({ unit, from: addDays(from, -POINTS_DAYS), to: addDays(from, -1) });
    for (const roster of former.filter((one) => one.state === 'approved' && one.to < from)) {
      for (const shift of await this.repository.shifts({ rosterId: roster.id })) {
        if (shift.username === null || shift.weight === 0) continue;
        points[shift.username] = (points[shift.username] ?? 0) + shift.weight;
        lastEnds[shift.username] = Math.max(lastEnds[shift.username] ?? 0, shift.endsAt);
      }
    }
    return { points, lastEnds };
  }

  private async earlyLeave(
    unit: DutyUnit,
    days: DutyDays,
    made: readonly Assignment[],
    drawn: readonly DrawnPerson[],
  ): Promise<RosterEntity['earlyLeave']> {
    const first = days.holidays[0];
    const last = days.holidays.at(-1);
    if (unit.earlyLeave === null || !first || !last) return [];
    const leaves = await this.repository.leaves(addDays(first.from, -unit.earlyLeave.daysBefore), last.to);
    const before = await this.days.of(unit, addDays(first.from, -unit.earlyLeave.daysBefore), last.to);
    return proposeEarlyLeave({
      rule: unit.earlyLeave,
      holidays: days.holidays,
      people: drawn.map((one) => one.username),
      duties: made.flatMap(({ username, shift, slot }) =>
        username === null ? [] : [{ username, date: shift.date, weight: slot.weight }],
      ),
      isWorkingDay: (date) => before.kindsOf(date).includes('working-day'),
      isAway: (username, date) =>
        leaves.some((leave) => leave.username === username && leave.from <= date && date <= leave.to),
    });
  }
}

function shiftRow(roster: RosterEntity, one: Assignment): DutyShiftEntity {
  const { shift, slot, username, code, points, candidates, hindered } = one;
  return {
    id: uuidv7(),
    rosterId: roster.id,
    unit: roster.unit,
    inForce: false,
    date: shift.date,
    startsAt: shift.startsAt,
    endsAt: shift.endsAt,
    ruleId: shift.rule.id,
    ruleZh: shift.rule.name.zh,
    ruleEn: shift.rule.name.en,
    forwardsHotline: shift.rule.forwardsHotline,
    slot: slot.id,
    place: shift.rule.slots.indexOf(slot),
    role: slot.role,
    groups: slot.groups,
    skills: slot.skills,
    staysLocal: slot.staysLocal,
    weight: slot.weight,
    username,
    reason: { code, points, candidates, hindered, by: null, note: null },
    signedInAt: null,
    handedOverAt: null,
    handedTo: null,
    handoverNote: null,
  };
}
