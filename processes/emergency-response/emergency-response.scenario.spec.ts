import { describe, expect, it } from '@jest/globals';
import { answerTasks, type TaskAnswers } from '../../libs/testing/src/answer-tasks.js';
import { EmergencyScenarios } from '../../libs/testing/src/emergency-scenario.js';
import type { ScenarioDelegate } from '../../libs/testing/src/scenario.js';

const KEY = 'emergency-response';
const delegates: Record<string, ScenarioDelegate> = {
  'emergency-open-plan': () => ({ planVersion: 1 }),
  'emergency-recovered': () => undefined,
  'emergency-report': () => ({ documentId: 'document-1' }),
  'emergency-close': () => undefined,
};
const answers: TaskAnswers = {
  'find-cause': { cause: 'oa', causeNote: '登录页打不开' },
  'decide-plan': { planKey: 'emergency-oa' },
  contain: { containMeasures: '已断开受影响网段' },
  'restore-service': { restoreMeasures: '已恢复' },
  'check-recovery': { dataConsistent: 'yes', dataGapMinutes: 0 },
  'repair-data': { dataRepair: '补录 12 笔' },
  'write-report': { reportCause: '磁盘满', reportProcess: '清理', reportPrevention: '加监控' },
  'go-to-room': { serverNormal: 'yes' },
  analyse: { analysis: '磁盘满', leadersTold: true },
  'remote-try': { usable: 'yes' },
  'test-platform': { tested: '正常' },
};

describe(KEY, () => {
  const plan = new EmergencyScenarios(KEY, delegates);

  it('given a single workstation, when it is reported, then a standby machine is used and no plan starts (S3-18)', () => {
    const s = plan.begin({ scope: 'workstation' });
    s.complete('use-standby', { standbyResult: '已换备机' });
    expect(s.jobs.map((job) => [job.jobType, job.headers])).toEqual([['emergency-close', { outcome: 'no-plan' }]]);
    expect(s.statusOf(KEY)).toEqual(['completed']);
  });

  it('given a plan chosen with the report, when it starts, then it runs at once, data are compared, and the recovery is told', () => {
    const s = plan.begin({ scope: 'departments', planKey: 'emergency-oa' });
    expect(s.waiting()).toEqual(['go-to-room']);
    answerTasks(s, {
      ...answers,
      'check-recovery': [{ dataConsistent: 'no', dataGapMinutes: 12 }, answers['check-recovery'] ?? {}].flat(),
    });
    expect(plan.notices(s)).toEqual(['alert', 'recovery']);
    expect(s.jobs.at(-1)).toMatchObject({ jobType: 'emergency-close', headers: { outcome: 'recovered' } });
    expect([s.statusOf(KEY), s.statusOf('emergency-oa')]).toEqual([['completed'], ['completed']]);
  });

  it('given a cause, when the triggers are asked, then the leader gets the plan that fits, and it starts', () => {
    const s = plan.begin({ scope: 'department', impact: 'high', urgency: 'high' });
    s.complete('find-cause', { cause: 'storage', causeNote: '阵列告警' });
    expect(s.task('decide-plan').variables['proposals']).toMatchObject([{ value: 'emergency-server' }]);
    s.complete('decide-plan', { planKey: 'emergency-server' });
    expect(s.waiting()).toEqual(expect.arrayContaining(['go-to-scene', 'confirm-notice']));
  });

  it('given a leader who does not answer, when each has had ten minutes, then the next level may decide, and at last nobody is passed over', () => {
    const s = plan.begin({ scope: 'institution' });
    s.complete('find-cause', { cause: 'application', causeNote: '不明' });
    const asked: string[][] = [];
    for (let level = 0; level < 4; level++) {
      asked.push([...s.task('decide-plan').candidateGroups]);
      s.advance('PT10M');
    }
    expect(asked.map((groups) => groups.at(-1))).toEqual(['manager', 'supervisor', 'deputy', 'gm']);
    expect(s.task('decide-plan').candidateGroups).toContain('gm');
    s.complete('decide-plan', { planKey: 'none' });
    answerTasks(s, answers);
    expect(s.statusOf(KEY)).toEqual(['completed']);
  });

  it('given all scenarios above, when their flows are gathered, then every sequence flow was taken', () => {
    expect(plan.untaken()).toEqual([]);
  });
});
