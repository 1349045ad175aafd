import type { DutyDay, DutyUnit } from '@pledge/contracts';
import { Problem } from '@pledge/runtime';
import { toIso } from '@pledge/time';
import { planShifts } from './drafting/index.js';

/** A day on which only the shape of rules is tried. */
const ANY_DAY = '2026-01-05';
/** Every kind of day there is, with and without a key period over it. */
const KINDS: readonly { readonly kinds: readonly DutyDay[]; readonly zh: string; readonly en: string }[] = [
  { kinds: ['working-day'], zh: '工作日', en: 'Working day' },
  { kinds: ['weekend'], zh: '周末', en: 'Weekend' },
  { kinds: ['holiday'], zh: '法定节假日', en: 'Public holiday' },
  { kinds: ['working-day', 'key-period'], zh: '保障期内的工作日', en: 'Working day of a key period' },
  { kinds: ['weekend', 'key-period'], zh: '保障期内的周末', en: 'Weekend of a key period' },
  { kinds: ['holiday', 'key-period'], zh: '保障期内的节假日', en: 'Public holiday of a key period' },
];

/**
 * Ids are used once, hours end after they begin, on every kind of day there is no minute without a rule (S1-27: 7×24), and every
 * shift that results from the precedence (C16) has the least number of people (S0i-24). `zone`: IANA name.
 * @throws Problem DUTY_RULE_TWICE, DUTY_PLACE_TWICE, DUTY_HOURS, DUTY_HOURS_UNCOVERED, DUTY_TOO_FEW
 */
export function refuseWrongRules(unit: Pick<DutyUnit, 'rules' | 'changeOver' | 'minPeople'>, zone: string): void {
  const twice = repeated(unit.rules.map((rule) => rule.id));
  if (twice !== undefined) throw new Problem('invalid', 'DUTY_RULE_TWICE', { rule: twice });
  for (const { name, slots, hours } of unit.rules) {
    const place = repeated(slots.map((slot) => slot.id));
    if (place !== undefined) throw new Problem('invalid', 'DUTY_PLACE_TWICE', { ...name, place });
    const wrong = hours.find(({ from, to }) => from >= to);
    if (wrong) throw new Problem('invalid', 'DUTY_HOURS', { ...name, ...wrong });
  }
  for (const { kinds, zh, en } of KINDS) {
    const days = { from: ANY_DAY, to: ANY_DAY, kindsOf: () => kinds };
    const plan = planShifts(unit.rules, days, unit.changeOver, zone);
    const [hole] = plan.uncovered;
    if (hole) {
      const [from, to] = [clockTime(hole.startsAt, zone), clockTime(hole.endsAt, zone)];
      throw new Problem('invalid', 'DUTY_HOURS_UNCOVERED', { zh, en, from, to });
    }
    for (const { rule } of plan.shifts) {
      const places = rule.slots.filter((slot) => slot.role !== 'second-contact').length;
      if (places < unit.minPeople)
        throw new Problem('invalid', 'DUTY_TOO_FEW', { ...rule.name, places, people: unit.minPeople });
    }
  }
}

function repeated(ids: readonly string[]): string | undefined {
  return ids.find((id, index) => ids.indexOf(id) < index);
}

/** `HH:mm` in the zone. */
function clockTime(at: number, zone: string): string {
  return toIso(at, zone).slice(11, 16);
}
