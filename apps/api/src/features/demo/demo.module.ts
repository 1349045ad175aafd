import { Inject, Logger, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { CLOCK, PROCESS_ENGINE, UNIT_OF_WORK } from '@pledge/nest';
import type { Clock, ProcessEngine, UnitOfWork } from '@pledge/runtime';
import { localDate } from '@pledge/time';
import { APP_CONFIG, type AppConfig } from '../../config.js';
import { CasesModule } from '../cases/index.js';
import { ChangePlansModule } from '../change-plans/index.js';
import { ContractsModule, ContractsService, PROVIDER_ZONE } from '../contracts/index.js';
import { CustomersModule } from '../customers/index.js';
import { DrillsModule } from '../drills/index.js';
import { EmergenciesModule } from '../emergencies/index.js';
import { FilesModule } from '../files/index.js';
import { QuotationsModule } from '../quotations/index.js';
import { RostersModule } from '../rosters/index.js';
import { SparesModule } from '../spares/index.js';
import { UsersService } from '../users/index.js';
import { DEMO_CASES, DemoCasesJob } from './demo-cases.job.js';
import { DEMO_USERS, demoRows } from './demo-data.js';
import { DemoDrillsJob } from './demo-drills.job.js';
import { DemoDuty } from './demo-duty.js';
import { DemoEmergencies } from './demo-emergencies.js';
import { DemoFiles } from './demo-files.js';
import { DemoPlayer } from './demo-player.js';
import { DemoStock } from './demo-stock.js';

/**
 * Demo data: accounts, parties, contracts, sites, devices; a few cases on the machine's clock. Written once, on an empty
 * database, where demo is on. With the virtual clock there are no cases: their promises would break while somebody else's
 * time is moved.
 */
@Module({
  imports: [
    ContractsModule,
    CasesModule,
    ChangePlansModule,
    CustomersModule,
    DrillsModule,
    EmergenciesModule,
    FilesModule,
    QuotationsModule,
    RostersModule,
    SparesModule,
  ],
  providers: [DemoPlayer, DemoCasesJob, DemoDrillsJob, DemoEmergencies, DemoFiles, DemoDuty, DemoStock],
})
export class DemoModule implements OnApplicationBootstrap {
  private readonly logger = new Logger(DemoModule.name);

  constructor(
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    private readonly users: UsersService,
    private readonly contracts: ContractsService,
    private readonly files: DemoFiles,
    private readonly duty: DemoDuty,
    private readonly stock: DemoStock,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.demo || !(await this.users.isEmpty())) return;
    const now = this.clock.now();
    await this.unitOfWork.run(async (tx) => {
      for (const user of DEMO_USERS) await this.users.ensureDemoUser(user);
      await this.contracts.insert(tx, demoRows(now, localDate(now, PROVIDER_ZONE)));
      // Runs when the engine starts: the shipped processes are deployed by then.
      if (this.config.clock === 'system')
        await this.engine.schedule(tx, { name: DEMO_CASES, ref: 'first-start', dueAt: now, retries: 1 });
    });
    await this.files.write();
    await this.duty.write(localDate(now, PROVIDER_ZONE), this.config.clock === 'system');
    await this.stock.write();
    this.logger.log(`demo data loaded: ${DEMO_USERS.length} accounts, contract P-DEMO`);
  }
}
