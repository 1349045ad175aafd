import { Inject, Injectable } from '@nestjs/common';
import type { AskSwapRequest, DutyShift, DutySwap, HandoverRequest, SignInRequest } from '@pledge/contracts';
import { CLOCK, UNIT_OF_WORK, hasRole, storeAnswer, type SessionUser } from '@pledge/nest';
import { Problem, type Clock, type Transaction, type UnitOfWork } from '@pledge/runtime';
import { v7 as uuidv7 } from 'uuid';
import { DutyPeople } from './duty-people.service.js';
import { RosterMessages } from './roster-messages.js';
import { RosterViews } from './roster-views.service.js';
import type { DutyShiftEntity, DutySwapEntity } from './rosters.entity.js';
import { RostersRepository } from './rosters.repository.js';
import { Rosters } from './rosters.service.js';

/** A shift may be signed in to so long before it begins, ms. */
const EARLY_MS = 30 * 60_000;
/** A handover may be written so long after the end, ms. */
const LATE_MS = 12 * 3_600_000;

/** What people do with their shifts: sign in, hand over, swap (F-11 steps 4, 6, 7). */
@Injectable()
export class DutyShifts {
  constructor(
    private readonly repository: RostersRepository,
    private readonly rosters: Rosters,
    private readonly people: DutyPeople,
    private readonly views: RosterViews,
    private readonly messages: RosterMessages,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Phone on, in the locality where the shift asks for it. @throws Problem SHIFT_NOT_YOURS, SHIFT_NOT_NOW, SHIFT_MUST_STAY */
  async signIn(id: string, request: SignInRequest, user: SessionUser): Promise<DutyShift> {
    const shift = await this.own(id, user);
    const now = this.clock.now();
    if (now < shift.startsAt - EARLY_MS || now >= shift.endsAt) throw new Problem('conflict', 'SHIFT_NOT_NOW');
    if (shift.staysLocal && !request.inLocality) throw new Problem('conflict', 'SHIFT_MUST_STAY');
    return this.write(shift, { signedInAt: shift.signedInAt ?? now }, (tx) => this.messages.signedIn(tx, shift));
  }

  /** What {@link signIn} writes, for the task of the shift. @throws Problem SHIFT_MUST_STAY */
  async recordSignIn(tx: Transaction, shift: DutyShiftEntity, inLocality: boolean): Promise<void> {
    if (shift.staysLocal && !inLocality) throw new Problem('conflict', 'SHIFT_MUST_STAY');
    await this.repository.updateShift(tx, shift.id, { signedInAt: shift.signedInAt ?? this.clock.now() });
  }

  /** Open cases and results for whoever comes next (S1-33). @throws Problem SHIFT_NOT_YOURS, SHIFT_NOT_NOW */
  async handOver(id: string, request: HandoverRequest, user: SessionUser): Promise<DutyShift> {
    const shift = await this.own(id, user);
    const now = this.clock.now();
    if (now < shift.startsAt || now >= shift.endsAt + LATE_MS) throw new Problem('conflict', 'SHIFT_NOT_NOW');
    const change = await this.handoverOf(shift, request.note);
    return this.write(shift, change, (tx) => this.messages.handedOver(tx, shift));
  }

  /** What a handover writes: the note, when, and who comes next. */
  async handoverOf(
    shift: DutyShiftEntity,
    note: string,
  ): Promise<Pick<DutyShiftEntity, 'handedOverAt' | 'handedTo' | 'handoverNote'>> {
    const following = await this.repository.shiftsAt(shift.endsAt);
    const next =
      following.find((one) => one.unit === shift.unit && one.role === shift.role) ??
      following.find((one) => one.unit === shift.unit);
    return { handedOverAt: this.clock.now(), handedTo: next?.username ?? null, handoverNote: note };
  }

  /** Swaps that wait for somebody; a member of staff sees the own ones, a manager all. */
  async swaps(user: SessionUser): Promise<DutySwap[]> {
    const rows = await this.repository.swaps(['asked', 'accepted']);
    const mine = hasRole(user, 'manager')
      ? rows
      : rows.filter((row) => row.asker === user.username || row.other === user.username);
    return Promise.all(mine.map((row) => this.swapView(row)));
  }

  /** @throws Problem SHIFT_NOT_YOURS, SHIFT_OVER, SHIFT_UNFIT, DUTY_PERSON_UNKNOWN, SHIFT_NOT_FOUND */
  async askSwap(id: string, request: AskSwapRequest, user: SessionUser): Promise<DutySwap> {
    const shift = await this.own(id, user);
    if (!shift.inForce || shift.endsAt <= this.clock.now()) throw new Problem('conflict', 'SHIFT_OVER');
    await this.people.staff(request.other);
    const back = request.inReturnShiftId === undefined ? null : await this.rosters.shift(request.inReturnShiftId);
    if (back && back.username !== request.other) throw new Problem('conflict', 'SHIFT_NOT_YOURS');
    await this.refuseUnfit(shift, back, user.username, request.other);
    const row: DutySwapEntity = {
      id: uuidv7(),
      shiftId: shift.id,
      inReturnId: back?.id ?? null,
      asker: user.username,
      other: request.other,
      reason: request.reason,
      state: 'asked',
      askedAt: this.clock.now(),
      decidedBy: null,
    };
    const view = await this.swapView(row);
    await this.unitOfWork.run(async (tx) => {
      await this.repository.insertSwap(tx, row);
      await storeAnswer(tx, view);
    });
    return view;
  }

  /** The other one says yes. @throws Problem SWAP_NOT_FOUND, SWAP_NOT_YOURS, SWAP_STATE */
  async acceptSwap(id: string, user: SessionUser): Promise<DutySwap> {
    const row = await this.swap(id);
    if (row.other !== user.username) throw new Problem('forbidden', 'SWAP_NOT_YOURS');
    return this.decide(row, 'asked', 'accepted', user);
  }

  /** The other one, the asker or a manager says no. @throws Problem SWAP_NOT_FOUND, SWAP_NOT_YOURS, SWAP_STATE */
  async refuseSwap(id: string, user: SessionUser): Promise<DutySwap> {
    const row = await this.swap(id);
    const concerned = [row.other, row.asker].includes(user.username) || hasRole(user, 'manager');
    if (!concerned) throw new Problem('forbidden', 'SWAP_NOT_YOURS');
    return this.decide(row, row.state === 'accepted' ? 'accepted' : 'asked', 'refused', user);
  }

  /** A manager says yes; the shifts change hands and the roster has a new version. @throws Problem SWAP_STATE, SHIFT_UNFIT, SHIFT_OVER */
  async approveSwap(id: string, user: SessionUser): Promise<DutySwap> {
    const row = await this.swap(id);
    const shift = await this.rosters.shift(row.shiftId);
    const back = row.inReturnId === null ? null : await this.rosters.shift(row.inReturnId);
    if (shift.endsAt <= this.clock.now()) throw new Problem('conflict', 'SHIFT_OVER');
    if (row.state !== 'accepted' || shift.username !== row.asker || (back && back.username !== row.other))
      throw new Problem('conflict', 'SWAP_STATE');
    await this.refuseUnfit(shift, back, row.asker, row.other);
    const done = { ...row, state: 'done' as const, decidedBy: user.username };
    const why = { code: 'swapped' as const, by: user.username, note: row.reason };
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.repository.updateSwap(tx, row, { state: 'done', decidedBy: user.username })))
        throw new Problem('conflict', 'SWAP_STATE');
      await this.rosters.change(tx, await this.rosters.row(shift.rosterId, tx), shift, row.other, why);
      await this.messages.personChanged(tx, shift);
      if (!back) return;
      await this.rosters.change(tx, await this.rosters.row(back.rosterId, tx), back, row.asker, why);
      await this.messages.personChanged(tx, back);
    });
    return this.swapView(done);
  }

  private async refuseUnfit(
    shift: DutyShiftEntity,
    back: DutyShiftEntity | null,
    asker: string,
    other: string,
  ): Promise<void> {
    await this.rosters.refuseUnfit(shift, other, back ? [back.id] : []);
    if (back) await this.rosters.refuseUnfit(back, asker, [shift.id]);
  }

  private async decide(
    row: DutySwapEntity,
    expected: DutySwapEntity['state'],
    state: DutySwapEntity['state'],
    user: SessionUser,
  ): Promise<DutySwap> {
    if (row.state !== expected) throw new Problem('conflict', 'SWAP_STATE');
    const changed = { ...row, state, decidedBy: user.username };
    const view = await this.swapView(changed);
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.repository.updateSwap(tx, row, { state, decidedBy: user.username })))
        throw new Problem('conflict', 'SWAP_STATE');
      await storeAnswer(tx, view);
    });
    return view;
  }

  private async write(
    shift: DutyShiftEntity,
    change: Partial<DutyShiftEntity>,
    tell: (tx: Transaction) => Promise<void>,
  ): Promise<DutyShift> {
    const view = await this.views.oneShift({ ...shift, ...change });
    await this.unitOfWork.run(async (tx) => {
      await this.repository.updateShift(tx, shift.id, change);
      await tell(tx);
      await storeAnswer(tx, view);
    });
    return view;
  }

  private async own(id: string, user: SessionUser): Promise<DutyShiftEntity> {
    const shift = await this.rosters.shift(id);
    if (shift.username !== user.username || !shift.inForce) throw new Problem('forbidden', 'SHIFT_NOT_YOURS');
    return shift;
  }

  private async swap(id: string): Promise<DutySwapEntity> {
    const row = await this.repository.swap(id);
    if (!row) throw new Problem('not-found', 'SWAP_NOT_FOUND');
    return row;
  }

  private async swapView(row: DutySwapEntity): Promise<DutySwap> {
    const { id, asker, other, reason, state } = row;
    const back = row.inReturnId === null ? null : await this.rosters.shift(row.inReturnId);
    const names = await this.views.names([asker, other]);
    return {
      id,
      shift: await this.views.oneShift(await this.rosters.shift(row.shiftId)),
      inReturn: back && (await this.views.oneShift(back)),
      asker,
      askerName: names(asker),
      other,
      otherName: names(other),
      reason,
      state,
    };
  }
}
