import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { GENESIS, canonicalJson, sealEvent, verifyChain, type ChainedEvent } from './event-chain.js';

function chain(payloads: readonly Record<string, unknown>[]): ChainedEvent[] {
  const events: ChainedEvent[] = [];
  for (const [index, payload] of payloads.entries()) {
    const event = {
      caseId: '0198c0de-0000-7000-8000-000000000001',
      seq: index + 1,
      type: 'note',
      occurredAt: 1_772_000_000_000 + index,
      recordedAt: 1_772_000_000_500 + index,
      actor: 'engineer',
      payload,
      prevHash: events.at(-1)?.hash ?? GENESIS,
    };
    events.push({ ...event, hash: sealEvent(event) });
  }
  return events;
}
const three = (): ChainedEvent[] => chain([{ text: '到场' }, { fileIds: ['a', 'b'] }, {}]);

describe('the hash chain of a case (design section 7)', () => {
  it('given events as written, when verified, then the chain is intact', () => {
    const events = three();
    const last = events.at(-1)!;
    expect(verifyChain(events, last)).toEqual({ intact: true });
    expect(verifyChain([])).toEqual({ intact: true });
  });

  it.each([
    ['payload', { payload: { text: '未到场' } }],
    ['time', { occurredAt: 1 }],
    ['actor', { actor: 'someone' }],
    ['type', { type: 'restored' }],
  ])('given a row whose %s was changed in the database, when verified, then it is found', (_, change) => {
    const events = three();
    events[1] = { ...events[1]!, ...change };
    expect(verifyChain(events)).toEqual({ intact: false, seq: 2, reason: 'hash' });
  });

  it('given a changed row with a new hash of its own, when verified, then the next row gives it away', () => {
    const events = three();
    const changed = { ...events[1]!, payload: { text: 'forged' } };
    events[1] = { ...changed, hash: sealEvent(changed) };
    expect(verifyChain(events)).toEqual({ intact: false, seq: 3, reason: 'prev-hash' });
  });

  it('given a removed row in the middle or at the end, when verified, then it is missed', () => {
    const events = three();
    expect(verifyChain([events[0]!, events[2]!])).toEqual({ intact: false, seq: 2, reason: 'missing' });
    expect(verifyChain(events.slice(0, 2), events[2]!)).toEqual({ intact: false, seq: 3, reason: 'missing' });
  });

  it('given the same value with keys in any order, when written canonically, then the bytes are the same and it can be read back', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(canonicalJson(reversed(value))).toBe(text);
      }),
    );
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([k, v]) => [k, reversed(v)]),
  );
}
