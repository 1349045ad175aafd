export { InvalidDurationError, addDuration, durationMillis, formatDuration, parseDuration } from './iso-duration.js';
export type { IsoDuration } from './iso-duration.js';
export {
  UnknownZoneError,
  addDays,
  addMonths,
  endOfDay,
  fromIso,
  isZone,
  localDate,
  startOfDay,
  toIso,
  wallClockWindow,
  weekday,
} from './zones.js';
export type { Interval, LocalDate } from './zones.js';
export { BusinessCalendar, CalendarExhaustedError } from './business-calendar.js';
export type { CalendarRules, Segment, SpecialDay, TimeWindow } from './business-calendar.js';
export { addWorkingDuration } from './working-duration.js';
