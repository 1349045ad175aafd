import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { scenario, type Scenario } from '../../testing-driver.js';

const load = (name: string): Promise<Scenario> =>
  scenario(readFileSync(new URL(`./${name}.bpmn`, import.meta.url), 'utf8'));

describe('send task', () => {
  it('given a message, when a token comes, then it is published with what the input mapping chose', async () => {
    const s = await load('send-task.message');
    s.start({ caseNumber: 'GD-2026-0001', reason: 'late' });
    expect(s.effectsOf('publish-message')).toMatchObject([
      { name: 'told', correlationKey: 'GD-2026-0001', variables: { why: 'late' }, mode: 'live' },
    ]);
  });

  it('given a task definition too, when a token comes, then it is a job and publishes nothing', async () => {
    const s = await load('send-task.message');
    s.start({ caseNumber: 'GD-2026-0001', reason: 'late' });
    expect(s.waiting()).toEqual(['job:by-job']);
    expect(s.completeJob('by-job').status).toBe('completed');
    expect(s.effectsOf('publish-message')).toHaveLength(1);
  });
});
