import type { ProblemTexts } from '@pledge/contracts';

export const monitoringProblems = {
  MONITORING_TOKEN_UNKNOWN: {
    zh: '监控接入令牌缺失、错误或已停用；没有接收任何告警。请在请求头 Authorization 中携带“Bearer 令牌”。',
    en: 'The token of the monitoring source is missing, wrong or switched off; no alert was taken. Send "Authorization: Bearer <token>".',
  },
  MONITORING_PAYLOAD_INVALID: {
    zh: '不是 Alertmanager 第 4 版 webhook 报文，没有接收任何告警：{{detail}}',
    en: 'This is not a webhook payload of Alertmanager, version 4; no alert was taken: {{detail}}',
  },
  MONITORING_SOURCE_NOT_FOUND: { zh: '没有这个监控接入。', en: 'There is no such monitoring source.' },
  MONITORING_RULE_NOT_FOUND: { zh: '没有这条告警规则。', en: 'There is no such alert rule.' },
  MONITORING_RULE_OUTDATED: {
    zh: '规则已被他人修改，请刷新后再改；您的修改没有保存。',
    en: 'Somebody else changed the rule; reload it. Your change was not saved.',
  },
  MONITORING_PATTERN_BROKEN: {
    zh: '正则表达式（RE2）有误：{{detail}}',
    en: 'A pattern is not a valid RE2 expression: {{detail}}',
  },
  MONITORING_PLAN_MISSING: {
    zh: '选择“建议启动应急预案”时，请填写预案编号。',
    en: 'A rule that proposes an emergency plan has to name it.',
  },
  MONITORING_ALERT_NOT_FOUND: { zh: '没有这条告警。', en: 'There is no such alert.' },
  MONITORING_ALERT_DECIDED: {
    zh: '这条告警已处理，不能再次分派或忽略。',
    en: 'This alert is dealt with already; it can be neither assigned nor dismissed again.',
  },
  MONITORING_DEVICE_UNKNOWN: {
    zh: '设备档案中没有序列号 {{serialNumber}}。',
    en: 'No device has the serial number {{serialNumber}}.',
  },
} satisfies ProblemTexts;
