import type { HolidayDay, HolidayDifference, StoredHoliday } from '@pledge/contracts';

/** What was stored over the package: edited days and days of a notice. */
export type OverrideDay = HolidayDay & { readonly origin: 'notice' | 'edited' };

/** The days of a year: those of the package, each replaced by what was stored for its date. `normal` days stay visible. Pure. */
export function daysOfYear(base: readonly HolidayDay[], overrides: readonly OverrideDay[]): StoredHoliday[] {
  const days = new Map<string, StoredHoliday>(base.map((day) => [day.date, { ...day, origin: 'package' }]));
  for (const day of overrides) days.set(day.date, day);
  return [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** What differs between two readings of a year; a `normal` day is no day. Pure. */
export function holidayDifference(before: readonly HolidayDay[], after: readonly HolidayDay[]): HolidayDifference[] {
  const [old, now] = [effective(before), effective(after)];
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((date) => {
    const [from, to] = [old.get(date) ?? null, now.get(date) ?? null];
    if (from && to && sameDay(from, to)) return [];
    return [{ date, before: from, after: to }];
  });
}

function effective(days: readonly HolidayDay[]): ReadonlyMap<string, HolidayDay> {
  return new Map(
    days
      .filter((day) => day.kind !== 'normal')
      .map(({ date, kind, name, windows }) => [date, { date, kind, name, ...(windows ? { windows } : {}) }]),
  );
}

/** Names do not change working time. */
function sameDay(a: HolidayDay, b: HolidayDay): boolean {
  return a.kind === b.kind && JSON.stringify(a.windows ?? []) === JSON.stringify(b.windows ?? []);
}
