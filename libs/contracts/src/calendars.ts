import { z } from 'zod';
import { instantSchema } from './common.js';
import { timeWindow } from './service-levels.js';

const bilingual = z.object({ zh: z.string().min(1).max(200), en: z.string().min(1).max(200) });
const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/);
const year = z.coerce.number().int().min(1990).max(2100);

/** `off`: holiday. `makeup`: 调休, worked at a weekend. `special`: the windows given. `normal`: what the package says is taken back. */
export const holidayKind = z.enum(['off', 'makeup', 'special', 'normal']);
export type HolidayKind = z.infer<typeof holidayKind>;
export const holidayDay = z.object({
  date: z.iso.date(),
  kind: holidayKind,
  name: z.string().max(100),
  windows: z.array(timeWindow).max(6).optional(),
});
export type HolidayDay = z.infer<typeof holidayDay>;
/** A day and where it comes from: the package, a notice, or a person. */
export const storedHoliday = holidayDay.extend({ origin: z.enum(['package', 'notice', 'edited']) });
export type StoredHoliday = z.infer<typeof storedHoliday>;

/** A set of statutory holidays; calendars follow one by its id. */
export const holidaySet = z.object({
  id: z.string(),
  name: bilingual,
  /** Years with data. */
  years: z.array(z.number().int()),
  /** Years that clocks and timers will need within twelve months and that have no data: a red warning (C10). */
  missing: z.array(z.number().int()),
});
export type HolidaySet = z.infer<typeof holidaySet>;
export const holidaySetList = z.object({ items: z.array(holidaySet) });
export type HolidaySetList = z.infer<typeof holidaySetList>;
export const createHolidaySetRequest = z.strictObject({ id: code, name: bilingual });
export type CreateHolidaySetRequest = z.infer<typeof createHolidaySetRequest>;
export const holidayYear = z.object({
  set: z.string(),
  year: z.number().int(),
  covered: z.boolean(),
  days: z.array(storedHoliday),
});
export type HolidayYear = z.infer<typeof holidayYear>;

/** A change of days and how far the clocks that it touches have been reckoned again. */
export const calendarChange = z.object({
  id: z.string(),
  set: z.string(),
  dates: z.array(z.string()),
  /** Cases whose clocks the dates touch. */
  total: z.number().int(),
  done: z.number().int(),
  by: z.string(),
  at: instantSchema,
  finishedAt: instantSchema.nullable(),
});
export type CalendarChange = z.infer<typeof calendarChange>;
export const calendarChangeList = z.object({ items: z.array(calendarChange) });
export type CalendarChangeList = z.infer<typeof calendarChangeList>;

export const editHolidayRequest = z
  .strictObject({ kind: holidayKind, name: z.string().trim().max(100), windows: z.array(timeWindow).max(6).optional() })
  .refine((day) => day.kind !== 'special' || (day.windows?.length ?? 0) > 0, { path: ['windows'], error: 'windows' });
export type EditHolidayRequest = z.infer<typeof editHolidayRequest>;

/** `POST …/notice`: reads a notice; stores nothing. */
export const readNoticeRequest = z.strictObject({ text: z.string().min(1).max(50_000), year: year.optional() });
export type ReadNoticeRequest = z.infer<typeof readNoticeRequest>;
export const holidayDifference = z.object({
  date: z.string(),
  before: holidayDay.nullable(),
  after: holidayDay.nullable(),
});
export type HolidayDifference = z.infer<typeof holidayDifference>;
export const noticePreview = z.object({
  year: z.number().int(),
  days: z.array(holidayDay),
  difference: z.array(holidayDifference),
  /** Lines with a date that could not be read: somebody looks at them. */
  unread: z.array(z.string()),
});
export type NoticePreview = z.infer<typeof noticePreview>;
/** `PUT …/years/:year`: these days are the whole year; what is not among them is normal. */
export const applyYearRequest = z.strictObject({ days: z.array(holidayDay).max(366) });
export type ApplyYearRequest = z.infer<typeof applyYearRequest>;

/** A calendar of the installation, for timers in models and for new profiles (C32). */
export const namedCalendar = z.object({
  id: z.string(),
  name: bilingual,
  kind: z.enum(['always', 'natural-days', 'windows']),
  week: z.record(z.string().regex(/^[1-7]$/), z.array(timeWindow).max(6)),
  holidays: z.string().nullable(),
  makeupDaysCount: z.boolean(),
  revision: z.number().int(),
});
export type NamedCalendar = z.infer<typeof namedCalendar>;
export const namedCalendarList = z.object({ items: z.array(namedCalendar) });
export type NamedCalendarList = z.infer<typeof namedCalendarList>;
export const saveCalendarRequest = namedCalendar.omit({ id: true, revision: true }).extend({
  /** The one that was read; absent: a new calendar. */
  revision: z.number().int().nonnegative().optional(),
});
export type SaveCalendarRequest = z.infer<typeof saveCalendarRequest>;
