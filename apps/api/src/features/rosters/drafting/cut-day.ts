import type { DutyDay, DutyRule } from '@pledge/contracts';

/** Minutes of a day. */
export const DAY = 1440;

/** A stretch of a duty day under one rule; null: nobody is on duty. Minutes from midnight, wall clock; above 1440: the next morning. */
export interface DayPiece {
  readonly rule: DutyRule | null;
  readonly from: number;
  readonly to: number;
}

/**
 * Cuts one duty day, which runs from change-over to change-over, where the rules of these kinds of day hold: the highest precedence
 * counts, among equals the first (C16). Pure.
 */
export function cutDay(rules: readonly DutyRule[], kinds: readonly DutyDay[], changeOver: string): DayPiece[] {
  const start = minuteOf(changeOver);
  const held = [...rules]
    .sort((a, b) => b.precedence - a.precedence)
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
  return pieces;
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
