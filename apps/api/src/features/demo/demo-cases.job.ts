import { Inject, Logger } from '@nestjs/common';
import { CLOCK, FeatureJob, PROCESS_ENGINE } from '@pledge/nest';
import type { Clock, FeatureJobContext, FeatureJobHandler, ProcessEngine, Transaction } from '@pledge/runtime';
import { CaseQueries, CasesService } from '../cases/index.js';
import { ChangePlans } from '../change-plans/index.js';
import { Quotations, QuotationsRepository } from '../quotations/index.js';
import { DEMO_DRILLS } from './demo-drills.job.js';
import { DemoEmergencies } from './demo-emergencies.js';
import { DemoPlayer } from './demo-player.js';
import { DEMO_STORIES, type DemoStory } from './demo-stories.js';

export const DEMO_CASES = 'demo-cases';
/** The process that drafts next month's rosters (F-11). */
const ROSTER_ROUND = 'duty-roster-round';

/** Plays the demo stories after the first start, in the background. A story that cannot go on stops where it is. */
@FeatureJob(DEMO_CASES)
export class DemoCasesJob implements FeatureJobHandler {
  private readonly logger = new Logger(DemoCasesJob.name);

  constructor(
    private readonly cases: CasesService,
    private readonly queries: CaseQueries,
    private readonly player: DemoPlayer,
    private readonly plans: ChangePlans,
    private readonly quotations: Quotations,
    private readonly quoted: QuotationsRepository,
    private readonly emergencies: DemoEmergencies,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Outside any transaction; runs once: a second try finds cases and leaves them. */
  async prepare(): Promise<void> {
    const existing = await this.queries.list({ kind: 'provider' }, { limit: 1 });
    if (existing.items.length > 0) return;
    await this.engine.startInstance({ key: ROSTER_ROUND, actor: { userId: 'manager' } });
    for (const story of DEMO_STORIES) {
      try {
        const { number } = await this.cases.create(story.report, await this.player.session(story.reporter));
        for (const step of story.steps) await this.player.take(number, step);
        if (story.plan) await this.plan(number, story.plan);
        if (story.quotation) await this.quote(number, story.quotation);
      } catch (error) {
        this.logger.warn(`a demo case stopped: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    try {
      await this.emergencies.write((username) => this.player.session(username));
    } catch (error) {
      this.logger.warn(`the demo plans stopped: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** The drills come after the cases: two stories at once would wait for each other's work. */
  apply(tx: Transaction, { now }: FeatureJobContext): Promise<void> {
    return this.engine.schedule(tx, { name: DEMO_DRILLS, ref: 'first-start', dueAt: now, retries: 1 });
  }

  private async plan(caseNumber: string, plan: NonNullable<DemoStory['plan']>): Promise<void> {
    const request = { caseNumber, content: plan.content(this.clock.now()) };
    await this.plans.create(request, await this.player.session(plan.author));
    for (const step of plan.steps) await this.player.take(caseNumber, step);
  }

  private async quote(caseNumber: string, quotation: NonNullable<DemoStory['quotation']>): Promise<void> {
    const first = quotation.steps[0];
    if (first) await this.player.waitFor(caseNumber, first.element);
    const [row] = await this.quoted.ofCase(caseNumber);
    if (!row) throw new Error(`${caseNumber} has no quotation`);
    const edit = { revision: row.revision, content: quotation.content(this.clock.now()) };
    await this.quotations.edit(row.id, edit, await this.player.session(quotation.author));
    for (const step of quotation.steps) await this.player.take(caseNumber, step);
  }
}
