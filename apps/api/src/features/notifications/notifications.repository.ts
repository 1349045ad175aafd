import { Inject, Injectable } from '@nestjs/common';
import { READER } from '@pledge/nest';
import { afterCommit, isDuplicate, managerOf } from '@pledge/persistence';
import type { Transaction } from '@pledge/runtime';
import { In, IsNull, LessThan, LessThanOrEqual, Not, type EntityManager } from 'typeorm';
import { ChannelEntity, NotificationSourceEntity, OutboxEntity } from './notifications.entity.js';

export type OutboxRow = OutboxEntity;
export type ChannelRow = ChannelEntity;
/** What became of a try. */
export type Settlement = Partial<Pick<OutboxRow, 'state' | 'sentAt' | 'lastError' | 'nextAttemptAt' | 'tries'>>;

/** Rows of one INSERT: an embedded database takes 32,766 parameters. */
const CHUNK = 100;

/** Outbox, told sources and webhooks. */
@Injectable()
export class NotificationsRepository {
  private queued: () => void = () => undefined;

  constructor(@Inject(READER) private readonly reader: () => EntityManager) {}

  /** `listener` is called after a commit that put messages in. */
  onQueued(listener: () => void): void {
    this.queued = listener;
  }

  /** False: this source was told before. */
  async claimSource(tx: Transaction, source: string, at: number): Promise<boolean> {
    const sources = managerOf(tx).getRepository(NotificationSourceEntity);
    if (await sources.existsBy({ source })) return false;
    try {
      await sources.insert({ source, createdAt: at });
    } catch (error) {
      // Another node committed the same source since we looked; the statement alone failed, not the transaction.
      if (isDuplicate(error)) return false;
      throw error;
    }
    return true;
  }

  /** Of these sources, the ones that were told. */
  async toldSources(sources: readonly string[]): Promise<Set<string>> {
    const rows = await this.reader()
      .getRepository(NotificationSourceEntity)
      .findBy({ source: In([...sources]) });
    return new Set(rows.map((row) => row.source));
  }

  /** Messages to these addresses keep when and by which template, and lose whom and what. @returns rows */
  async forgetAddresses(tx: Transaction, addresses: readonly string[]): Promise<number> {
    const outbox = managerOf(tx).getRepository(OutboxEntity);
    const found = await outbox.find({ select: { id: true }, where: { address: In([...addresses]) } });
    if (found.length === 0) return 0;
    const ids = found.map((row) => row.id);
    await outbox.update(
      { id: In(ids), state: 'queued' },
      { state: 'failed', nextAttemptAt: null, lastError: 'erased' },
    );
    const nobody = { recipientName: '***', address: '***', subject: '***', text: '***', html: null };
    await outbox.update({ id: In(ids) }, { ...nobody, ackState: 'none', ackTokenHash: null, ackBy: null, chain: null });
    return ids.length;
  }

  async insert(tx: Transaction, rows: readonly OutboxRow[]): Promise<void> {
    if (rows.length === 0) return;
    const outbox = managerOf(tx).getRepository(OutboxEntity);
    const known = new Set(
      (
        await outbox.find({ select: { messageId: true }, where: { messageId: In(rows.map((row) => row.messageId)) } })
      ).map((row) => row.messageId),
    );
    const fresh = rows.filter((row) => !known.has(row.messageId));
    for (let from = 0; from < fresh.length; from += CHUNK)
      await outbox.insert(fresh.slice(from, from + CHUNK).map((row) => ({ ...row })) as never);
    if (fresh.some((row) => row.state === 'queued')) afterCommit(tx, this.queued);
  }

  byMessageIds(messageIds: readonly string[]): Promise<OutboxRow[]> {
    if (messageIds.length === 0) return Promise.resolve([]);
    return this.reader()
      .getRepository(OutboxEntity)
      .findBy({ messageId: In([...messageIds]) });
  }

  // --- sending

  due(channel: OutboxRow['channel'], systemNow: number, limit: number): Promise<OutboxRow[]> {
    const due = { state: 'queued', channel, nextAttemptAt: LessThanOrEqual(systemNow) } as const;
    return this.reader()
      .getRepository(OutboxEntity)
      .find({
        where: [
          { ...due, lockedUntil: IsNull() },
          { ...due, lockedUntil: LessThan(systemNow) },
        ],
        order: { nextAttemptAt: 'ASC', id: 'ASC' },
        take: limit,
      });
  }

  /**
   * Takes rows for one sender until `until`; false: another node has one of them, and the caller has to roll back. The try
   * is counted now, so that a crash counts.
   */
  async lease(tx: Transaction, rows: readonly OutboxRow[], systemNow: number, until: number): Promise<boolean> {
    const result = await managerOf(tx)
      .createQueryBuilder()
      .update(OutboxEntity)
      .set({ lockedUntil: until, tries: () => 'tries + 1' })
      .where({ id: In(rows.map((row) => row.id)), state: 'queued', nextAttemptAt: LessThanOrEqual(systemNow) })
      .andWhere('(locked_until IS NULL OR locked_until < :systemNow)', { systemNow })
      .execute();
    return result.affected === rows.length;
  }

