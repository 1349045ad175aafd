import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { loadShipment, ProcessScenario, untakenFlows, type Shipment } from '../../libs/testing/src/scenario.js';

// Two cores are shared with database and browser specs.
jest.setTimeout(60_000);

/** C15, level 4: a scan that nobody is asked to check opens nothing. */
describe('scan-check', () => {
  const taken = new Set<string>();
  let shipment: Shipment;
  beforeAll(async () => {
    shipment = await loadShipment(fileURLToPath(new URL('..', import.meta.url)));
  });

  /** The scenario starts on 2026-01-05 09:00 in Shanghai; the customer may confirm for two hours more. */
  function begin(): ProcessScenario {
    const s = new ProcessScenario(shipment, { notify: () => undefined }, taken);
    const variables = {
      caseNumber: 'GD-2026-0001',
      scanId: 'scan-1',
      takenInAt: '2026-01-05T09:00:00+08:00',
      confirmBy: '2026-01-05T11:00:00+08:00',
    };
    s.start('scan-check', variables, 'GD-2026-0001');
    return s;
  }
  const told = (s: ProcessScenario) => s.jobsOf('notify').map((job) => job.headers['audience']);

  it('given a scan, when a second person decides before half the time, then it was asked for once', () => {
    const s = begin();
    s.advance('PT59M');
    s.publish('confirmation-scan-checked', 'scan-1', {});
    s.advance('P1D');
    expect(told(s)).toEqual(['role:pm,role:manager']);
    expect(s.statusOf('scan-check')).toEqual(['completed']);
  });

  it('given nobody who checks it, when half the time is over, then the manager is reminded once, and it ends with the time', () => {
    const s = begin();
    s.publish('confirmation-scan-checked', 'scan-2', {});
    s.advance('PT1H');
    expect(told(s)).toEqual(['role:pm,role:manager', 'role:manager']);
    s.advance('PT59M');
    expect(s.statusOf('scan-check')).toEqual(['active']);
    s.advance('PT1M');
    expect(s.statusOf('scan-check')).toEqual(['completed']);
    expect(told(s)).toHaveLength(2);
  });

  it('given all scenarios, then every sequence flow was taken', () => {
    expect(untakenFlows(shipment, 'scan-check', taken)).toEqual([]);
  });
});
