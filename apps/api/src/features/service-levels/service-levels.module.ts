import { Inject, Module, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { PROCESS_ENGINE, UNIT_OF_WORK } from '@pledge/nest';
import type { ProcessEngine, UnitOfWork } from '@pledge/runtime';
import { CalendarsModule } from '../calendars/index.js';
import { CaseEvents, CasesModule, CasesRepository } from '../cases/index.js';
import { ContractsModule } from '../contracts/index.js';
import { ProfilesModule } from '../profiles/index.js';
import { CalendarChangedJob } from './calendar-changed.job.js';
import { CaseClocks } from './case-clocks.service.js';
import { Evaluations } from './evaluations.service.js';
import { PausesController } from './pauses.controller.js';
import { CasePauses } from './pauses.service.js';
import { PromiseDueJob } from './promise-due.job.js';
import { PromisesController } from './promises.controller.js';
import { PromisesRepository } from './promises.repository.js';
import { PromisesService } from './promises.service.js';
import { ServiceLevelsController } from './service-levels.controller.js';
import { LadderStepDelegate, RaiseSeverityDelegate } from './service-levels.delegates.js';
import { ServiceLevelsRepository } from './service-levels.repository.js';

/** Promises of cases: the clocks, their warnings and breaches (design section 7). */
@Module({
  imports: [CalendarsModule, CasesModule, ContractsModule, ProfilesModule],
  controllers: [ServiceLevelsController, PausesController, PromisesController],
  providers: [
    ServiceLevelsRepository,
    CaseClocks,
    CasePauses,
    Evaluations,
    PromiseDueJob,
    CalendarChangedJob,
    PromisesRepository,
    PromisesService,
    RaiseSeverityDelegate,
    LadderStepDelegate,
  ],
  exports: [CaseClocks, Evaluations],
})
export class ServiceLevelsModule implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    private readonly events: CaseEvents,
    private readonly clocks: CaseClocks,
    private readonly cases: CasesRepository,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.events.onAppended((tx, row, written) => this.clocks.onEvents(tx, row, written));
  }

  /** Tasks that open after a restart inherit the urgency that the engine only remembers while it runs. */
  async onApplicationBootstrap(): Promise<void> {
    const owing = await this.cases.owing();
    if (owing.length === 0) return;
    await this.unitOfWork.run(async (tx) => {
      for (const { number, urgencyAt } of owing) await this.engine.setUrgency(tx, number, urgencyAt);
    });
  }
}
