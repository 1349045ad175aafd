import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { scenario, type Scenario } from '../../testing-driver.js';

const load = (name: string): Promise<Scenario> =>
  scenario(readFileSync(new URL(`./${name}.bpmn`, import.meta.url), 'utf8'));

describe('tasks without work', () => {
  it('given undefined, manual, decision-less and message-less tasks, when a token comes, then it passes them all', async () => {
    const s = await load('no-op-task.all');
    expect(s.start().status).toBe('completed');
    expect(s.completed()).toEqual(['s', 'undefined-task', 'manual', 'rule', 'send', 'e']);
  });
});
