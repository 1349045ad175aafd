import { describe, expect, it } from '@jest/globals';
import { countSteps, stepsAt } from './breach-steps.js';

const step = (elementId: string, createdAt: number, endedAt: number | null, caseNumber = 'GD-1') => ({
  caseNumber,
  definitionId: 'd1',
  elementId,
  name: elementId,
  createdAt,
  endedAt,
});
const names = (at: number, steps: ReturnType<typeof step>[]): (string | null)[] =>
  stepsAt({ caseNumber: 'GD-1', dueAt: at }, steps).map((each) => each.elementId);

describe('where promises break', () => {
  it('given a step open over the limit, when asked, then it is the cause', () => {
    expect(names(100, [step('visit', 50, 150), step('assess', 0, 50)])).toEqual(['visit']);
  });
  it('given a step that still runs, when asked, then it is the cause', () => {
    expect(names(100, [step('visit', 50, null)])).toEqual(['visit']);
  });
  it('given a step that ended exactly at the limit, when asked, then it was in time', () => {
    expect(names(100, [step('visit', 50, 100)])).toEqual([null]);
  });
  it('given a step that began after the limit or belongs to another case, when asked, then nobody had a task', () => {
    expect(names(100, [step('visit', 101, null), step('visit', 0, null, 'GD-2')])).toEqual([null]);
  });
  it('given several breaches, when counted, then the most frequent step is first', () => {
    const visit = { definitionId: 'd1', elementId: 'visit', name: 'Visit' };
    const assess = { definitionId: 'd1', elementId: 'assess', name: 'Assess' };
    const counted = countSteps([[assess], [visit], [{ ...visit, definitionId: 'd2' }]]);
    expect(counted.map((each) => [each.elementId, each.count])).toEqual([
      ['visit', 2],
      ['assess', 1],
    ]);
  });
});
