import { describe, expect, it } from '@jest/globals';
import { combinations } from './alternatives.js';

describe('results of system steps by chance', () => {
  it('given two names, then every combination comes up', () => {
    const all = combinations([
      { name: 'check', values: ['valid', 'unknown'] },
      { name: 'agreed', values: [true, false] },
    ]);
    expect(all).toHaveLength(4);
    expect(all).toContainEqual({ check: 'unknown', agreed: false });
  });
  it('given many names, then the number is bounded', () => {
    const names = Array.from({ length: 12 }, (_, index) => ({ name: `n${index}`, values: [1, 2, 3] }));
    expect(combinations(names).length).toBeLessThanOrEqual(24);
  });
});
