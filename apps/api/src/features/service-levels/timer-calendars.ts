import { BusinessCalendar } from '@pledge/time';
import { shippedProfiles } from '../profiles/index.js';

/**
 * Calendars that models may name by `pledge:calendar` (design D2): those of the shipped profiles, in the zone of the
 * installation; where two profiles have one of the same id, the first.
 */
export function timerCalendars(zone: string): (name: string) => BusinessCalendar | undefined {
  const calendars = new Map<string, BusinessCalendar>();
  for (const spec of shippedProfiles().flatMap((profile) => profile.calendars))
    if (!calendars.has(spec.id)) calendars.set(spec.id, new BusinessCalendar(spec, zone));
  return (name) => calendars.get(name);
}
