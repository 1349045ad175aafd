import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { scenario, type Scenario } from '../../testing-driver.js';

const load = (name: string): Promise<Scenario> =>
  scenario(readFileSync(new URL(`./${name}.bpmn`, import.meta.url), 'utf8'));

describe('end event', () => {
  it('given message, signal and job end events, when the paths end, then the process ends after the job', async () => {
    const s = await load('end-event.message-and-signal');
    s.start({ caseNumber: 'GD-2026-0001' });
    expect(s.effectsOf('publish-message')).toMatchObject([
      { name: 'closed', correlationKey: 'GD-2026-0001', variables: { about: 'GD-2026-0001' } },
    ]);
    expect(s.effectsOf('broadcast-signal')).toHaveLength(1);
    expect(s.status).toBe('active');
    expect(s.completeJob('by-job').status).toBe('completed');
  });
});
