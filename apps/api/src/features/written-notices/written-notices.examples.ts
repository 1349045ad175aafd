import type { NoticeDelivery, PublicNotice, WrittenNotice } from '@pledge/contracts';

/** Examples of the API description: a changed hotline, received by the one customer who was told. */
const delivery: NoticeDelivery = {
  id: '0197a0f5-3b1e-7c3a-9d1f-3f6a1c2b4d5e',
  partyId: '0197a0f5-1b1e-7c3a-9d1f-3f6a1c2b4d5e',
  partyName: '甘肃电信演示客户',
  state: 'delivered',
  dueAt: '2026-03-06T00:00:00.000+08:00',
  late: false,
  clause: '三天内以书面形式（含传真）通知',
  documentId: '0197a0f5-2b1e-7c3a-9d1f-3f6a1c2b4d5e',
  documentNumber: 'TZH-2026-0001',
  sentTo: [
    { name: '马建国', way: 'mail' },
    { name: '马建国', way: 'sms' },
  ],
  sentAt: '2026-03-02T10:05:00.000+08:00',
  posted: null,
  proof: 'link',
  deliveredAt: '2026-03-02T11:20:00.000+08:00',
  personName: '马建国',
  note: null,
};
const notice: WrittenNotice = {
  number: 'TZ-2026-0001',
  kind: 'hotline',
  title: '服务热线号码变更',
  state: 'done',
  changedAt: '2026-03-02T09:00:00.000+08:00',
  createdBy: 'dispatcher',
  createdAt: '2026-03-02T09:10:00.000+08:00',
  customers: 1,
  delivered: 1,
  text: {
    zh: '我公司“技术支持中心”的服务热线自 2026-03-02 起由 400-800-1234 变更为 400-800-4321。',
    en: 'From 2026-03-02 the service hotline is 400-800-4321 instead of 400-800-1234.',
  },
  audience: { kind: 'all' },
  approvedBy: 'manager',
  approvedAt: '2026-03-02T10:00:00.000+08:00',
  processInstanceId: '0197a0f5-4b1e-7c3a-9d1f-3f6a1c2b4d5e',
  deliveries: [delivery],
};
const { number, kind, title, state, changedAt, createdBy, createdAt, customers, delivered } = notice;

export const writtenNoticeExamples = {
  notice,
  list: {
    items: [{ number, kind, title, state, changedAt, createdBy, createdAt, customers, delivered }],
    nextCursor: null,
  },
  create: { kind, title, text: notice.text, changedAt, audience: notice.audience },
  receipt: { proof: 'fax' as const, personName: '马建国', note: '传真回执 10:42' },
  page: {
    title,
    text: notice.text,
    provider: '远景网络技术服务有限公司',
    customer: delivery.partyName,
    changedAt,
    deliveredAt: null,
  } satisfies PublicNotice,
};
