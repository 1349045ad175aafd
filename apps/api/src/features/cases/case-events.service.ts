import { Inject, Injectable } from '@nestjs/common';
import type { CaseStatus } from '@pledge/contracts';
import { CLOCK, LiveEvents, UNIT_OF_WORK } from '@pledge/nest';
import { Problem, type Clock, type Transaction, type UnitOfWork } from '@pledge/runtime';
import { v7 as uuidv7 } from 'uuid';
import type { CaseEntity, CaseEventEntity } from './cases.entity.js';
import { CasesRepository } from './cases.repository.js';
import { GENESIS, sealEvent } from './event-chain.js';

/** An event to be written. `payload` holds no personal data, only references. */
export interface NewCaseEvent {
  readonly type: string;
  /** Epoch ms; default: now. */
  readonly occurredAt?: number;
  /** Username, or `system`. */
  readonly actor: string;
  readonly payload?: Readonly<Record<string, unknown>>;
}
/** Called in the unit of work that wrote the events; `row` is the case as it is after them. */
export type CaseEventListener = (
  tx: Transaction,
  row: CaseEntity,
  written: readonly CaseEventEntity[],
) => Promise<void>;

/** Status a case takes by an event (brief: statuses of a case). */
const STATUS_BY_EVENT: Readonly<Record<string, { readonly from: readonly CaseStatus[]; readonly to: CaseStatus }>> = {
  restored: { from: ['open'], to: 'resolved' },
  case_reopened: { from: ['resolved'], to: 'open' },
  case_closed: { from: ['waiting-contract', 'open', 'resolved'], to: 'closed' },
  case_withdrawn: { from: ['waiting-contract', 'open', 'resolved'], to: 'withdrawn' },
};

/** The only way to append to the chain of a case. */
@Injectable()
export class CaseEvents {
  private readonly listeners: CaseEventListener[] = [];

  constructor(
    private readonly repository: CasesRepository,
    private readonly live: LiveEvents,
    @Inject(UNIT_OF_WORK) private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Told of every event in the unit of work that writes it: `service-levels` replays the clocks. */
  onAppended(listener: CaseEventListener): void {
    this.listeners.push(listener);
  }

  /** The case, locked. @throws Problem CASE_NOT_FOUND */
  async lock(tx: Transaction, number: string): Promise<CaseEntity> {
    const row = await this.repository.lock(tx, number);
    if (!row) throw new Problem('not-found', 'CASE_NOT_FOUND', { number });
    return row;
  }

  /**
   * Appends events to the chain of a locked case, applies `change` to its row, and tells the listeners. `row` is
   * changed in place.
   */
  async append(
    tx: Transaction,
    row: CaseEntity,
    events: readonly NewCaseEvent[],
    change: Partial<CaseEntity> = {},
  ): Promise<CaseEventEntity[]> {
    const now = this.clock.now();
    const written: CaseEventEntity[] = [];
    for (const event of events) {
      const sealed = {
        caseId: row.id,
        seq: row.eventSeq + 1,
        type: event.type,
        occurredAt: event.occurredAt ?? now,
        recordedAt: now,
        actor: event.actor,
        payload: { ...event.payload },
        prevHash: row.eventSeq === 0 ? GENESIS : row.lastHash,
      };
      const stored = { id: uuidv7(), ...sealed, hash: sealEvent(sealed) };
      written.push(stored);
      row.eventSeq = stored.seq;
      row.lastHash = stored.hash;
    }
    await this.repository.insertEvents(tx, written);
    Object.assign(row, change, statusAfter(row, written), { eventSeq: row.eventSeq, lastHash: row.lastHash });
    const { eventSeq, lastHash, status } = row;
    const closedAt = status === 'closed' || status === 'withdrawn' ? (row.closedAt ?? now) : null;
    row.closedAt = closedAt;
    await this.repository.update(tx, row.id, { ...change, status, closedAt, eventSeq, lastHash });
    for (const listener of this.listeners) await listener(tx, row, written);
    this.publish(tx, row.number);
    return written;
  }

  /** Writes the cached headline of a case; for `service-levels`. */
  async setHeadline(
    tx: Transaction,
    row: CaseEntity,
    cache: Pick<CaseEntity, 'headline' | 'urgencyAt'>,
  ): Promise<void> {
    Object.assign(row, cache);
    await this.repository.update(tx, row.id, cache);
  }

  private publish(tx: Transaction, caseNumber: string): void {
    const tell = (): void => this.live.publish({ type: 'case.updated', caseNumber });
    if (this.unitOfWork.afterCommit) this.unitOfWork.afterCommit(tx, tell);
    else tell();
  }
}

function statusAfter(row: CaseEntity, events: readonly CaseEventEntity[]): Partial<CaseEntity> {
  let status = row.status;
  for (const event of events) {
    const rule = STATUS_BY_EVENT[event.type];
    if (rule?.from.includes(status)) status = rule.to;
  }
  return status === row.status ? {} : { status };
}
