import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { scenario, type Scenario } from '../../testing-driver.js';

const load = (name: string): Promise<Scenario> =>
  scenario(readFileSync(new URL(`./${name}.bpmn`, import.meta.url), 'utf8'));

describe('script task', () => {
  it('given FEEL, when a token comes, then the result is a variable; without a script it passes', async () => {
    const s = await load('script-task.feel');
    s.start({ a: 2, b: 3 });
    expect(s.status).toBe('completed');
    expect(s.variables).toEqual({ a: 2, b: 3, total: 5 });
  });
});
