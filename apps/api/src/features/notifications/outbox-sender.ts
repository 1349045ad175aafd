import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CLOCK, PROVIDER_SCOPE, UNIT_OF_WORK } from '@pledge/nest';
import type { Clock, UnitOfWork } from '@pledge/runtime';
import { DocumentsService } from '../documents/index.js';
import { sendSms } from './channels/sms-gateway.js';
import { ChannelDown, MailTransport, PermanentFailure, sendWebhook, type SentFile } from './channels/transport.js';
import { NotificationsRepository, type OutboxRow, type Settlement } from './notifications.repository.js';
import { NOTIFICATION_OPTIONS, type NotificationOptions } from './options.js';
import { OutboxSettlement } from './outbox-settlement.js';

type Channel = OutboxRow['channel'];

/** A channel's messages. Of its own, so that a dead mail server does not hold up the chats. */
interface Lane {
  readonly channel: Channel;
  /** Messages in flight at once. */
  readonly places: number;
  /** Messages taken beyond those, by the same transaction. */
  readonly ahead: number;
  inFlight: number;
  /** Taken, not begun, oldest first. */
  taken: OutboxRow[];
  /** More was due than was taken: looked at again as soon as nothing is left to begin. */
  crowded: boolean;
}

/** An emergency tells some hundreds of people: so many messages are taken ahead of their places. */
const AHEAD = 84;
const SMS_PARALLEL = 16;
/** Robots allow 20 a minute: never more taken than are sent at once. */
const ROBOT_PARALLEL = 2;
/** System ms: longer than the time limit of one try (20 s) with room for attachments. */
const LEASE_MS = 60_000;
/** System ms that must be left of a lease when a try begins: its time limit and the writing of its result. */
const TRY_MS = 25_000;
const POLL_MS = 1_000;
/** System ms between a commit with new messages and the look for them: what is written together is sent together. */
const SOON_MS = 25;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 15 * 60_000;
/** With pauses that grow to 15 minutes these are a good day; then it is `failed` and waits for a person. */
const MOST_TRIES = 100;

/** System ms until the next try after `tries` tries: doubling, with up to a quarter of chance so that nodes spread. */
export function backOff(tries: number, chance: number = Math.random()): number {
  return Math.round(Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS) * (1 + chance / 4));
}

/** Another node took one of a batch. */
class Contended extends Error {}

/**
 * Sends what the outbox holds: at least once, with the row's Message-ID on every try. Rows are leased many by one
 * transaction, sent outside of any, each channel so many side by side, and settled many by one; a crash in between sends
 * them again under the same id.
 */
