import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { scenario, type Scenario } from '../../testing-driver.js';

const load = (name: string): Promise<Scenario> =>
  scenario(readFileSync(new URL(`./${name}.bpmn`, import.meta.url), 'utf8'));

describe('service task', () => {
  it('given a task definition, when a token comes, then a job with headers and mapped variables is enqueued', async () => {
    const s = await load('service-task.job');
    s.start({ order: { id: 7 } });
    expect(s.effectsOf('enqueue-job')).toMatchObject([
      {
        jobType: 'notify',
        retries: 2,
        headers: { template: 'ack' },
        variables: { order: { id: 7 }, id: 7, kind: 'fixed' },
      },
    ]);
  });

  it('given an output mapping, when the job is done, then only the mapped part leaves the task', async () => {
    const s = await load('service-task.job');
    s.start({ order: { id: 7 }, outcome: { kept: true } }).completeJob('work', { answer: { code: 3 }, noise: 1 });
    expect(s.variables).toEqual({ order: { id: 7 }, outcome: { kept: true, code: 3 } });
    expect(s.waiting()).toEqual(['task:after']);
  });

  it('given a failing mapping, when the input is repaired, then a retry does the work', async () => {
    const s = await load('service-task.job');
    s.start({}).failJob('work');
    expect(s.incidents()).toEqual(['JOB_FAILED']);
    const failed = s.effectsOf('enqueue-job')[0]?.jobId;
    s.retry('work', { order: { id: 9 } });
    expect(s.effectsOf('cancel-job')).toEqual([{ type: 'cancel-job', jobId: failed }]);
    expect(s.effectsOf('enqueue-job')[1]).toMatchObject({ variables: { id: 9 } });
  });

  it('given an error that nothing catches, when the delegate throws it, then there is an incident and never silence', async () => {
    const s = await load('service-task.job');
    s.start({}).throwJobError('work', 'NOPE');
    expect(s.incidents()).toEqual(['UNCAUGHT_ERROR']);
    expect(s.waiting()).toEqual(['incident:work']);
  });

  it('given no task definition, when a token comes, then it passes', async () => {
    const s = await load('service-task.no-op');
    expect(s.start().status).toBe('completed');
  });
});
