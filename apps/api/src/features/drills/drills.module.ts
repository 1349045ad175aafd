import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts/index.js';
import { DocumentsModule } from '../documents/index.js';
import { EmergenciesModule } from '../emergencies/index.js';
import { SimulationsModule } from '../simulations/index.js';
import { TasksModule } from '../tasks/index.js';
import { AwayFromDrill } from './away.js';
import { DrillBooks } from './drill-books.js';
import { DrillContents } from './drill-content.js';
import { DrillCycle, DrillCycleJob } from './drill-cycle.service.js';
import { DrillModels } from './drill-models.js';
import { DrillReports } from './drill-report.js';
import { DrillRuns } from './drill-runs.service.js';
import { DrillViews } from './drill-views.js';
import { DrillsController } from './drills.controller.js';
import {
  BeginDrillDelegate,
  CheckRevisionDelegate,
  CloseDrillDelegate,
  DrillAgreementDelegate,
  FreezeDrillDelegate,
  MeasureDrillDelegate,
  OpenPlanningDelegate,
  RecordScoreDelegate,
  StopDrillDelegate,
} from './drills.delegates.js';
import { DrillsRepository } from './drills.repository.js';
import { Drills } from './drills.service.js';
import {
  DrillAnswerDelegate,
  DrillChannelDelegate,
  DrillMessageDelegate,
  DrillPersonDelegate,
} from './inject.delegates.js';
import { Rehearsals } from './rehearsals.service.js';
import {
  CloseFindingDelegate,
  DrillReportDelegate,
  OpenFindingsDelegate,
  SignDrillDelegate,
  UnsignDrillDelegate,
} from './report.delegates.js';

/** Drills of emergency plans, measured, corrected and signed (F-09, Y13). */
@Module({
  imports: [ContractsModule, DocumentsModule, EmergenciesModule, SimulationsModule, TasksModule],
  controllers: [DrillsController],
  providers: [
    DrillsRepository,
    DrillModels,
    DrillContents,
    DrillBooks,
    DrillRuns,
    DrillViews,
    DrillReports,
    AwayFromDrill,
    Rehearsals,
    Drills,
    DrillCycle,
    DrillCycleJob,
    OpenPlanningDelegate,
    FreezeDrillDelegate,
    DrillAgreementDelegate,
    BeginDrillDelegate,
    StopDrillDelegate,
    MeasureDrillDelegate,
    RecordScoreDelegate,
    OpenFindingsDelegate,
    CloseFindingDelegate,
    CheckRevisionDelegate,
    DrillReportDelegate,
    SignDrillDelegate,
    UnsignDrillDelegate,
    CloseDrillDelegate,
    DrillMessageDelegate,
    DrillChannelDelegate,
    DrillPersonDelegate,
    DrillAnswerDelegate,
  ],
  exports: [Drills],
})
export class DrillsModule {}
