import type {
  CalendarChangeList,
  EditHolidayRequest,
  HolidayDay,
  HolidaySetList,
  HolidayYear,
  NamedCalendar,
  NamedCalendarList,
  NoticePreview,
  SaveCalendarRequest,
} from '@pledge/contracts';
import { api } from '@pledge/web';

const set = (id: string): string => `/holiday-sets/${encodeURIComponent(id)}`;

export function listHolidaySets(): Promise<HolidaySetList> {
  return api.get<HolidaySetList>('/holiday-sets');
}
export function getHolidayYear(id: string, year: number): Promise<HolidayYear> {
  return api.get<HolidayYear>(`${set(id)}/years/${year}`);
}
export function editHoliday(id: string, date: string, body: EditHolidayRequest): Promise<HolidayYear> {
  return api.put<HolidayYear>(`${set(id)}/days/${date}`, body);
}
/** What a notice says and what would change; stores nothing. */
export function readNotice(id: string, text: string, year?: number): Promise<NoticePreview> {
  return api.post<NoticePreview>(`${set(id)}/notice`, { text, ...(year === undefined ? {} : { year }) });
}
export function applyHolidayYear(id: string, year: number, days: readonly HolidayDay[]): Promise<HolidayYear> {
  return api.put<HolidayYear>(`${set(id)}/years/${year}`, { days });
}
export function listCalendarChanges(): Promise<CalendarChangeList> {
  return api.get<CalendarChangeList>('/holiday-sets/changes');
}
export function listCalendars(): Promise<NamedCalendarList> {
  return api.get<NamedCalendarList>('/calendars');
}
export function saveCalendar(id: string, body: SaveCalendarRequest): Promise<NamedCalendar> {
  return api.put<NamedCalendar>(`/calendars/${encodeURIComponent(id)}`, body);
}
