import { Inject, Injectable } from '@nestjs/common';
import type { AckPage, AckResult } from '@pledge/contracts';
import { CLOCK, LiveEvents, PROCESS_ENGINE, UNIT_OF_WORK } from '@pledge/nest';
import { Problem, type Clock, type ProcessEngine, type UnitOfWork } from '@pledge/runtime';
import { isoTime } from '../documents/index.js';
import { NotificationsRepository, type OutboxRow } from './notifications.repository.js';
import { hashToken, PASS_ON_JOB } from './notifications.service.js';

/** "I have it": by the link in the message, or by its reader in the desk. */
@Injectable()
export class AcknowledgementsService {
  constructor(
    private readonly repository: NotificationsRepository,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly live: LiveEvents,
  ) {}

  /** What the page behind the link shows. @throws Problem ACK_LINK_UNKNOWN. */
  async page(token: string): Promise<AckPage> {
    const row = await this.byToken(token);
    return {
      subject: row.subject,
      // Without the links: the token is in one of them, and the page has its own button.
      text: row.text.replace(/\S*：?https?:\/\/\S+/g, '').trim(),
      caseNumber: row.caseNumber,
      recipientName: row.recipientName,
      state: row.ackState === 'none' ? 'exhausted' : row.ackState,
      acknowledgeBy: row.ackBy === null ? null : isoTime(row.ackBy),
      acknowledgedAt: row.acknowledgedAt === null ? null : isoTime(row.acknowledgedAt),
      language: row.language,
    };
  }

  /** @throws Problem ACK_LINK_UNKNOWN, ACK_LINK_USED, ACK_PASSED_ON. */
  async byLink(token: string): Promise<AckResult> {
    return this.acknowledge(await this.byToken(token));
  }

  /** @throws Problem NOTIFICATION_NOT_FOUND also for somebody else's. */
  async byReader(id: string, username: string): Promise<AckResult> {
    const row = await this.repository.find(id);
    if (row?.username !== username) throw new Problem('not-found', 'NOTIFICATION_NOT_FOUND');
    return this.acknowledge(row);
  }

  private async acknowledge(row: OutboxRow): Promise<AckResult> {
    const now = this.clock.now();
    if (row.ackState === 'none') throw new Problem('invalid', 'ACK_NOT_ASKED');
    const done = await this.unitOfWork.run(async (tx) => {
      if (!(await this.repository.endAck(tx, row.id, 'acknowledged', now))) return false;
      await this.engine.unschedule(tx, PASS_ON_JOB, [row.id]);
      return true;
    });
    if (!done) {
      const after = await this.repository.find(row.id);
      throw new Problem('conflict', after?.ackState === 'acknowledged' ? 'ACK_LINK_USED' : 'ACK_PASSED_ON');
    }
    this.live.publish({
      type: 'notification.acknowledged',
      ...(row.caseNumber === null ? {} : { caseNumber: row.caseNumber }),
    });
    return { acknowledgedAt: isoTime(now), caseNumber: row.caseNumber, taskId: row.taskId };
  }

  private async byToken(token: string): Promise<OutboxRow> {
    const row = /^[A-Za-z0-9_-]{32}$/.test(token) ? await this.repository.findByAckHash(hashToken(token)) : null;
    if (!row) throw new Problem('not-found', 'ACK_LINK_UNKNOWN');
    return row;
  }
}
