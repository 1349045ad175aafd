import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { scenario, type Scenario } from '../../../testing-driver.js';

const load = (name: string): Promise<Scenario> =>
  scenario(readFileSync(new URL(`./${name}.bpmn`, import.meta.url), 'utf8'));

describe('escalation', () => {
  it('given a non-interrupting boundary event, when it is thrown, then both paths go on', async () => {
    const s = await load('escalation.levels');
    s.start().complete('work');
    expect(s.waiting()).toEqual(['task:inform', 'task:more']);
    expect(s.complete('inform').complete('more').status).toBe('completed');
  });

  it('given an interrupting one without a code, when it is thrown, then the thrower does not go on', async () => {
    const s = await load('escalation.interrupting');
    s.start().complete('work');
    expect(s.waiting()).toEqual(['task:inform']);
    expect(s.completed()).toContain('raise');
    expect(s.cancelled()).toEqual(['sub']);
  });
});
