import { Global, Module, type DynamicModule } from '@nestjs/common';
import { hostname } from 'node:os';
import { PlatformModule, ProcessEngineModule } from '@pledge/nest';
import { runtimeProblems, type Clock } from '@pledge/runtime';
import { checkSoundness } from '@pledge/verification';
import { serviceRules } from './service-rules.js';
import { APP_CONFIG, type AppConfig } from './config.js';
import { ClausesModule, clausesProblems } from './features/clauses/index.js';
import { BoardsModule } from './features/boards/index.js';
import {
  CalendarsModule,
  calendarsEntities,
  calendarsMigration,
  calendarsProblems,
} from './features/calendars/index.js';
import { CasesModule, casesEntities, casesMigration, casesProblems } from './features/cases/index.js';
import {
  ChangePlansModule,
  changePlansEntities,
  changePlansMigration,
  changePlansProblems,
} from './features/change-plans/index.js';
import {
  CommandTicketsModule,
  commandTicketsEntities,
  commandTakingsMigration,
  commandTicketsMigration,
  commandTicketsProblems,
} from './features/command-tickets/index.js';
import {
  ConfirmationsModule,
  confirmationRequestsEntities,
  confirmationRequestsMigration,
  erasedConfirmersMigration,
  confirmationsEntities,
  confirmationsMigration,
  confirmationsProblems,
} from './features/confirmations/index.js';
import {
  ContractsModule,
  contactAccountsMigration,
  contractFilesMigration,
  contractsEntities,
  contractsMigration,
  contractsProblems,
} from './features/contracts/index.js';
import {
  CustomersModule,
  customersEntities,
  customersMigration,
  customersProblems,
} from './features/customers/index.js';
import { ErasureModule } from './features/erasure/index.js';
import { PersonalDataModule, personalDataEntities, personalDataMigration } from './features/personal-data/index.js';
import { DemoModule } from './features/demo/index.js';
import {
  checkTemplate,
  DocumentsModule,
  documentsEntities,
  documentsMigration,
  documentsProblems,
} from './features/documents/index.js';
import { DraftsModule, draftsEntities, draftsMigration, draftsProblems } from './features/drafts/index.js';
import { DrillsModule, drillsEntities, drillsMigration, drillsProblems } from './features/drills/index.js';
import {
  EmergenciesModule,
  emergenciesEntities,
  emergenciesMigration,
  emergencyDrillsMigration,
  emergenciesProblems,
  emergencyPackMigration,
} from './features/emergencies/index.js';
import { EvidenceModule, evidenceEntities, evidenceMigration, evidenceProblems } from './features/evidence/index.js';
import {
  FilesModule,
  fileUploadsMigration,
  filesEntities,
  filesMigration,
  filesProblems,
} from './features/files/index.js';
import { ModelingModule, modelingProblems } from './features/modeling/index.js';
import {
  MonitoringModule,
  monitoringEntities,
  monitoringMigration,
  monitoringProblems,
} from './features/monitoring/index.js';
import {
  NotificationsModule,
  noticesReadMigration,
  notificationsEntities,
  notificationsMigration,
  notificationsProblems,
} from './features/notifications/index.js';
import {
  OperationsModule,
  operationsEntities,
  operationsMigration,
  operationsProblems,
} from './features/operations/index.js';
import { ProcessesModule, processesProblems } from './features/processes/index.js';
import { ProfilesModule, profilesEntities, profilesMigration, profilesProblems } from './features/profiles/index.js';
import {
  QuotationsModule,
  quotationsEntities,
  quotationsMigration,
  quotationsProblems,
} from './features/quotations/index.js';
import { RostersModule, rostersEntities, rostersMigration, rostersProblems } from './features/rosters/index.js';
import {
  ServiceLevelsModule,
  serviceLevelsEntities,
  serviceLevelsHolidays,
  serviceLevelsLimits,
  serviceLevelsMigration,
  serviceLevelsProblems,
} from './features/service-levels/index.js';
import { SigningModule, signingEntities, signingMigration, signingProblems } from './features/signing/index.js';
import { SparesModule, sparesEntities, sparesMigration, sparesProblems } from './features/spares/index.js';
import { SimulationsModule, simulationsProblems } from './features/simulations/index.js';
import { TimeStampsModule, timeStampsEntities, timeStampsMigration } from './features/time-stamps/index.js';
import { TasksModule, tasksProblems } from './features/tasks/index.js';
import {
  UsersModule,
  settingsMigration,
  substitutesMigration,
  usersEntities,
  usersMigration,
  usersProblems,
} from './features/users/index.js';
import {
  WrittenNoticesModule,
  writtenNoticesEntities,
  writtenNoticesMigration,
  writtenNoticesProblems,
} from './features/written-notices/index.js';
import { reviewBySecondEngine } from './second-opinion.js';
import { SystemModule } from './system/system.module.js';
import { systemProblems } from './system/system.problems.js';
import { systemEntities } from './system/system.entity.js';
import { systemMigration } from './system/system.migration.js';

