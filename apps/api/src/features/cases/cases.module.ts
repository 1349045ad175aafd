import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { CaseParties, PROVIDER_SCOPE } from '@pledge/nest';
import { ContractsModule } from '../contracts/index.js';
import { CASE_FACTS } from '../documents/index.js';
import { CaseEvents } from './case-events.service.js';
import { CaseFactsService } from './case-facts.service.js';
import { CaseQuestionsService } from './case-questions.service.js';
import { CaseQueries } from './case-queries.service.js';
import { CasesController } from './cases.controller.js';
import {
  AssignOwnerDelegate,
  CheckContractDelegate,
  CloseCaseDelegate,
  RegisterCaseDelegate,
} from './cases.delegates.js';
import { CasesRepository } from './cases.repository.js';
import { CasesService } from './cases.service.js';
import { OwnerTasks, PassOnTasksJob } from './owner-tasks.js';
import { RecordEventJob } from './record-event.job.js';

/** Cases and their hash-chained events. Global: papers and messages read facts of cases through `CASE_FACTS`. */
@Global()
@Module({
  imports: [ContractsModule],
  controllers: [CasesController],
  providers: [
    CasesRepository,
    CaseEvents,
    CasesService,
    CaseQueries,
    CaseQuestionsService,
    CaseFactsService,
    { provide: CASE_FACTS, useExisting: CaseFactsService },
    OwnerTasks,
    PassOnTasksJob,
    RecordEventJob,
    CheckContractDelegate,
    RegisterCaseDelegate,
    CloseCaseDelegate,
    AssignOwnerDelegate,
  ],
  exports: [CASE_FACTS, CaseEvents, CasesService, CaseQueries, CasesRepository],
})
export class CasesModule implements OnModuleInit {
  constructor(
    private readonly parties: CaseParties,
    private readonly repository: CasesRepository,
  ) {}

  onModuleInit(): void {
    this.parties.register(async (number) => (await this.repository.find(number, PROVIDER_SCOPE))?.partyId ?? null);
  }
}
