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

const KEY = 'emergency-network';
const delegates: Record<string, ScenarioDelegate> = {
  'emergency-notice': () => undefined,
};
const answers: TaskAnswers = {
  'confirm-notice': { noticeChecked: true },
  'find-scope': { netScope: 'both' },
  'segment-test': { located: 'line', testResult: '运营商侧不通' },
  'call-operator': { circuitNumber: 'LZ-GS-0931', operatorAnswer: '10086 受理，1 小时' },
  'switch-line': { lineSwitched: '已切备线' },
  'replace-device': { deviceReplaced: '备用核心交换机' },
  'restore-config': { configRestored: '2026-01 版' },
  isolate: { isolated: 'G1/0/3' },
  'test-network': { networkOk: 'yes' },
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

  it.each(['line', 'device', 'attack'])(
    'given a fault of kind %s, when it is mended, then services are tested and it ends',
    (located) => {
      const s = begin();
      answerTasks(s, { ...answers, 'segment-test': { located, testResult: '见记录' } });
      expect(notices(s)).toEqual(['outage']);
      expect(s.statusOf(KEY)).toEqual(['completed']);
    },
  );

  it('given services that still fail, when they are tested, then the segments are tested anew, with an empty answer', () => {
    const s = begin();
    answerTasks(s, { ...answers, 'test-network': { networkOk: 'no' } }, ['segment-test']);
    s.complete('segment-test', { located: 'line', testResult: '见记录' });
    answerTasks(s, { ...answers, 'test-network': { networkOk: 'no' } }, ['segment-test']);
    expect(s.task('segment-test').variables).toMatchObject({ located: null });
    answerTasks(s, answers);
    expect(s.statusOf(KEY)).toEqual(['completed']);
  });

  it('given all scenarios above, when their flows are gathered, then every sequence flow was taken', () => {
    expect(untakenFlows(shipment, KEY, taken)).toEqual([]);
  });
});
