import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { loadShipment, ProcessScenario, untakenFlows, type Shipment } from '../../libs/testing/src/scenario.js';

// Two cores are shared with database and browser specs.
jest.setTimeout(60_000);

describe('command-violation', () => {
  const taken = new Set<string>();
  let shipment: Shipment;
  beforeAll(async () => {
    shipment = await loadShipment(fileURLToPath(new URL('..', import.meta.url)));
  });

  function begin(): ProcessScenario {
    const s = new ProcessScenario(
      shipment,
      { 'close-command-violation': () => undefined, 'record-violation-correction': () => undefined },
      taken,
    );
    s.start(
      'command-violation',
      { caseNumber: 'GD-2026-0001', violationSource: 'record', violationCommand: 'reboot' },
      'GD-2026-0001',
    );
    return s;
  }

  it('given dangerous work without a ticket, when the review finds that it was so, then it is put right', () => {
    const s = begin();
    expect(s.waiting()).toEqual(['review-violation']);
    s.complete('review-violation', { violationReal: true, reviewFinding: '未经批准重启' });
    expect(s.jobsOf('close-command-violation').map((job) => job.headers['outcome'])).toEqual(['confirmed']);
    expect(s.waiting()).toEqual(['correct-violation']);
    s.complete('correct-violation', { correction: '全员重学操作规范' });
    expect(s.jobsOf('record-violation-correction').map((job) => job.variables['correction'])).toEqual([
      '全员重学操作规范',
    ]);
    expect(s.statusOf('command-violation')).toEqual(['completed']);
  });

  it('given a false alarm, when the review says so, then it is over', () => {
    const s = begin();
    s.complete('review-violation', { violationReal: false, reviewFinding: '命令未执行，该步取消' });
    expect(s.jobsOf('close-command-violation').map((job) => job.headers['outcome'])).toEqual(['dismissed']);
    expect(s.statusOf('command-violation')).toEqual(['completed']);
  });

  it('given all scenarios, then every sequence flow was taken', () => {
    expect(untakenFlows(shipment, 'command-violation', taken)).toEqual([]);
  });
});
