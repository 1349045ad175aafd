import type { DutyDay, DutyStrip, DutyStripsRequest } from '@pledge/contracts';
import { cutDay, DAY } from './drafting/index.js';

/** A key period lies over a day of another kind; where its rule leaves hours free, those of the day hold. */
const SHOWN: readonly { readonly day: DutyDay; readonly kinds: readonly DutyDay[] }[] = [
  { day: 'working-day', kinds: ['working-day'] },
  { day: 'weekend', kinds: ['weekend'] },
  { day: 'holiday', kinds: ['holiday'] },
  { day: 'key-period', kinds: ['working-day', 'key-period'] },
];

/** Every kind of day under these rules, cut as drafts are: which rule wins when, and which hours nobody would cover (C16). Pure. */
export function dutyStrips({ rules, changeOver }: DutyStripsRequest): DutyStrip[] {
  return SHOWN.map(({ day, kinds }) => ({
    day,
    pieces: cutDay(rules, kinds, changeOver).map(({ rule, from, to }) => ({
      rule: rule?.id ?? null,
      from: clockTime(from),
      to: clockTime(to),
      minutes: to - from,
    })),
  }));
}

/** `18:00` of minutes from midnight, whichever day. */
function clockTime(minutes: number): string {
  const inDay = minutes % DAY;
  return `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`;
}
