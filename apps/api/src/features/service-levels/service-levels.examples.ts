import type { ClockItem, ClockList, EvaluateRequest } from '@pledge/contracts';

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
};

export const caseClocksExample: { response: ClockList } = {
  response: { items: [arrivalClock], at: '2026-03-02T10:15:00.000+08:00' },
};

export const evaluateExample: { body: EvaluateRequest; response: ClockList } = {
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
  response: { items: [{ ...arrivalClock, id: 'SLA-024' }], at: '2026-03-02T10:15:00.000+08:00' },
};
