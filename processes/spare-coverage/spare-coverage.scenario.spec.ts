import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { loadShipment, ProcessScenario, untakenFlows, type Shipment } from '../../libs/testing/src/scenario.js';

// Two cores are shared with database and browser specs.
jest.setTimeout(180_000);

const gap = (contract: string) => ({ contract, percent: 50, missing: 'H3C S7506 × 2' });

describe('spare-coverage (F-12.6)', () => {
  const taken = new Set<string>();
  let shipment: Shipment;
  beforeAll(async () => {
    shipment = await loadShipment(fileURLToPath(new URL('..', import.meta.url)));
  });
  const begin = (gaps: readonly unknown[], startEventId: string): ProcessScenario => {
    const s = new ProcessScenario(shipment, { 'check-spare-coverage': () => ({ coverageGaps: gaps }) }, taken);
    s.start('spare-coverage', {}, undefined, startEventId);
    return s;
  };

  it('given the first of the month and every device covered, then nothing is to be bought (S0i-26)', () => {
    expect(begin([], 'month-begins').statusOf('spare-coverage')).toEqual(['completed']);
  });

  it('given contracts with gaps, then each has its own purchase, and the check is over when all are arranged', () => {
    const s = begin([gap('P-1'), gap('P-2')], 'check-asked');
    const [first, second] = s.openTasks();
    expect(
      [first, second].map((task) => [task?.elementId, task?.candidateGroups, task?.variables['gapContract']]),
    ).toEqual([
      ['buy-spares', ['pm'], 'P-1'],
      ['buy-spares', ['pm'], 'P-2'],
    ]);
    expect(s.statusOf('spare-coverage')).toEqual(['active']);
    const one = begin([gap('P-1')], 'check-asked');
    expect(() => one.complete('buy-spares', {})).toThrow();
    one.complete('buy-spares', { purchaseNote: '已下单，周五到货' });
    expect(one.statusOf('spare-coverage')).toEqual(['completed']);
  });

  it('given all scenarios above, when their flows are gathered, then every sequence flow was taken', () => {
    expect(untakenFlows(shipment, 'spare-coverage', taken)).toEqual([]);
  });
});
