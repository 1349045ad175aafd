import { describe, expect, it } from '@jest/globals';
import { standingOf } from './standing.js';

type Line = Parameters<typeof standingOf>[0][number];
const line = (type: Line['type'], elementId: string, processId = 'p'): Line => ({
  at: '2026-01-05T01:00:00.000Z',
  type,
  elementId,
  elementType: '',
  processId,
});

describe('where a simulated case stands', () => {
  it('given two tokens at a step of which one went on, then one stands there', () => {
    const trace = [
      line('entered', 'work'),
      line('flow', 'f1'),
      line('entered', 'work'),
      line('flow', 'f1'),
      line('completed', 'work'),
    ];
    const standing = standingOf(trace, new Set(['p']));
    expect(standing.active).toEqual(new Map([['work', 1]]));
    expect(standing.flows).toEqual(new Map([['f1', 2]]));
    expect(standing.done).toEqual(new Set(['work']));
  });

  it('given what a called process did, then the diagram of the caller shows nothing of it', () => {
    expect(standingOf([line('entered', 'inner', 'called')], new Set(['p'])).active.size).toBe(0);
  });

  it('given a step that was cancelled, then nobody stands there and it is not done', () => {
    const standing = standingOf([line('entered', 'work'), line('cancelled', 'work')], new Set(['p']));
    expect([standing.active.size, standing.done.size]).toEqual([0, 0]);
  });
});
