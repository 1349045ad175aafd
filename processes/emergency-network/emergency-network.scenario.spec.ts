import { describe, expect, it } from '@jest/globals';
import { answerTasks, type TaskAnswers } from '../../libs/testing/src/answer-tasks.js';
import { EmergencyScenarios } from '../../libs/testing/src/emergency-scenario.js';

const KEY = 'emergency-network';
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
  const plan = new EmergencyScenarios(KEY);

  it.each(['line', 'device', 'attack'])(
    'given a fault of kind %s, when it is mended, then services are tested and it ends',
    (located) => {
      const s = plan.begin();
      answerTasks(s, { ...answers, 'segment-test': { located, testResult: '见记录' } });
      expect(plan.notices(s)).toEqual(['outage']);
      expect(s.statusOf(KEY)).toEqual(['completed']);
    },
  );

  it('given services that still fail, when they are tested, then the segments are tested anew, with an empty answer', () => {
    const s = plan.begin();
    answerTasks(s, { ...answers, 'test-network': { networkOk: 'no' } }, ['segment-test']);
    s.complete('segment-test', { located: 'line', testResult: '见记录' });
    answerTasks(s, { ...answers, 'test-network': { networkOk: 'no' } }, ['segment-test']);
    expect(s.task('segment-test').variables).toMatchObject({ located: null });
    answerTasks(s, answers);
    expect(s.statusOf(KEY)).toEqual(['completed']);
  });

  it('given all scenarios above, when their flows are gathered, then every sequence flow was taken', () => {
    expect(plan.untaken()).toEqual([]);
  });
});
