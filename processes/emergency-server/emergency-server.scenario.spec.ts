import { describe, expect, it } from '@jest/globals';
import { answerTasks, type TaskAnswers } from '../../libs/testing/src/answer-tasks.js';
import { EmergencyScenarios } from '../../libs/testing/src/emergency-scenario.js';

const KEY = 'emergency-server';
const answers: TaskAnswers = {
  'confirm-notice': { noticeChecked: true },
  'go-to-scene': { osState: '蓝屏', hardwareAlarms: '磁盘 3 红灯', leadPhoned: true },
  'remote-repair': { remoteRepaired: 'no' },
  'call-supplier': { supplierContact: '王工', supplierRequest: '更换磁盘' },
  'record-reply': {
    supplierReply: '已受理 SR-1',
    engineerEta: '2026-01-05T12:00+08:00',
    partsEta: '2026-01-05T13:00+08:00',
  },
  'help-backup': { serverBackup: '已备份' },
  'supplier-repair': { repairedInTime: 'yes' },
  'take-measures': { measures: '启用异地备份' },
};

describe(KEY, () => {
  const plan = new EmergencyScenarios(KEY);

  it('given a fault that is mended remotely, when it is registered, then no supplier is called', () => {
    const s = plan.begin();
    answerTasks(s, { ...answers, 'remote-repair': { remoteRepaired: 'yes' } });
    expect(s.statusOf(KEY)).toEqual(['completed']);
  });

  it('given a supplier who repairs in time, when all five steps are done, then no leader is troubled', () => {
    const s = plan.begin();
    answerTasks(s, answers);
    expect(plan.notices(s)).toEqual(['outage']);
    expect(s.statusOf(KEY)).toEqual(['completed']);
  });

  it('given a supplier who is silent and repairs too late, when 30 minutes pass, then that is told, and leaders decide (S3-27)', () => {
    const s = plan.begin();
    answerTasks(s, answers, ['record-reply']);
    s.advance('PT30M');
    expect(plan.notices(s)).toEqual(['outage', 'supplier-late']);
    answerTasks(s, { ...answers, 'supplier-repair': { repairedInTime: 'no' } });
    expect(plan.notices(s)).toEqual(['outage', 'supplier-late', 'leaders']);
    expect(s.statusOf(KEY)).toEqual(['completed']);
  });

  it('given all scenarios above, when their flows are gathered, then every sequence flow was taken', () => {
    expect(plan.untaken()).toEqual([]);
  });
});
