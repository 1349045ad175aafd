import { describe, expect, it } from '@jest/globals';
import { nowOf, scenarioOf, stepBack, withDeed, withJump, type PlaySession } from './play-session.js';

const start = Date.UTC(2026, 0, 5, 1);
const fresh: PlaySession = { startAt: start, variables: { caseNumber: 'T-1' }, holdJobs: true, actions: [] };

describe('a case played by hand', () => {
  it('given deeds and jumps, when asked for the scenario, then each deed stands at the time it was done', () => {
    const first = withDeed(fresh, { do: 'answer', elementId: 'assess', visit: 1, variables: { severity: 'T1' } });
    const later = withDeed(withJump(first, start + 5_400_000), { do: 'message', name: 'paid' });
    expect(scenarioOf(later)).toEqual({
      variables: { caseNumber: 'T-1' },
      startAt: '2026-01-05T01:00:00.000Z',
      play: {
        holdJobs: true,
        deeds: [
          { do: 'answer', elementId: 'assess', visit: 1, variables: { severity: 'T1' }, at: 'PT0S' },
          { do: 'message', name: 'paid', at: 'PT5400S' },
        ],
      },
      until: 'PT5400S',
    });
  });

  it('given a jump, when the last step is taken back, then time goes back with it', () => {
    const jumped = withJump(fresh, start + 60_000);
    expect(nowOf(jumped)).toBe(start + 60_000);
    expect(nowOf(stepBack(jumped))).toBe(start);
    expect(stepBack(fresh)).toEqual(fresh);
  });

  it('given a moment that has passed, when somebody jumps there, then time stands', () => {
    expect(nowOf(withJump(withJump(fresh, start + 60_000), start))).toBe(start + 60_000);
  });
});
