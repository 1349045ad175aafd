import { Module } from '@nestjs/common';
import { CalendarsModule } from '../calendars/index.js';
import { ContractsModule } from '../contracts/index.js';
import { DocumentsModule } from '../documents/index.js';
import { NotificationsModule } from '../notifications/index.js';
import { DutyDayKinds } from './days.service.js';
import { DutyController } from './duty.controller.js';
import { DutyGroups } from './duty-groups.js';
import { DutyPeople } from './duty-people.service.js';
import { KEY_PERIOD_DELEGATES } from './key-period.delegates.js';
import { DutyShifts } from './duty-shifts.service.js';
import { DutyUnits } from './duty-units.service.js';
import { KeyPeriods } from './key-periods.service.js';
import { OnDutyNow } from './on-duty.service.js';
import { DUTY_DELEGATES } from './duty.delegates.js';
import { RosterDeliveriesController } from './roster-deliveries.controller.js';
import { RosterMessages } from './roster-messages.js';
import { RosterProcess } from './roster-process.js';
import { ROSTER_DELEGATES } from './roster.delegates.js';
import { RosterSending } from './roster-sending.service.js';
import { RosterViews } from './roster-views.service.js';
import { DutyShiftsController, RostersController } from './rosters.controller.js';
import { RostersRepository } from './rosters.repository.js';
import { Rosters } from './rosters.service.js';

/** Duty rosters, who is on duty now, key periods (Y15, Y16; F-11). */
@Module({
  imports: [CalendarsModule, ContractsModule, DocumentsModule, NotificationsModule],
  controllers: [DutyController, RostersController, DutyShiftsController, RosterDeliveriesController],
  providers: [
    RostersRepository,
    DutyUnits,
    DutyPeople,
    DutyDayKinds,
    DutyGroups,
    RosterViews,
    Rosters,
    DutyShifts,
    RosterSending,
    OnDutyNow,
    KeyPeriods,
    RosterMessages,
    RosterProcess,
    ...ROSTER_DELEGATES,
    ...DUTY_DELEGATES,
    ...KEY_PERIOD_DELEGATES,
  ],
  exports: [Rosters, DutyUnits, DutyPeople, OnDutyNow, KeyPeriods],
})
export class RostersModule {}
