import { describe, expect, it } from '@jest/globals';
import { profileDifferences } from './difference.js';
import { gradeByQuestionnaire } from './grade.js';
import { shippedProfile } from './shipped/index.js';

describe('what differs between two versions', () => {
  const before = shippedProfile('P-S1')!;

  it('given the same, or the same written in another order, then nothing', () => {
    const [first, ...rest] = before.commitments;
    const turned = {
      ...before,
      commitments: [...rest, Object.fromEntries(Object.entries(first!).reverse()) as typeof first & object],
    };
    expect(profileDifferences(before, before)).toEqual([]);
    expect(profileDifferences(before, turned)).toEqual([]);
  });

  it('given a figure changed, a row gone and a row new, then each stands there with its cells', () => {
    const [first, second, ...rest] = before.commitments;
    const after = {
      ...before,
      warnPercents: [50, 80],
      commitments: [{ ...first!, max: 10 }, ...rest, { ...second!, id: 'NEW' }],
    };
    expect(profileDifferences(before, after)).toMatchObject([
      { section: 'warnPercents', change: 'changed', fields: [{ field: 'warnPercents', from: '[80]', to: '[50,80]' }] },
      { section: 'commitments', row: 'SLA-023', change: 'changed', fields: [{ field: 'max', from: '5', to: '10' }] },
      { section: 'commitments', row: 'SLA-024', change: 'removed' },
      { section: 'commitments', row: 'NEW', change: 'added' },
    ]);
  });
});

describe('grading by the table of the profile (C01)', () => {
  const form = shippedProfile('P-S0i')!.questionnaire!;

  it('given answers, then the first line that fits decides (S0i-11..13)', () => {
    expect(gradeByQuestionnaire(form, { impact: 'minor', interruption: 'no', dataLoss: true })).toBe('L1');
    expect(gradeByQuestionnaire(form, { impact: 'minor', interruption: 'yes' })).toBe('L1');
    expect(gradeByQuestionnaire(form, { impact: 'degraded' })).toBe('L2');
    expect(gradeByQuestionnaire(form, { impact: 'minor' })).toBe('L3');
  });

  it('given answers of another questionnaire, then nobody is graded', () => {
    expect(gradeByQuestionnaire(form, { impact: 'single-service' })).toBeNull();
  });
});
