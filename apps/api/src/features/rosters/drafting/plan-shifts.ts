import type { DutyDay, DutyRule } from '@pledge/contracts';
import { addDays, endOfDay, wallClockWindow, type LocalDate } from '@pledge/time';
import { cutDay, DAY } from './cut-day.js';

/** A stretch of time under one rule, before anybody is assigned. Instants epoch ms. */
export interface PlannedShift {
  /** The duty day: local day on which it begins, or whose night it belongs to. */
  readonly date: LocalDate;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly rule: DutyRule;
}
export interface ShiftPlan {
  readonly shifts: readonly PlannedShift[];
  /** Stretches of time for which no rule holds: nobody would be on duty (S1-27: 7×24). */
  readonly uncovered: readonly { readonly date: LocalDate; readonly startsAt: number; readonly endsAt: number }[];
}

/**
 * Cuts the days from `from` to `to` (local, both included) into shifts. A duty day runs from change-over to change-over, so
 * that Friday's night ends on Saturday morning and belongs to Friday. Where several rules hold the highest precedence counts,
 * among equals the first (C16). Pure.
 */
export function planShifts(
  rules: readonly DutyRule[],
  days: { readonly from: LocalDate; readonly to: LocalDate; readonly kindsOf: (date: LocalDate) => readonly DutyDay[] },
  changeOver: string,
  zone: string,
): ShiftPlan {
  const shifts: PlannedShift[] = [];
  const uncovered: { date: LocalDate; startsAt: number; endsAt: number }[] = [];
  for (let date = days.from; date <= days.to; date = addDays(date, 1)) {
    for (const { rule, from, to } of cutDay(rules, days.kindsOf(date), changeOver)) {
      const startsAt = instantAt(date, from, zone);
      const endsAt = instantAt(date, to, zone);
      if (endsAt <= startsAt) continue; // the clock is put forward over it
      if (rule === null) uncovered.push({ date, startsAt, endsAt });
      else shifts.push({ date, startsAt, endsAt, rule });
    }
  }
  return { shifts, uncovered };
}

/** The instant of a minute that may lie on the next day; one that the clock jumps over is the first after it. */
function instantAt(date: LocalDate, minute: number, zone: string): number {
  if (minute >= DAY) return instantAt(addDays(date, 1), minute - DAY, zone);
  return wallClockWindow(date, minute, DAY, zone)[0]?.from ?? endOfDay(date, zone);
}
