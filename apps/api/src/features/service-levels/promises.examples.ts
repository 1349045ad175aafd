import type { PromiseList, PromiseSummary } from '@pledge/contracts';

/** Examples of the API description, on the demo contract P-DEMO. */

const arrival = {
  metric: 'onsite_arrival',
  metricName: { zh: '到场', en: 'On site' },
  contractNumber: 'P-DEMO',
  customerName: '甘肃电信演示客户',
} as const;

export const promiseSummaryExample: { response: PromiseSummary } = {
  response: {
    at: '2026-03-02T10:15:00.000+08:00',
    months: ['2026-02', '2026-03'],
    items: [
      {
        ...arrival,
        region: 'northwest',
        regionName: { zh: '西北', en: 'Northwest China' },
        month: '2026-03',
        met: 11,
        broken: 1,
        open: 2,
      },
    ],
  },
};

export const promiseListExample: { response: PromiseList } = {
  response: {
    at: '2026-03-02T10:15:00.000+08:00',
    items: [
      {
        ...arrival,
        id: 'GD-2026-0001/SLA-024',
        caseNumber: 'GD-2026-0001',
        title: '核心路由器不可达',
        severity: 'T1',
        outcome: 'open',
        owed: true,
        startedAt: '2026-03-02T10:00:00.000+08:00',
        warnAt: '2026-03-02T10:48:00.000+08:00',
        dueAt: '2026-03-02T11:00:00.000+08:00',
        stoppedAt: null,
        clause: '网络或主机系统瘫痪：立即响应，1小时内到现场；支持方式：远程/现场；修复时间：2小时',
        source: 'S1-01',
      },
    ],
    nextCursor: null,
  },
};
