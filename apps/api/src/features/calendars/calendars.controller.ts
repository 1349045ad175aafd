import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import {
  STAFF_ROLES,
  applyYearRequest,
  calendarChangeList,
  createHolidaySetRequest,
  editHolidayRequest,
  holidaySet,
  holidaySetList,
  holidayYear,
  namedCalendar,
  namedCalendarList,
  noticePreview,
  readNoticeRequest,
  saveCalendarRequest,
  type ApplyYearRequest,
  type CalendarChangeList,
  type CreateHolidaySetRequest,
  type EditHolidayRequest,
  type HolidaySet,
  type HolidaySetList,
  type HolidayYear,
  type NamedCalendar,
  type NamedCalendarList,
  type NoticePreview,
  type ReadNoticeRequest,
  type Role,
  type SaveCalendarRequest,
} from '@pledge/contracts';
import { CurrentUser, Endpoint, type SessionUser } from '@pledge/nest';
import { Problem } from '@pledge/runtime';
import {
  applyYearExample,
  calendarsExample,
  changesExample,
  createSetExample,
  editDayExample,
  noticeExample,
  saveCalendarExample,
  setsExample,
  yearExample,
} from './calendars.examples.js';
import { Calendars } from './calendars.service.js';
import { Holidays } from './holidays.service.js';

/** Those who write profiles write calendars. */
const EDITORS: readonly Role[] = ['manager'];

/** Calendars of the installation and what became of changes. */
@Controller('calendars')
export class CalendarsController {
  constructor(private readonly calendars: Calendars) {}

  @Get()
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '日历', en: 'Calendars' },
    response: namedCalendarList,
    example: calendarsExample,
  })
  async list(): Promise<NamedCalendarList> {
    return { items: await this.calendars.list() };
  }

  @Put(':id')
  @Endpoint({
    roles: EDITORS,
    summary: { zh: '保存日历；不带 revision 则新建', en: 'Save a calendar; without a revision a new one' },
    body: saveCalendarRequest,
    response: namedCalendar,
    example: saveCalendarExample,
  })
  save(
    @Param('id') id: string,
    @Body() body: SaveCalendarRequest,
    @CurrentUser() user: SessionUser,
  ): Promise<NamedCalendar> {
    return this.calendars.save(id, body, user.username);
  }
}

/** Statutory holidays: sets, years, single days, notices. A change reckons the clocks it touches again. */
@Controller('holiday-sets')
export class HolidaysController {
  constructor(
    private readonly holidays: Holidays,
    private readonly calendars: Calendars,
  ) {}

  @Get()
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '节假日表和缺少数据的年份', en: 'Sets of holidays and the years they lack' },
    response: holidaySetList,
    example: setsExample,
  })
  async sets(): Promise<HolidaySetList> {
    return { items: await this.holidays.sets() };
  }

  @Post()
  @Endpoint({
    roles: EDITORS,
    summary: { zh: '新建节假日表（例如境外客户）', en: 'New set of holidays, for example of customers abroad' },
    body: createHolidaySetRequest,
    response: holidaySet,
    example: createSetExample,
  })
  create(@Body() body: CreateHolidaySetRequest): Promise<HolidaySet> {
    return this.holidays.createSet(body.id, body.name);
  }

  @Get('changes')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '节假日变更和时限重算的进度', en: 'Changes of days and how far clocks are reckoned again' },
    response: calendarChangeList,
    example: changesExample,
  })
  async changes(): Promise<CalendarChangeList> {
    return { items: await this.calendars.changes() };
  }

  @Get(':set/years/:year')
  @Endpoint({
    roles: STAFF_ROLES,
    summary: { zh: '一年的节假日与调休', en: 'Holidays and makeup days of a year' },
    response: holidayYear,
    example: yearExample,
  })
  year(@Param('set') set: string, @Param('year') year: string): Promise<HolidayYear> {
    return this.holidays.year(set, yearOf(year));
  }

  @Put(':set/years/:year')
  @Endpoint({
    roles: EDITORS,
    summary: {
      zh: '采用一年的安排（通知预览之后），重算受影响的时限',
      en: 'Adopt the days of a year, after the preview of a notice; reckons the clocks it touches again',
    },
    body: applyYearRequest,
    response: holidayYear,
    example: applyYearExample,
  })
  applyYear(
    @Param('set') set: string,
    @Param('year') year: string,
    @Body() body: ApplyYearRequest,
    @CurrentUser() user: SessionUser,
  ): Promise<HolidayYear> {
    return this.holidays.applyYear(set, yearOf(year), body.days, user.username);
  }

  @Put(':set/days/:date')
  @Endpoint({
    roles: EDITORS,
    summary: { zh: '更改一天，重算受影响的时限', en: 'Change one day; reckons the clocks it touches again' },
    body: editHolidayRequest,
    response: holidayYear,
    example: editDayExample,
  })
  editDay(
    @Param('set') set: string,
    @Param('date') date: string,
    @Body() body: EditHolidayRequest,
    @CurrentUser() user: SessionUser,
  ): Promise<HolidayYear> {
    if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(Date.parse(`${date}T00:00:00Z`)))
      throw new Problem('invalid', 'HOLIDAY_YEAR_MIXED', { date, year: '-' });
    return this.holidays.editDay(set, date, body, user.username);
  }

  @Post(':set/notice')
  @Endpoint({
    roles: EDITORS,
    status: 200,
    summary: { zh: '读取放假通知，显示差异，不保存', en: 'Read a notice and show the difference; stores nothing' },
    body: readNoticeRequest,
    response: noticePreview,
    example: noticeExample,
  })
  notice(@Param('set') set: string, @Body() body: ReadNoticeRequest): Promise<NoticePreview> {
    return this.holidays.preview(set, body.text, body.year);
  }
}

/** @throws Problem HOLIDAY_YEAR_MIXED */
function yearOf(text: string): number {
  const year = /^\d{4}$/.test(text) ? Number(text) : Number.NaN;
  if (!(year >= 1990 && year <= 2100)) throw new Problem('invalid', 'HOLIDAY_YEAR_MIXED', { date: text, year: text });
  return year;
}
