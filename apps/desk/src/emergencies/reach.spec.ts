import { describe, expect, it } from '@jest/globals';
import type { EmergencyReach } from '@pledge/contracts';
import { countReach, notReached } from './reach.js';

const contact = (name: string, state: EmergencyReach['state']): EmergencyReach => ({
  id: name,
  kind: 'alert',
  name,
  duty: { zh: '值守', en: 'On duty' },
  side: 'provider',
  mobile: null,
  channel: 'mail',
  state,
  tried: [],
  at: null,
  by: null,
});

describe('who was reached', () => {
  it('given contacts in every state, when counted, then each is in one place', () => {
    const all = (['sending', 'retrying', 'reached', 'not-sent', 'failed', 'call', 'drill'] as const).map((state) =>
      contact(state, state),
    );
    expect(countReach(all)).toEqual({ total: 7, reached: 1, missed: 4, sending: 1, kept: 1 });
  });
  it('given some were missed, when listed, then who has to be telephoned comes first, and nobody who was reached', () => {
    const list = notReached([
      contact('c', 'retrying'),
      contact('r', 'reached'),
      contact('b', 'failed'),
      contact('a', 'call'),
    ]);
    expect(list.map((one) => one.name)).toEqual(['a', 'b', 'c']);
  });
});
