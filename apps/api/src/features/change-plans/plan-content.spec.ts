import { describe, expect, it } from '@jest/globals';
import { begunPlan, missingParts } from './plan-content.js';

const NOW = Date.parse('2026-03-02T10:00:00+08:00');
const fields = (serialNumber: string | null): string[] =>
  missingParts(begunPlan({ title: '核心路由器不可达', serialNumber }), NOW).map(({ field }) => field);

describe('a new plan of a case', () => {
  it('given a case with a device, when a plan is begun, then it is about that device, and all else is asked for', () => {
    expect(begunPlan({ title: '核心路由器不可达', serialNumber: 'CR-LZ-0001' })).toMatchObject({
      title: '核心路由器不可达',
      devices: [{ serialNumber: 'CR-LZ-0001', name: '', address: '' }],
    });
    expect(fields('CR-LZ-0001')).toEqual([
      'purpose',
      'impact',
      'backup',
      'rollback',
      'tests',
      'steps',
      'people',
      'window',
    ]);
  });
  it('given a case without a device, when a plan is begun, then a device is asked for too', () => {
    expect(fields(null)).toContain('devices');
  });
});
