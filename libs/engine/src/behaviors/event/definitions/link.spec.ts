import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { scenario, type Scenario } from '../../../testing-driver.js';

const load = (name: string): Promise<Scenario> =>
  scenario(readFileSync(new URL(`./${name}.bpmn`, import.meta.url), 'utf8'));

describe('link events', () => {
  it('given a throwing and a catching end, when a token comes, then it goes on at the other end', async () => {
    const s = await load('link.jump');
    s.start().complete('work');
    expect(s.completed()).toEqual(['s', 'work', 'out', 'in']);
    expect(s.complete('after').status).toBe('completed');
  });
});
