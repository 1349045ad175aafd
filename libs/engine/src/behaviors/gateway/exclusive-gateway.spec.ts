import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { scenario, type Scenario } from '../../testing-driver.js';

const load = (name: string): Promise<Scenario> =>
  scenario(readFileSync(new URL(`./${name}.bpmn`, import.meta.url), 'utf8'));

describe('exclusive gateway', () => {
  it('given several true conditions, when a token comes, then only the first flow is taken', async () => {
    const s = await load('exclusive-gateway.branches');
    s.start({ amount: 500 });
    expect(s.waiting()).toEqual(['task:high']);
    s.complete('high').complete('after');
    expect(s.status).toBe('completed');
  });

  it('given no true condition, when a token comes, then the default flow is taken', async () => {
    const s = await load('exclusive-gateway.branches');
    expect(s.start({ amount: 1 }).waiting()).toEqual(['task:other']);
  });

  it('given no true condition and no default, when a token comes, then it waits in an incident and a retry with repaired variables goes on', async () => {
    const s = await load('exclusive-gateway.no-default');
    s.start({ amount: 1 });
    expect(s.incidents()).toEqual(['NO_FLOW_TAKEN']);
    expect(s.waiting()).toEqual(['incident:x']);
    s.retry('x', { amount: 50 });
    expect(s.waiting()).toEqual(['task:b']);
    expect(s.effectsOf('resolve-incident')).toHaveLength(1);
  });

  it('given a variable that is missing, when a condition needs it, then the token waits instead of taking any way', async () => {
    const s = await load('exclusive-gateway.branches');
    expect(s.start().incidents()).toEqual(['EXPRESSION_FAILED']);
  });
});
