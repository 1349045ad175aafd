export { CalendarsModule } from './calendars.module.js';
export { Calendars } from './calendars.service.js';
export { Holidays } from './holidays.service.js';
export type { FilledCalendar } from './holidays.service.js';
export { calendarsEntities } from './calendars.entity.js';
export type { CalendarChangeEntity } from './calendars.entity.js';
export { calendarsMigration } from './calendars.migration.js';
export { calendarsProblems } from './calendars.problems.js';
