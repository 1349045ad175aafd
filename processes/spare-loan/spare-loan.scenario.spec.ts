import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { loadShipment, ProcessScenario, untakenFlows, type Shipment } from '../../libs/testing/src/scenario.js';

// Two cores are shared with database and browser specs.
jest.setTimeout(180_000);

describe('spare-loan (F-12.4)', () => {
  const taken = new Set<string>();
  let shipment: Shipment;
  beforeAll(async () => {
    shipment = await loadShipment(fileURLToPath(new URL('..', import.meta.url)));
  });
  /** A loan of ten days. */
  const begin = (): ProcessScenario => {
    const s = new ProcessScenario(shipment, { notify: () => undefined, 'extend-loan': () => undefined }, taken);
    const loanUntil = new Date(s.now + 10 * 86_400_000).toISOString();
    const loan = { spareId: 'spare-1', loanSerial: 'SP-1', loanName: '备机', loanUntil };
    return s.publish('spare-lent', 'GD-2026-0001', loan);
  };
  const told = (s: ProcessScenario): string[] => s.jobsOf('notify').map((job) => job.headers['audience'] ?? '');

  it('given a loan that is back before its last day, then nobody is told', () => {
    const s = begin().advance('P8D').publish('spare-returned', 'spare-1');
    expect(s.statusOf('spare-loan')).toEqual(['completed']);
    expect(told(s)).toEqual([]);
    expect(begin().publish('spare-returned', 'another').statusOf('spare-loan')).toEqual(['active']);
  });

  it('given the day before it is due, then the reminder goes out once, and a return in time ends it', () => {
    const s = begin().advance('P9D');
    expect(told(s)).toEqual(['role:dispatcher,owner']);
    s.publish('spare-returned', 'spare-1');
    expect(s.statusOf('spare-loan')).toEqual(['completed']);
  });

  it('given it is overdue, then somebody has to get it back, and after three days the manager knows', () => {
    const s = begin().advance('P10D');
    expect(told(s)).toEqual(['role:dispatcher,owner', 'role:pm,role:dispatcher,owner']);
    expect(s.task('chase-loan')).toMatchObject({ candidateGroups: ['pm', 'dispatcher'] });
    s.advance('P3D');
    expect(told(s).at(-1)).toBe('role:manager');
    expect(s.waiting()).toEqual(['chase-loan']);
    s.publish('spare-returned', 'spare-1');
    expect(s.waiting()).toEqual([]);
    expect(s.statusOf('spare-loan')).toEqual(['completed']);
  });

  it('given another date is agreed, then it is registered and watched like the first', () => {
    const s = begin().advance('P10D');
    expect(() => s.complete('chase-loan', { chaseNote: '没有新日期' })).toThrow();
    const newLoanUntil = new Date(s.now + 5 * 86_400_000).toISOString();
    s.complete('chase-loan', { newLoanUntil, chaseNote: '与信息科商定' });
    expect(s.jobsOf('extend-loan')).toHaveLength(1);
    expect(s.variablesOf('spare-loan')['loanUntil']).toEqual(expect.stringContaining(newLoanUntil.slice(0, 10)));
    s.advance('P4D');
    expect(told(s)).toHaveLength(3);
    s.advance('P1D').task('chase-loan');
  });

  it('given all scenarios above, when their flows are gathered, then every sequence flow was taken', () => {
    expect(untakenFlows(shipment, 'spare-loan', taken)).toEqual([]);
  });
});
