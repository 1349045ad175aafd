import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CLOCK, PROVIDER_SCOPE, UNIT_OF_WORK } from '@pledge/nest';
import type { Clock, UnitOfWork } from '@pledge/runtime';
import { DocumentsService } from '../documents/index.js';
import { sendSms } from './channels/sms-gateway.js';
import { MailTransport, PermanentFailure, sendWebhook, type SentFile } from './channels/transport.js';
import { NotificationsRepository, type OutboxRow } from './notifications.repository.js';
import { NOTIFICATION_OPTIONS, type NotificationOptions } from './options.js';

/** Messages in flight at once, per channel: a dead mail server does not hold up the chats. Robots allow 20 a minute. */
const PARALLEL: Readonly<Record<OutboxRow['channel'], number>> = { mail: 8, wecom: 2, dingtalk: 2, feishu: 2, sms: 8 };
const CHANNELS = ['mail', 'wecom', 'dingtalk', 'feishu', 'sms'] as const;
/** System ms: longer than the time limit of one try (20 s) with room for attachments. */
const LEASE_MS = 60_000;
const POLL_MS = 1_000;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 15 * 60_000;
/** With pauses that grow to 15 minutes these are a good day; then it is `failed` and waits for a person. */
const MOST_TRIES = 100;

/** System ms until the next try after `tries` tries: doubling, with up to a quarter of chance so that nodes spread. */
export function backOff(tries: number, chance: number = Math.random()): number {
  return Math.round(Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS) * (1 + chance / 4));
}

/**
 * Sends what the outbox holds: at least once, with the row's Message-ID on every try. The row is leased in one
 * transaction, sent outside of any, and settled in another; a crash in between sends it again under the same id.
 */
@Injectable()
export class OutboxSender implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Outbox');
  private readonly mail: MailTransport | null;
  private readonly inFlight: Record<OutboxRow['channel'], number> = {
    mail: 0,
    wecom: 0,
    dingtalk: 0,
    feishu: 0,
    sms: 0,
  };
  /** Channels that had more due than places free at the last look: looked at again as soon as a place is free. */
  private readonly crowded = new Set<OutboxRow['channel']>();
  private readonly running = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private polling = false;

  constructor(
    private readonly repository: NotificationsRepository,
    private readonly documents: DocumentsService,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(NOTIFICATION_OPTIONS) private readonly options: NotificationOptions,
  ) {
    this.mail = options.smtpUrl === null ? null : new MailTransport(options.smtpUrl, options.from);
  }

  /** Back-off is system time and network has no place in engine jobs (design section 6), so the outbox looks by itself. */
  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.poll(), POLL_MS);
    this.timer.unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    this.polling = true;
    await Promise.all(this.running);
    this.mail?.close();
  }

  /** Sends everything that is due and resolves when it was tried: specs and `nudge`. */
  async drain(): Promise<void> {
    await this.poll();
    await Promise.all(this.running);
  }

  private async poll(): Promise<void> {
    if (this.polling) return;
    this.polling = true;
    try {
      for (const channel of CHANNELS) {
        const free = PARALLEL[channel] - this.inFlight[channel];
        if (free <= 0) continue;
        const rows = await this.repository.due(channel, this.clock.systemNow(), free);
        if (rows.length === free) this.crowded.add(channel);
        else this.crowded.delete(channel);
        for (const row of rows) this.take(row);
      }
    } catch (error) {
      this.logger.error(`outbox: ${error instanceof Error ? error.stack : String(error)}`);
    } finally {
      this.polling = false;
    }
  }

  private take(row: OutboxRow): void {
    this.inFlight[row.channel] += 1;
    const work = this.one(row)
      .catch((error: unknown) => {
        this.logger.error(`outbox ${row.id}: ${error instanceof Error ? error.stack : String(error)}`);
      })
      .finally(() => {
        this.inFlight[row.channel] -= 1;
        this.running.delete(work);
        if (this.crowded.has(row.channel)) void this.poll();
      });
    this.running.add(work);
  }

  private async one(row: OutboxRow): Promise<void> {
    const systemNow = this.clock.systemNow();
    if (!(await this.unitOfWork.run((tx) => this.repository.lease(tx, row, systemNow, systemNow + LEASE_MS)))) return;
    const tries = row.tries + 1;
    try {
      await this.send(row);
      await this.unitOfWork.run((tx) =>
        this.repository.settle(tx, row.id, {
          state: 'sent',
          sentAt: this.clock.now(),
          lastError: null,
          nextAttemptAt: null,
        }),
      );
    } catch (error) {
      const lastError = (error instanceof Error ? error.message : String(error)).slice(0, 1000);
      const over = error instanceof PermanentFailure || tries >= MOST_TRIES;
      this.logger.warn(`outbox ${row.id} (${row.channel}, try ${String(tries)}): ${lastError}`);
      const change = over
        ? ({ state: 'failed', nextAttemptAt: null, lastError } as const)
        : { nextAttemptAt: this.clock.systemNow() + backOff(tries), lastError };
      await this.unitOfWork.run((tx) => this.repository.settle(tx, row.id, change));
    }
  }

  private async send(row: OutboxRow): Promise<void> {
    // Belt and braces: such rows are written as `sink` and never come here (design section 5, channel adapters).
    if (row.mode === 'drill') throw new PermanentFailure('a drill never leaves the house');
    if (row.channel === 'mail') {
      if (!this.mail) throw new Error('SMTP_URL is not set any more');
      return this.mail.send(row, await this.files(row));
    }
    if (row.channel === 'sms') {
      if (!this.options.sms) throw new Error('SMS_URL is not set any more');
      return sendSms(this.options.sms, { messageId: row.messageId, mobile: row.address, text: row.text });
    }
    const channel = row.channelId === null ? null : await this.repository.channel(row.channelId);
    if (!channel) throw new PermanentFailure('the webhook was removed');
    return sendWebhook(channel, row, this.clock.systemNow());
  }

  private async files(row: OutboxRow): Promise<SentFile[]> {
    const files: SentFile[] = [];
    for (const { documentId, fileName, content = '' } of row.attachments) {
      const bytes =
        documentId === null
          ? Buffer.from(content, 'base64')
          : (await this.documents.read(documentId, PROVIDER_SCOPE)).bytes;
      files.push({ fileName, content: bytes });
    }
    return files;
  }
}
