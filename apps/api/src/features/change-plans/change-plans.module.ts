import { Module } from '@nestjs/common';
import { ConfirmationsModule } from '../confirmations/index.js';
import { ContractsModule } from '../contracts/index.js';
import { DocumentsModule } from '../documents/index.js';
import { RostersModule } from '../rosters/index.js';
import { ChangePlanViews } from './change-plan-views.js';
import { ChangePlansController } from './change-plans.controller.js';
import { CheckChangeCalendarDelegate } from './change-calendar.delegates.js';
import { ChangeCalendarRepository } from './change-calendar.repository.js';
import { ChangeCalendar } from './change-calendar.service.js';
import {
  CloseChangePlanDelegate,
  FreezeChangePlanDelegate,
  MarkChangePlanDelegate,
  OpenChangePlanDelegate,
} from './change-plans.delegates.js';
import { ChangeCalendarController } from './change-calendar.controller.js';
import { ChangePlansRepository } from './change-plans.repository.js';
import { ChangePlans } from './change-plans.service.js';
import { DangerousCommands } from './dangerous-commands.js';

/** Change plans and what recognises dangerous commands in them (F-04, F-05). */
@Module({
  imports: [ConfirmationsModule, ContractsModule, DocumentsModule, RostersModule],
  controllers: [ChangePlansController, ChangeCalendarController],
  providers: [
    ChangePlansRepository,
    ChangePlans,
    ChangePlanViews,
    DangerousCommands,
    OpenChangePlanDelegate,
    FreezeChangePlanDelegate,
    MarkChangePlanDelegate,
    CloseChangePlanDelegate,
    ChangeCalendarRepository,
    ChangeCalendar,
    CheckChangeCalendarDelegate,
  ],
  exports: [ChangePlans, ChangePlansRepository, DangerousCommands],
})
export class ChangePlansModule {}
