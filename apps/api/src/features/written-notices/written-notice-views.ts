import { Inject, Injectable } from '@nestjs/common';
import type {
  NoticeDelivery,
  PublicNotice,
  WrittenNotice,
  WrittenNoticeList,
  WrittenNoticeQuery,
  WrittenNoticeSummary,
} from '@pledge/contracts';
import { CLOCK, scopeOf, type SessionUser } from '@pledge/nest';
import { Problem, type Clock } from '@pledge/runtime';
import { ContractsService, PROVIDER_ZONE } from '../contracts/index.js';
import { isoTime } from '../documents/index.js';
import { hashToken } from '../notifications/index.js';
import { WrittenNoticesRepository, type DeliveryRow, type NoticeRow } from './written-notices.repository.js';

const iso = (at: number): string => isoTime(at, PROVIDER_ZONE);

/** Written notices as people see them: staff all of them, a customer what was sent to the own side. */
@Injectable()
export class WrittenNoticeViews {
  constructor(
    private readonly repository: WrittenNoticesRepository,
    private readonly contracts: ContractsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list({ state, limit }: WrittenNoticeQuery, user: SessionUser): Promise<WrittenNoticeList> {
    const scope = scopeOf(user);
    if (scope.kind === 'customer') {
      const own = await this.repository.ofParty(scope.partyId, limit);
      const rows = await this.repository.byNumbers(own.map((one) => one.noticeNumber));
      const visible = rows.filter((row) => state === undefined || row.state === state);
      return { items: visible.map((row) => summary(row, own)), nextCursor: null };
    }
    const rows = await this.repository.list({ state, limit });
    const deliveries = await this.repository.deliveries(rows.map((row) => row.number));
    return { items: rows.map((row) => summary(row, deliveries)), nextCursor: null };
  }

  /** @throws Problem NOTICE_UNKNOWN, also for a customer who was not told */
  async get(number: string, user: SessionUser): Promise<WrittenNotice> {
    const { row, deliveries } = await this.visible(number, user);
    const now = this.clock.now();
    const staff = user.partyId === null;
    const views = await Promise.all(deliveries.map((one) => this.delivery(one, now)));
    return {
      ...summary(row, deliveries),
      text: { zh: row.textZh, en: row.textEn },
      audience: staff ? row.audience : { kind: 'customers', partyIds: deliveries.map((one) => one.partyId) },
      approvedBy: staff ? row.approvedBy : null,
      approvedAt: row.approvedAt === null ? null : iso(row.approvedAt),
      processInstanceId: staff ? row.instanceId : null,
      deliveries: views.sort((a, b) => rank(a) - rank(b) || a.dueAt.localeCompare(b.dueAt)),
    };
  }

  /** One copy that this person may speak of. @throws Problem NOTICE_UNKNOWN */
  async deliveryFor(number: string, user: SessionUser, id?: string): Promise<DeliveryRow> {
    const { deliveries } = await this.visible(number, user);
    const found = id === undefined ? deliveries[0] : deliveries.find((one) => one.id === id);
    if (!found) throw new Problem('not-found', 'NOTICE_UNKNOWN');
    return found;
  }

  /** The copy behind a mailed link. @throws Problem NOTICE_LINK_UNKNOWN */
  async byToken(token: string): Promise<{ readonly delivery: DeliveryRow; readonly page: PublicNotice }> {
    const delivery = /^[A-Za-z0-9_-]{32}$/.test(token) ? await this.repository.byToken(hashToken(token)) : null;
    const notice = delivery && (await this.repository.find(delivery.noticeNumber));
    if (!delivery || !notice) throw new Problem('not-found', 'NOTICE_LINK_UNKNOWN');
    return {
      delivery,
      page: {
        title: notice.title,
        text: { zh: notice.textZh, en: notice.textEn },
        provider: await this.contracts.providerName(),
        customer: await this.nameOf(delivery.partyId),
        changedAt: iso(notice.changedAt),
        deliveredAt: delivery.deliveredAt === null ? null : iso(delivery.deliveredAt),
      },
    };
  }

  private async visible(number: string, user: SessionUser): Promise<{ row: NoticeRow; deliveries: DeliveryRow[] }> {
    const scope = scopeOf(user);
    const [row, all] = await Promise.all([this.repository.find(number), this.repository.deliveries([number])]);
    const deliveries = scope.kind === 'customer' ? all.filter((one) => one.partyId === scope.partyId) : all;
    if (!row || (scope.kind === 'customer' && deliveries.length === 0))
      throw new Problem('not-found', 'NOTICE_UNKNOWN');
    return { row, deliveries };
  }

  private async delivery(row: DeliveryRow, now: number): Promise<NoticeDelivery> {
    return {
      id: row.id,
      partyId: row.partyId,
      partyName: await this.nameOf(row.partyId),
      state: row.state,
      dueAt: iso(row.dueAt),
      // Met at exactly the limit, as with every promise.
      late: (row.deliveredAt ?? now) > row.dueAt,
      clause: row.clause,
      documentId: row.documentId,
      documentNumber: row.documentNumber,
      sentTo: row.sentTo,
      sentAt: row.sentAt === null ? null : iso(row.sentAt),
      posted: row.posted && { ...row.posted, at: iso(row.posted.at) },
      proof: row.proof,
      deliveredAt: row.deliveredAt === null ? null : iso(row.deliveredAt),
      personName: row.personName,
      note: row.note,
    };
  }

  private async nameOf(partyId: string): Promise<string> {
    return (await this.contracts.party(partyId))?.name ?? '';
  }
}

/** What is not finished comes first. */
const rank = (one: NoticeDelivery): number => (one.state === 'delivered' ? 1 : 0);

function summary(row: NoticeRow, deliveries: readonly DeliveryRow[]): WrittenNoticeSummary {
  const own = deliveries.filter((one) => one.noticeNumber === row.number);
  return {
    number: row.number,
    kind: row.kind,
    title: row.title,
    state: row.state,
    changedAt: iso(row.changedAt),
    createdBy: row.createdBy,
    createdAt: iso(row.createdAt),
    customers: own.length,
    delivered: own.filter((one) => one.state === 'delivered').length,
  };
}
