import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { ContractsModule } from '../contracts/index.js';
import { DocumentsModule, projectRoot } from '../documents/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { EmergencyConsole } from './console.service.js';
import { EmergenciesController } from './emergencies.controller.js';
import {
  CloseEmergencyDelegate,
  EmergencyNoticeDelegate,
  OpenPlanDelegate,
  ReachJob,
  RecoveredDelegate,
  ReportDelegate,
} from './emergencies.delegates.js';
import { EmergencyObservers } from './emergency-observers.js';
import { EmergenciesRepository } from './emergencies.repository.js';
import { Emergencies } from './emergencies.service.js';
import { shippedPlans } from './plan-files.js';
import { PlanModels } from './plan-models.js';
import { DailyPack, PackJob } from './plan-pack.job.js';
import { PlanPack } from './plan-pack.service.js';
import { PlansController } from './plans.controller.js';
import { PlansRepository } from './plans.repository.js';
import { Plans } from './plans.service.js';
import { Reach } from './reach.service.js';
import { SimulatedFailures } from './simulated-failures.js';

/** Emergency plans, emergencies, drills (Y12, Y13; F-08, F-09). */
@Module({
  imports: [ContractsModule, DocumentsModule, NotificationsModule],
  controllers: [PlansController, EmergenciesController],
  providers: [
    PlansRepository,
    Plans,
    EmergenciesRepository,
    Emergencies,
    Reach,
    PlanModels,
    PlanPack,
    DailyPack,
    PackJob,
    EmergencyObservers,
    SimulatedFailures,
    EmergencyConsole,
    EmergencyNoticeDelegate,
    OpenPlanDelegate,
    RecoveredDelegate,
    ReportDelegate,
    CloseEmergencyDelegate,
    ReachJob,
  ],
  exports: [Plans, PlanModels, Emergencies, EmergencyObservers, SimulatedFailures],
})
export class EmergenciesModule implements OnApplicationBootstrap {
  constructor(
    private readonly plans: Plans,
    private readonly pack: DailyPack,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.plans.ship(shippedPlans(projectRoot()));
    await this.pack.begin();
  }
}
