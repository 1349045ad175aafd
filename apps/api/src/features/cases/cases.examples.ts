import type {
  CaseDetail,
  CaseEventList,
  CaseList,
  CaseProcess,
  CaseQuestions,
  CaseSummary,
  CorrectContractRequest,
  CreateCaseRequest,
  CreateCaseResponse,
  IntakeResult,
  RecordEventRequest,
  RecordEventResponse,
  WithdrawCaseRequest,
} from '@pledge/contracts';

/** Examples of the API description: one fault of the demo data (GD-2026-0001), 15 minutes after it was reported. */

const PARTY = { id: '0198c0de-0000-7000-8000-00000000a002', name: '甘肃电信演示客户' };
const CONTACT = { name: '马建国', phone: '13909310001' };
const DEVICE = { serialNumber: 'CR-LZ-0001', model: 'Cisco CRS-8', name: '核心路由器 1' };
const SITE_ID = '0197a0c2-1c1e-7c3a-9d1f-3f6a1c2b4d5e';
const PROCESS_INSTANCE_ID = '0197a0c2-6b1e-7c3a-9d1f-3f6a1c2b4d5e';
const REPORTED_AT = '2026-03-02T10:00:00.000+08:00';
const FIRST_HASH = '7a61cc4f3304004c7b19a2073d786044ab9bed58a66880a50b1fb009d0f3ef50';

export const createCaseExample: { body: CreateCaseRequest; response: CreateCaseResponse } = {
  body: {
    contractNumber: 'P-DEMO',
    serialNumber: DEVICE.serialNumber,
    title: '核心路由器不可达',
    description: '机房核心路由器 ping 不通，全市业务中断',
    channel: 'portal',
    contact: CONTACT,
    answers: { impact: 'paralysed' },
  },
  response: {
    number: 'GD-2026-0001',
    status: 'open',
    severity: 'T1',
    receivedAt: REPORTED_AT,
    contractProblem: null,
    settled: true,
  },
};

const summaryExample: CaseSummary = {
  number: 'GD-2026-0001',
  title: '核心路由器不可达',
  status: 'open',
  type: 'fault',
  severity: { code: 'T1', labelZh: '一级 · 网络或主机系统瘫痪', labelEn: 'T1 · network or host system down' },
  customerName: PARTY.name,
  siteName: '兰州枢纽机房',
  owner: 'engineer',
  receivedAt: REPORTED_AT,
  headline: {
    id: 'GD-2026-0001/SLA-024',
    commitmentId: 'SLA-024',
    metric: 'onsite_arrival',
    metricName: { zh: '到场', en: 'On site' },
    state: 'running',
    startedAt: REPORTED_AT,
    warnAt: '2026-03-02T10:48:00.000+08:00',
    dueAt: '2026-03-02T11:00:00.000+08:00',
  },
};

export const caseListExample: { response: CaseList } = {
  response: { items: [summaryExample], nextCursor: null, total: 1 },
};

const detailExample: CaseDetail = {
  ...summaryExample,
  id: '0197a0c2-4b1e-7c3a-9d1f-3f6a1c2b4d5e',
  description: '机房核心路由器 ping 不通，全市业务中断',
  channel: 'portal',
  contractNumber: 'P-DEMO',
  contractProblem: null,
  statedContractNumber: 'P-DEMO',
  serialNumber: DEVICE.serialNumber,
  party: PARTY,
  partyLabels: { customer: { zh: '局方', en: 'the customer' }, provider: { zh: '我公司', en: 'the provider' } },
  site: { id: SITE_ID, name: '兰州枢纽机房', address: '甘肃省兰州市城关区演示路 1 号' },
  device: DEVICE,
  contact: CONTACT,
  ownerName: '张伟',
  registeredAt: REPORTED_AT,
  reportedAt: null,
  reportedLateReason: null,
  occurredAt: null,
  answers: { impact: 'paralysed', faultKind: 'hardware', alreadyComplained: false, simpleProblem: false },
  statusSentence: {
    zh: '工程师张伟正在远程处理，最迟 11:00 前到场或恢复。',
    en: '张伟 is working remotely, to be on site or done by 11:00 at the latest.',
  },
  processInstanceId: PROCESS_INSTANCE_ID,
};

