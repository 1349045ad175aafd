import type { DutyHindrance, DutySlot } from '@pledge/contracts';
import type { PlannedShift } from './plan-shifts.js';

/** Somebody of the rotation. */
export interface DrawnPerson {
  readonly username: string;
  /** Roles and groups. */
  readonly groups: readonly string[];
  readonly skills: readonly string[];
}
/** A stretch in which a person cannot be on duty, epoch ms. */
export interface Absence {
  readonly username: string;
  readonly from: number;
  readonly to: number;
}
export interface DraftInput {
  readonly shifts: readonly PlannedShift[];
  readonly people: readonly DrawnPerson[];
  readonly absences: readonly Absence[];
  /** Points of former rosters, so that the next holiday is somebody else's. */
  readonly points: Readonly<Record<string, number>>;
  /** When each person's last shift with points ended, epoch ms. */
  readonly lastEnds: Readonly<Record<string, number>>;
  /** Rest between two shifts with points, ms: nobody twice in a row (F-11). */
  readonly restMs: number;
}
/** One place of one shift, and why this person has it. */
export interface Assignment {
  readonly shift: PlannedShift;
  readonly slot: DutySlot;
  /** null: a gap; `hindered` says why nobody could. */
  readonly username: string | null;
  readonly code: 'rested' | 'tired' | 'nobody';
  /** Points of the person before this shift. */
  readonly points: number | null;
  readonly candidates: number;
  readonly hindered: readonly { readonly username: string; readonly why: DutyHindrance }[];
}

interface Ledger {
  readonly points: Map<string, number>;
  readonly lastEnds: Map<string, number>;
  readonly busy: Map<string, { readonly from: number; readonly to: number }[]>;
}
interface Choice {
  readonly slot: DutySlot;
  /** Best first. */
  readonly candidates: readonly string[];
  readonly tired: ReadonlySet<string>;
  readonly hindered: Assignment['hindered'];
}

/**
 * Fills the places of all shifts, in order of time. Never: somebody outside the groups, without a skill, absent, or on duty
 * already. Then: as few gaps as can be within each shift, rested people before tired ones, the fewest points first, the longest
 * away first, names last, so that the same input always gives the same roster. Pure.
 */
export function draftRoster(input: DraftInput): Assignment[] {
  const ledger: Ledger = {
    points: new Map(Object.entries(input.points)),
    lastEnds: new Map(Object.entries(input.lastEnds)),
    busy: new Map(),
  };
  const shifts = [...input.shifts].sort((a, b) => a.startsAt - b.startsAt || b.rule.precedence - a.rule.precedence);
  return shifts.flatMap((shift) => fill(shift, input, ledger));
}

function fill(shift: PlannedShift, input: DraftInput, ledger: Ledger): Assignment[] {
  const choices = shift.rule.slots.map((slot) => choiceOf(slot, shift, input, ledger));
  const taken = match(choices);
  const made = choices.map((choice, index): Assignment => {
    const username = taken.get(index) ?? null;
    return {
      shift,
      slot: choice.slot,
      username,
      code: username === null ? 'nobody' : choice.tired.has(username) ? 'tired' : 'rested',
      points: username === null ? null : pointsOf(ledger, username),
      candidates: choice.candidates.length,
      hindered: choice.hindered,
    };
  });
  for (const { username, slot } of made) {
    if (username === null) continue;
    ledger.busy.set(username, [...(ledger.busy.get(username) ?? []), { from: shift.startsAt, to: shift.endsAt }]);
    if (slot.weight === 0) continue;
    ledger.points.set(username, pointsOf(ledger, username) + slot.weight);
    ledger.lastEnds.set(username, shift.endsAt);
  }
  return made;
}

function choiceOf(slot: DutySlot, shift: PlannedShift, input: DraftInput, ledger: Ledger): Choice {
  const { startsAt, endsAt } = shift;
  const hindered: { username: string; why: DutyHindrance }[] = [];
  const tired = new Set<string>();
  const able: string[] = [];
  for (const { username, groups, skills } of input.people) {
    if (!slot.groups.some((group) => groups.includes(group))) continue;
    const why = hindranceOf();
    if (why !== null) {
      hindered.push({ username, why });
      continue;
    }
    if (slot.weight > 0 && startsAt - (ledger.lastEnds.get(username) ?? -Infinity) < input.restMs) {
      tired.add(username);
      hindered.push({ username, why: 'resting' });
    }
    able.push(username);

    function hindranceOf(): DutyHindrance | null {
      const meets = (one: { readonly from: number; readonly to: number }): boolean =>
        one.from < endsAt && startsAt < one.to;
      if (!slot.skills.every((skill) => skills.includes(skill))) return 'skill';
      if (input.absences.some((one) => one.username === username && meets(one))) return 'leave';
      return (ledger.busy.get(username) ?? []).some(meets) ? 'busy' : null;
    }
  }
  const rank = (username: string): readonly [number, number, number] => [
    tired.has(username) ? 1 : 0,
    pointsOf(ledger, username),
    ledger.lastEnds.get(username) ?? -Infinity,
  ];
  const candidates = able.sort((a, b) => {
    const [x, y] = [rank(a), rank(b)];
    return x[0] - y[0] || x[1] - y[1] || compare(x[2], y[2]) || (a < b ? -1 : 1);
  });
  return { slot, candidates, tired, hindered: hindered.filter(({ username }) => username !== candidates[0]) };
}

/** Places to people, as many as can be (augmenting paths); the first places choose first. */
function match(choices: readonly Choice[]): ReadonlyMap<number, string> {
  const holder = new Map<string, number>();
  const place = (index: number, seen: Set<string>): boolean => {
    const candidates = choices[index]?.candidates ?? [];
    // Somebody free comes first: a place that was filled gives way only where that saves a gap.
    const inOrder = [...candidates.filter((one) => !holder.has(one)), ...candidates.filter((one) => holder.has(one))];
    for (const username of inOrder) {
      if (seen.has(username)) continue;
      seen.add(username);
      const held = holder.get(username);
      if (held === undefined || place(held, seen)) {
        holder.set(username, index);
        return true;
      }
    }
    return false;
  };
  choices.forEach((_choice, index) => place(index, new Set()));
  return new Map([...holder].map(([username, index]) => [index, username]));
}

const pointsOf = (ledger: Ledger, username: string): number => ledger.points.get(username) ?? 0;
const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
