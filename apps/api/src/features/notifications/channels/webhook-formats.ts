import { createHmac } from 'node:crypto';

export interface WebhookMessage {
  readonly subject: string;
  readonly text: string;
}
export interface WebhookRequest {
  readonly url: string;
  readonly body: unknown;
}
export type WebhookChannel = 'wecom' | 'dingtalk' | 'feishu';

/** WeCom refuses texts over 2048 bytes; the other two take 20,000, which no message of ours reaches. */
const WECOM_BYTES = 2048;

/**
 * The request of a group robot: WeCom (`msgtype`), DingTalk (`msgtype`, signature in the address) and Feishu
 * (`msg_type`, signature in the body). `systemNow` in epoch ms: robots refuse signatures older than an hour.
 */
export function webhookRequest(
  channel: WebhookChannel,
  target: { url: string; secret: string | null },
  message: WebhookMessage,
  systemNow: number,
): WebhookRequest {
  const content = `${message.subject}\n${message.text}`;
  switch (channel) {
    case 'wecom':
      return { url: target.url, body: { msgtype: 'text', text: { content: cutBytes(content, WECOM_BYTES) } } };
    case 'dingtalk': {
      const url = new URL(target.url);
      if (target.secret !== null) {
        const timestamp = String(systemNow);
        url.searchParams.set('timestamp', timestamp);
        url.searchParams.set(
          'sign',
          createHmac('sha256', target.secret).update(`${timestamp}\n${target.secret}`).digest('base64'),
        );
      }
      return { url: url.toString(), body: { msgtype: 'text', text: { content }, at: { isAtAll: false } } };
    }
    case 'feishu': {
      const body = { msg_type: 'text', content: { text: content } };
      if (target.secret === null) return { url: target.url, body };
      const timestamp = String(Math.floor(systemNow / 1000));
      return {
        url: target.url,
        body: {
          timestamp,
          sign: createHmac('sha256', `${timestamp}\n${target.secret}`).update('').digest('base64'),
          ...body,
        },
      };
    }
  }
}

/** The robots answer 200 also when they refuse: what they say, or null when they took it. */
export function webhookRefusal(channel: WebhookChannel, body: unknown): string | null {
  const answer = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const code = channel === 'feishu' ? (answer['code'] ?? answer['StatusCode']) : answer['errcode'];
  if (code === 0) return null;
  return `${channel}: ${JSON.stringify(code ?? null)} ${String(answer['errmsg'] ?? answer['msg'] ?? 'no answer code')}`;
}

/** At most `limit` bytes of UTF-8, never half a character. */
export function cutBytes(text: string, limit: number): string {
  if (Buffer.byteLength(text) <= limit) return text;
  let out = '';
  let bytes = Buffer.byteLength('…');
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > limit) break;
    out += character;
  }
  return `${out}…`;
}
