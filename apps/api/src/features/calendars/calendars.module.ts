import { Module } from '@nestjs/common';
import { CalendarsController, HolidaysController } from './calendars.controller.js';
import { CalendarsRepository } from './calendars.repository.js';
import { Calendars } from './calendars.service.js';
import { Holidays } from './holidays.service.js';

/** Calendars and statutory holidays (C10, C32): used by the clocks of cases and by the timers of models. */
@Module({
  controllers: [CalendarsController, HolidaysController],
  providers: [CalendarsRepository, Holidays, Calendars],
  exports: [Holidays, Calendars],
})
export class CalendarsModule {}
