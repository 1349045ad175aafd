import type { Assignment } from './assign.js';

/** One place, as it is scored; who holds it may have been changed by hand. */
export interface HeldPlace {
  readonly username: string | null;
  readonly weight: number;
  readonly tired: boolean;
}
export interface Scores {
  readonly places: number;
  readonly gaps: number;
  readonly cutRests: number;
  /** 0 to 100, one decimal. */
  readonly fairness: number;
  readonly people: readonly {
    readonly username: string;
    readonly before: number;
    readonly here: number;
    readonly shifts: number;
  }[];
}

/**
 * How good a roster is: gaps, cut rests, and Jain's fairness index of points, (Σx)² / (n·Σx²), over the people of the rotation
 * who have any chance of points. Pure.
 */
export function scoresOf(
  places: readonly HeldPlace[],
  people: readonly string[],
  before: Readonly<Record<string, number>>,
): Scores {
  const rows = people.map((username) => {
    const held = places.filter((place) => place.username === username);
    const here = held.reduce((sum, place) => sum + place.weight, 0);
    return { username, before: before[username] ?? 0, here, shifts: held.length };
  });
  return {
    places: places.length,
    gaps: places.filter((place) => place.username === null).length,
    cutRests: places.filter((place) => place.tired).length,
    fairness: Math.round(jain(rows.map((row) => row.before + row.here)) * 1000) / 10,
    people: rows,
  };
}

/** 1 where all have the same; 1/n where one has everything; 1 where nobody has anything. */
function jain(values: readonly number[]): number {
  const squares = values.reduce((sum, value) => sum + value * value, 0);
  if (squares === 0) return 1;
  const sum = values.reduce((total, value) => total + value, 0);
  return (sum * sum) / (values.length * squares);
}

/** A draft's assignments as places. */
export function placesOf(assignments: readonly Assignment[]): HeldPlace[] {
  return assignments.map(({ username, slot, code }) => ({ username, weight: slot.weight, tired: code === 'tired' }));
}
