import { fileURLToPath } from 'node:url';
import { expect, it, jest } from '@jest/globals';
import { loadShipment, ProcessScenario, untakenFlows } from '../../libs/testing/src/scenario.js';

// Two cores are shared with database and browser specs.
jest.setTimeout(180_000);

it('given the message of a warning, when it arrives, then owner and project manager are asked to acknowledge, by every sequence flow', async () => {
  const shipment = await loadShipment(fileURLToPath(new URL('..', import.meta.url)));
  const taken = new Set<string>();
  const s = new ProcessScenario(shipment, { notify: () => undefined }, taken);
  s.publish('promise-warning', 'GD-2026-0001', { caseNumber: 'GD-2026-0001', metricName: '到场' });
  expect(s.jobs).toEqual([
    {
      jobType: 'notify',
      elementId: 'warn-owner',
      headers: { template: 'promise-warning', audience: 'owner,role:pm', ack: 'PT10M' },
      variables: { caseNumber: 'GD-2026-0001', metricName: '到场' },
    },
  ]);
  expect(s.statusOf('promise-warning')).toEqual(['completed']);
  expect(s.statusOf('standby-supply')).toEqual([]);
  s.publish('promise-warning', 'GD-2026-0001', {
    caseNumber: 'GD-2026-0001',
    clockId: 'c',
    metric: 'standby_supplied',
  });
  expect([s.statusOf('standby-supply'), s.waiting()]).toEqual([['active'], ['supply-standby']]);
  expect(untakenFlows(shipment, 'promise-warning', taken)).toEqual([]);
});
