import type { DrillContent } from '@pledge/contracts';
import { addDays, localDate } from '@pledge/time';
import { PROVIDER_ZONE } from '../contracts/index.js';
import { DEMO_PARTIES } from './demo-data.js';
import type { DemoStep } from './demo-stories.js';

const base = {
  partyId: DEMO_PARTIES.telecom,
  safetyStop: '任何参演人员发现危险可立即中止；业务受影响时无条件中止。',
  participants: [
    { username: 'pm', duty: '演练指挥' },
    { username: 'engineer', duty: '现场检查与修复' },
    { username: 'dispatcher', duty: '通知与核对' },
    { username: 'customer', duty: '信息管理科联络人' },
  ],
} satisfies Partial<DrillContent>;

const window = (now: number, from: number, to: number): NonNullable<DrillContent['window']> => {
  const today = localDate(now, PROVIDER_ZONE);
  return { from: `${addDays(today, from)}T09:00:00+08:00`, to: `${addDays(today, to)}T12:00:00+08:00` };
};

/** A drill that is over at once: its injects come with the start. `now` in epoch ms. */
export const finishedDrill = (now: number): DrillContent => ({
  ...base,
  title: 'OA 系统故障桌面演练',
  kind: 'tabletop',
  planKey: 'emergency-oa',
  objective: '检验停机公告、替代通信与数据核对。',
  scenario: '上午 9 点起全院无法登录 OA 系统，初步判断为数据库磁盘写满。',
  report: { cause: 'oa', scope: 'institution', impact: 'high', urgency: 'high' },
  window: window(now, 0, 3),
  injects: [
    {
      id: 'i1',
      kind: 'channel-failure',
      afterMinutes: 0,
      text: '短信网关中断',
      to: 'all',
      answer: false,
      channel: 'sms',
    },
    { id: 'i2', kind: 'message', afterMinutes: 0, text: '分管领导来电询问恢复时间', to: 'customer', answer: true },
  ],
  facts: { 'remote-try': { usable: 'no' }, 'find-cause': { removed: 'yes' } },
});

/** The next one: the customer is asked about it. */
export const plannedDrill = (now: number): DrillContent => ({
  ...base,
  title: '大面积停电实操演练',
  kind: 'live',
  planKey: 'emergency-power',
  objective: '检验 UPS 续航、安全停机与启动顺序。',
  scenario: '机房市电中断，供电局预计 1 小时后恢复。',
  report: { cause: 'power', scope: 'institution', impact: 'high', urgency: 'high' },
  window: window(now, 7, 7),
  injects: [
    { id: 'i1', kind: 'message', afterMinutes: 10, text: '供电局来电：恢复推迟 1 小时', to: 'provider', answer: true },
    {
      id: 'i2',
      kind: 'person-unavailable',
      afterMinutes: 20,
      text: '张伟电话不通',
      to: 'all',
      answer: false,
      username: 'engineer',
    },
  ],
  facts: { 'check-power': { powerState: 'mains-lost' } },
});

const step = (user: string, element: string, variables: DemoStep['variables'] = {}): DemoStep => ({
  user,
  element,
  variables,
});

export const SENT: DemoStep = step('pm', 'plan-drill', { planDecision: 'send' });
export const STARTING: readonly DemoStep[] = [
  SENT,
  step('customer', 'agree-drill', { windowAgreed: 'yes', agreedBy: '马建国' }),
  step('pm', 'start-drill', { safetyChecked: true }),
];
export const ANSWERING: DemoStep = step('customer', 'answer-inject', { injectAnswer: '已转告：预计 11 点前恢复' });
/** Steps of the run itself. */
export const RUNNING: readonly DemoStep[] = [
  step('dispatcher', 'go-to-room', { serverNormal: 'no' }),
  step('engineer', 'analyse', { analysis: '数据库服务未启动，磁盘写满', leadersTold: true }),
  step('engineer', 'remote-try', { usable: 'no' }),
  step('dispatcher', 'confirm-notice', { noticeChecked: true }),
  step('engineer', 'find-cause', { removed: 'yes', foundCause: '归档日志写满磁盘' }),
  step('engineer', 'test-platform', { tested: '登录、公文、审批正常' }),
  step('engineer', 'check-recovery', { dataConsistent: 'yes', dataGapMinutes: 5 }),
  step('engineer', 'write-report', {
    reportCause: '归档日志写满磁盘',
    reportProcess: '清理日志，启动服务',
    reportPrevention: '增加磁盘监控',
  }),
];
export const EVALUATING: DemoStep = step('pm', 'evaluate', {
  evaluation: '各步骤在时限内完成；短信中断后改用邮件通知及时，通讯录有一个号码过期。',
  revisionNeeded: 'no',
});
export const SIGNING: readonly DemoStep[] = [
  step('engineer', 'correct-finding', { doneNote: '已逐一核对 12 个号码，更正 1 个。' }),
  step('pm', 'verify-correction', { accepted: 'yes' }),
  step('manager', 'sign-provider', { signerName: '陈强' }),
  step('customer', 'sign-customer', { signDecision: 'sign', signerName: '马建国' }),
];
