import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { scenario, type Scenario } from '../../testing-driver.js';

const load = (name: string): Promise<Scenario> =>
  scenario(readFileSync(new URL(`./${name}.bpmn`, import.meta.url), 'utf8'));

describe('parallel gateway', () => {
  it('given a loop inside one branch, when it runs three times, then the join fires once and only with both branches', async () => {
    const s = await load('parallel-gateway.loop-in-branch');
    s.start();
    s.complete('work', { more: true }).complete('work', { more: true }).complete('work', { more: false });
    expect(s.waiting()).toEqual(['task:other']);
    s.complete('other');
    expect(s.waiting()).toEqual(['task:after']);
    s.complete('after');
    expect(s.status).toBe('completed');
    expect(s.completed().filter((id) => id === 'join')).toHaveLength(1);
  });

  it('given the other branch first, when the loop still runs, then the join waits', async () => {
    const s = await load('parallel-gateway.loop-in-branch');
    s.start().complete('other').complete('work', { more: true });
    expect(s.waiting()).toEqual(['task:work']);
    s.complete('work', { more: false });
    expect(s.waiting()).toEqual(['task:after']);
  });
});
