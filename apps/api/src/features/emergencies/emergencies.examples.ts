import type { Emergency, EmergencyPack, EmergencyPlan, EmergencySummary, ProposePlans } from '@pledge/contracts';

const plan: EmergencyPlan = {
  key: 'emergency-oa',
  version: 1,
  hash: '3f2c9a5d0e6b4b7f8a1d2c3e4f5a6b7c8d9e0f1a2b3c4d5e6f708192a3b4c5d6',
  agreed: false,
  agreements: [
    { side: 'provider', partyName: '远景网络技术服务有限公司', by: 'pm', at: '2026-03-01T10:00:00.000+08:00' },
  ],
  content: {
    name: { zh: 'OA 系统故障', en: 'OA system fault' },
    source: 'S3-28',
    proposal: false,
    prevention: { zh: '每日备份，异地存放。', en: 'Daily backups, kept off site.' },
    measures: { zh: '远程修复，必要时现场支持。', en: 'Repair remotely, on site where needed.' },
    trigger: { zh: '部门或全院无法使用 OA。', en: 'A department or all cannot use the OA.' },
    start: { zh: '由部门领导启动。', en: 'Started by the department leader.' },
    recovery: { zh: '核对期间数据后发布恢复公告。', en: 'Recovery notice after data are compared.' },
    contacts: [
      {
        id: 'engineers',
        duty: { zh: '服务方工程师', en: 'Engineers' },
        side: 'provider',
        role: 'engineer',
        channels: ['sms', 'mail', 'phone'],
      },
    ],
    failedChannels: [],
    substitutes: [{ zh: '电话', en: 'Telephone' }],
    resources: [{ name: { zh: '备用服务器', en: 'Standby server' }, place: { zh: '机房', en: 'Machine room' } }],
    notices: { outage: { zh: 'OA 暂停使用。', en: 'The OA is down.' } },
    goals: [{ service: { zh: 'OA 系统', en: 'OA system' }, rtoMinutes: 240, rpoMinutes: 60 }],
    steps: { 'go-to-room': 15 },
    readiness: [
      {
        id: 'backup-off-site',
        name: { zh: '重要信息异地备份', en: 'Backups off site' },
        source: 'S3-20',
        everyDays: 30,
        firstInDays: 0,
      },
    ],
  },
  readiness: [
    {
      id: 'backup-off-site',
      name: { zh: '重要信息异地备份', en: 'Backups off site' },
      source: 'S3-20',
      dueAt: '2026-03-01T10:00:00.000+08:00',
      overdue: true,
      result: null,
      note: '',
      checkedBy: null,
      checkedAt: null,
    },
  ],
  notReady: 1,
  createdBy: 'system',
  createdAt: '2026-03-01T10:00:00.000+08:00',
  may: { edit: true, agree: false, start: true },
};
const { version, hash, agreed, agreements, content, createdBy, createdAt } = plan;
const pack: EmergencyPack = {
  current: true,
  document: {
    id: '0197a0c2-5b1e-7c3a-9d1f-3f6a1c2b4d5e',
    number: 'YA-0001',
    sha256: '9f2c9a5d0e6b4b7f8a1d2c3e4f5a6b7c8d9e0f1a2b3c4d5e6f708192a3b4c5d6',
    createdAt: '2026-03-01T10:00:00.000+08:00',
  },
};
const report: ProposePlans = { cause: 'oa', scope: 'institution', impact: 'high', urgency: 'high' };
const summary: EmergencySummary = {
  number: 'YJ-2026-0001',
  title: 'OA 系统无法登录',
  mode: 'live',
  state: 'running',
  ...report,
  partyName: '中国联合网络通信有限公司甘肃省分公司',
  planKey: 'emergency-oa',
  planName: plan.content.name,
  planVersion: 1,
  outcome: null,
  reportedBy: 'dispatcher',
  reportedAt: '2026-03-02T10:00:00.000+08:00',
  planStartedAt: '2026-03-02T10:00:01.000+08:00',
  recoveredAt: null,
  endedAt: null,
};
const emergency: Emergency = {
  ...summary,
  rtoMinutes: 240,
  rpoMinutes: 60,
  dataGapMinutes: null,
  goals: plan.content.goals,
  notices: plan.content.notices,
  recoverBy: '2026-03-02T14:00:00.000+08:00',
  substitutes: plan.content.substitutes,
  resources: plan.content.resources,
  notReady: 1,
  steps: [
    {
      taskId: '0197a0c2-7b1e-7c3a-9d1f-3f6a1c2b4d5e',
      elementId: 'go-to-room',
      name: '① 到机房，检查服务器',
      owner: null,
      groups: ['dispatcher', 'engineer'],
      startedAt: '2026-03-02T10:00:01.000+08:00',
      endedAt: null,
      dueAt: '2026-03-02T10:15:01.000+08:00',
      late: false,
    },
  ],
  countdowns: [],
  contacts: [
    {
      id: '0197a0c2-8b1e-7c3a-9d1f-3f6a1c2b4d5e',
      kind: 'alert',
      name: '张伟',
      duty: { zh: '服务方工程师', en: 'Engineers' },
      side: 'provider',
      mobile: '13800000002',
      channel: 'mail',
      state: 'reached',
      tried: [{ channel: 'sms', error: 'not set up' }],
      at: '2026-03-02T10:00:22.000+08:00',
      by: null,
    },
  ],
  reportDocumentId: null,
  diagrams: [
    {
      processInstanceId: '0197a0c2-6b1e-7c3a-9d1f-3f6a1c2b4d5e',
      key: 'emergency-oa',
      version: 1,
      xml: '<bpmn:definitions />',
      activeElements: ['go-to-room'],
      completedElements: ['started'],
      takenFlows: ['started--go-to-room'],
    },
  ],
};
const proposals = { items: [{ key: 'emergency-oa', why: 'OA 系统故障（S3-28）', whyEn: 'OA fault (S3-28)' }] };

/** Examples of the API description: the OA is down. */
export const emergencyExamples = {
  plan,
  version: { version, hash, agreed, agreements, content, createdBy, createdAt },
  pack,
  report,
  summary,
  emergency,
  proposals,
};
