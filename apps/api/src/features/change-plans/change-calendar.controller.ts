import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import {
  changeCalendarQuerySchema,
  changeCalendarSchema,
  changeFreezeSchema,
  createChangeFreezeSchema,
  type ChangeCalendarQuery,
  type ChangeCalendarView,
  type ChangeFreeze,
  type CreateChangeFreeze,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, type SessionUser } from '@pledge/nest';
import { ChangeCalendar } from './change-calendar.service.js';

const freeze: ChangeFreeze = {
  id: '0197a0f4-1b1e-7c3a-9d1f-3f6a1c2b4d5e',
  name: '国庆封网',
  source: 'calendar',
  partyId: null,
  from: '2026-09-30T18:00:00.000+08:00',
  to: '2026-10-08T08:00:00.000+08:00',
  createdBy: 'manager',
};
const calendar: ChangeCalendarView = {
  changes: [
    {
      planId: '0197a0f1-9b1e-7c3a-9d1f-3f6a1c2b4d5e',
      number: 'GD-2026-0001-BG01',
      version: 2,
      title: '更换核心路由器主控板',
      caseNumber: 'GD-2026-0001',
      state: 'frozen',
      outcome: null,
      from: '2026-10-02T00:00:00.000+08:00',
      to: '2026-10-02T04:00:00.000+08:00',
      devices: ['CR-LZ-0001'],
      overlaps: [],
      frozenBy: ['国庆封网'],
    },
  ],
  freezes: [freeze],
};

/** The change calendar with overlaps and freezes (F-04.3, F-25). */
@Controller()
export class ChangeCalendarController {
  constructor(private readonly calendar: ChangeCalendar) {}

  @Get('change-calendar')
  @Endpoint({
    roles: 'authenticated',
    summary: { zh: '变更日历', en: 'Change calendar' },
    query: changeCalendarQuerySchema,
    response: changeCalendarSchema,
    example: { response: calendar },
  })
  view(@Query() query: ChangeCalendarQuery, @CurrentUser() user: SessionUser): Promise<ChangeCalendarView> {
    return this.calendar.view(query, user);
  }

  @Post('change-freezes')
  @Endpoint({
    roles: ['pm', 'manager'],
    summary: { zh: '新增封网期', en: 'Add a freeze' },
    body: createChangeFreezeSchema,
    response: changeFreezeSchema,
    example: { body: { name: freeze.name, from: freeze.from, to: freeze.to }, response: freeze },
  })
  add(@Body() body: CreateChangeFreeze, @CurrentUser() user: SessionUser): Promise<ChangeFreeze> {
    return this.calendar.addFreeze(body, user);
  }

  @Delete('change-freezes/:id')
  @Endpoint({ roles: ['pm', 'manager'], summary: { zh: '取消封网期', en: 'Remove a freeze' }, status: 204 })
  remove(@Param('id') id: string): Promise<void> {
    return this.calendar.removeFreeze(id);
  }
}
