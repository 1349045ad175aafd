import { Inject, Injectable } from '@nestjs/common';
import type { CreateWrittenNotice, NoticeAudience, NoticeProof } from '@pledge/contracts';
import { CLOCK, LiveEvents, PROCESS_ENGINE, UNIT_OF_WORK, storeAnswer, type SessionUser } from '@pledge/nest';
import { Problem, type Clock, type ProcessEngine, type Transaction, type UnitOfWork } from '@pledge/runtime';
import { fromIso, toIso } from '@pledge/time';
import { v7 } from 'uuid';
import { ContractsService, PROVIDER_ZONE, type ServedCustomer } from '../contracts/index.js';
import { WrittenNoticesRepository, type DeliveryRow, type NoticeRow } from './written-notices.repository.js';

const PROCESS = 'written-notice';
/** Tells the branch of one customer that the notice was received; key: id of the delivery. */
const RECEIVED = 'notice-received';
/** A receipt may come while the letter is not posted yet: it waits for its branch. */
const RECEIPT_WAITS = 'P60D';

/** What a notice says and to whom, before it has a number. */
export interface NoticeDraft {
  readonly kind: NoticeRow['kind'];
  readonly title: string;
  readonly textZh: string;
  readonly textEn: string;
  /** Epoch ms. */
  readonly changedAt: number;
  readonly audience: NoticeAudience;
}

/** How somebody got it. */
export interface Receipt {
  readonly proof: NoticeProof;
  readonly personName: string;
  readonly note: string;
  /** Username; `link` for the page without an account. */
  readonly by: string;
}

/** Written notices (F-24): begun by people or by a change, received by link, in the portal, or on proof. */
@Injectable()
export class WrittenNotices {
  constructor(
    private readonly repository: WrittenNoticesRepository,
    private readonly contracts: ContractsService,
    private readonly live: LiveEvents,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem NOTICE_PARTY_UNKNOWN, NOTICE_NOBODY */
  async create(request: CreateWrittenNotice, user: SessionUser): Promise<string> {
    if (request.audience.kind === 'customers')
      for (const id of request.audience.partyIds)
        if ((await this.contracts.party(id))?.kind !== 'customer')
          throw new Problem('not-found', 'NOTICE_PARTY_UNKNOWN');
    if ((await this.affected(request.audience)).length === 0) throw new Problem('conflict', 'NOTICE_NOBODY');
    const instanceId = v7();
    return this.unitOfWork.run(async (tx) => {
      const draft: NoticeDraft = {
        kind: request.kind,
        title: request.title,
        textZh: request.text.zh,
        textEn: request.text.en,
        changedAt: fromIso(request.changedAt),
        audience: request.audience,
      };
      const row = await this.insert(tx, draft, { instanceId, by: user.username, mode: 'live' });
      await this.engine.startInstanceLater(tx, {
        key: PROCESS,
        instanceId,
        variables: { noticeNumber: row.number },
        actor: { userId: user.username },
      });
      await storeAnswer(tx, { number: row.number });
      return row.number;
    });
  }

  /** The row of a new notice, in the caller's unit. */
  async insert(
    tx: Transaction,
    draft: NoticeDraft,
    origin: { readonly instanceId: string; readonly by: string; readonly mode: NoticeRow['mode'] },
  ): Promise<NoticeRow> {
    const now = this.clock.now();
    const period = `TZ-${toIso(now, PROVIDER_ZONE).slice(0, 4)}`;
    const row: NoticeRow = {
      number: `${period}-${String(await this.repository.nextNumber(tx, period)).padStart(4, '0')}`,
      ...draft,
      state: 'draft',
      instanceId: origin.instanceId,
      mode: origin.mode,
      createdBy: origin.by,
      createdAt: now,
      approvedBy: null,
      approvedAt: null,
    };
    await this.repository.insert(tx, row);
    this.tell(tx);
    return row;
  }

  /** Customers that a notice is for, by name. Named ones are told whether or not a contract is in force. */
  async affected(audience: NoticeAudience): Promise<readonly Omit<ServedCustomer, 'regions'>[]> {
    const served = await this.contracts.servedCustomers();
    switch (audience.kind) {
      case 'all':
        return served;
      case 'regions':
        return served.filter((one) => one.regions.some((code) => audience.regions.includes(code)));
      case 'customers': {
        const named = await Promise.all(audience.partyIds.map((id) => this.contracts.party(id)));
        return named
          .filter((party) => party !== null)
          .map((party) => served.find((one) => one.party.id === party.id) ?? { party, contracts: [] });
      }
    }
  }

  /** A customer has it: recorded once, and the process goes on. @throws Problem NOTICE_UNKNOWN */
  async receive(delivery: DeliveryRow, receipt: Receipt): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const now = this.clock.now();
      const { by: recordedBy, ...rest } = receipt;
      const change = { ...rest, recordedBy, state: 'delivered', deliveredAt: now } as const;
      if (!(await this.repository.endDelivery(tx, delivery.id, change))) return;
      await this.engine.publishMessageLater(tx, {
        name: RECEIVED,
        correlationKey: delivery.id,
        messageId: `${RECEIVED}:${delivery.id}`,
        timeToLive: RECEIPT_WAITS,
        variables: {},
      });
      this.tell(tx);
    });
  }

  /** Screens fetch it again after the commit. */
  tell(tx: Transaction): void {
    const publish = (): void => this.live.publish({ type: 'written-notice.updated' });
    if (this.unitOfWork.afterCommit) this.unitOfWork.afterCommit(tx, publish);
    else publish();
  }
}
