import { Inject, Injectable } from '@nestjs/common';
import type { CreateKeyPeriodRequest, KeyPeriod } from '@pledge/contracts';
import type { Variables } from '@pledge/engine';
import {
  CLOCK,
  PLATFORM_OPTIONS,
  PROCESS_ENGINE,
  UNIT_OF_WORK,
  storeAnswer,
  type PlatformOptions,
  type Scope,
} from '@pledge/nest';
import { Problem, type Clock, type ProcessEngine, type Transaction, type UnitOfWork } from '@pledge/runtime';
import { fromIso, toIso } from '@pledge/time';
import { v7 as uuidv7 } from 'uuid';
import { ContractsService } from '../contracts/index.js';
import { DutyUnits } from './duty-units.service.js';
import type { DutyShiftEntity, KeyPeriodEntity } from './rosters.entity.js';
import { RostersRepository } from './rosters.repository.js';

const MOST_DAYS = 92;
const DAY = 86_400_000;

/** Times that customers name (重点保障, Y16): the roster is reinforced, and where asked nothing is changed. */
@Injectable()
export class KeyPeriods {
  constructor(
    private readonly repository: RostersRepository,
    private readonly units: DutyUnits,
    private readonly contracts: ContractsService,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PLATFORM_OPTIONS) private readonly platform: PlatformOptions,
  ) {}

  /** Periods that touch a stretch, epoch ms; a customer sees the own ones. */
  async list(from: number, to: number, scope: Scope): Promise<KeyPeriod[]> {
    const own = scope.kind === 'customer' ? { partyId: scope.partyId } : {};
    return Promise.all((await this.repository.keyPeriods(from, to, own)).map((row) => this.view(row)));
  }

  /** Whether changes at a customer are frozen in a stretch, epoch ms, and by which periods: asked by whoever changes things. */
  async freezes(partyId: string, from: number, to: number): Promise<KeyPeriod[]> {
    const rows = await this.repository.keyPeriods(from, to, { partyId, freeze: true });
    return Promise.all(rows.map((row) => this.view(row)));
  }

  /** Periods of any customer for which nothing is changed, in a stretch, epoch ms. */
  async frozen(from: number, to: number): Promise<Omit<KeyPeriodEntity, 'unit' | 'freeze'>[]> {
    const rows = await this.repository.keyPeriods(from, to, { freeze: true });
    return rows.map(({ unit: _unit, freeze: _freeze, ...row }) => row);
  }

  /** @throws Problem DUTY_UNIT_UNKNOWN, KEY_PERIOD_PARTY, DUTY_PERIOD, KEY_PERIOD_OVERLAPS */
  async add(request: CreateKeyPeriodRequest, by: string): Promise<KeyPeriod> {
    const row = await this.checked(uuidv7(), request, by);
    const view = await this.view(row);
    await this.unitOfWork.run(async (tx) => {
      await this.refuseOverlap(tx, row);
      await this.repository.insertKeyPeriod(tx, row);
      await this.publish(tx, 'key-period-named', row, this.facts(row, view.partyName));
      await storeAnswer(tx, view);
    });
    return view;
  }

  /** @throws Problem KEY_PERIOD_UNKNOWN, and what {@link add} throws. */
  async change(id: string, request: CreateKeyPeriodRequest): Promise<KeyPeriod> {
    const known = await this.repository.keyPeriod(id);
    if (!known) throw new Problem('not-found', 'KEY_PERIOD_UNKNOWN');
    const row = await this.checked(id, request, known.createdBy);
    const view = await this.view(row);
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.repository.keyPeriod(id, tx))) throw new Problem('not-found', 'KEY_PERIOD_UNKNOWN');
      await this.refuseOverlap(tx, row);
      await this.repository.updateKeyPeriod(tx, row);
      // A guarantee that was planned for other days, or another customer, begins anew.
      if (row.startsAt !== known.startsAt || row.endsAt !== known.endsAt || row.partyId !== known.partyId) {
        await this.publish(tx, 'key-period-cancelled', known);
        await this.publish(tx, 'key-period-named', row, this.facts(row, view.partyName));
      }
      await storeAnswer(tx, view);
    });
    return view;
  }

  /** @throws Problem KEY_PERIOD_UNKNOWN */
  async remove(id: string): Promise<void> {
    const known = await this.repository.keyPeriod(id);
    await this.unitOfWork.run(async (tx) => {
      if (!known || !(await this.repository.removeKeyPeriod(tx, id)))
        throw new Problem('not-found', 'KEY_PERIOD_UNKNOWN');
      await this.publish(tx, 'key-period-cancelled', known);
    });
  }

  /** The period of a process (F-25), with its customer and whether the roster is reinforced; null: it was removed. */
  async ofProcess(id: string): Promise<KeyPeriod | null> {
    const row = await this.repository.keyPeriod(id);
    return row && this.view(row);
  }

  /** Variables of the process `key-period-guarantee` (F-25). */
  private facts(row: KeyPeriodEntity, customerName: string): Variables {
    const [from, to] = [this.iso(row.startsAt), this.iso(row.endsAt)];
    const short = (at: string): string => at.slice(0, 16).replace('T', ' ');
    return {
      periodId: row.id,
      periodKey: this.keyOf(row),
      periodName: row.name,
      unitName: row.name,
      customerName,
      periodText: `${short(from)} – ${short(to)}`,
      rosterPeriod: `${short(from)} – ${short(to)}`,
      periodBegins: from,
      remindAt: this.iso(Math.max(row.startsAt - 3 * DAY, this.clock.now() + DAY)),
      dailyReports: [],
    };
  }

  /** Name under which the process of a period is found; a moved period has another. */
  private keyOf(row: Pick<KeyPeriodEntity, 'id' | 'startsAt'>): string {
    return `BZ-${this.iso(row.startsAt).slice(0, 10)}-${row.id.slice(-4)}`;
  }

  private publish(tx: Transaction, name: string, row: KeyPeriodEntity, variables: Variables = {}): Promise<void> {
    return this.engine.publishMessageLater(tx, {
      name,
      correlationKey: this.keyOf(row),
      variables,
      timeToLive: 'PT1M',
    });
  }

  private async checked(id: string, request: CreateKeyPeriodRequest, createdBy: string): Promise<KeyPeriodEntity> {
    await this.units.get(request.unit);
    const party = await this.contracts.party(request.partyId);
    if (party?.kind !== 'customer') throw new Problem('not-found', 'KEY_PERIOD_PARTY');
    const startsAt = fromIso(request.from);
    const endsAt = fromIso(request.to);
    if (endsAt <= startsAt || endsAt - startsAt > MOST_DAYS * 86_400_000)
      throw new Problem('invalid', 'DUTY_PERIOD', { days: MOST_DAYS });
    const { unit, partyId, name, freeze } = request;
    return { id, unit, partyId, name, startsAt, endsAt, freeze, createdBy };
  }

  /** Two at once of one customer would be one period under two names, and a freeze lifted in one would stay in the other. */
  private async refuseOverlap(tx: Transaction, row: KeyPeriodEntity): Promise<void> {
    const { unit, partyId } = row;
    const others = await this.repository.keyPeriods(row.startsAt, row.endsAt, { unit, partyId }, tx);
    const other = others.find((one) => one.id !== row.id);
    if (!other) return;
    const [from, to] = [other.startsAt, other.endsAt].map((at) => this.iso(at).slice(0, 16).replace('T', ' '));
    throw new Problem('conflict', 'KEY_PERIOD_OVERLAPS', { name: other.name, from: from ?? '', to: to ?? '' });
  }

  private async view({ startsAt, endsAt, ...row }: KeyPeriodEntity): Promise<KeyPeriod> {
    const partyName = (await this.contracts.party(row.partyId))?.name ?? '';
    const reinforced = await this.reinforced(row.unit, startsAt, endsAt);
    return { ...row, partyName, from: this.iso(startsAt), to: this.iso(endsAt), reinforced };
  }

  /** Whether every minute of it lies in a shift of a rule for key periods; `redrafted`: shifts that are being written now. */
  async reinforced(
    unit: string,
    startsAt: number,
    endsAt: number,
    redrafted: readonly DutyShiftEntity[] = [],
  ): Promise<KeyPeriod['reinforced']> {
    const { rules } = await this.units.get(unit);
    const strong = new Set(rules.filter((rule) => rule.days.includes('key-period')).map((rule) => rule.id));
    const written = await this.repository.shiftsTouching(unit, startsAt, endsAt);
    const shifts = redrafted.length === 0 ? written : [...redrafted, ...written.filter((one) => one.inForce)];
    shifts.sort((a, b) => a.startsAt - b.startsAt);
    if (shifts.length === 0) return 'no-roster';
    let until = startsAt;
    for (const shift of shifts.filter((one) => strong.has(one.ruleId)))
      if (shift.startsAt <= until) until = Math.max(until, shift.endsAt);
    return until >= endsAt ? 'yes' : 'partly';
  }

  private iso(at: number): string {
    return toIso(at, this.platform.zone);
  }
}
