import { Inject, Injectable } from '@nestjs/common';
import type { CreateKeyPeriodRequest, KeyPeriod } from '@pledge/contracts';
import { PLATFORM_OPTIONS, UNIT_OF_WORK, storeAnswer, type PlatformOptions, type Scope } from '@pledge/nest';
import { Problem, type UnitOfWork } from '@pledge/runtime';
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

  /** @throws Problem DUTY_UNIT_UNKNOWN, KEY_PERIOD_PARTY, DUTY_PERIOD */
  async add(request: CreateKeyPeriodRequest, by: string): Promise<KeyPeriod> {
    await this.units.get(request.unit);
    const party = await this.contracts.party(request.partyId);
    if (party?.kind !== 'customer') throw new Problem('not-found', 'KEY_PERIOD_PARTY');
    const startsAt = fromIso(request.from);
    const endsAt = fromIso(request.to);
    if (endsAt <= startsAt || endsAt - startsAt > MOST_DAYS * 86_400_000)
      throw new Problem('invalid', 'DUTY_PERIOD', { days: MOST_DAYS });
    const { unit, partyId, name, freeze } = request;
    const row: KeyPeriodEntity = { id: uuidv7(), unit, partyId, name, startsAt, endsAt, freeze, createdBy: by };
    const view = await this.view(row);
    await this.unitOfWork.run(async (tx) => {
      await this.repository.insertKeyPeriod(tx, row);
      await storeAnswer(tx, view);
    });
    return view;
  }

  /** @throws Problem KEY_PERIOD_UNKNOWN */
  async remove(id: string): Promise<void> {
    if (!(await this.unitOfWork.run((tx) => this.repository.removeKeyPeriod(tx, id))))
      throw new Problem('not-found', 'KEY_PERIOD_UNKNOWN');
  }

  private async view({ startsAt, endsAt, ...row }: KeyPeriodEntity): Promise<KeyPeriod> {
    const iso = (at: number): string => toIso(at, this.platform.zone);
    const partyName = (await this.contracts.party(row.partyId))?.name ?? '';
    return { ...row, partyName, from: iso(startsAt), to: iso(endsAt) };
  }
}
