import { Inject, Injectable } from '@nestjs/common';
import type { CreateKeyPeriodRequest, KeyPeriod } from '@pledge/contracts';
import { PLATFORM_OPTIONS, UNIT_OF_WORK, storeAnswer, type PlatformOptions, type Scope } from '@pledge/nest';
import { Problem, type Transaction, type UnitOfWork } from '@pledge/runtime';
import { fromIso, toIso } from '@pledge/time';
import { v7 as uuidv7 } from 'uuid';
import { ContractsService } from '../contracts/index.js';
import { DutyUnits } from './duty-units.service.js';
import type { KeyPeriodEntity } from './rosters.entity.js';
import { RostersRepository } from './rosters.repository.js';

const MOST_DAYS = 92;

/** Times that customers name (重点保障, Y16): the roster is reinforced, and where asked nothing is changed. */
@Injectable()
export class KeyPeriods {
  constructor(
    private readonly repository: RostersRepository,
    private readonly units: DutyUnits,
    private readonly contracts: ContractsService,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
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

  /** @throws Problem DUTY_UNIT_UNKNOWN, KEY_PERIOD_PARTY, DUTY_PERIOD, KEY_PERIOD_OVERLAPS */
  async add(request: CreateKeyPeriodRequest, by: string): Promise<KeyPeriod> {
    const row = await this.checked(uuidv7(), request, by);
    const view = await this.view(row);
    await this.unitOfWork.run(async (tx) => {
      await this.refuseOverlap(tx, row);
      await this.repository.insertKeyPeriod(tx, row);
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
      await storeAnswer(tx, view);
    });
    return view;
  }

  /** @throws Problem KEY_PERIOD_UNKNOWN */
  async remove(id: string): Promise<void> {
    if (!(await this.unitOfWork.run((tx) => this.repository.removeKeyPeriod(tx, id))))
      throw new Problem('not-found', 'KEY_PERIOD_UNKNOWN');
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

  /** Whether every minute of it lies in a shift of a rule for key periods. */
  private async reinforced(unit: string, startsAt: number, endsAt: number): Promise<KeyPeriod['reinforced']> {
    const { rules } = await this.units.get(unit);
    const strong = new Set(rules.filter((rule) => rule.days.includes('key-period')).map((rule) => rule.id));
    const shifts = await this.repository.shiftsTouching(unit, startsAt, endsAt);
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
