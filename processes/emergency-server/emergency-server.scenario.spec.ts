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

const KEY = 'emergency-server';
const delegates: Record<string, ScenarioDelegate> = {
  'emergency-notice': () => undefined,
};
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

  it('given a fault that is mended remotely, when it is registered, then no supplier is called', () => {
    const s = begin();
    answerTasks(s, { ...answers, 'remote-repair': { remoteRepaired: 'yes' } });
    expect(s.statusOf(KEY)).toEqual(['completed']);
  });

  it('given a supplier who repairs in time, when all five steps are done, then no leader is troubled', () => {
    const s = begin();
    answerTasks(s, answers);
    expect(notices(s)).toEqual(['outage']);
    expect(s.statusOf(KEY)).toEqual(['completed']);
  });

  it('given a supplier who is silent and repairs too late, when 30 minutes pass, then that is told, and leaders decide (S3-27)', () => {
    const s = begin();
    answerTasks(s, answers, ['record-reply']);
    s.advance('PT30M');
    expect(notices(s)).toEqual(['outage', 'supplier-late']);
    answerTasks(s, { ...answers, 'supplier-repair': { repairedInTime: 'no' } });
    expect(notices(s)).toEqual(['outage', 'supplier-late', 'leaders']);
    expect(s.statusOf(KEY)).toEqual(['completed']);
  });

  it('given all scenarios above, when their flows are gathered, then every sequence flow was taken', () => {
    expect(untakenFlows(shipment, KEY, taken)).toEqual([]);
  });
});
