import type { DutyDay, DutyRule } from '@pledge/contracts';

/** A stretch of the duty day under one rule; null: nobody is on duty. Minutes from midnight; above 1440: the next morning. */
export interface DayPiece {
  readonly rule: DutyRule | null;
  readonly from: number;
  readonly to: number;
}

const DAY = 1440;

/**
 * Which rule wins when, from change-over to change-over, where those of the given kinds of day hold: the highest precedence,
 * among equals the first (C16). Wall clock; the server decides with the days themselves.
 */
export function dutyDay(rules: readonly DutyRule[], kinds: readonly DutyDay[], changeOver: string): DayPiece[] {
  const start = minuteOf(changeOver);
  const held = [...rules]
    .sort((a, b) => b.precedence - a.precedence)
    .filter((rule) => rule.days.some((day) => kinds.includes(day)))
    .map((rule) => ({ rule, windows: windowsOf(rule, start) }));
  const points = [...new Set([start, start + DAY, ...held.flatMap(({ windows }) => windows.flat())])].sort(
    (a, b) => a - b,
  );
  const pieces: { rule: DutyRule | null; from: number; to: number }[] = [];
  for (const [index, from] of points.slice(0, -1).entries()) {
    const to = points[index + 1] ?? from;
    const rule = held.find(({ windows }) => windows.some(([a, b]) => a <= from && to <= b))?.rule ?? null;
    const last = pieces.at(-1);
    if (last && last.rule?.id === rule?.id) last.to = to;
    else pieces.push({ rule, from, to });
  }
  return pieces;
}

/** `18:00` of minutes from midnight, whichever day. */
export function clockText(minutes: number): string {
  const inDay = minutes % DAY;
  return `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`;
}

/** What lies before the change-over is the next morning. */
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
