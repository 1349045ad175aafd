import { DEFAULT_SURVEY_SCALE } from './profile-parts.js';
import type { ServiceLevelProfile } from './service-levels.js';

const CLAUSE = '网络或主机系统瘫痪：立即响应，1小时内到现场；支持方式：远程/现场；修复时间：2小时';

/** A profile with one of each kind of thing it holds; also part of the example of a contract. */
export const exampleProfile: ServiceLevelProfile = {
  id: 'P-DEMO',
  version: 1,
  name: { zh: '演示服务级别（综合网管）', en: 'Demo service levels (network management)' },
  partyLabels: { customer: { zh: '局方', en: 'the customer' }, provider: { zh: '我公司', en: 'the provider' } },
  severityScheme: {
    levels: [{ code: 'T1', label: { zh: '一级 · 网络或主机系统瘫痪', en: 'T1 · network or host system down' } }],
    raise: {
      onBreach: true,
      metrics: ['respond', 'onsite_arrival', 'resolve'],
      clockPolicy: 'keep_start',
      clause: '当故障没有在规定时限内恢复或解决时，故障级别将自动升级。',
      source: 'S0i-10',
    },
  },
  questionnaire: {
    formId: 'assess',
    decision: 'severity-p-s1',
    questions: [
      {
        key: 'impact',
        label: { zh: '故障影响', en: 'Impact' },
        options: [{ value: 'paralysed', label: { zh: '网络或主机系统瘫痪', en: 'Network or host system down' } }],
      },
    ],
    rules: [{ when: { impact: ['paralysed'] }, severity: 'T1' }],
  },
  commitments: [
    {
      id: 'SLA-024',
      metric: 'onsite_arrival',
      severity: 'T1',
      channel: ['remote', 'onsite'],
      max: 1,
      unit: 'h',
      calendar: 'CAL-7x24',
      startEvents: ['request_received'],
      stopEvents: ['engineer_arrived'],
      cancelEvents: ['restored'],
      clause: CLAUSE,
      source: 'S1-01',
    },
  ],
  unmeasured: [],
  calendars: [{ id: 'CAL-7x24', kind: 'always' }],
  pauseReasons: [
    {
      code: 'waiting-access',
      label: { zh: '等待客户安排进场', en: 'waiting for access to the site' },
      metrics: ['onsite_arrival', 'resolve'],
      evidenceRequired: true,
    },
  ],
  ladder: [
    {
      roles: ['pm', 'manager'],
      waitFor: 'PT15M',
      label: { zh: '项目维护经理、中心经理', en: 'Project manager and centre manager' },
    },
  ],
  warnPercents: [80],
  amendments: [
    {
      id: 'A1',
      clause: '当故障没有在规定时限内恢复或解决时，故障级别将自动升级。',
      source: 'S0i-10',
      effect: {
        zh: '超过时限即提高故障级别，起算时间不变；已是最高级则逐级上报',
        en: 'A missed limit raises the level, the start stays; at the top level it is reported level by level',
      },
    },
  ],
  onsiteAgreementRequired: false,
  blanks: [],
  regions: [{ code: 'city', label: { zh: '市内', en: 'In town' } }],
  dangerousCommands: [
    {
      text: 'no router bgp',
      label: { zh: '删除 BGP 进程（局方要求）', en: 'Removal of the BGP process (asked by the customer)' },
    },
  ],
  confirmationLevels: [{ action: 'change_plan', level: 4, source: 'S1-47' }],
  surveyScale: DEFAULT_SURVEY_SCALE,
  reports: [{ code: 'weekly-tracking', label: { zh: '工作跟踪周报', en: 'Weekly tracking report' }, cycle: 'week' }],
  maxRepresentatives: 5,
  acceptedFindings: [],
};
