import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { scenario, type Scenario } from '../../testing-driver.js';

const load = (name: string): Promise<Scenario> =>
  scenario(readFileSync(new URL(`./${name}.bpmn`, import.meta.url), 'utf8'));

describe('inclusive gateway', () => {
  it('given two true conditions, when both branches are done, then the join fires once', async () => {
    const s = await load('inclusive-gateway.branches');
    s.start({ x: true, y: true });
    expect(s.waiting()).toEqual(['task:a', 'task:b']);
    s.complete('a');
    expect(s.waiting()).toEqual(['task:b']);
    s.complete('b');
    expect(s.waiting()).toEqual(['task:after']);
  });

  it('given one true condition, when its branch is done, then the join does not wait for the others', async () => {
    const s = await load('inclusive-gateway.branches');
    expect(s.start({ x: false, y: true }).complete('b').waiting()).toEqual(['task:after']);
  });

  it('given no true condition, when it splits, then the default flow is taken', async () => {
    const s = await load('inclusive-gateway.branches');
    expect(s.start({ x: false, y: false }).waiting()).toEqual(['task:c']);
  });

  it('given a loop inside a branch, when it repeats, then the join waits until no token can come any more', async () => {
    const s = await load('inclusive-gateway.loop-in-branch');
    s.start().complete('a').complete('work', { more: true });
    expect(s.waiting()).toEqual(['task:work']);
    s.complete('work', { more: false });
    expect(s.waiting()).toEqual(['task:after']);
    expect(s.complete('after').status).toBe('completed');
  });

  it('given a branch that ends elsewhere, when its token is gone, then the join fires without it', async () => {
    const s = await load('inclusive-gateway.dead-branch');
    s.start().complete('a');
    expect(s.waiting()).toEqual(['task:b']);
    s.complete('b', { stop: true });
    expect(s.waiting()).toEqual(['task:after']);
  });
});
