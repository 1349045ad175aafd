import { noticeAudienceSchema, noticeKindSchema } from '@pledge/contracts';
import type { Variables } from '@pledge/engine';
import { Inject } from '@nestjs/common';
import { Delegate, PROCESS_ENGINE } from '@pledge/nest';
import type { Delegate as DelegateContract, DelegateContext, ProcessEngine, Transaction } from '@pledge/runtime';
import { fromIso } from '@pledge/time';
import { PROVIDER_ZONE } from '../contracts/index.js';
import { isoTime } from '../documents/index.js';
import type { DirectRecipient } from '../notifications/index.js';
import { NoticeIssuing, type NoticeText, type PreparedCopy } from './issuing.service.js';
import { WrittenNoticesRepository, type DeliveryRow, type NoticeRow } from './written-notices.repository.js';
import { WrittenNotices } from './written-notices.service.js';

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const instantOf = (value: unknown): number => (typeof value === 'number' ? value : fromIso(text(value)));

/** The notice of this instance. @throws Error */
async function noticeOf(
  repository: WrittenNoticesRepository,
  instanceId: string,
  tx?: Transaction,
): Promise<NoticeRow> {
  const row = await repository.byInstance(instanceId, tx);
  if (!row) throw new Error(`instance ${instanceId} is about no written notice`);
  return row;
}

/**
 * `open-notice`: the notice that this instance is about; made now where a change began the process, from `noticeKind`,
 * `noticeTitle`, `noticeText`, `noticeTextEn`, `noticeChangedAt`, `noticeAudience`. Out: `noticeNumber`, `noticeTitle`,
 * `noticeText`, `noticeTextEn`, `noticeChangedAt`, `noticeCustomers` (names, one a line).
 */
@Delegate('open-notice')
export class OpenNoticeDelegate implements DelegateContract<readonly string[]> {
  constructor(
    private readonly repository: WrittenNoticesRepository,
    private readonly notices: WrittenNotices,
  ) {}

  async prepare(context: DelegateContext): Promise<readonly string[]> {
    const known = await this.repository.byInstance(context.instanceId);
    const audience = known?.audience ?? noticeAudienceSchema.parse(context.variables['noticeAudience']);
    return (await this.notices.affected(audience)).map((one) => one.party.name);
  }

  async apply(tx: Transaction, context: DelegateContext, customers: readonly string[]): Promise<Variables> {
    const { variables, instanceId, mode } = context;
    const row =
      (await this.repository.byInstance(instanceId, tx)) ??
      (await this.notices.insert(
        tx,
        {
          kind: noticeKindSchema.parse(variables['noticeKind']),
          title: text(variables['noticeTitle']),
          textZh: text(variables['noticeText']),
          textEn: text(variables['noticeTextEn']),
          changedAt: instantOf(variables['noticeChangedAt']),
          audience: noticeAudienceSchema.parse(variables['noticeAudience']),
        },
        { instanceId, by: text(variables['changedBy']) || 'system', mode },
      ));
    return {
      noticeNumber: row.number,
      noticeTitle: row.title,
      noticeText: row.textZh,
      noticeTextEn: row.textEn,
      noticeChangedAt: isoTime(row.changedAt, PROVIDER_ZONE),
      noticeCustomers: customers.join('\n'),
    };
  }
}

interface Issue {
  readonly notice: NoticeRow;
  readonly approved: NoticeText;
  readonly copies: readonly PreparedCopy[];
  readonly approvedBy: string | null;
}

/**
 * `issue-notice`: the approved text becomes a letter for each customer. Header `standard`: profile whose promise holds where
 * a contract says nothing; `approvedIn`: task in which it was approved. In: `noticeTitle`, `noticeText`, `noticeTextEn`. Out: `noticeDeliveries`, a
 * list of `{ deliveryId, partyName, dueAt, documentNumber }`.
 */
@Delegate('issue-notice')
export class IssueNoticeDelegate implements DelegateContract<Issue> {
  constructor(
    private readonly repository: WrittenNoticesRepository,
    private readonly notices: WrittenNotices,
    private readonly issuing: NoticeIssuing,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
  ) {}

  async prepare(context: DelegateContext): Promise<Issue> {
    const notice = await noticeOf(this.repository, context.instanceId);
    const approved = {
      title: text(context.variables['noticeTitle']),
      textZh: text(context.variables['noticeText']),
      textEn: text(context.variables['noticeTextEn']),
    };
    const standard = context.headers['standard'];
    if (standard === undefined) throw new Error('the header "standard" names a profile');
    const [copies, approvedBy] = await Promise.all([
      this.issuing.prepare(notice, approved, standard),
      this.whoDid(context, context.headers['approvedIn'] ?? ''),
    ]);
    return { notice, approved, copies, approvedBy };
  }

