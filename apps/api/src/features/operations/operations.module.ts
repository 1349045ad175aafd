import { Module } from '@nestjs/common';
import { DefinitionOperationsController } from './definition-operations.controller.js';
import { InstanceBatchJob } from './instance-batch.job.js';
import { InstanceBatchRepository } from './instance-batch.repository.js';
import { InstanceBatches } from './instance-batches.service.js';
import { InstanceMigrationController } from './instance-migration.controller.js';
import { MigrationsController } from './migrations.controller.js';

/** What operators do to whole versions and many instances of a process. */
@Module({
  controllers: [InstanceMigrationController, MigrationsController, DefinitionOperationsController],
  providers: [InstanceBatchRepository, InstanceBatches, InstanceBatchJob],
})
export class OperationsModule {}
