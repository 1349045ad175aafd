import { describe, expect, it } from '@jest/globals';
import { answerTasks, type TaskAnswers } from '../../libs/testing/src/answer-tasks.js';
import { EmergencyScenarios } from '../../libs/testing/src/emergency-scenario.js';

const KEY = 'emergency-power';
const answers: TaskAnswers = {
  'confirm-notice': { noticeChecked: true },
  'check-power': { powerState: 'mains-lost', upsMinutes: 170, shutdownMinutes: 30 },
  'bypass-ups': { bypassResult: '已切旁路' },
  'repair-ups': { upsRepair: '更换电池' },
  'ask-return': { returnMinutes: 60, returnSource: '供电局 95598' },
  'shed-load': { loadShed: '照明、测试机' },
  'back-up-data': { backupResult: '已备份到异地' },
  'orderly-shutdown': { shutdownApplications: true, shutdownServers: true, shutdownKey: true },
  'use-generator': { generatorState: 'none' },
  'power-back': { stableMinutes: 15 },
  'start-up': { startNetwork: true, startServers: true, startApplications: true },
  'check-systems': { systemsChecked: '全部正常' },
};

describe(KEY, () => {
  const plan = new EmergencyScenarios(KEY);

  it('given mains that return in time, when the UPS lasts, then load is shed and nothing is shut down', () => {
    const s = plan.begin();
    expect(s.waiting()).toEqual(['check-power', 'confirm-notice']);
    answerTasks(s, answers);
    expect(plan.notices(s)).toEqual(['outage']);
    expect(s.statusOf(KEY)).toEqual(['completed']);
  });

  it('given a UPS that runs low, when only the time of a safe shutdown is left, then the orderly shutdown begins by itself', () => {
    const s = plan.begin();
    answerTasks(s, answers, ['shed-load']);
    s.advance('PT139M');
    expect(s.waiting()).toEqual(['shed-load']);
    s.advance('PT1M');
    expect(s.waiting()).toEqual(['back-up-data']);
    answerTasks(s, answers);
    expect(s.statusOf(KEY)).toEqual(['completed']);
  });

  it('given mains that return too late, when the answer is known, then data are backed up and key devices go last', () => {
    const s = plan.begin();
    answerTasks(s, { ...answers, 'ask-return': { returnMinutes: 140, returnSource: '物业' } }, ['back-up-data']);
    expect(s.waiting()).toEqual(['back-up-data']);
    answerTasks(s, answers);
    expect(s.statusOf(KEY)).toEqual(['completed']);
  });

  it('given a UPS fault, when it is found, then it is bypassed and repaired', () => {
    const s = plan.begin();
    answerTasks(s, { ...answers, 'check-power': { powerState: 'ups-fault', upsMinutes: 0, shutdownMinutes: 30 } });
    expect(s.statusOf(KEY)).toEqual(['completed']);
  });

  it('given all scenarios above, when their flows are gathered, then every sequence flow was taken', () => {
    expect(plan.untaken()).toEqual([]);
  });
});
