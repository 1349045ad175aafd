import type { NamedCalendar } from '@pledge/contracts';

const days = (list: string, windows: readonly (readonly [string, string])[]): NamedCalendar['week'] =>
  Object.fromEntries([...list].map((day) => [day, windows.map(([from, to]) => ({ from, to }))]));

/** Calendars an installation begins with (catalogue section 2); what somebody edits stays edited. */
export const SHIPPED_CALENDARS: readonly Omit<NamedCalendar, 'revision'>[] = [
  {
    id: 'CAL-7x24',
    name: { zh: '7×24 小时', en: '7 by 24 hours' },
    kind: 'always',
    week: {},
    holidays: null,
    makeupDaysCount: true,
  },
  {
    id: 'CAL-NATURAL-DAY',
    name: { zh: '自然日', en: 'Natural days' },
    kind: 'natural-days',
    week: {},
    holidays: null,
    makeupDaysCount: true,
  },
  {
    id: 'CAL-WORKDAY',
    name: { zh: '工作日（含调休）', en: 'Working days with makeup days' },
    kind: 'windows',
    week: days('12345', [['00:00', '24:00']]),
    holidays: 'CN',
    makeupDaysCount: true,
  },
  {
    id: 'CAL-MF-0800-1800',
    name: { zh: '周一至周五 8:00–18:00', en: 'Monday to Friday 8:00–18:00' },
    kind: 'windows',
    week: days('12345', [['08:00', '18:00']]),
    holidays: 'CN',
    makeupDaysCount: true,
  },
  {
    id: 'CAL-5x8',
    name: { zh: '5×8 小时', en: '5 by 8 hours' },
    kind: 'windows',
    week: days('12345', [
      ['09:00', '12:00'],
      ['13:30', '18:00'],
    ]),
    holidays: 'CN',
    makeupDaysCount: true,
  },
];
