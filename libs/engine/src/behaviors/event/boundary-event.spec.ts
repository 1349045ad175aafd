import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { scenario, type Scenario } from '../../testing-driver.js';

const load = (name: string): Promise<Scenario> =>
  scenario(readFileSync(new URL(`./${name}.bpmn`, import.meta.url), 'utf8'));

describe('boundary event', () => {
  it('given an interrupting timer from FEEL, when it is due, then the activity is cancelled and the other event given up', async () => {
    const s = await load('boundary-event.interrupting');
    s.start({ urgent: true });
    expect(s.timers()[0]?.dueAt).toBe(s.now + 5 * 60_000);
    s.fireNextTimer();
    expect(s.waiting()).toEqual(['task:escalate']);
    expect(s.cancelled()).toEqual(['work']);
    expect(s.effectsOf('cancel-user-task')).toHaveLength(1);
    expect(s.effectsOf('close-subscription')).toHaveLength(1);
  });

  it('given an interrupting message, when it comes, then its variables stay', async () => {
    const s = await load('boundary-event.interrupting');
    s.start({ urgent: false }).message('called-off', { reason: 'mistake' });
    expect(s.waiting()).toEqual(['task:stop']);
    expect(s.variables).toMatchObject({ reason: 'mistake' });
    expect(s.effectsOf('cancel-timer')).toHaveLength(1);
  });

  it('given the activity is done, when it leaves, then its events are given up', async () => {
    const s = await load('boundary-event.interrupting');
    s.start({ urgent: false }).complete('work');
    expect(s.status).toBe('completed');
    expect(s.effectsOf('cancel-timer')).toHaveLength(1);
    expect(s.effectsOf('close-subscription')).toHaveLength(1);
  });

  it('given a repeating timer, when it fires three times, then the activity goes on and the cycle ends', async () => {
    const s = await load('boundary-event.repeating');
    const begin = s.start().now;
    for (const hour of [1, 2, 3]) {
      s.fireNextTimer();
      expect(s.now).toBe(begin + hour * 3_600_000);
      s.completeJob('remind');
    }
    expect(s.timers()).toEqual([]);
    expect(s.waiting()).toEqual(['message:note', 'signal:storm', 'task:work']);
    expect(s.complete('work').status).toBe('completed');
  });

  it('given non-interrupting message and signal, when they come repeatedly, then each time a token starts', async () => {
    const s = await load('boundary-event.repeating');
    s.start().message('note').message('note').signal('storm');
    expect(s.waiting().filter((wait) => wait === 'task:read')).toHaveLength(3);
    s.complete('work').complete('read').complete('read');
    expect(s.status).toBe('active');
    expect(s.complete('read').status).toBe('completed');
  });

  it('given an error with a code and one without, when the delegate throws, then the code is preferred', async () => {
    const known = await load('boundary-event.error');
    known.start().throwJobError('work', 'KNOWN', { cause: 'disk' });
    expect(known.waiting()).toEqual(['task:mend']);
    expect(known.variables).toEqual({ cause: 'disk' });
    const other = await load('boundary-event.error');
    expect(other.start().throwJobError('work', 'OTHER').waiting()).toEqual(['task:look']);
  });

  it('given a job that failed, when its boundary event is not touched, then a retry finds it still armed', async () => {
    const s = await load('boundary-event.error');
    s.start().failJob('work').retry('work').throwJobError('work', 'KNOWN');
    expect(s.waiting()).toEqual(['task:mend']);
  });
});
