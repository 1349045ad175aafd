import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { scenario, type Scenario } from '../../testing-driver.js';

const load = (name: string): Promise<Scenario> =>
  scenario(readFileSync(new URL(`./${name}.bpmn`, import.meta.url), 'utf8'));

describe('receive task', () => {
  it('given a correlation key, when its message comes, then the token goes on with the variables', async () => {
    const s = await load('receive-task.message');
    s.start({ caseNumber: 'GD-2026-0001' });
    expect(s.effectsOf('open-subscription')).toMatchObject([
      { kind: 'message', name: 'answered', correlationKey: 'GD-2026-0001' },
    ]);
    s.message('wait', { answer: 1 });
    expect(s.status).toBe('completed');
    expect(s.variables).toMatchObject({ answer: 1 });
    expect(s.effectsOf('close-subscription')).toHaveLength(1);
  });

  it('given a key that is missing, when a token comes, then it waits in an incident', async () => {
    const s = await load('receive-task.message');
    expect(s.start().incidents()).toEqual(['EXPRESSION_FAILED']);
  });
});
