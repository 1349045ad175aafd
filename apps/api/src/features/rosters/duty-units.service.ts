import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { DutyUnit, SaveDutyUnitRequest } from '@pledge/contracts';
import { CLOCK, PLATFORM_OPTIONS, PROCESS_ENGINE, UNIT_OF_WORK, storeAnswer, type PlatformOptions } from '@pledge/nest';
import { Problem, type Clock, type ProcessEngine, type Transaction, type UnitOfWork } from '@pledge/runtime';
import { localDate, toIso } from '@pledge/time';
import { ContractsService } from '../contracts/index.js';
import type { DutyUnitEntity } from './rosters.entity.js';
import { RostersRepository } from './rosters.repository.js';
import { refuseWrongRules } from './rule-check.js';
import { SHIPPED_UNITS } from './shipped/index.js';

const SYSTEM = 'system';
/** The unit that serves regions whose centre has no roster of its own. */
export const DEFAULT_UNIT = 'default';
/** What a unit was saved with before this was asked (S0i-24). */
const FORMER = { minPeople: 2 };

/** Units with a roster of their own and their rules, as data (C16, S1-28 to S1-31). */
@Injectable()
export class DutyUnits implements OnModuleInit {
  constructor(
    private readonly repository: RostersRepository,
    private readonly contracts: ContractsService,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PLATFORM_OPTIONS) private readonly platform: PlatformOptions,
  ) {}

  async onModuleInit(): Promise<void> {
    const known = new Set((await this.repository.units()).map((one) => one.id));
    const missing = SHIPPED_UNITS.filter((one) => !known.has(one.id));
    if (missing.length === 0) return;
    const rows = missing.map(({ id, revision, ...definition }) => this.row(id, definition, revision, SYSTEM));
    await this.unitOfWork.run((tx) => this.repository.insertUnits(tx, rows));
  }

  async list(): Promise<DutyUnit[]> {
    return (await this.repository.units()).map(unitView);
  }

  /** @throws Problem DUTY_UNIT_UNKNOWN */
  async get(id: string): Promise<DutyUnit> {
    const row = await this.repository.unit(id);
    if (!row) throw new Problem('not-found', 'DUTY_UNIT_UNKNOWN', { unit: id });
    return unitView(row);
  }

  /** The unit that serves a region: its centre's, else the default one (S1-08). */
  async ofRegion(region: string): Promise<string> {
    const centre = await this.contracts.centreOf(region);
    return centre !== null && (await this.repository.unit(centre)) ? centre : DEFAULT_UNIT;
  }

  /** @throws Problem DUTY_UNIT_CHANGED, and what {@link refuseWrongRules} throws. */
  async save(id: string, request: SaveDutyUnitRequest, by: string): Promise<DutyUnit> {
    const { revision: seen, ...definition } = request;
    refuseWrongRules(definition, this.platform.zone);
    const row = this.row(id, definition, (seen ?? 0) + 1, by);
    await this.unitOfWork.run(async (tx) => {
      const known = await this.repository.unit(id, tx);
      const changed = (): Problem => new Problem('conflict', 'DUTY_UNIT_CHANGED', { unit: id });
      if (known ? seen !== known.revision : seen !== undefined) throw changed();
      if (!known) await this.repository.insertUnits(tx, [row]);
      else if (!(await this.repository.updateUnit(tx, row, known.revision))) throw changed();
      if (known && known.definition.hotline !== definition.hotline) await this.tellHotline(tx, row, known, by);
      await storeAnswer(tx, unitView(row));
    });
    return unitView(row);
  }

  /** A changed hotline has to be told in writing (S0e-03): begins F-24 for the customers in the unit's regions. */
  private async tellHotline(tx: Transaction, row: DutyUnitEntity, before: DutyUnitEntity, by: string): Promise<void> {
    const served = await this.contracts.regionsByCentre();
    const own = new Set((await this.repository.units(tx)).map((one) => one.id));
    const regions = [...served].flatMap(([centre, codes]) =>
      centre === row.id || (row.id === DEFAULT_UNIT && !own.has(centre)) ? codes : [],
    );
    if (regions.length === 0) return;
    const now = this.clock.now();
    await this.engine.publishMessageLater(tx, {
      name: 'hotline-changed',
      messageId: `hotline-changed:${row.id}:${String(row.revision)}`,
      variables: {
        unitName: row.definition.name,
        oldHotline: before.definition.hotline,
        newHotline: row.definition.hotline,
        changedAt: toIso(now, this.platform.zone),
        changedOn: localDate(now, this.platform.zone),
        changedBy: by,
        noticeAudience: { kind: 'regions', regions },
      },
    });
  }

  private row(id: string, definition: DutyUnitEntity['definition'], revision: number, by: string): DutyUnitEntity {
    return { id, definition, revision, writtenBy: by, writtenAt: this.clock.now() };
  }
}

function unitView({ id, definition, revision }: DutyUnitEntity): DutyUnit {
  return { id, ...FORMER, ...definition, revision };
}
