import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/index.js';
import { FilesModule } from '../files/index.js';
import { TaskBars } from './task-bars.js';
import { TaskBulkService } from './task-bulk.service.js';
import { TaskOperationsController } from './task-operations.controller.js';
import { TaskOperationsService } from './task-operations.service.js';
import { TaskFiles } from './task-files.service.js';
import { TaskReader } from './task-reader.js';
import { TasksController } from './tasks.controller.js';
import { TasksService } from './tasks.service.js';
import { WayBackController } from './way-back.controller.js';
import { WayBackService } from './way-back.service.js';

/** Inboxes: user tasks of the engine as people see them, and what people do to them. */
@Module({
  imports: [CasesModule, FilesModule],
  // The routes for many tasks come before those for one: `claim` is no task.
  controllers: [TaskOperationsController, WayBackController, TasksController],
  providers: [TaskReader, TaskBars, TaskFiles, TasksService, TaskOperationsService, TaskBulkService, WayBackService],
  exports: [TasksService, TaskBars],
})
export class TasksModule {}