  async apply(
    tx: Transaction,
    context: DelegateContext,
    { notice, approved, copies, approvedBy }: Issue,
  ): Promise<Variables> {
    await this.issuing.store(tx, copies);
    await this.repository.update(tx, notice.number, {
      ...approved,
      state: 'sending',
      approvedBy,
      approvedAt: context.now,
    });
    this.notices.tell(tx);
    return {
      noticeDeliveries: copies.map(({ delivery, partyName }) => ({
        deliveryId: delivery.id,
        partyName,
        dueAt: new Date(delivery.dueAt).toISOString(),
        documentNumber: delivery.documentNumber,
      })),
    };
  }

  private async whoDid(context: DelegateContext, elementId: string): Promise<string | null> {
    const { items } = await this.engine.listTasks({
      instanceId: context.instanceId,
      state: 'completed',
      limit: 20,
    });
    return items.find((task) => task.elementId === elementId)?.completedBy ?? null;
  }
}

interface Sending {
  readonly notice: NoticeRow;
  readonly delivery: DeliveryRow;
  readonly to: readonly DirectRecipient[];
  readonly names: { readonly provider: string; readonly customer: string };
}

/** `send-notice`: one customer's copy (`deliveryId`) to everybody who can be written to. Out: `noticeSent`. */
@Delegate('send-notice')
export class SendNoticeDelegate implements DelegateContract<Sending> {
  constructor(
    private readonly repository: WrittenNoticesRepository,
    private readonly issuing: NoticeIssuing,
  ) {}

  async prepare(context: DelegateContext): Promise<Sending> {
    const delivery = await this.issuing.deliveryOf(text(context.variables['deliveryId']));
    const [notice, to, names] = await Promise.all([
      this.repository.find(delivery.noticeNumber),
      this.issuing.recipients(delivery.partyId),
      this.issuing.names(delivery.partyId),
    ]);
    if (notice?.instanceId !== context.instanceId) throw new Error('this copy belongs to another notice');
    return { notice, delivery, to, names };
  }

  async apply(tx: Transaction, _context: DelegateContext, prepared: Sending): Promise<Variables> {
    const { notice, delivery, to, names } = prepared;
    return { noticeSent: await this.issuing.send(tx, notice, delivery, to, names) };
  }
}

/**
 * `record-notice`: what staff did for one customer (`deliveryId`). Header `what`: `posted` (in `postedWay`, `postedNote`) or
 * `phoned` (in `phoneReached`, `phonePerson`, `phoneNote`).
 */
@Delegate('record-notice')
export class RecordNoticeDelegate implements DelegateContract {
  constructor(
    private readonly repository: WrittenNoticesRepository,
    private readonly notices: WrittenNotices,
    private readonly issuing: NoticeIssuing,
  ) {}

  async apply(tx: Transaction, context: DelegateContext): Promise<void> {
    const { variables, headers, now } = context;
    const delivery = await this.issuing.deliveryOf(text(variables['deliveryId']), tx);
    if (headers['what'] === 'posted') {
      const posted = {
        way: variables['postedWay'] === 'fax' ? ('fax' as const) : ('letter' as const),
        note: text(variables['postedNote']),
        at: now,
      };
      await this.repository.updateDelivery(tx, delivery.id, { posted, sentAt: delivery.sentAt ?? now });
    } else {
      const reached = variables['phoneReached'] === true;
      await this.repository.endDelivery(tx, delivery.id, {
        state: reached ? 'delivered' : 'unreached',
        proof: reached ? 'phone' : null,
        deliveredAt: reached ? now : null,
        personName: text(variables['phonePerson']) || null,
        // Who telephoned stands in the history of the process.
        recordedBy: null,
        note: text(variables['phoneNote']) || null,
      });
    }
    this.notices.tell(tx);
  }
}

/** `close-notice`: header `outcome` (`done`, `withdrawn`). Out: `noticeOutcome`. */
@Delegate('close-notice')
export class CloseNoticeDelegate implements DelegateContract {
  constructor(
    private readonly repository: WrittenNoticesRepository,
    private readonly notices: WrittenNotices,
  ) {}

  async apply(tx: Transaction, context: DelegateContext): Promise<Variables> {
    const outcome = context.headers['outcome'] === 'withdrawn' ? 'withdrawn' : 'done';
    const notice = await noticeOf(this.repository, context.instanceId, tx);
    await this.repository.update(tx, notice.number, { state: outcome });
    this.notices.tell(tx);
    return { noticeOutcome: outcome };
  }
}
