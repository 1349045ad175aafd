import { describe, expect, it } from '@jest/globals';
import { phaseOn, phaseSpans, type PhaseFacts } from './contract-phases.js';

const facts = (more: Partial<PhaseFacts> = {}): PhaseFacts => ({
  startsOn: '2026-01-01',
  endsOn: '2028-12-31',
  firstPhase: 'install',
  phase: 'install',
  trialFrom: '2026-03-01',
  acceptedOn: '2026-06-15',
  warrantyMonths: 12,
  ...more,
});
const told = (more: Partial<PhaseFacts> = {}): string[] =>
  phaseSpans(facts(more), '2026-07-01').map(({ phase, from, to }) => `${phase} ${from} ${to ?? '-'}`);

describe('the phases of a contract (S4-01, S3-15)', () => {
  it('given an acceptance report, then the warranty is twelve months from its day', () => {
    expect(told()).toEqual([
      'install 2026-01-01 2026-02-28',
      'trial 2026-03-01 2026-06-14',
      'warranty 2026-06-15 2027-06-14',
      'maintenance 2027-06-15 2028-12-31',
      'expired 2029-01-01 -',
    ]);
  });

  it('given a report signed on the last day of a long month, then the warranty ends with the month', () => {
    expect(told({ trialFrom: null, acceptedOn: '2026-08-31', warrantyMonths: 6 })).toEqual([
      'install 2026-01-01 2026-08-30',
      'warranty 2026-08-31 2027-02-27',
      'maintenance 2027-02-28 2028-12-31',
      'expired 2029-01-01 -',
    ]);
  });

  it('given the contract ends first, then the warranty ends with it', () => {
    expect(told({ endsOn: '2026-12-31' })).toContain('warranty 2026-06-15 2026-12-31');
    expect(told({ endsOn: '2026-12-31' })).toContain('expired 2027-01-01 -');
  });

  it('given no warranty is agreed, then maintenance follows the acceptance', () => {
    expect(told({ warrantyMonths: 0, trialFrom: null })).toEqual([
      'install 2026-01-01 2026-06-14',
      'maintenance 2026-06-15 2028-12-31',
      'expired 2029-01-01 -',
    ]);
  });

  it('given a plain maintenance contract, or a row of an older product, then there is one phase until it expires', () => {
    const plain = { firstPhase: 'maintenance', trialFrom: null, acceptedOn: null } as const;
    expect(told(plain)).toEqual(['maintenance 2026-01-01 2028-12-31', 'expired 2029-01-01 -']);
    expect(told({ ...plain, firstPhase: null, phase: 'expired' })).toEqual(told(plain));
  });

  it('given a day, then exactly one phase is the current one', () => {
    const cases = [
      ['2025-12-31', 'install'],
      ['2026-02-28', 'install'],
      ['2026-03-01', 'trial'],
      ['2026-06-15', 'warranty'],
      ['2027-06-14', 'warranty'],
      ['2027-06-15', 'maintenance'],
      ['2028-12-31', 'maintenance'],
      ['2029-01-01', 'expired'],
    ] as const;
    for (const [day, phase] of cases) {
      expect([day, phaseOn(facts(), day)]).toEqual([day, phase]);
      expect(phaseSpans(facts(), day).filter((span) => span.current)).toHaveLength(1);
    }
  });
});
