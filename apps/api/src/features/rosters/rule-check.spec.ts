import { describe, expect, it } from '@jest/globals';
import type { DutyUnit } from '@pledge/contracts';
import { Problem } from '@pledge/runtime';
import { refuseWrongRules } from './rule-check.js';
import { SHIPPED_UNITS } from './shipped/index.js';

const [shipped] = SHIPPED_UNITS;
if (!shipped) throw new Error('no duty unit ships');

/** What is said to the shipped unit after a change. */
function said(change: (unit: DutyUnit) => Partial<DutyUnit>): readonly [string, Problem['params']] | null {
  try {
    refuseWrongRules({ ...shipped!, ...change(structuredClone(shipped!)) }, 'Asia/Shanghai');
    return null;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return [error.code, error.params];
  }
}
const rulesBut = (id: string, change: (rule: DutyUnit['rules'][number]) => Partial<DutyUnit['rules'][number]>) => {
  return (unit: DutyUnit) => ({
    rules: unit.rules.map((rule) => (rule.id === id ? { ...rule, ...change(rule) } : rule)),
  });
};

describe('duty rules of a unit (C16, S0i-24, S1-27)', () => {
  it('given what ships, when looked at, then it holds, with two people at any hour', () => {
    expect(said(() => ({}))).toBeNull();
    expect(shipped.minPeople).toBe(2);
  });

  it('given ids used twice and hours that end before they begin, when looked at, then each is named', () => {
    expect(said((unit) => ({ rules: [...unit.rules, ...unit.rules.slice(0, 1)] }))).toEqual([
      'DUTY_RULE_TWICE',
      { rule: 'working-hours' },
    ]);
    expect(said(rulesBut('weekend', ({ slots }) => ({ slots: [...slots, ...slots.slice(0, 1)] })))).toEqual([
      'DUTY_PLACE_TWICE',
      { zh: '周末', en: 'Weekend', place: 'engineer' },
    ]);
    expect(said(rulesBut('working-hours', () => ({ hours: [{ from: '22:00', to: '06:00' }] })))).toEqual([
      'DUTY_HOURS',
      { zh: '工作时间', en: 'Working hours', from: '22:00', to: '06:00' },
    ]);
  });

  it('given hours of some kind of day without a rule, when looked at, then the hours and the day are named', () => {
    expect(said((unit) => ({ rules: unit.rules.filter((rule) => rule.id !== 'working-hours') }))).toEqual([
      'DUTY_HOURS_UNCOVERED',
      { zh: '工作日', en: 'Working day', from: '09:00', to: '18:00' },
    ]);
  });

  it('given a shift with one person and a second contact, when looked at, then it is too few; below a higher precedence it is not asked', () => {
    const one = rulesBut('key-period', ({ slots }) => ({ slots: slots.filter((slot) => slot.role !== 'backup') }));
    expect(said(one)).toEqual(['DUTY_TOO_FEW', { zh: '重点保障期', en: 'Key period', places: 1, people: 2 }]);
    // The weekend rule of two wins over this one on weekends, and it holds on no other day.
    const hidden = rulesBut('off-hours', ({ slots }) => ({ days: ['weekend'], slots: slots.slice(0, 1) }));
    const always = rulesBut('working-hours', () => ({ hours: [] }));
    expect(said((unit) => always({ ...unit, ...hidden(unit) }))).toBeNull();
  });
});
