import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { scenario, type Scenario } from '../../testing-driver.js';

const load = (): Promise<Scenario> =>
  scenario(readFileSync(new URL('./transaction.order.bpmn', import.meta.url), 'utf8'));

describe('transaction', () => {
  it('given a cancel end event, when it is reached, then the rest ends, what completed is undone, and the cancel boundary goes on', async () => {
    const s = (await load()).start().complete('check', { result: 'off' });
    expect(s.cancelled()).toEqual(['pack']);
    expect(s.waiting()).toEqual(['task:undo-pay']);
    s.complete('undo-pay');
    expect(s.waiting()).toEqual(['task:sorry']);
    expect(s.completed().slice(-3)).toEqual(['undo-pay', 'off', 'cancelled']);
    expect(s.cancelled()).toEqual(['pack', 'order']);
    expect(s.complete('sorry').status).toBe('completed');
  });

  it('given an error in it, when it leaves by the error boundary, then nothing is undone (hazard)', async () => {
    const s = (await load()).start().complete('check', { result: 'bad' });
    expect(s.waiting()).toEqual(['task:repair']);
  });

  it('given a transaction that completed, when it is compensated later, then what was inside is undone', async () => {
    const s = (await load()).start().complete('check', { result: 'good' }).complete('pack');
    expect(s.waiting()).toEqual(['task:undo-pay']);
    expect(s.complete('undo-pay').status).toBe('completed');
  });
});
