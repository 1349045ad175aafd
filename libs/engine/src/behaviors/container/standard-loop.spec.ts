import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { scenario, type Scenario } from '../../testing-driver.js';

const load = (name: string): Promise<Scenario> =>
  scenario(readFileSync(new URL(`./${name}.bpmn`, import.meta.url), 'utf8'));

describe('standard loop', () => {
  it('given a condition, when it turns false, then the loop is left', async () => {
    const s = await load('standard-loop.until');
    s.start().complete('try', { solved: false });
    expect(s.waiting()).toEqual(['task:try']);
    expect(s.complete('try', { solved: true }).waiting()).toEqual(['task:after']);
  });

  it('given a maximum, when it is reached, then the loop is left though the condition holds', async () => {
    const s = await load('standard-loop.until');
    s.start().complete('try', { solved: false }).complete('try', { solved: false }).complete('try', { solved: false });
    expect(s.waiting()).toEqual(['task:after']);
  });
});
