import type {
  AckPage,
  AckResult,
  ChannelSetting,
  ChannelSettingInput,
  ChannelSettingList,
  MyNotificationList,
  OutboxItem,
  OutboxList,
} from '@pledge/contracts';

/** Examples of the API description: a manager of the demo data is told of a missed promise of GD-2026-0001. */

const CASE_NUMBER = 'GD-2026-0001';
const ACKNOWLEDGE_BY = '2026-03-02T11:16:00.000+08:00';
const ACKNOWLEDGED_AT = '2026-03-02T11:05:00.000+08:00';

const message = {
  id: '0197a0fb-1b1e-7c3a-9d1f-3f6a1c2b4d5e',
  template: 'promise-breached',
  subject: '【已超时】GD-2026-0001 到场 未按时完成',
  text: '赵磊（项目维护经理），您好：\n\n承诺“到场”应于 2026-03-02 11:00 前完成，现已超时。请立即处理。',
  caseNumber: CASE_NUMBER,
  taskId: null,
  acknowledgement: 'waiting',
  acknowledgeBy: ACKNOWLEDGE_BY,
  acknowledgedAt: null,
  createdAt: '2026-03-02T11:01:00.000+08:00',
  mode: 'live',
} as const;

const outboxItem: OutboxItem = {
  ...message,
  messageId: 'f092dd7c970151b3aa282bb06b6f13d09d513e14@pledge',
  channel: 'mail',
  username: 'pm',
  recipientName: '赵磊（项目维护经理）',
  address: 'pm@demo.example',
  html: '<p>赵磊（项目维护经理），您好：</p>…',
  language: 'zh-CN',
  state: 'failed',
  tries: 5,
  nextAttemptAt: null,
  lastError: '451 4.7.1 Try again later',
  sentAt: null,
  attachments: [],
};

export const outboxExample: { response: OutboxList } = {
  response: { items: [outboxItem], nextCursor: null, mailConfigured: true },
};

export const retryExample: { response: OutboxItem } = {
  response: {
    ...outboxItem,
    state: 'queued',
    tries: 0,
    lastError: null,
    nextAttemptAt: '2026-03-02T11:10:00.000+08:00',
  },
};

export const mineExample: { response: MyNotificationList } = {
  response: { items: [{ ...message, readAt: null }], nextCursor: null, unread: 1 },
};

export const acknowledgeExample: { response: AckResult } = {
  response: { acknowledgedAt: ACKNOWLEDGED_AT, caseNumber: CASE_NUMBER, taskId: null },
};

export const ackPageExample: { response: AckPage } = {
  response: {
    subject: message.subject,
    text: message.text,
    caseNumber: CASE_NUMBER,
    recipientName: '赵磊（项目维护经理）',
    state: 'waiting',
    acknowledgeBy: ACKNOWLEDGE_BY,
    acknowledgedAt: null,
    language: 'zh-CN',
  },
};

const channel: ChannelSetting = {
  id: '0197a0a0-1b1e-7c3a-9d1f-3f6a1c2b4d5e',
  channel: 'dingtalk',
  targetKind: 'role',
  target: 'manager',
  name: '中心经理群',
  urlMasked: 'https://oapi.dingtalk.com/…',
  hasSecret: true,
  enabled: true,
};

export const channelsExample: { response: ChannelSettingList } = { response: { items: [channel], nextCursor: null } };

export const channelExample: { body: ChannelSettingInput; response: ChannelSetting } = {
  body: {
    channel: 'dingtalk',
    targetKind: 'role',
    target: 'manager',
    name: '中心经理群',
    url: 'https://oapi.dingtalk.com/robot/send?access_token=example',
    secret: 'SEC-example',
    enabled: true,
  },
  response: channel,
};
