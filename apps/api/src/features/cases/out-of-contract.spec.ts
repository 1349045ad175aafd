import { describe, expect, it } from '@jest/globals';
import type { CaseEventEntity } from './cases.entity.js';
import { isOutOfContract, priceAgreedAt } from './out-of-contract.js';

const event = (type: string, occurredAt: number, requestId: string, action = 'quotation'): CaseEventEntity =>
  ({ type, occurredAt, payload: { requestId, action } }) as unknown as CaseEventEntity;

describe('work outside of a contract', () => {
  it('given the contract check, then an expired contract and a device that is not in it are outside', () => {
    const outside = (code: string | null): boolean =>
      isOutOfContract({ contractProblem: code === null ? null : { code: code as never, message: { zh: '', en: '' } } });
    expect([outside('CONTRACT_EXPIRED'), outside('DEVICE_OUT_OF_SCOPE')]).toEqual([true, true]);
    expect([outside('CONTRACT_UNKNOWN'), outside('CONTRACT_MISSING'), outside(null)]).toEqual([false, false, false]);
  });

  it('given acceptances, when some were taken back, then the earliest that stands counts, and a change plan is none', () => {
    expect(priceAgreedAt([event('confirmation_given', 5, 'plan', 'change-approval')])).toBeNull();
    expect(priceAgreedAt([event('confirmation_requested', 5, 'a')])).toBeNull();
    const given = [event('confirmation_given', 10, 'a'), event('confirmation_given', 20, 'b')];
    expect(priceAgreedAt(given)).toBe(10);
    expect(priceAgreedAt([...given, event('confirmation_revoked', 30, 'a')])).toBe(20);
    expect(
      priceAgreedAt([...given, event('confirmation_void', 30, 'a'), event('confirmation_revoked', 31, 'b')]),
    ).toBeNull();
  });
});
