import type {
  CalendarChangeList,
  CreateHolidaySetRequest,
  EditHolidayRequest,
  HolidaySet,
  HolidaySetList,
  HolidayYear,
  NamedCalendar,
  NamedCalendarList,
  NoticePreview,
  ReadNoticeRequest,
  SaveCalendarRequest,
} from '@pledge/contracts';

const set: HolidaySet = {
  id: 'CN',
  name: { zh: '中国大陆法定节假日与调休', en: 'Public holidays and makeup days of mainland China' },
  years: [2025, 2026],
  missing: [2027],
};
const year: HolidayYear = {
  set: 'CN',
  year: 2026,
  covered: true,
  days: [{ date: '2026-01-04', kind: 'makeup', name: '元旦', origin: 'package' }],
};
const calendar: NamedCalendar = {
  id: 'CAL-5x8',
  name: { zh: '5×8 小时', en: '5 by 8 hours' },
  kind: 'windows',
  week: { '1': [{ from: '09:00', to: '12:00' }] },
  holidays: 'CN',
  makeupDaysCount: true,
  revision: 1,
};

export const setsExample: { response: HolidaySetList } = { response: { items: [set] } };
export const createSetExample: { body: CreateHolidaySetRequest; response: HolidaySet } = {
  body: { id: 'SG', name: { zh: '新加坡', en: 'Singapore' } },
  response: { id: 'SG', name: { zh: '新加坡', en: 'Singapore' }, years: [], missing: [2026] },
};
export const yearExample: { response: HolidayYear } = { response: year };
export const editDayExample: { body: EditHolidayRequest; response: HolidayYear } = {
  body: { kind: 'off', name: '公司成立日' },
  response: year,
};
export const noticeExample: { body: ReadNoticeRequest; response: NoticePreview } = {
  body: { text: '关于2027年部分节假日安排的通知\n一、元旦：1月1日（周五）放假，与周末连休。', year: 2027 },
  response: {
    year: 2027,
    days: [{ date: '2027-01-01', kind: 'off', name: '元旦' }],
    difference: [{ date: '2027-01-01', before: null, after: { date: '2027-01-01', kind: 'off', name: '元旦' } }],
    unread: [],
  },
};
export const applyYearExample = {
  body: { days: [{ date: '2027-01-01', kind: 'off' as const, name: '元旦' }] },
  response: year,
};
export const calendarsExample: { response: NamedCalendarList } = { response: { items: [calendar] } };
const { id: _id, ...rules } = calendar;
export const saveCalendarExample: { body: SaveCalendarRequest; response: NamedCalendar } = {
  body: rules,
  response: calendar,
};
export const changesExample: { response: CalendarChangeList } = {
  response: {
    items: [
      {
        id: '0197a0c2-ab1e-7c3a-9d1f-3f6a1c2b4d5e',
        set: 'CN',
        dates: ['2026-10-10'],
        total: 120,
        done: 50,
        by: 'manager',
        at: '2026-03-02T10:00:00.000+08:00',
        finishedAt: null,
      },
    ],
  },
};
