import type { EarlyLeaveRule } from '@pledge/contracts';
import { addDays, type LocalDate } from '@pledge/time';

/** A free day before a holiday for somebody who is on duty on it. */
export interface EarlyLeave {
  readonly username: string;
  readonly date: LocalDate;
  /** First day of the holiday. */
  readonly holiday: LocalDate;
}

/**
 * Early-leave rotation (S0i-25): who is on duty during a holiday gets one working day off before it, at most so many a day that
 * `minPresent` people of the unit stay, the nearest days first. Nobody is sent home on a day of own duty or leave. Pure.
 */
export function proposeEarlyLeave(input: {
  readonly rule: EarlyLeaveRule;
  /** First and last day of each holiday in the period. */
  readonly holidays: readonly { readonly from: LocalDate; readonly to: LocalDate }[];
  readonly people: readonly string[];
  /** Days on which each person is on duty, with whether it counts points. */
  readonly duties: readonly { readonly username: string; readonly date: LocalDate; readonly weight: number }[];
  readonly isWorkingDay: (date: LocalDate) => boolean;
  readonly isAway: (username: string, date: LocalDate) => boolean;
}): EarlyLeave[] {
  const { rule, people, duties } = input;
  const proposals: EarlyLeave[] = [];
  for (const holiday of input.holidays) {
    const during = duties.filter(({ date, weight }) => weight > 0 && date >= holiday.from && date <= holiday.to);
    const earned = new Map<string, number>();
    for (const { username, weight } of during) earned.set(username, (earned.get(username) ?? 0) + weight);
    const order = [...earned].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([username]) => username);
    for (const username of order) {
      for (let back = 1; back <= rule.daysBefore; back += 1) {
        const date = addDays(holiday.from, -back);
        const free =
          input.isWorkingDay(date) &&
          !input.isAway(username, date) &&
          !duties.some((one) => one.username === username && one.date === date) &&
          presentOn(date) - 1 >= rule.minPresent;
        if (!free) continue;
        proposals.push({ username, date, holiday: holiday.from });
        break;
      }
    }
  }
  return proposals;

  function presentOn(date: LocalDate): number {
    const gone = new Set(proposals.filter((one) => one.date === date).map((one) => one.username));
    return people.filter((username) => !gone.has(username) && !input.isAway(username, date)).length;
  }
}
