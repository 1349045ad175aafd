import type { DutyHindrance } from '@pledge/contracts';
import type { DutyShiftEntity } from './rosters.entity.js';

/** What is known of somebody who is to take a shift. */
export interface Knowledge {
  readonly groups: readonly string[];
  readonly skills: readonly string[];
  readonly away: boolean;
  /** Other shifts of that person that touch this one. */
  readonly shifts: readonly Pick<DutyShiftEntity, 'id' | 'startsAt' | 'endsAt'>[];
}

/** Why somebody cannot take a shift by hand or by swap; null: can. Rest may be cut by hand. Pure. */
export function hindranceOf(
  shift: Pick<DutyShiftEntity, 'id' | 'startsAt' | 'endsAt' | 'groups' | 'skills'>,
  known: Knowledge,
  except: readonly string[] = [],
): Exclude<DutyHindrance, 'resting'> | null {
  if (!shift.groups.some((group) => known.groups.includes(group))) return 'skill';
  if (!shift.skills.every((skill) => known.skills.includes(skill))) return 'skill';
  if (known.away) return 'leave';
  const busy = known.shifts.some(
    (other) =>
      other.id !== shift.id &&
      !except.includes(other.id) &&
      other.startsAt < shift.endsAt &&
      shift.startsAt < other.endsAt,
  );
  return busy ? 'busy' : null;
}

/** In both languages, for the text of a problem. */
export const HINDRANCE_WORDS: Record<DutyHindrance, { readonly zh: string; readonly en: string }> = {
  skill: { zh: '岗位或技能不符', en: 'group or skills do not fit' },
  leave: { zh: '请假', en: 'on leave' },
  busy: { zh: '已有其他班次', en: 'already on another shift' },
  resting: { zh: '刚值过班', en: 'has just been on duty' },
};
