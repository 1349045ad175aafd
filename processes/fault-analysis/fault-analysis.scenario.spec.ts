import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  loadShipment,
  ProcessScenario,
  untakenFlows,
  type ScenarioDelegate,
  type Shipment,
} from '../../libs/testing/src/scenario.js';

// Two cores are shared with database and browser specs.
jest.setTimeout(180_000);

const delegates: Record<string, ScenarioDelegate> = {
  notify: () => undefined,
  'render-document': () => ({ documentId: 'document-1' }),
  'deliver-document': () => undefined,
};
const analysis = { cause: '主控板故障', process: '更换主控板', prevention: '增加备件' };

describe('fault-analysis', () => {
  const taken = new Set<string>();
  let shipment: Shipment;
  beforeAll(async () => {
    shipment = await loadShipment(fileURLToPath(new URL('..', import.meta.url)));
  });
  const begin = (): ProcessScenario => {
    const s = new ProcessScenario(shipment, delegates, taken);
    s.start('fault-analysis', { engineer: 'engineer', caseNumber: 'GD-2026-0001' }, 'GD-2026-0001');
    return s;
  };

  it('given an analysis, when it is approved, then the report is made, delivered and recorded', () => {
    const s = begin().complete('write-analysis', analysis);
    s.complete('review-analysis', { approved: true });
    expect(s.jobs.map((job) => job.jobType)).toEqual(['render-document', 'deliver-document']);
    expect(s.jobs[0]).toMatchObject({ headers: { template: 'fault-analysis-report' }, variables: analysis });
    expect(s.eventTypes()).toEqual(['report_delivered']);
    expect(s.statusOf('fault-analysis')).toEqual(['completed']);
  });

  it('given one of the three headings left empty, when it is submitted, then it is refused', () => {
    expect(() => begin().complete('write-analysis', { ...analysis, prevention: '' })).toThrow('"预防措施" is required');
  });

  it('given a review that sends it back, when it comes again, then the answer before is not shown as the new one', () => {
    const s = begin()
      .complete('write-analysis', analysis)
      .complete('review-analysis', { approved: false, reviewComment: '原因不清' });
    expect(s.task('write-analysis').variables).toMatchObject({ ...analysis, reviewComment: '原因不清' });
    s.complete('write-analysis', { cause: '主控板内存故障' });
    expect(s.task('review-analysis').variables).toMatchObject({ cause: '主控板内存故障', approved: null });
  });

  it('given nobody writes and nobody reviews, when days pass, then each is reminded daily', () => {
    const s = begin().advance('P2D');
    expect(s.jobsOf('notify').map((job) => job.headers['audience'])).toEqual(['owner', 'owner']);
    s.complete('write-analysis', analysis).advance('P1D');
    expect(s.jobsOf('notify').map((job) => job.headers['audience'])).toEqual(['owner', 'owner', 'role:pm']);
  });

  it('given all scenarios above, when their flows are gathered, then every sequence flow was taken', () => {
    expect(untakenFlows(shipment, 'fault-analysis', taken)).toEqual([]);
  });
});
