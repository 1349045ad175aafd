import type { DutyShift } from '@pledge/contracts';

/** The places of one shift: same day, same rule, same hours. */
export interface ShiftGroup {
  readonly key: string;
  readonly first: DutyShift;
  readonly places: readonly DutyShift[];
}

/** Shifts by local day, those of one rule together, in order of time. */
export function shiftsByDay(shifts: readonly DutyShift[]): ReadonlyMap<string, readonly ShiftGroup[]> {
  const days = new Map<string, ShiftGroup[]>();
  for (const shift of shifts) {
    const key = `${shift.date}|${shift.rule.id}|${shift.from}`;
    const groups = days.get(shift.date) ?? [];
    const known = groups.findIndex((group) => group.key === key);
    const group = groups[known];
    if (group) groups[known] = { ...group, places: [...group.places, shift] };
    else groups.push({ key, first: shift, places: [shift] });
    days.set(shift.date, groups);
  }
  return days;
}

/** Days whose last shift ended before `today` (local); none where every day is over: a month that has passed is read as a whole. */
export function daysOver(days: ReadonlyMap<string, readonly ShiftGroup[]>, today: string): readonly string[] {
  const over = [...days].filter(([, groups]) => groups.every((group) => group.first.to.slice(0, 10) < today));
  return over.length === days.size ? [] : over.map(([date]) => date);
}

/** First and last day of a month (1 to 12). */
export function monthBounds(year: number, month: number): { readonly from: string; readonly to: string } {
  const pad = `${year}-${String(month).padStart(2, '0')}`;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return { from: `${pad}-01`, to: `${pad}-${String(last).padStart(2, '0')}` };
}

/** `09:00` of an instant as it was written, with the zone of the service. */
export function clockOf(instant: string): string {
  return instant.slice(11, 16);
}

/** `张伟（中心经理）` → `张伟`: what fits into a day of the month. */
export function shortName(name: string): string {
  return name.replace(/[（(].*$/, '').trim();
}
