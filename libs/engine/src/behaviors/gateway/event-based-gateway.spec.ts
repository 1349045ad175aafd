import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { scenario, type Scenario } from '../../testing-driver.js';

const load = (name: string): Promise<Scenario> =>
  scenario(readFileSync(new URL(`./${name}.bpmn`, import.meta.url), 'utf8'));

describe('event-based gateway', () => {
  it('given several events, when one happens, then the others are given up and the token goes on behind it', async () => {
    const s = await load('event-based-gateway.race');
    s.start({ orderId: 42 });
    expect(s.waiting()).toEqual(['message:answer', 'message:paid', 'timer:late']);
    expect(s.effectsOf('open-subscription')[0]).toMatchObject({ name: 'paid', correlationKey: '42' });
    s.message('paid', { amount: 7 });
    expect(s.waiting()).toEqual(['task:ship']);
    expect(s.variables).toEqual({ orderId: 42, paidAmount: 7 });
    expect(s.effectsOf('cancel-timer')).toHaveLength(1);
    expect(s.flows()).toContain('g-paid');
  });

  it('given a timer among them, when it is due first, then it wins', async () => {
    const s = await load('event-based-gateway.race');
    s.start({ orderId: 42 }).fireNextTimer();
    expect(s.waiting()).toEqual(['task:remind']);
    expect(s.effectsOf('close-subscription')).toHaveLength(2);
  });

  it('given a receive task among them, when its message comes, then it is completed by it', async () => {
    const s = await load('event-based-gateway.race');
    s.start({ orderId: 42 }).message('answer', { text: 'yes' });
    expect(s.waiting()).toEqual(['task:reply']);
    expect(s.variables).toMatchObject({ text: 'yes' });
  });
});
