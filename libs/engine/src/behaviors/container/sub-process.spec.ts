import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { scenario, type Scenario } from '../../testing-driver.js';

const load = (name: string): Promise<Scenario> =>
  scenario(readFileSync(new URL(`./${name}.bpmn`, import.meta.url), 'utf8'));

describe('embedded subprocess', () => {
  it('given two branches inside, when both are done, then it is left once and its local variables stay inside', async () => {
    const s = await load('sub-process.nested');
    s.start().complete('a', { n: 5, other: 1 });
    expect(s.waiting()).toEqual(['task:b']);
    s.complete('b');
    expect(s.waiting()).toEqual(['task:after']);
    expect(s.variables).toEqual({ last: 5, other: 1 });
  });

  it('given nothing inside, when a token comes, then it passes', async () => {
    const s = await load('sub-process.empty');
    expect(s.start().status).toBe('completed');
  });
});
