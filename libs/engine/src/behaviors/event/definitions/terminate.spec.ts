import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { scenario, type Scenario } from '../../../testing-driver.js';

const load = (name: string): Promise<Scenario> =>
  scenario(readFileSync(new URL(`./${name}.bpmn`, import.meta.url), 'utf8'));

describe('terminate end event', () => {
  it('given a subprocess with two branches, when one terminates, then the other is cancelled and the process goes on', async () => {
    const s = await load('terminate.in-subprocess');
    s.start().complete('left');
    expect(s.cancelled()).toEqual(['right']);
    expect(s.waiting()).toEqual(['task:after']);
    expect(s.complete('after').status).toBe('completed');
  });
});
