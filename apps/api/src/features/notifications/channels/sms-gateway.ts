/** How the installation sends short messages: one HTTP request per message, shaped by the environment. */
export interface SmsGateway {
  /** `https://…`; `{{mobile}}`, `{{text}}` and `{{id}}` are filled in, URL-encoded. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Body of a POST with the same placeholders, escaped for JSON; null: a GET without a body. */
  readonly body: string | null;
  /** Text that the answer must contain to count as taken; null: any 2xx. */
  readonly success: string | null;
}
export interface SmsMessage {
  /** Stable over retries: gateways that know it drop a repeat. */
  readonly messageId: string;
  readonly mobile: string;
  readonly text: string;
}

/** System ms for one try. */
const TIMEOUT_MS = 20_000;
/** Gateways answer in a line; more is not read into messages. */
const SHOWN = 200;

/** What is sent: pure, so that a spec sees it. */
export function smsRequest(gateway: SmsGateway, message: SmsMessage): { url: string; init: RequestInit } {
  const values = { mobile: message.mobile, text: message.text, id: message.messageId };
  const fill = (template: string, escape: (value: string) => string): string =>
    template.replaceAll(/\{\{(mobile|text|id)\}\}/g, (_, name: keyof typeof values) => escape(values[name]));
  const url = fill(gateway.url, encodeURIComponent);
  if (gateway.body === null) return { url, init: { method: 'GET', headers: { ...gateway.headers } } };
  const form = Object.entries(gateway.headers).some(
    ([name, value]) => name.toLowerCase() === 'content-type' && value.includes('x-www-form-urlencoded'),
  );
  const body = fill(gateway.body, form ? encodeURIComponent : (value) => JSON.stringify(value).slice(1, -1));
  const headers = { 'Content-Type': 'application/json; charset=utf-8', ...gateway.headers };
  return { url, init: { method: 'POST', headers, body } };
}

/** Sends one message. Throws with what the gateway answered, without the message. */
export async function sendSms(gateway: SmsGateway, message: SmsMessage): Promise<void> {
  const { url, init } = smsRequest(gateway, message);
  const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
  const text = await response.text();
  if (!response.ok) throw new Error(`sms: HTTP ${String(response.status)} ${text.slice(0, SHOWN)}`);
  if (gateway.success !== null && !text.includes(gateway.success))
    throw new Error(`sms: refused: ${text.slice(0, SHOWN)}`);
}
