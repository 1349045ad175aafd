import days from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import type { HolidayDay } from '@pledge/contracts';

const DAYS: {
  readonly holidays: Readonly<Record<string, string>>;
  readonly workdays: Readonly<Record<string, string>>;
} = days;
/** The set that the package fills: mainland China. */
export const PACKAGE_SET = 'CN';

const byYear = new Map<number, HolidayDay[]>();
for (const [kind, table] of [
  ['off', DAYS.holidays],
  ['makeup', DAYS.workdays],
] as const) {
  for (const [date, words] of Object.entries(table)) {
    const year = Number(date.slice(0, 4));
    // "National Day,国庆节,3": English name, Chinese name, days by law.
    const name = words.split(',')[1] ?? words;
    byYear.set(year, [...(byYear.get(year) ?? []), { date, kind, name }]);
  }
}

/** Statutory holidays and makeup days (调休) of a year as the package `chinese-days` has them; empty where it has none. */
export function packageHolidays(year: number): readonly HolidayDay[] {
  return byYear.get(year) ?? [];
}

/** Years the package has, in order. */
export function packageYears(): readonly number[] {
  return [...byYear.keys()].sort((a, b) => a - b);
}
