import { Inject, Logger } from '@nestjs/common';
import { CLOCK, FeatureJob, PROVIDER_SCOPE } from '@pledge/nest';
import type { Clock, FeatureJobHandler } from '@pledge/runtime';
import { toIso } from '@pledge/time';
import { PROVIDER_ZONE } from '../contracts/index.js';
import { Drills } from '../drills/index.js';
import { ANSWERING, EVALUATING, RUNNING, SENT, SIGNING, STARTING, finishedDrill, plannedDrill } from './demo-drills.js';
import { DemoPlayer } from './demo-player.js';

export const DEMO_DRILLS = 'demo-drills';
const CORRECT_IN_MS = 7 * 86_400_000;

/** After the first start: a drill that ran to its signed report, and one that the customer is asked about. */
@FeatureJob(DEMO_DRILLS)
export class DemoDrillsJob implements FeatureJobHandler {
  private readonly logger = new Logger(DemoDrillsJob.name);

  constructor(
    private readonly drills: Drills,
    private readonly player: DemoPlayer,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Outside any transaction; runs once: a second try finds drills and leaves them. */
  async prepare(): Promise<void> {
    const pm = await this.player.session('pm');
    if ((await this.drills.list({ limit: 1 }, pm)).length > 0) return;
    try {
      const next = await this.drills.create(plannedDrill(this.clock.now()), pm);
      await this.player.take(next, SENT);
      const number = await this.drills.create(finishedDrill(this.clock.now()), pm);
      for (const step of STARTING) await this.player.take(number, step);
      await this.player.take(number, ANSWERING);
      const { runNumber } = await this.drills.row(number, PROVIDER_SCOPE);
      for (const step of RUNNING) await this.player.take(runNumber ?? '', step);
      await this.player.waitFor(number, EVALUATING.element);
      const finding = {
        text: '通讯录中一个号码已过期',
        action: '逐一核对通讯录号码',
        owner: 'engineer',
        dueAt: toIso(this.clock.now() + CORRECT_IN_MS, PROVIDER_ZONE),
      };
      await this.drills.addFinding(number, finding, pm);
      for (const step of [EVALUATING, ...SIGNING]) await this.player.take(number, step);
    } catch (error) {
      this.logger.warn(`a demo drill stopped: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  apply(): Promise<void> {
    return Promise.resolve();
  }
}
