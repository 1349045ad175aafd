import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, FeatureJob, PROCESS_ENGINE, UNIT_OF_WORK } from '@pledge/nest';
import type {
  Clock,
  FeatureJobContext,
  FeatureJobHandler,
  ProcessEngine,
  Transaction,
  UnitOfWork,
} from '@pledge/runtime';
import { DateTime } from 'luxon';
import { v7 } from 'uuid';
import { PROVIDER_ZONE } from '../contracts/index.js';
import { PlanPack, type PreparedPack } from './plan-pack.service.js';
import { PACK_JOB } from './plans.service.js';

/** Before people come to work: numbers that were changed on the day before are in the pack of the morning. */
const HOUR = 6;
const DAILY = 'daily:';

/** Looks every morning: people and numbers change without a plan being touched. */
@Injectable()
export class DailyPack {
  constructor(
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  begin(): Promise<void> {
    return this.unitOfWork.run((tx) => this.schedule(tx));
  }

  async schedule(tx: Transaction): Promise<void> {
    const now = DateTime.fromMillis(this.clock.now(), { zone: PROVIDER_ZONE });
    const today = now.set({ hour: HOUR, minute: 0, second: 0, millisecond: 0 });
    const next = today > now ? today : today.plus({ days: 1 });
    await this.engine.schedule(tx, {
      name: PACK_JOB,
      ref: `${DAILY}${next.toISODate() ?? ''}`,
      dueAt: next.toMillis(),
    });
  }

  /** Looks once more, now. */
  again(tx: Transaction): Promise<void> {
    return this.engine.schedule(tx, { name: PACK_JOB, ref: `again:${v7()}`, dueAt: this.clock.now() });
  }
}

/** Prints and mails the pack where it says something new: after a change of a plan, and every morning. */
@FeatureJob(PACK_JOB)
export class PackJob implements FeatureJobHandler<PreparedPack | null> {
  constructor(
    private readonly pack: PlanPack,
    private readonly daily: DailyPack,
  ) {}

  prepare(): Promise<PreparedPack | null> {
    return this.pack.prepare();
  }

  async apply(tx: Transaction, { ref }: FeatureJobContext, prepared: PreparedPack | null): Promise<void> {
    if (prepared !== null && !(await this.pack.apply(tx, prepared))) await this.daily.again(tx);
    if (ref?.startsWith(DAILY) === true) await this.daily.schedule(tx);
  }
}
