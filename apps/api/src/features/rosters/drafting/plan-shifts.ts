import type { DutyDay, DutyRule } from '@pledge/contracts';
import { addDays, endOfDay, wallClockWindow, type LocalDate } from '@pledge/time';

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

const DAY = 1440;

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
  const start = minuteOf(changeOver);
  const ordered = [...rules].sort((a, b) => b.precedence - a.precedence);
  const shifts: PlannedShift[] = [];
  const uncovered: { date: LocalDate; startsAt: number; endsAt: number }[] = [];
  for (let date = days.from; date <= days.to; date = addDays(date, 1)) {
    const kinds = days.kindsOf(date);
    const held = ordered
      .filter((rule) => rule.days.some((day) => kinds.includes(day)))
      .map((rule) => ({ rule, windows: windowsOf(rule, start) }));
    const cuts = [start, start + DAY, ...held.flatMap(({ windows }) => windows.flat())];
    const points = [...new Set(cuts)].sort((a, b) => a - b);
    const pieces: { rule: DutyRule | null; from: number; to: number }[] = [];
    for (let index = 0; index + 1 < points.length; index += 1) {
      const [from = 0, to = 0] = [points[index], points[index + 1]];
      const rule = held.find(({ windows }) => windows.some(([a, b]) => a <= from && to <= b))?.rule ?? null;
      const last = pieces.at(-1);
      if (last && last.rule?.id === rule?.id) last.to = to;
      else pieces.push({ rule, from, to });
    }
    for (const { rule, from, to } of pieces) {
      const startsAt = instantAt(date, from, zone);
      const endsAt = instantAt(date, to, zone);
      if (endsAt <= startsAt) continue; // the clock is put forward over it
      if (rule === null) uncovered.push({ date, startsAt, endsAt });
      else shifts.push({ date, startsAt, endsAt, rule });
    }
  }
  return { shifts, uncovered };
}

/** Minutes of the duty day: what lies before the change-over is the next morning. */
function windowsOf(rule: DutyRule, start: number): [number, number][] {
  if (rule.hours.length === 0) return [[start, start + DAY]];
  return rule.hours.flatMap(({ from, to }): [number, number][] => {
    const [a, b] = [minuteOf(from), minuteOf(to)];
    const evening: [number, number][] = b > start ? [[Math.max(a, start), b]] : [];
    const morning: [number, number][] = a < start ? [[a + DAY, Math.min(b, start) + DAY]] : [];
    return [...evening, ...morning];
  });
}

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

/** The instant of a minute that may lie on the next day; one that the clock jumps over is the first after it. */
function instantAt(date: LocalDate, minute: number, zone: string): number {
  if (minute >= DAY) return instantAt(addDays(date, 1), minute - DAY, zone);
  return wallClockWindow(date, minute, DAY, zone)[0]?.from ?? endOfDay(date, zone);
}
