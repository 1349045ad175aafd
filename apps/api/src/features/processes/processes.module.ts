import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/index.js';
import { DraftsModule } from '../drafts/index.js';
import { DeploymentsController } from './deployments.controller.js';
import { InstanceOperationsController } from './instance-operations.controller.js';
import { InstancesController } from './instances.controller.js';
import { OperationsController } from './operations.controller.js';
import { SiteTime } from './site-time.js';

/** The engine over HTTP: deployments, definitions, instances, messages, jobs, incidents, decisions, clock. */
@Module({
  imports: [CasesModule, DraftsModule],
  controllers: [DeploymentsController, InstancesController, InstanceOperationsController, OperationsController],
  providers: [SiteTime],
})
export class ProcessesModule {}