/** Tables of all features, in the order in which they are made. */
const MIGRATIONS = [
  systemMigration,
  usersMigration,
  filesMigration,
  fileUploadsMigration,
  profilesMigration,
  contractsMigration,
  casesMigration,
  serviceLevelsMigration,
  calendarsMigration,
  serviceLevelsHolidays,
  serviceLevelsLimits,
  documentsMigration,
  notificationsMigration,
  confirmationsMigration,
  draftsMigration,
  substitutesMigration,
  operationsMigration,
  contractFilesMigration,
  contactAccountsMigration,
  personalDataMigration,
  customersMigration,
  confirmationRequestsMigration,
  erasedConfirmersMigration,
  changePlansMigration,
  signingMigration,
  rostersMigration,
  noticesReadMigration,
  settingsMigration,
  evidenceMigration,
  commandTicketsMigration,
  commandTakingsMigration,
  monitoringMigration,
  quotationsMigration,
  sparesMigration,
  writtenNoticesMigration,
  emergenciesMigration,
  emergencyPackMigration,
  emergencyDrillsMigration,
  drillsMigration,
  timeStampsMigration,
];
const ENTITIES = [
  ...systemEntities,
  ...usersEntities,
  ...filesEntities,
  ...profilesEntities,
  ...contractsEntities,
  ...casesEntities,
  ...serviceLevelsEntities,
  ...calendarsEntities,
  ...documentsEntities,
  ...notificationsEntities,
  ...confirmationsEntities,
  ...draftsEntities,
  ...operationsEntities,
  ...personalDataEntities,
  ...customersEntities,
  ...confirmationRequestsEntities,
  ...changePlansEntities,
  ...signingEntities,
  ...timeStampsEntities,
  ...rostersEntities,
  ...evidenceEntities,
  ...commandTicketsEntities,
  ...monitoringEntities,
  ...quotationsEntities,
  ...sparesEntities,
  ...writtenNoticesEntities,
  ...emergenciesEntities,
  ...drillsEntities,
];
const PROBLEMS = [
  runtimeProblems,
  systemProblems,
  usersProblems,
  filesProblems,
  processesProblems,
  modelingProblems,
  operationsProblems,
  profilesProblems,
  contractsProblems,
  casesProblems,
  clausesProblems,
  serviceLevelsProblems,
  calendarsProblems,
  documentsProblems,
  notificationsProblems,
  confirmationsProblems,
  changePlansProblems,
  commandTicketsProblems,
  simulationsProblems,
  tasksProblems,
  draftsProblems,
  customersProblems,
  signingProblems,
  rostersProblems,
  evidenceProblems,
  monitoringProblems,
  quotationsProblems,
  sparesProblems,
  writtenNoticesProblems,
  emergenciesProblems,
  drillsProblems,
];

/** Puts the configuration where every feature can have it. */
@Global()
@Module({})
class ConfigModule {
  static forRoot(config: AppConfig): DynamicModule {
    return { module: ConfigModule, providers: [{ provide: APP_CONFIG, useValue: config }], exports: [APP_CONFIG] };
  }
}

/** The application: the platform and a list of features. */
@Module({})
export class AppModule {
  static forRoot(config: AppConfig, clock: Clock): DynamicModule {
    const { databaseUrl, zone, publicUrl, demo, sessionSecret, port } = config;
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(config),
        ProcessEngineModule.forRoot({
          databaseUrl,
          zone,
          clock,
          entities: ENTITIES,
          migrations: MIGRATIONS,
          // The same after a restart: what the last run had leased is taken over at once.
          nodeName: `${hostname()}:${String(port)}`,
          review: reviewBySecondEngine,
          checkProcess: checkSoundness,
          checkTemplate,
          checkRules: serviceRules,
        }),
        PlatformModule.forRoot({ databaseUrl, zone, publicUrl, clock: config.clock, problems: PROBLEMS }),
        SystemModule,
        UsersModule.forRoot({ demo, sessionSecret, secureCookie: publicUrl?.startsWith('https:') ?? false }),
        FilesModule,
        DraftsModule,
        ProcessesModule,
        OperationsModule,
        TasksModule,
        BoardsModule,
        ModelingModule,
        SimulationsModule,
        ProfilesModule,
        ClausesModule,
        ContractsModule,
        CalendarsModule,
        CasesModule,
        ServiceLevelsModule,
        DocumentsModule,
        NotificationsModule,
        SigningModule,
        TimeStampsModule,
        ConfirmationsModule,
        PersonalDataModule,
        CustomersModule,
        ErasureModule,
        ChangePlansModule,
        CommandTicketsModule,
        QuotationsModule,
        RostersModule,
        EvidenceModule,
        MonitoringModule,
        SparesModule,
        WrittenNoticesModule,
        EmergenciesModule,
        DrillsModule,
        DemoModule,
      ],
    };
  }
}