@Injectable()
export class OutboxSender implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Outbox');
  private readonly mail: MailTransport | null;
  private readonly lanes: readonly Lane[];
  private readonly settlement: OutboxSettlement;
  private readonly running = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private soon: NodeJS.Timeout | undefined;
  private looking: Promise<void> | null = null;
  /** Something came while it was being looked: the channel may have been passed already. */
  private again = false;
  private stopped = false;

  constructor(
    private readonly repository: NotificationsRepository,
    private readonly documents: DocumentsService,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(NOTIFICATION_OPTIONS) private readonly options: NotificationOptions,
  ) {
    const { smtpUrl, from, mailConnections } = options;
    this.mail = smtpUrl === null ? null : new MailTransport(smtpUrl, from, mailConnections);
    this.settlement = new OutboxSettlement(repository, unitOfWork);
    this.lanes = [
      laneOf('mail', mailConnections, AHEAD),
      laneOf('sms', SMS_PARALLEL, AHEAD),
      ...(['wecom', 'dingtalk', 'feishu'] as const).map((robot) => laneOf(robot, ROBOT_PARALLEL, 0)),
    ];
  }

  /** Back-off is system time and network has no place in engine jobs (design section 6), so the outbox looks by itself. */
  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.poll(), POLL_MS);
    this.timer.unref();
    this.repository.onQueued(() => {
      this.soon ??= setTimeout(() => {
        this.soon = undefined;
        void this.poll();
      }, SOON_MS).unref();
    });
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    clearTimeout(this.soon);
    this.stopped = true;
    await this.looking;
    for (const lane of this.lanes) for (const row of lane.taken.splice(0)) this.keep(row, { tries: row.tries });
    await this.idle();
    this.mail?.close();
  }

  /** Sends everything that is due and resolves when it was tried: specs and the button of the outbox page. */
  async drain(): Promise<void> {
    await this.poll();
    await this.idle();
  }

  private async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }

  private poll(): Promise<void> {
    if (this.stopped) return Promise.resolve();
    this.again = this.looking !== null;
    this.looking ??= this.look().finally(() => (this.looking = null));
    return this.looking;
  }

  private async look(): Promise<void> {
    try {
      do {
        this.again = false;
        for (const lane of this.lanes) await this.take(lane);
      } while (this.again && !this.stopped);
    } catch (error) {
      this.logger.error(`outbox: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }

  /** Leases the next messages of a channel that has nothing left to begin, and begins. */
  private async take(lane: Lane): Promise<void> {
    const room = lane.places + lane.ahead - lane.inFlight;
    if (lane.taken.length > 0 || room <= 0) return;
    const systemNow = this.clock.systemNow();
    const due = await this.repository.due(lane.channel, systemNow, room);
    lane.crowded = due.length === room;
    if (due.length === 0) return;
    lane.taken = await this.lease(due, systemNow);
    this.begin(lane);
  }

  /** Those of `rows` that are ours now: all by one transaction, or, where another node was faster, each by its own. */
  private async lease(rows: readonly OutboxRow[], systemNow: number): Promise<OutboxRow[]> {
    const until = systemNow + LEASE_MS;
    const ours = (some: readonly OutboxRow[]): Promise<OutboxRow[]> =>
      this.unitOfWork.run(async (tx) => {
        if (!(await this.repository.lease(tx, some, systemNow, until))) throw new Contended();
        return some.map((row) => ({ ...row, lockedUntil: until }));
      });
    try {
      return await ours(rows);
    } catch (error) {
      if (!(error instanceof Contended)) throw error;
      const got: OutboxRow[] = [];
      for (const row of rows)
        got.push(
          ...(await ours([row]).catch((reason: unknown) => {
            if (reason instanceof Contended) return [];
            throw reason;
          })),
        );
      return got;
    }
  }

  /** Fills the free places of a channel; what waited so long that its lease may run out under the try is given back. */
  private begin(lane: Lane): void {
    while (!this.stopped && lane.inFlight < lane.places) {
      const row = lane.taken.shift();
      if (row === undefined) return;
      if (this.clock.systemNow() > (row.lockedUntil ?? 0) - TRY_MS) this.keep(row, { tries: row.tries });
      else this.start(lane, row);
    }
  }

  private start(lane: Lane, row: OutboxRow): void {
    lane.inFlight += 1;
    const work = this.one(lane, row).finally(() => {
      lane.inFlight -= 1;
      this.begin(lane);
      if (lane.crowded && lane.taken.length === 0) this.track(this.poll());
      if (this.lanes.every((other) => other.inFlight === 0)) void this.settlement.flush();
    });
    this.track(work);
  }

  private track(work: Promise<void>): void {
    this.running.add(work);
    void work.finally(() => this.running.delete(work));
  }

  private async one(lane: Lane, row: OutboxRow): Promise<void> {
    try {
      await this.send(row);
      this.keep(row, { state: 'sent', sentAt: this.clock.now(), lastError: null, nextAttemptAt: null });
    } catch (error) {
      // The channel itself is the failed system: who waits for it learns so now, and is told by another one (S3-30).
      const behind = error instanceof ChannelDown ? lane.taken.splice(0) : [];
      const lastError = (error instanceof Error ? error.message : String(error)).slice(0, 1000);
      const more = behind.length === 0 ? '' : ` and ${String(behind.length)} behind it`;
      this.logger.warn(`outbox ${row.id}${more} (${row.channel}, try ${String(row.tries + 1)}): ${lastError}`);
      const chance = Math.random();
      for (const one of [row, ...behind])
        this.keep(one, failure(one, error, lastError, this.clock.systemNow(), chance));
    }
  }

  /** What became of a message is written with that of others. */
  private keep(row: OutboxRow, change: Settlement): void {
    this.track(
      this.settlement.add(row.id, change).catch((error: unknown) => {
        this.logger.error(`outbox ${row.id}: ${error instanceof Error ? error.stack : String(error)}`);
      }),
    );
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

function failure(row: OutboxRow, error: unknown, lastError: string, systemNow: number, chance: number): Settlement {
  const tries = row.tries + 1;
  return error instanceof PermanentFailure || tries >= MOST_TRIES
    ? { state: 'failed', nextAttemptAt: null, lastError }
    : { nextAttemptAt: systemNow + backOff(tries, chance), lastError };
}

const laneOf = (channel: Channel, places: number, ahead: number): Lane => ({
  channel,
  places,
  ahead,
  inFlight: 0,
  taken: [],
  crowded: false,
});
