import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { answerTasks, type TaskAnswers } from '../../libs/testing/src/answer-tasks.js';
import {
  loadShipment,
  ProcessScenario,
  untakenFlows,
  type ScenarioDelegate,
  type Shipment,
} from '../../libs/testing/src/scenario.js';

// Two cores are shared with database and browser specs.
jest.setTimeout(180_000);

const KEY = 'emergency-oa';
const delegates: Record<string, ScenarioDelegate> = {
  'emergency-notice': () => undefined,
};
const answers: TaskAnswers = {
  'confirm-notice': { noticeChecked: true },
  'go-to-room': { serverNormal: 'no' },
  analyse: { analysis: '服务未启动', leadersTold: true },
  'remote-try': { usable: 'no' },
  'find-cause': { removed: 'yes', foundCause: '磁盘满' },
  'onsite-support': { onsiteResult: '更换电源' },
  'test-platform': { tested: '正常' },
};

describe(KEY, () => {
  const taken = new Set<string>();
  let shipment: Shipment;
  beforeAll(async () => {
    shipment = await loadShipment(fileURLToPath(new URL('..', import.meta.url)));
  });
  const begin = (variables: Record<string, string> = {}): ProcessScenario => {
    const s = new ProcessScenario(shipment, delegates, taken);
    s.start(KEY, { emergencyNumber: 'YJ-2026-0001', ...variables }, 'YJ-2026-0001');
    return s;
  };
  const notices = (s: ProcessScenario): (string | undefined)[] =>
    s.jobsOf('emergency-notice').map((job) => job.headers['kind']);

  it('given a platform that is usable again at once, when it is tested, then no outage is told', () => {
    const s = begin();
    answerTasks(s, { ...answers, 'remote-try': { usable: 'yes' } });
    expect(notices(s)).toEqual([]);
    expect(s.statusOf(KEY)).toEqual(['completed']);
  });

  it('given an outage, when the cause is removed, then departments were told in parallel', () => {
    const s = begin();
    answerTasks(s, answers, ['confirm-notice', 'find-cause']);
    expect(s.waiting().sort()).toEqual(['confirm-notice', 'find-cause']);
    expect(notices(s)).toEqual(['outage']);
    answerTasks(s, answers);
    expect(s.statusOf(KEY)).toEqual(['completed']);
  });

  it('given a cause that cannot be removed remotely, when support comes on site, then it ends', () => {
    const s = begin();
    answerTasks(s, { ...answers, 'find-cause': { removed: 'no', foundCause: '电源' } });
    expect(s.statusOf(KEY)).toEqual(['completed']);
  });

  it('given all scenarios above, when their flows are gathered, then every sequence flow was taken', () => {
    expect(untakenFlows(shipment, KEY, taken)).toEqual([]);
  });
});
