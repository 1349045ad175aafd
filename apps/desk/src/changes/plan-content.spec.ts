import { describe, expect, it } from '@jest/globals';
import type { ChangePlanContent } from '@pledge/contracts';
import { emptyDevice, emptyPerson, emptyStep, moved, tidy } from './plan-content.js';

describe('editing a plan', () => {
  it('given steps, when one is moved, then the order changes and an end stays an end', () => {
    expect(moved(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c']);
    expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
  });
  it('given rows in which nothing was typed, when tidied, then they are gone and the others stay', () => {
    const step = { ...emptyStep, action: '备份' };
    const content = {
      devices: [emptyDevice],
      steps: [emptyStep, step],
      people: [{ ...emptyPerson, name: ' ' }],
    } as unknown as ChangePlanContent;
    expect(tidy(content)).toMatchObject({ devices: [], steps: [step], people: [] });
  });
});
