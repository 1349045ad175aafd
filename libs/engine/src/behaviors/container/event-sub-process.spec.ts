import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { scenario, type Scenario } from '../../testing-driver.js';

const load = (name: string): Promise<Scenario> =>
  scenario(readFileSync(new URL(`./${name}.bpmn`, import.meta.url), 'utf8'));

describe('event subprocess', () => {
  it('given an interrupting message, when it comes, then everything else in the scope ends and listening stops', async () => {
    const s = await load('event-sub-process.root');
    s.start({ caseNumber: 'GD-2026-0001' });
    expect(s.waiting()).toEqual([
      'message:noted-start',
      'message:withdrawn-start',
      'signal:storming-start',
      'task:work',
      'timer:ticking-start',
    ]);
    s.message('noted-start');
    s.message('withdrawn-start', { reason: 'gone' });
    expect(s.waiting()).toEqual(['task:tidy']);
    expect(s.cancelled().sort()).toEqual(['noted', 'read', 'work']);
    expect(s.variables).toMatchObject({ reason: 'gone' });
    expect(s.complete('tidy').status).toBe('completed');
  });

  it('given non-interrupting events, when they come repeatedly, then each time one runs beside the work', async () => {
    const s = await load('event-sub-process.root');
    s.start({ caseNumber: 'GD-2026-0001' })
      .message('noted-start', { n: 1 })
      .message('noted-start', { n: 2 })
      .signal('storming-start')
      .fireNextTimer()
      .fireNextTimer();
    expect(s.waiting().filter((wait) => wait.startsWith('task'))).toEqual([
      'task:read',
      'task:read',
      'task:shelter',
      'task:work',
    ]);
    expect(s.waiting().filter((wait) => wait === 'job:remind')).toHaveLength(2);
    s.complete('work');
    expect(s.status).toBe('active');
    s.complete('read').complete('read').complete('shelter').completeJob('remind').completeJob('remind');
    expect(s.status).toBe('completed');
    expect(s.effectsOf('cancel-timer')).toHaveLength(1);
  });

  it('given a process that ends, when nothing is left, then its subscriptions are closed', async () => {
    const s = await load('event-sub-process.root');
    s.start({ caseNumber: 'x' }).complete('work');
    expect(s.status).toBe('completed');
    expect(s.effectsOf('close-subscription')).toHaveLength(3);
  });

  it('given a missing key at the start, when it is repaired, then the retry listens too', async () => {
    const s = await load('event-sub-process.root');
    s.start();
    expect(s.waiting()).toEqual(['incident:s']);
    s.retry('s', { caseNumber: 'x' });
    expect(s.waiting()).toContain('message:withdrawn-start');
  });

  it('given an error handler, when it throws the error again, then it goes outside and not to itself', async () => {
    const s = await load('event-sub-process.error');
    s.start().throwJobError('work', 'BAD');
    expect(s.waiting()).toEqual(['task:mend']);
    s.complete('mend');
    expect(s.waiting()).toEqual(['task:last']);
  });
});