  /** Ends the lease of each with what became of it; those with the same end are written by one statement. */
  async settle(tx: Transaction, ends: readonly { readonly id: string; readonly change: Settlement }[]): Promise<void> {
    const groups = new Map<string, { readonly change: Settlement; readonly ids: string[] }>();
    for (const { id, change } of ends) {
      const key = JSON.stringify(change);
      const group = groups.get(key) ?? { change, ids: [] };
      group.ids.push(id);
      groups.set(key, group);
    }
    for (const { change, ids } of groups.values())
      await managerOf(tx)
        .getRepository(OutboxEntity)
        .update({ id: In(ids), state: 'queued' }, { ...change, lockedUntil: null });
  }

  /** A failed one is tried again by hand; false: it is not failed. */
  async requeue(tx: Transaction, id: string, systemNow: number): Promise<boolean> {
    const result = await managerOf(tx)
      .getRepository(OutboxEntity)
      .update({ id, state: 'failed' }, { state: 'queued', tries: 0, nextAttemptAt: systemNow, lastError: null });
    return result.affected === 1;
  }

  // --- acknowledging

  findByAckHash(hash: string): Promise<OutboxRow | null> {
    return this.reader().getRepository(OutboxEntity).findOneBy({ ackTokenHash: hash });
  }

  find(id: string): Promise<OutboxRow | null> {
    return this.reader().getRepository(OutboxEntity).findOneBy({ id });
  }

  /** From `waiting` to its end; false: somebody was faster. */
  async endAck(
    tx: Transaction,
    id: string,
    state: 'acknowledged' | 'passed' | 'exhausted',
    at: number | null,
  ): Promise<boolean> {
    const result = await managerOf(tx)
      .getRepository(OutboxEntity)
      .update({ id, ackState: 'waiting' }, { ackState: state, acknowledgedAt: at });
    return result.affected === 1;
  }

  // --- reading

  /** Newest first; `before` is the id of the last row of the page before. */
  list(q: {
    caseNumber?: string;
    state?: OutboxRow['state'];
    username?: string;
    /** Only what its receiver has not opened. */
    unread?: boolean;
    before?: string;
    limit: number;
  }): Promise<OutboxRow[]> {
    return this.reader()
      .getRepository(OutboxEntity)
      .find({
        where: {
          ...(q.caseNumber === undefined ? {} : { caseNumber: q.caseNumber }),
          ...(q.state === undefined ? {} : { state: q.state }),
          ...(q.username === undefined ? {} : { username: q.username }),
          ...(q.unread === true ? { readAt: IsNull() } : {}),
          ...(q.before === undefined ? {} : { id: LessThan(q.before) }),
        },
        order: { id: 'DESC' },
        take: q.limit,
      });
  }

  unread(username: string): Promise<number> {
    return this.reader().getRepository(OutboxEntity).countBy({ username, readAt: IsNull() });
  }

  /** Somebody else's ids change nothing. `at`: epoch ms. @returns how many were unread. */
  async markRead(tx: Transaction, username: string, at: number, ids?: readonly string[]): Promise<number> {
    const result = await managerOf(tx)
      .getRepository(OutboxEntity)
      .update({ username, readAt: IsNull(), ...(ids === undefined ? {} : { id: In([...ids]) }) }, { readAt: at });
    return result.affected ?? 0;
  }

  // --- webhooks

  channels(): Promise<ChannelRow[]> {
    return this.reader()
      .getRepository(ChannelEntity)
      .find({ order: { targetKind: 'ASC', target: 'ASC', id: 'ASC' } });
  }
  channel(id: string): Promise<ChannelRow | null> {
    return this.reader().getRepository(ChannelEntity).findOneBy({ id });
  }
  async enabledChannels(kind: ChannelRow['targetKind'], targets: readonly string[]): Promise<ChannelRow[]> {
    if (targets.length === 0) return [];
    return this.reader()
      .getRepository(ChannelEntity)
      .findBy({ targetKind: kind, target: In([...targets]), enabled: true, url: Not('') });
  }
  async saveChannel(tx: Transaction, row: ChannelRow): Promise<void> {
    const channels = managerOf(tx).getRepository(ChannelEntity);
    if (await channels.existsBy({ id: row.id })) await channels.update({ id: row.id }, { ...row });
    else await channels.insert({ ...row });
  }
  async removeChannel(tx: Transaction, id: string): Promise<boolean> {
    return (await managerOf(tx).getRepository(ChannelEntity).delete({ id })).affected === 1;
  }
}
