import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { DrillDue } from '@pledge/contracts';
import { CLOCK, FeatureJob, PROCESS_ENGINE, PROVIDER_SCOPE, UNIT_OF_WORK } from '@pledge/nest';
import type { Clock, FeatureJobHandler, ProcessEngine, Transaction, UnitOfWork } from '@pledge/runtime';
import { toIso } from '@pledge/time';
import { DateTime } from 'luxon';
import { PROVIDER_ZONE } from '../contracts/index.js';
import { GENERAL_PLAN, Plans } from '../emergencies/index.js';
import { DrillBooks } from './drill-books.js';
import type { DrillEntity } from './drills.entity.js';
import { DrillsRepository } from './drills.repository.js';

export const DRILL_CYCLE = 'drill-cycle';
/** After how many months a plan is drilled again, as data. */
const DECISION = 'drill-cycle';
const CLOSED = ['done', 'cancelled'];
const DAY_MS = 86_400_000;
const LIST = 200;

/** Which plans have to be drilled, and the drills that are opened by themselves (S3-19, S4-19: every year). */
@Injectable()
export class DrillCycle implements OnApplicationBootstrap {
  constructor(
    private readonly repository: DrillsRepository,
    private readonly plans: Plans,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A start looks at the plans a day later: what came due while the server was down is found then. */
  async onApplicationBootstrap(): Promise<void> {
    await this.unitOfWork.run((tx) => this.lookAt(tx, this.clock.now() + DAY_MS));
  }

  /** Every special plan. Due: never drilled, or the months of the decision are over. */
  async plansToDrill(): Promise<DrillDue[]> {
    const plans = (await this.plans.library()).filter((plan) => plan.key !== GENERAL_PLAN);
    const now = this.clock.now();
    return Promise.all(
      plans.map(async (plan) => {
        const drills = await this.repository.list({ planKey: plan.key, limit: LIST }, PROVIDER_SCOPE);
        const last = drills.filter(isHeld).toSorted((a, b) => (b.overAt ?? 0) - (a.overAt ?? 0))[0];
        const months = await this.months(plan.key, last);
        const opensAt = monthsAfter(last?.overAt ?? plan.since, months);
        return {
          planKey: plan.key,
          planName: plan.name,
          lastNumber: last?.number ?? null,
          lastAt: last?.overAt == null ? null : toIso(last.overAt, PROVIDER_ZONE),
          lastGrade: last?.score?.grade ?? null,
          dueAt: last === undefined ? null : toIso(opensAt, PROVIDER_ZONE),
          due: last === undefined || opensAt <= now,
          openNumber: drills.find((one) => !CLOSED.includes(one.state))?.number ?? null,
          opensAt: toIso(opensAt, PROVIDER_ZONE),
        };
      }),
    );
  }

  /** Looks again at the next date on which a plan has to be drilled. */
  async arm(tx: Transaction, plans: readonly DrillDue[]): Promise<void> {
    const tomorrow = this.clock.now() + DAY_MS;
    const dates = plans.map((plan) => Math.max(Date.parse(plan.opensAt), tomorrow));
    await this.lookAt(tx, Math.min(...dates, tomorrow + 365 * DAY_MS));
  }

  private lookAt(tx: Transaction, dueAt: number): Promise<void> {
    return this.engine.schedule(tx, { name: DRILL_CYCLE, ref: 'plans', dueAt });
  }

  private async months(planKey: string, last: DrillEntity | undefined): Promise<number> {
    const { result } = await this.engine.evaluateDecision(DECISION, {
      planKey,
      goalsMet: last?.score?.goalsMet ?? null,
    });
    if (typeof result !== 'number') throw new Error(`the decision ${DECISION} gives no months for ${planKey}`);
    return result;
  }
}

/** It ran to its end; a score stays whatever became of the report. */
const isHeld = (row: DrillEntity): boolean => row.overAt !== null && row.score !== null;

const monthsAfter = (instant: number, months: number): number =>
  DateTime.fromMillis(instant, { zone: PROVIDER_ZONE }).plus({ months }).toMillis();

/** Opens a drill for every plan whose date has come and that has none under way. */
@FeatureJob(DRILL_CYCLE)
export class DrillCycleJob implements FeatureJobHandler<readonly DrillDue[]> {
  constructor(
    private readonly cycle: DrillCycle,
    private readonly books: DrillBooks,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  prepare(): Promise<readonly DrillDue[]> {
    return this.cycle.plansToDrill();
  }

  async apply(tx: Transaction, _context: unknown, plans: readonly DrillDue[]): Promise<void> {
    for (const plan of plans)
      if (Date.parse(plan.opensAt) <= this.clock.now() && plan.openNumber === null)
        await this.books.openYearly(tx, plan.planKey, plan.planName.zh);
    await this.cycle.arm(tx, plans);
  }
}
