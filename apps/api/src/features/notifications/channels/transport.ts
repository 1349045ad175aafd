import { createTransport, type Transporter } from 'nodemailer';
import type { ChannelRow, OutboxRow } from '../notifications.repository.js';
import { webhookRefusal, webhookRequest } from './webhook-formats.js';

/** The receiver will never take it: trying again is no use. */
export class PermanentFailure extends Error {}

/** The channel takes nothing from anybody at the moment: no connection, no login. */
export class ChannelDown extends Error {}

export interface SentFile {
  readonly fileName: string;
  readonly content: Buffer;
}

/** System ms for one try. */
const TIMEOUT_MS = 20_000;
/** System ms that a connection stays open without a message. */
const IDLE_MS = 5_000;

/** Sends by SMTP with the row's own Message-ID, so that a repeat is recognised by the receiver. */
export class MailTransport {
  private readonly transporter: Transporter;

  /**
   * `url`: `smtp://user:password@host:port`, `smtps://…`; `from`: address that answers go to; `connections`: kept open side
   * by side while there is something to send.
   */
  constructor(
    url: string,
    private readonly from: string,
    connections: number,
  ) {
    this.transporter = createTransport({
      url,
      pool: true,
      maxConnections: connections,
      maxRequeues: 1,
      idleTimeout: IDLE_MS,
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  /** Throws PermanentFailure when the server refuses the recipient for good (5xx), ChannelDown when it is not there, else any error. */
  async send(row: OutboxRow, files: readonly SentFile[]): Promise<void> {
    try {
      await this.transporter.sendMail({
        messageId: `<${row.messageId}>`,
        from: this.from,
        to: { name: row.recipientName, address: row.address },
        subject: row.subject,
        text: row.text,
        ...(row.html === null ? {} : { html: row.html }),
        headers: {
          'Auto-Submitted': 'auto-generated',
          ...(row.caseNumber === null ? {} : { 'X-Pledge-Case': row.caseNumber }),
        },
        attachments: files.map((file) => ({
          filename: file.fileName,
          content: file.content,
          contentType: 'application/pdf',
        })),
      });
    } catch (error) {
      const { code, command, responseCode, message } = error as {
        code?: string;
        command?: string;
        responseCode?: number;
        message: string;
      };
      if (code === 'EENVELOPE' && responseCode !== undefined && responseCode >= 500)
        throw new PermanentFailure(message);
      if (code === 'EAUTH' || (command === 'CONN' && responseCode === undefined)) throw new ChannelDown(message);
      throw error;
    }
  }

  close(): void {
    this.transporter.close();
  }
}

/** Posts to the robot. Throws with what the robot answered. */
export async function sendWebhook(channel: ChannelRow, row: OutboxRow, systemNow: number): Promise<void> {
  const { url, body } = webhookRequest(channel.channel, channel, row, systemNow);
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${channel.channel}: HTTP ${String(response.status)}`);
  const refusal = webhookRefusal(channel.channel, parse(text));
  if (refusal !== null) throw new Error(refusal);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
