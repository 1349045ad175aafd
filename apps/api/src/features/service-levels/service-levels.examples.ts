import type {
  CaseClockList,
  CasePause,
  ClockItem,
  DecidePauseRequest,
  DisputePauseRequest,
  EvaluateRequest,
  EvaluateResponse,
} from '@pledge/contracts';

/** Examples of the API description; limits and sentences are those of the demo contract P-DEMO. */

const CLAUSE = '网络或主机系统瘫痪：立即响应，1小时内到现场；支持方式：远程/现场；修复时间：2小时';

const arrivalClock: ClockItem = {
  id: 'GD-2026-0001/SLA-024',
  commitmentId: 'SLA-024',
  metric: 'onsite_arrival',
  metricName: { zh: '到场', en: 'On site' },
  clause: CLAUSE,
  source: 'S1-01',
  severity: 'T1',
  limit: 'PT1H',
  state: 'running',
  startedAt: '2026-03-02T10:00:00.000+08:00',
  warnAt: '2026-03-02T10:48:00.000+08:00',
  dueAt: '2026-03-02T11:00:00.000+08:00',
  stoppedAt: null,
  consumed: 'PT15M',
  remaining: 'PT45M',
  segments: [
    {
      from: '2026-03-02T10:00:00.000+08:00',
      to: '2026-03-02T10:15:00.000+08:00',
      counted: true,
      reason: 'working-time',
      text: { zh: '计入：服务时间内', en: 'counted: service hours' },
    },
  ],
  supplement: null,
  explanation: {
    zh: '自 2026-03-02 10:00（收到申告）起算，时限 1小时，每天 24 小时计时，到 2026-03-02 11:00 为止。正在计时。',
    en: 'Counts from 2026-03-02 10:00 (Request received); the limit is 1 hour, every hour of every day counts, it ends at 2026-03-02 11:00. It runs.',
  },
  calendarGaps: [],
};

const pause: CasePause = {
  id: '0197a0e7-4b1f-7c3a-9d1f-3f6a1c2b4d5e',
  reason: 'waiting-access',
  label: { zh: '等待进场', en: 'waiting for access' },
  from: '2026-03-02T10:20:00.000+08:00',
  to: null,
  startedBy: 'engineer',
  evidence: { note: '门卫登记：无人带入', fileIds: [] },
  dispute: { by: 'customer', at: '2026-03-02T10:30:00.000+08:00', note: '10:22 已开门' },
  decision: null,
};

export const disputePauseExample: { body: DisputePauseRequest; response: CasePause } = {
  body: { note: '10:22 已开门' },
  response: pause,
};
export const decidePauseExample: { body: DecidePauseRequest; response: CasePause } = {
  body: { decision: 'void', note: '门禁记录显示 10:22 已开门' },
  response: {
    ...pause,
    decision: {
      decision: 'void',
      by: 'manager',
      at: '2026-03-02T10:50:00.000+08:00',
      note: '门禁记录显示 10:22 已开门',
    },
  },
};

export const caseClocksExample: { response: CaseClockList } = {
  response: {
    items: [arrivalClock],
    at: '2026-03-02T10:15:00.000+08:00',
    pauses: [pause],
    pauseReasons: [{ code: pause.reason, label: pause.label, evidenceRequired: true }],
  },
};

export const evaluateExample: { body: EvaluateRequest; response: EvaluateResponse } = {
  body: {
    profileId: 'P-S1',
    severity: 'T1',
    events: [
      { type: 'request_received', occurredAt: '2026-03-02T10:00:00+08:00' },
      { type: 'first_response', occurredAt: '2026-03-02T10:04:00+08:00' },
    ],
    at: '2026-03-02T10:15:00+08:00',
  },
  // The other clocks of the answer look the same.
  response: { items: [{ ...arrivalClock, id: 'SLA-024' }], at: '2026-03-02T10:15:00.000+08:00', unmeasured: [] },
};
