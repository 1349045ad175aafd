import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { scenario, type Scenario } from '../../testing-driver.js';

const load = (name: string): Promise<Scenario> =>
  scenario(readFileSync(new URL(`./${name}.bpmn`, import.meta.url), 'utf8'));

describe('multi-instance', () => {
  it('given a parallel collection and a completion condition, when enough are done, then the rest is cancelled and results stand in order', async () => {
    const s = await load('multi-instance.parallel');
    s.start({ voters: ['a', 'b', 'c'] });
    expect(s.effectsOf('create-user-task').map((effect) => effect.assignee)).toEqual(['a', 'b', 'c']);
    const [first, , third] = s.effectsOf('create-user-task').map((effect) => effect.taskId);
    const vote = (taskId: string, yes: boolean, userId: string): void =>
      void s.send({ type: 'complete-task', taskId, variables: { yes }, actor: { userId } });
    vote(third ?? '', true, 'c');
    expect(s.status).toBe('active');
    vote(first ?? '', false, 'a');
    expect(s.waiting()).toEqual(['task:after']);
    expect(s.variables['votes']).toEqual([{ who: 'a', yes: false }, null, { who: 'c', yes: true }]);
    expect(
      s.history
        .filter((entry) => entry.elementId === 'vote')
        .map((entry) => `${entry.type} ${String(entry.detail?.['loopCounter'])}`),
    ).toEqual([
      'element-entered 1',
      'element-entered 2',
      'element-entered 3',
      'element-completed 3',
      'element-completed 1',
      'element-cancelled 2',
    ]);
    expect(s.effectsOf('record-event')).toHaveLength(1);
    expect(s.effectsOf('cancel-timer')).toHaveLength(1);
  });

  it('given a boundary timer, when it is due, then all repetitions are cancelled', async () => {
    const s = await load('multi-instance.parallel');
    s.start({ voters: ['a', 'b'] });
    expect(s.timers()).toHaveLength(1);
    s.fireNextTimer();
    expect(s.waiting()).toEqual(['task:nobody']);
    expect(s.effectsOf('cancel-user-task')).toHaveLength(2);
  });

  it('given an empty collection, when a token comes, then it passes with an empty result', async () => {
    const s = await load('multi-instance.parallel');
    s.start({ voters: [] });
    expect(s.waiting()).toEqual(['task:after']);
    expect(s.variables['votes']).toEqual([]);
  });

  it('given something that is no list, when a token comes, then a retry with a list goes on', async () => {
    const s = await load('multi-instance.parallel');
    s.start({ voters: 'a' });
    expect(s.incidents()).toEqual(['MULTI_INSTANCE_INVALID']);
    expect(s.retry('vote', { voters: ['a'] }).waiting()).toEqual(['task:vote', 'timer:late']);
  });

  it('given a sequential one, when each is done, then the next begins and inner variables stay inside', async () => {
    const s = await load('multi-instance.sequential');
    s.start({ people: ['x', 'y'] });
    expect(s.effectsOf('enqueue-job')).toHaveLength(1);
    s.completeJob('send', { answer: 1 });
    expect(s.effectsOf('enqueue-job')[1]?.variables).toMatchObject({ person: 'y', loopCounter: 2 });
    s.completeJob('send', { answer: 2 });
    expect(s.waiting()).toEqual(['task:after']);
    expect(s.variables).toEqual({ people: ['x', 'y'], answers: [1, 2] });
  });

  it('given a cardinality on a subprocess, when one terminates, then only that one ends', async () => {
    const s = await load('multi-instance.cardinality');
    s.start({ n: 3 });
    expect(s.waiting()).toEqual(['task:go', 'task:go', 'task:go']);
    s.complete('go', { stop: true }).complete('go', { stop: false });
    expect(s.waiting()).toEqual(['task:go']);
    expect(s.complete('go', { stop: false }).waiting()).toEqual(['task:after']);
  });
});
