import type { ProblemTexts } from '@pledge/contracts';

export const notificationsProblems = {
  ACK_LINK_UNKNOWN: {
    zh: '链接无效。请核对是否完整复制。',
    en: 'This link is not valid. Check that it was copied completely.',
  },
  ACK_LINK_USED: {
    zh: '这条通知已经确认过，无需再次确认。',
    en: 'This message was acknowledged already; nothing more is needed.',
  },
  ACK_PASSED_ON: {
    zh: '超过确认时间，这条通知已转给下一位负责人。',
    en: 'The time to acknowledge is over; the message was passed to the next person.',
  },
  ACK_NOT_ASKED: { zh: '这条通知不需要确认。', en: 'This message asks for no acknowledgement.' },
  NOTIFICATION_NOT_FOUND: {
    zh: '没有这条通知，或不是发给您的。',
    en: 'There is no such message, or it was not sent to you.',
  },
  NOTIFICATION_NOT_FAILED: {
    zh: '只有发送失败的通知可以重新发送。',
    en: 'Only a message that failed can be sent again.',
  },
  NOTIFICATION_CHANNEL_NOT_FOUND: { zh: '没有这个机器人设置。', en: 'There is no such robot.' },
  PUBLIC_LINK_THROTTLED: {
    zh: '操作过于频繁，请在 {{seconds}} 秒后再试。没有任何内容被更改。',
    en: 'Too many tries. Try again in {{seconds}} seconds; nothing was changed.',
  },
} satisfies ProblemTexts;