export const caseDetailExample = { response: detailExample };

export const correctContractExample: { body: CorrectContractRequest; response: CaseDetail & { settled: boolean } } = {
  body: { contractNumber: 'P-DEMO' },
  response: { ...detailExample, statedContractNumber: 'P-DEM0', settled: true },
};

export const withdrawCaseExample: { body: WithdrawCaseRequest; response: CaseDetail & { settled: boolean } } = {
  body: { reason: '客户自行恢复' },
  response: {
    ...detailExample,
    status: 'withdrawn',
    headline: null,
    statusSentence: { zh: '您已撤回这次申告。', en: 'This report was withdrawn.' },
    settled: true,
  },
};

export const caseEventsExample: { response: CaseEventList } = {
  response: {
    items: [
      {
        id: '0197a0c2-4b1f-7c3a-9d1f-3f6a1c2b4d5e',
        seq: 1,
        type: 'request_received',
        label: { zh: '收到申告', en: 'Request received' },
        occurredAt: REPORTED_AT,
        recordedAt: REPORTED_AT,
        actor: 'customer',
        payload: { channel: 'portal', contractNumber: 'P-DEMO', serialNumber: DEVICE.serialNumber },
        prevHash: '0'.repeat(64),
        hash: FIRST_HASH,
      },
    ],
    nextCursor: null,
    intact: true,
  },
};

export const recordEventExample: { body: RecordEventRequest; response: RecordEventResponse } = {
  body: { type: 'engineer_arrived', occurredAt: '2026-03-02T10:40:00+08:00', evidence: { note: '机房门口签到' } },
  response: {
    id: '0197a0e7-4b1f-7c3a-9d1f-3f6a1c2b4d5e',
    seq: 6,
    type: 'engineer_arrived',
    label: { zh: '工程师到场', en: 'Engineer on site' },
    occurredAt: '2026-03-02T10:40:00.000+08:00',
    recordedAt: '2026-03-02T10:41:00.000+08:00',
    actor: 'engineer',
    payload: { evidence: { note: '机房门口签到' } },
    prevHash: 'b05700dd58cd668351fe44efe16660550d5ecea7abe79a98f555b6df68b298fa',
    hash: '0a4964aa2634307b11afee7e0c142979ca2f9e1ef9176e272fe32b27c0df93e8',
    clockChanges: [],
    settled: true,
  },
};

export const caseProcessExample: { response: CaseProcess } = {
  response: {
    processInstanceId: PROCESS_INSTANCE_ID,
    definitionId: '0197a0c2-5b1e-7c3a-9d1f-3f6a1c2b4d5e',
    key: 'fault-handling',
    version: 1,
    xml: '<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions …/>',
    activeElements: [{ elementId: 'remote-diagnosis', elementType: 'userTask', name: '远程诊断' }],
    completedElements: ['fault-reported'],
    takenFlows: ['fault-reported--check-contract'],
    history: [
      {
        seq: 1,
        at: REPORTED_AT,
        type: 'instance-started',
        elementId: null,
        elementType: null,
        actor: 'system',
        detail: null,
      },
    ],
  },
};

/** `GET /api/cases/questions`. */
export const caseQuestionsExample: { response: CaseQuestions } = {
  response: {
    contractNumber: 'P-DEMO',
    questions: [
      {
        key: 'impact',
        label: { zh: '故障影响', en: 'Impact' },
        options: [
          { value: 'paralysed', label: { zh: '网络或主机系统瘫痪', en: 'The network or host system is down' } },
        ],
      },
    ],
  },
};

export const intakeExample: { response: IntakeResult } = {
  response: {
    items: [
      {
        matched: 'serial',
        party: PARTY,
        contract: {
          number: 'P-DEMO',
          name: '综合网管改造项目维护合同',
          phase: 'maintenance',
          endsOn: '2028-08-18',
          check: 'valid',
        },
        site: { id: SITE_ID, name: '兰州枢纽机房' },
        device: DEVICE,
        contact: null,
        openCases: ['GD-2026-0001'],
      },
    ],
  },
};
