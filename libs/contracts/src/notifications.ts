import { z } from 'zod';
import { pageQuerySchema } from './common.js';

export const notificationChannelSchema = z.enum(['mail', 'wecom', 'dingtalk', 'feishu', 'sms']);
export type NotificationChannel = z.infer<typeof notificationChannelSchema>;

/** `queued` waits (also between tries), `sink` was written for the demo outbox only and never leaves. */
export const outboxStateSchema = z.enum(['queued', 'sent', 'failed', 'sink']);
export type OutboxState = z.infer<typeof outboxStateSchema>;

/** Acknowledged by its reader, handed to the next person, or nobody is left to hand it to. */
export const acknowledgementSchema = z.enum(['none', 'waiting', 'acknowledged', 'passed', 'exhausted']);
export type Acknowledgement = z.infer<typeof acknowledgementSchema>;

export const outboxItemSchema = z.object({
  id: z.string(),
  /** Stable over every try: the receiver recognises a repeat by it. */
  messageId: z.string(),
  template: z.string(),
  channel: notificationChannelSchema,
  /** Username, or null for a bare address (customer contact, group robot). */
  username: z.string().nullable(),
  recipientName: z.string(),
  /** Mail address, telephone number or name of the robot. Never its URL. */
  address: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string().nullable(),
  language: z.enum(['zh-CN', 'en']),
  state: outboxStateSchema,
  tries: z.number().int(),
  /** ISO 8601 with offset. */
  nextAttemptAt: z.string().nullable(),
  lastError: z.string().nullable(),
  mode: z.enum(['live', 'drill']),
  caseNumber: z.string().nullable(),
  taskId: z.string().nullable(),
  acknowledgement: acknowledgementSchema,
  acknowledgeBy: z.string().nullable(),
  acknowledgedAt: z.string().nullable(),
  createdAt: z.string(),
  sentAt: z.string().nullable(),
  /** `documentId` null: a small file that lies in the message itself. */
  attachments: z.array(z.object({ documentId: z.string().nullable(), fileName: z.string() })),
});
export type OutboxItem = z.infer<typeof outboxItemSchema>;

/** `GET /api/outbox?caseNumber=&state=&username=&cursor=&limit=`: admin and operator; newest first. */
export const outboxQuerySchema = z.strictObject({
  caseNumber: z.string().max(64).optional(),
  state: outboxStateSchema.optional(),
  username: z.string().max(64).optional(),
  cursor: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type OutboxQuery = z.infer<typeof outboxQuerySchema>;
export const outboxListSchema = z.object({
  items: z.array(outboxItemSchema),
  nextCursor: z.string().nullable(),
  /** False: no `SMTP_URL`, so mails end here as `sink`. */
  mailConfigured: z.boolean(),
});
export type OutboxList = z.infer<typeof outboxListSchema>;

/** `GET /api/public/ack/:token`: what the page /ack/:token shows before its button is pressed. */
export const ackPageSchema = z.object({
  subject: z.string(),
  text: z.string(),
  caseNumber: z.string().nullable(),
  recipientName: z.string(),
  state: z.enum(['waiting', 'acknowledged', 'passed', 'exhausted']),
  acknowledgeBy: z.string().nullable(),
  acknowledgedAt: z.string().nullable(),
  language: z.enum(['zh-CN', 'en']),
});
export type AckPage = z.infer<typeof ackPageSchema>;
/** `POST /api/public/ack/:token`, also `POST /api/notifications/:id/acknowledge` for the reader who is logged in. */
export const ackResultSchema = z.object({
  acknowledgedAt: z.string(),
  caseNumber: z.string().nullable(),
  taskId: z.string().nullable(),
});
export type AckResult = z.infer<typeof ackResultSchema>;

/** `GET /api/notifications/mine`: the bell; newest first, own rows only. */
export const myNotificationSchema = outboxItemSchema
  .pick({
    id: true,
    template: true,
    subject: true,
    text: true,
    caseNumber: true,
    taskId: true,
    acknowledgement: true,
    acknowledgeBy: true,
    acknowledgedAt: true,
    createdAt: true,
    mode: true,
  })
  .extend({
    /** When its receiver opened it in the desk, ISO 8601 with offset; null: unread. */
    readAt: z.string().nullable(),
  });
export type MyNotification = z.infer<typeof myNotificationSchema>;
export const myNotificationListSchema = z.object({
  items: z.array(myNotificationSchema),
  nextCursor: z.string().nullable(),
  /** Of all, not of this page. */
  unread: z.number().int(),
});
export const myNotificationQuerySchema = pageQuerySchema.extend({ unread: z.enum(['true', 'false']).optional() });
export type MyNotificationQuery = z.infer<typeof myNotificationQuerySchema>;
/** `POST /api/notifications/read`: these, or all without `ids`. */
export const readNotificationsSchema = z.strictObject({ ids: z.array(z.string().max(36)).min(1).max(200).optional() });
export type ReadNotifications = z.infer<typeof readNotificationsSchema>;
export const readNotificationsResponseSchema = z.object({ read: z.number().int() });
export type MyNotificationList = z.infer<typeof myNotificationListSchema>;

/** Where a role or a person is reached beside mail: robot webhooks of the three chat products. */
export const channelSettingSchema = z.object({
  id: z.string(),
  channel: z.enum(['wecom', 'dingtalk', 'feishu']),
  /** `role` sends one message to the group's robot, `user` one to the person's. */
  targetKind: z.enum(['role', 'user']),
  target: z.string(),
  name: z.string(),
  /** Host and a mask: the key in a robot's URL is a secret and is never given back. */
  urlMasked: z.string(),
  hasSecret: z.boolean(),
  enabled: z.boolean(),
});
export type ChannelSetting = z.infer<typeof channelSettingSchema>;
export const channelSettingListSchema = z.object({
  items: z.array(channelSettingSchema),
  nextCursor: z.string().nullable(),
});
export type ChannelSettingList = z.infer<typeof channelSettingListSchema>;
/** `PUT /api/notification-channels/:id` (a new id creates) and `POST /api/notification-channels`: admin. */
export const channelSettingInputSchema = z.strictObject({
  channel: z.enum(['wecom', 'dingtalk', 'feishu']),
  targetKind: z.enum(['role', 'user']),
  target: z.string().min(1).max(64),
  name: z.string().min(1).max(100),
  url: z.url({ protocol: /^https?$/ }).max(1000),
  /** Signing secret of DingTalk and Feishu robots. */
  secret: z.string().min(1).max(200).optional(),
  enabled: z.boolean().default(true),
});
export type ChannelSettingInput = z.input<typeof channelSettingInputSchema>;
