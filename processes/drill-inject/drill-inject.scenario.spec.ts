import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { loadShipment, ProcessScenario, untakenFlows, type Shipment } from '../../libs/testing/src/scenario.js';

// Two cores are shared with database and browser specs.
jest.setTimeout(180_000);

const RUN = 'YL-2026-0001';
const message = {
  id: 'i1',
  kind: 'message',
  after: 'PT10M',
  text: '分管领导来电询问恢复时间',
  users: ['engineer', 'pm'],
  answer: true,
};
const channel = { id: 'i2', kind: 'channel-failure', after: 'PT20M', text: '短信网关中断', users: [], answer: false };
const away = {
  id: 'i3',
  kind: 'person-unavailable',
  after: 'PT30M',
  text: '值班工程师电话不通',
  users: [],
  answer: false,
  role: 'engineer',
};

describe('drill-injects and drill-inject', () => {
  const taken = new Set<string>();
  let shipment: Shipment;
  beforeAll(async () => {
    shipment = await loadShipment(fileURLToPath(new URL('..', import.meta.url)));
  });
  const begin = (injects: readonly object[]): ProcessScenario => {
    const s = new ProcessScenario(
      shipment,
      {
        'drill-message': () => undefined,
        'drill-channel-failure': () => undefined,
        'drill-person-unavailable': () => undefined,
        'drill-inject-answer': () => undefined,
      },
      taken,
    );
    s.start('drill-injects', { drillNumber: 'YX-2026-0001', runNumber: RUN, injects } as never);
    return s;
  };

  it('given timed injects, when time passes, then each is delivered at its minute, and the one that asks is answered', () => {
    const s = begin([message, channel, away]);
    expect(s.jobs).toEqual([]);
    s.advance('PT10M');
    expect(s.jobs.map((job) => job.jobType)).toEqual(['drill-message']);
    expect(s.task('answer-inject').variables).toMatchObject({ injectText: message.text });
    s.advance('PT20M');
    expect(s.jobs.map((job) => job.jobType)).toEqual([
      'drill-message',
      'drill-channel-failure',
      'drill-person-unavailable',
    ]);
    expect(s.jobsOf('drill-person-unavailable')[0]?.variables['ladder']).toEqual([
      'engineer',
      'pm',
      'manager',
      'supervisor',
      'director',
    ]);
    s.complete('answer-inject', { injectAnswer: '预计 30 分钟恢复' });
    expect(s.jobsOf('drill-inject-answer')[0]?.variables['injectAnswer']).toBe('预计 30 分钟恢复');
    expect(s.statusOf('drill-injects')).toEqual(['completed']);
  });

  it('given a drill that is over, when injects are left, then none is delivered any more', () => {
    const s = begin([message, channel]);
    s.advance('PT10M');
    s.publish('drill-run-over', RUN);
    expect([s.statusOf('drill-injects'), s.waiting()]).toEqual([['completed'], []]);
    s.advance('PT1H');
    expect(s.jobs.map((job) => job.jobType)).toEqual(['drill-message']);
  });

  it('given a drill without injects, when it begins, then there is nothing to do', () => {
    expect(begin([]).statusOf('drill-injects')).toEqual(['completed']);
  });

  it('given all scenarios above, when their flows are gathered, then every sequence flow was taken', () => {
    expect([
      ...untakenFlows(shipment, 'drill-injects', taken),
      ...untakenFlows(shipment, 'drill-inject', taken),
    ]).toEqual([]);
  });
});
