import { describe, expect, it } from '@jest/globals';
import { answerTasks, type TaskAnswers } from '../../libs/testing/src/answer-tasks.js';
import { EmergencyScenarios } from '../../libs/testing/src/emergency-scenario.js';

const KEY = 'emergency-oa';
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
  const plan = new EmergencyScenarios(KEY);

  it('given a platform that is usable again at once, when it is tested, then no outage is told', () => {
    const s = plan.begin();
    answerTasks(s, { ...answers, 'remote-try': { usable: 'yes' } });
    expect(plan.notices(s)).toEqual([]);
    expect(s.statusOf(KEY)).toEqual(['completed']);
  });

  it('given an outage, when the cause is removed, then departments were told in parallel', () => {
    const s = plan.begin();
    answerTasks(s, answers, ['confirm-notice', 'find-cause']);
    expect(s.waiting().sort()).toEqual(['confirm-notice', 'find-cause']);
    expect(plan.notices(s)).toEqual(['outage']);
    answerTasks(s, answers);
    expect(s.statusOf(KEY)).toEqual(['completed']);
  });

  it('given a cause that cannot be removed remotely, when support comes on site, then it ends', () => {
    const s = plan.begin();
    answerTasks(s, { ...answers, 'find-cause': { removed: 'no', foundCause: '电源' } });
    expect(s.statusOf(KEY)).toEqual(['completed']);
  });

  it('given all scenarios above, when their flows are gathered, then every sequence flow was taken', () => {
    expect(plan.untaken()).toEqual([]);
  });
});
