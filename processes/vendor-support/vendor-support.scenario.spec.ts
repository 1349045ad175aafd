import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { loadShipment, ProcessScenario, untakenFlows, type Shipment } from '../../libs/testing/src/scenario.js';

// Two cores are shared with database and browser specs.
jest.setTimeout(180_000);

describe('vendor-support (F-02.7, Y35)', () => {
  let shipment: Shipment;
  beforeAll(async () => {
    shipment = await loadShipment(fileURLToPath(new URL('..', import.meta.url)));
  });

  it('given a fault that cannot be located, then the vendor is told, arrives and works along; every flow was taken', () => {
    const taken = new Set<string>();
    const s = new ProcessScenario(shipment, {}, taken);
    s.start('vendor-support', { caseNumber: 'GD-2026-0001', engineer: 'engineer' }, 'GD-2026-0001');
    expect(s.task('write-vendor-report')).toMatchObject({ assignee: 'engineer', candidateGroups: ['engineer'] });
    s.complete('write-vendor-report', { vendorName: '示例厂商', vendorReport: '用户信息、已做操作和结果' });
    expect(s.task('appoint-vendor').candidateGroups).toEqual(['pm']);
    s.complete('appoint-vendor', { vendorEngineer: '周工 13900000000', vendorEta: '2026-01-05T10:00+08:00' });
    s.advance('PT1H').complete('vendor-arrives', { vendorArrivedAt: '2026-01-05T09:40+08:00' });
    // Three working days count from here (S3-03).
    expect(s.events).toMatchObject([{ type: 'vendor_engineer_arrived', occurredAt: Date.UTC(2026, 0, 5, 1, 40) }]);
    s.complete('joint-work', { jointFindings: '主控板损坏', handedToCustomer: true });
    expect(s.statusOf('vendor-support')).toEqual(['completed']);
    expect(untakenFlows(shipment, 'vendor-support', taken)).toEqual([]);
  });
});
