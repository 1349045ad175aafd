import type {
  Drill,
  DrillContent,
  DrillDue,
  DrillMeasurement,
  DrillScore,
  DrillStep,
  DrillSummary,
  FindingInput,
  Rehearsal,
} from '@pledge/contracts';

const name = { zh: 'OA 系统故障', en: 'OA system' };
const content: DrillContent = {
  title: 'OA 系统故障年度演练',
  kind: 'tabletop',
  planKey: 'emergency-oa',
  partyId: '0198c0de-0000-7000-8000-00000000a002',
  objective: '检验停机公告与替代通信。',
  scenario: '上午 9 点全院无法登录 OA。',
  safetyStop: '任何人可随时中止。',
  report: { cause: 'oa', scope: 'institution', impact: 'high', urgency: 'high' },
  window: { from: '2026-03-05T09:00:00+08:00', to: '2026-03-05T12:00:00+08:00' },
  participants: [
    { username: 'engineer', duty: '远程修复' },
    { username: 'customer', duty: '信息科联络' },
  ],
  injects: [
    {
      id: 'i1',
      kind: 'channel-failure',
      afterMinutes: 20,
      text: '短信网关中断',
      to: 'all',
      answer: false,
      channel: 'sms',
    },
  ],
  facts: { 'remote-try': { usable: 'no' } },
};
const summary: DrillSummary = {
  number: 'YX-2026-0001',
  title: content.title,
  kind: 'tabletop',
  state: 'signing',
  planKey: 'emergency-oa',
  planName: name,
  planVersion: 1,
  partyId: content.partyId,
  partyName: '中国联合网络通信有限公司甘肃省分公司',
  windowFrom: '2026-03-05T09:00:00+08:00',
  windowTo: '2026-03-05T12:00:00+08:00',
  startedAt: '2026-03-05T09:02:00.000+08:00',
  overAt: '2026-03-05T11:10:00.000+08:00',
  runNumber: 'YL-2026-0001',
  total: 91,
  grade: 'good',
  openFindings: 0,
  lateFindings: 0,
};
const measurement: DrillMeasurement = {
  steps: [
    {
      elementId: 'go-to-room',
      name: '① 到机房，检查服务器',
      by: 'dispatcher',
      startedAt: '2026-03-05T09:02:00.000+08:00',
      endedAt: '2026-03-05T09:12:00.000+08:00',
      minutes: 10,
      limit: 15,
    },
  ],
  restoreMinutes: 120,
  rtoMinutes: 240,
  dataGapMinutes: 5,
  rpoMinutes: 60,
  injectsAsked: 0,
  injectsAnswered: 0,
};
const score: DrillScore = {
  rated: [{ elementId: 'go-to-room', minutes: 10, limit: 15, points: 100 }],
  stepPoints: 100,
  restorePoints: 100,
  restoreMet: true,
  dataPoints: 100,
  dataMet: true,
  injectPoints: 100,
  total: 100,
  goalsMet: true,
  grade: 'good',
};
const finding: FindingInput = {
  text: '通讯录号码已过期',
  action: '逐一核对号码',
  owner: 'engineer',
  dueAt: '2026-04-01T18:00:00+08:00',
};
const drill: Drill = {
  ...summary,
  content,
  revision: 2,
  gaps: [],
  createdBy: 'pm',
  createdAt: '2026-03-02T10:00:00.000+08:00',
  participants: [
    { username: 'engineer', name: '张伟', duty: '远程修复', side: 'provider' },
    { username: 'customer', name: '马建国', duty: '信息科联络', side: 'customer' },
  ],
  agreement: { by: '马建国', username: 'customer', agreed: true, note: '', at: '2026-03-03T10:00:00.000+08:00' },
  stopped: null,
  realEmergencies: [],
  recoverBy: null,
  steps: [
    {
      taskId: '0198c0de-0000-7000-8000-00000000b001',
      elementId: 'go-to-room',
      name: '① 到机房，检查服务器',
      nameEn: '1 To the machine room, check the server',
      owner: '刘敏',
      groups: ['dispatcher', 'pm', 'engineer'],
      startedAt: '2026-03-05T09:02:00.000+08:00',
      endedAt: '2026-03-05T09:12:00.000+08:00',
      dueAt: '2026-03-05T09:17:00.000+08:00',
      late: false,
      minutes: 10,
    },
  ],
  injects: [
    {
      id: 'i1',
      kind: 'channel-failure',
      text: '短信网关中断',
      afterMinutes: 20,
      answer: false,
      deliveredAt: '2026-03-05T09:22:00.000+08:00',
      effect: { contacts: 8, standIn: null, tasks: null },
      answeredAt: null,
      answeredBy: null,
      answerText: null,
    },
  ],
  measurement,
  score,
  evaluation: '达到恢复目标。',
  findings: [
    {
      ...finding,
      id: '0198c0de-0000-7000-8000-00000000c001',
      ownerName: '张伟',
      state: 'done',
      late: false,
      doneNote: '已核对',
      doneAt: '2026-03-06T10:00:00.000+08:00',
    },
  ],
  former: [
    {
      number: 'YX-2025-0001',
      overAt: '2025-03-05T11:10:00.000+08:00',
      total: 74,
      grade: 'passed',
      restoreMinutes: 230,
      dataGapMinutes: 30,
      steps: { 'go-to-room': 14 },
    },
  ],
  signatures: [],
  reportDocumentId: '0198c0de-0000-7000-8000-00000000d001',
  reportSha256: 'cc8dc9c03a55f9476ebc9797e3054cad93d8d644e8f01e79e4e1ff99abc82a71',
  signedDocumentId: null,
  may: { edit: false, stop: false, find: false },
};
const due: DrillDue = {
  planKey: 'emergency-oa',
  planName: name,
  lastNumber: 'YX-2025-0001',
  lastAt: '2025-03-05T11:10:00.000+08:00',
  lastGrade: 'passed',
  dueAt: '2026-03-05T11:10:00.000+08:00',
  due: false,
  openNumber: 'YX-2026-0001',
  opensAt: '2026-03-05T11:10:00.000+08:00',
};
const step: DrillStep = {
  elementId: 'remote-try',
  name: { zh: '① 尝试远程修复', en: '1 Try to repair remotely' },
  limit: 30,
  fields: [
    {
      key: 'usable',
      label: { zh: '已可用', en: 'Usable again' },
      type: 'choice',
      options: [
        { value: 'yes', label: { zh: '是', en: 'Yes' } },
        { value: 'no', label: { zh: '否', en: 'No' } },
      ],
    },
  ],
};
const rehearsal: Rehearsal = {
  state: 'completed',
  waiting: [],
  problem: null,
  minutes: 205,
  rtoMinutes: 240,
  steps: [{ elementId: 'go-to-room', name: drill.planName, from: 0, to: 15, limit: 15 }],
  injects: [{ id: 'i1', afterMinutes: 20, reached: true, during: ['analyse'] }],
};

/** Examples of the API description: the OA is drilled. */
export const drillExamples = { content, summary, drill, due, step, rehearsal, finding };
