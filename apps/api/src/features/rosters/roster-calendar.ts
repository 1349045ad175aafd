import ical from 'ical-generator';
import type { DutyShiftEntity } from './rosters.entity.js';
import type { Names } from './roster-views.service.js';

/**
 * Shifts as iCalendar (RFC 5545), times in UTC; an event keeps its id over versions, so that a calendar program replaces what it
 * had. `version` is the sequence of every event. Pure but for the time stamp, which is given (epoch ms).
 */
export function rosterCalendar(
  name: string,
  shifts: readonly DutyShiftEntity[],
  version: number,
  stamp: number,
  names: Names,
  phones: (username: string) => string,
): string {
  const calendar = ical({ name, prodId: { company: 'Pledge', product: 'roster', language: 'ZH' } });
  for (const shift of shifts) {
    if (shift.username === null) continue;
    calendar.createEvent({
      id: shift.id,
      sequence: version,
      stamp: new Date(stamp),
      start: new Date(shift.startsAt),
      end: new Date(shift.endsAt),
      summary: `${shift.ruleZh} ${names(shift.username)} ${phones(shift.username)}`.trim(),
    });
  }
  return calendar.toString();
}
