import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { scenario, type Scenario } from '../../testing-driver.js';

const load = (name: string): Promise<Scenario> =>
  scenario(readFileSync(new URL(`./${name}.bpmn`, import.meta.url), 'utf8'));

describe('intermediate catch event', () => {
  it('given a timer, a date, a message and a signal, when each comes, then the token goes on', async () => {
    const s = await load('intermediate-catch-event.kinds');
    s.start({ caseNumber: 'GD-2026-0001' });
    expect(s.timers()[0]?.dueAt).toBe(Date.UTC(2026, 1, 5, 1));
    s.fireNextTimer();
    expect(s.timers()[0]?.dueAt).toBe(Date.UTC(2026, 2, 1, 0));
    s.fireNextTimer().message('told', { by: 'phone' }).signal('storm', { wind: 12 });
    expect(s.status).toBe('completed');
    expect(s.variables).toMatchObject({ by: 'phone', wind: 12 });
  });

  it('given a timer that fired, when it fires again, then it is rejected', async () => {
    const s = await load('intermediate-catch-event.kinds');
    s.start({ caseNumber: 'x' });
    const timerId = s.waitId('pause', 'timer');
    s.fireNextTimer();
    expect(s.send({ type: 'trigger-timer', timerId })).toBe('WAIT_GONE');
  });
});
