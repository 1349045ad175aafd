import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { scenario, type Scenario } from '../../testing-driver.js';

const load = (): Promise<Scenario> =>
  scenario(readFileSync(new URL('./complex-gateway.two-of-three.bpmn', import.meta.url), 'utf8'));

describe('complex gateway', () => {
  it('given two of three, when the second token comes, then it fires once and swallows the third', async () => {
    const s = (await load()).start({ needed: 2, loud: false, repeat: false });
    s.complete('a');
    expect(s.waiting()).toEqual(['task:b', 'task:c']);
    s.complete('b');
    expect(s.waiting()).toEqual(['task:c', 'task:go']);
    s.complete('c');
    expect(s.waiting()).toEqual(['task:go']);
    expect(s.complete('go').status).toBe('completed');
    expect(s.completed().filter((id) => id === 'enough')).toEqual(['enough']);
  });

  it('given conditions on its way out, when it fires, then it leaves like an inclusive gateway', async () => {
    const s = (await load()).start({ needed: 2, loud: true, repeat: false }).complete('a').complete('b');
    expect(s.waiting()).toEqual(['task:c', 'task:tell']);
    expect(s.complete('tell').complete('c').status).toBe('completed');
  });

  it('given a loop, when the gateway was reset, then it counts anew', async () => {
    const s = (await load()).start({ needed: 3, loud: false, repeat: true });
    s.complete('a').complete('b').complete('c').complete('go', { needed: 1 });
    expect(s.waiting()).toEqual(['task:a', 'task:b', 'task:c']);
    s.complete('c');
    expect(s.waiting()).toEqual(['task:a', 'task:b', 'task:go']);
    expect(s.complete('a').complete('b').complete('go', { repeat: false }).status).toBe('completed');
  });

  it('given a condition that can not come true, when no token is left, then it is an incident instead of hanging', async () => {
    const s = (await load()).start({ needed: 4, loud: false, repeat: false });
    s.complete('a').complete('b').complete('c');
    expect(s.incidents()).toEqual(['JOIN_BLOCKED']);
    expect(s.retry('enough').complete('go').status).toBe('completed');
  });
});
