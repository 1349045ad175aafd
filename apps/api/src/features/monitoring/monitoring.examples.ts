import type {
  DryRunAlert,
  MonitoringAlert,
  MonitoringRule,
  MonitoringRuleInput,
  MonitoringSource,
} from '@pledge/contracts';

const labels = { alertname: 'DeviceDown', instance: 'cr-lz-0001', severity: 'critical' };
const annotations = { summary: '核心路由器 1 不可达' };
const startsAt = '2026-03-02T10:00:00.000+08:00';
const ID = '0197a0f4-1b1e-7c3a-9d1f-3f6a1c2b4d5e';

export const sourceExample: MonitoringSource = {
  id: ID,
  name: '机房监控',
  enabled: true,
  tokenHint: 'plm_h4Kd9',
  createdAt: startsAt,
  rotatedAt: null,
  oldTokenUntil: null,
  lastReceivedAt: startsAt,
  lastProblem: null,
  lastProblemAt: null,
};
export const ruleInputExample: MonitoringRuleInput = {
  name: '设备不可达',
  enabled: true,
  position: 10,
  matchers: [{ label: 'alertname', op: '=', value: 'DeviceDown' }],
  device: { by: 'label', label: 'instance' },
  action: 'open-fault',
  planKey: null,
  answers: { impact: 'paralysed' },
  title: '{{annotations.summary}}',
  join: true,
};
export const ruleExample: MonitoringRule = {
  ...ruleInputExample,
  id: ID,
  revision: 1,
  editedBy: 'admin',
  editedAt: startsAt,
};
export const payloadExample = {
  version: '4',
  groupKey: '{}:{alertname="DeviceDown"}',
  status: 'firing',
  receiver: 'pledge',
  truncatedAlerts: 0,
  alerts: [
    {
      status: 'firing',
      labels,
      annotations,
      startsAt: '2026-03-02T02:00:00.000Z',
      endsAt: '0001-01-01T00:00:00Z',
      generatorURL: 'http://prometheus.example/graph',
      fingerprint: '5ef77f1f8a3ecf8d',
    },
  ],
};
export const receiptExample = { received: 1, fresh: 1, repeated: 0, resolved: 0, unmatched: 0 };
export const alertExample: MonitoringAlert = {
  id: ID,
  source: '机房监控',
  fingerprint: '5ef77f1f8a3ecf8d',
  labels,
  annotations,
  generatorUrl: 'http://prometheus.example/graph',
  startsAt,
  receivedAt: startsAt,
  resolvedAt: null,
  state: 'opened',
  reason: null,
  rule: '设备不可达',
  title: '核心路由器 1 不可达',
  serialNumber: 'CR-LZ-0001',
  caseNumber: 'GD-2026-0001',
  proposedPlan: null,
  decidedBy: null,
  decidedAt: null,
  note: null,
};
export const dryRunExample: DryRunAlert = {
  fingerprint: '5ef77f1f8a3ecf8d',
  labels,
  firing: true,
  known: false,
  outcome: 'open-fault',
  reason: null,
  rule: '设备不可达',
  title: '核心路由器 1 不可达',
  serialNumber: 'CR-LZ-0001',
  customer: '演示电信甘肃分公司',
  device: '核心路由器 1',
  severity: 'T1',
  proposedPlan: null,
};
