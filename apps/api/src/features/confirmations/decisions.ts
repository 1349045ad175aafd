import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, PROCESS_ENGINE } from '@pledge/nest';
import { Problem, type Clock, type ProcessEngine, type Transaction } from '@pledge/runtime';
import { v7 } from 'uuid';
import { CaseEvents } from '../cases/index.js';
import { sealRecord } from './record.js';
import { RequestsRepository, type RecordRow, type RequestRow } from './requests.repository.js';
import { ConfirmableSubjects, isBarred } from './subjects.js';

export const EXPIRE_JOB = 'confirmation-expire';
export const COPY_JOB = 'confirmation-copy';
/** Published when a request is decided; key: the request. */
export const DECIDED_MESSAGE = 'confirmation-decided';
/** Published when what was, or would be, confirmed no longer stands; key: the subject. */
export const VOID_MESSAGE = 'confirmation-void';

/** Published when a scan was checked, or its request needs it no more; key: the scan. */
export const SCAN_CHECKED_MESSAGE = 'confirmation-scan-checked';

/** What a person stated; the rest of the record follows from the request. */
export type Statement = Pick<RecordRow, 'kind' | 'level' | 'way' | 'personName' | 'actor'> &
  Partial<
    Pick<RecordRow, 'origin' | 'mobileMasked' | 'signature' | 'fileId' | 'checkedBy' | 'checks' | 'note' | 'statedAt'>
  >;

const EVENT: Readonly<Record<RequestRow['state'], string>> = {
  waiting: 'confirmation_requested',
  confirmed: 'confirmation_given',
  rejected: 'confirmation_rejected',
  expired: 'confirmation_expired',
  revoked: 'confirmation_revoked',
  void: 'confirmation_void',
};

/**
 * Every change of a request's state, in the caller's unit of work. Locks are taken in one order (subject, request, case),
 * so that two deciders wait for each other and never in a circle.
 */
@Injectable()
export class Decisions {
  constructor(
    private readonly requests: RequestsRepository,
    private readonly subjects: ConfirmableSubjects,
    private readonly events: CaseEvents,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A new request. The process and the people hear of it through its delegate. */
  async open(tx: Transaction, row: RequestRow): Promise<void> {
    await this.requests.insertRequest(tx, row);
    await this.engine.schedule(tx, { name: EXPIRE_JOB, ref: row.id, dueAt: row.confirmBy, mode: row.mode });
    await this.tell(tx, row, 'waiting', row.requestedBy, {});
  }

  /**
   * Confirms or rejects a waiting request.
   * @throws Problem CONFIRMATION_SUBJECT_CHANGED, CONFIRMATION_ALREADY_DECIDED, CONFIRMATION_EXPIRED, CONFIRMATION_OWN_REQUEST
   */
  async decide(
    tx: Transaction,
    row: RequestRow,
    state: 'confirmed' | 'rejected',
    statement: Statement,
  ): Promise<RecordRow> {
    const current = await this.subjects.get(row.subjectKind).current(row.subjectId, tx);
    if (current?.hash !== row.subjectHash) throw new Problem('conflict', 'CONFIRMATION_SUBJECT_CHANGED');
    if (state === 'confirmed' && isBarred(row, current)) throw new Problem('forbidden', 'CONFIRMATION_OWN_REQUEST');
    const now = this.clock.now();
    if (now >= row.confirmBy) throw new Problem('conflict', 'CONFIRMATION_EXPIRED');
    const record = recordOf(row, statement, now);
    const reason = state === 'rejected' ? record.note : null;
    const change = { state, decidedAt: now, reason, recordId: record.id } as const;
    if (!(await this.requests.decide(tx, row.id, ['waiting'], change)))
      throw new Problem('conflict', 'CONFIRMATION_ALREADY_DECIDED');
    await this.requests.insertRecord(tx, record);
    await this.engine.unschedule(tx, EXPIRE_JOB, [row.id]);
    await this.tell(tx, row, state, record.actor, sealOf(record));
    await this.answer(tx, row, state, reason);
    if (state === 'confirmed')
      await this.engine.schedule(tx, { name: COPY_JOB, ref: record.id, dueAt: now, mode: row.mode });
    return record;
  }

  /** A confirmation is taken back: from then on nothing may start. @throws Problem CONFIRMATION_NOT_CONFIRMED */
  async revoke(tx: Transaction, row: RequestRow, statement: Statement): Promise<RecordRow> {
    await this.subjects.get(row.subjectKind).current(row.subjectId, tx);
    const record = recordOf(row, statement, this.clock.now());
    const change = {
      state: 'revoked',
      decidedAt: record.statedAt,
      reason: record.note,
      recordId: record.id,
    } as const;
    if (!(await this.requests.decide(tx, row.id, ['confirmed'], change)))
      throw new Problem('conflict', 'CONFIRMATION_NOT_CONFIRMED');
    await this.requests.insertRecord(tx, record);
    await this.tell(tx, row, 'revoked', record.actor, sealOf(record));
    await this.publishVoid(tx, row.subjectId, row.mode, record.note);
    return record;
  }

  /** Keeps what was said on the telephone. The request goes on waiting: level 1 never opens the gate. */
  async note(tx: Transaction, row: RequestRow, statement: Statement): Promise<RecordRow> {
    const record = recordOf(row, statement, this.clock.now());
    await this.requests.insertRecord(tx, record);
    await this.append(tx, row, 'confirmation_oral', record.actor, sealOf(record));
    return record;
  }

  /** Nobody confirmed in time. False: it was decided meanwhile. */
  async expire(tx: Transaction, row: RequestRow): Promise<boolean> {
    const change = { state: 'expired', decidedAt: this.clock.now(), reason: null, recordId: null } as const;
    if (!(await this.requests.decide(tx, row.id, ['waiting'], change))) return false;
    await this.tell(tx, row, 'expired', 'system', {});
    await this.answer(tx, row, 'expired', null);
    return true;
  }

  /**
   * What these requests were about has changed: none of them holds any more, and the process goes back. Called by the
   * feature that owns the subject, which has locked it.
   */
  async voidSubject(
    tx: Transaction,
    subject: { readonly kind: string; readonly id: string; readonly mode: 'live' | 'drill' },
    reason: string,
    actor: string,
  ): Promise<void> {
    const now = this.clock.now();
    for (const row of await this.requests.ofSubject(subject.kind, subject.id, tx)) {
      if (row.state !== 'waiting' && row.state !== 'confirmed') continue;
      // What was said stays on record; only its force ends.
      const change = { state: 'void', decidedAt: now, reason, recordId: row.recordId } as const;
      if (!(await this.requests.decide(tx, row.id, ['waiting', 'confirmed'], change))) continue;
      await this.engine.unschedule(tx, EXPIRE_JOB, [row.id]);
      await this.scansOver(tx, row);
      await this.tell(tx, row, 'void', actor, {});
    }
    await this.publishVoid(tx, subject.id, subject.mode, reason);
  }

  /** Nobody needs to check this scan any more. */
  async scanOver(tx: Transaction, scanId: string, mode: RequestRow['mode']): Promise<void> {
    await this.engine.publishMessageLater(tx, { name: SCAN_CHECKED_MESSAGE, correlationKey: scanId, mode });
  }

  private async scansOver(tx: Transaction, row: RequestRow): Promise<void> {
    for (const scan of await this.requests.pendingScans(row.id, tx)) await this.scanOver(tx, scan.id, row.mode);
  }

  private async answer(
    tx: Transaction,
    row: RequestRow,
    decision: RequestRow['state'],
    reason: string | null,
  ): Promise<void> {
    await this.scansOver(tx, row);
    await this.engine.publishMessageLater(tx, {
      name: DECIDED_MESSAGE,
      correlationKey: row.id,
      mode: row.mode,
      variables: { confirmationDecision: decision, confirmationReason: reason },
    });
  }

  /** Only a process that stands there now hears it: kept, it would throw back the next version. */
  private publishVoid(tx: Transaction, subjectId: string, mode: 'live' | 'drill', reason: string): Promise<void> {
    return this.engine.publishMessageLater(tx, {
      name: VOID_MESSAGE,
      correlationKey: subjectId,
      mode,
      timeToLive: 'PT0S',
      variables: { returnReason: reason },
    });
  }

  private tell(
    tx: Transaction,
    row: RequestRow,
    state: RequestRow['state'],
    actor: string,
    payload: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    return this.append(tx, row, EVENT[state], actor, payload);
  }

  private async append(
    tx: Transaction,
    row: RequestRow,
    type: string,
    actor: string,
    payload: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const caseRow = await this.events.lock(tx, row.caseNumber);
    const { id, action, side, subjectKind, subjectId, subjectVersion, subjectHash, subjectNumber } = row;
    await this.events.append(tx, caseRow, [
      {
        type,
        actor,
        payload: {
          requestId: id,
          action,
          side,
          subjectKind,
          subjectId,
          subjectVersion,
          subjectHash,
          note: `${subjectNumber} v${String(subjectVersion)}`,
          ...payload,
        },
      },
    ]);
  }
}

const sealOf = (record: RecordRow): Record<string, unknown> => ({
  recordId: record.id,
  rowHash: record.rowHash,
  level: record.level,
  way: record.way,
});

function recordOf(row: RequestRow, statement: Statement, now: number): RecordRow {
  const record = {
    id: v7(),
    requestId: row.id,
    kind: statement.kind,
    level: statement.level,
    way: statement.way,
    subjectHash: row.subjectHash,
    personName: statement.personName,
    actor: statement.actor,
    origin: statement.origin ?? null,
    mobileMasked: statement.mobileMasked ?? null,
    signature: statement.signature ?? null,
    fileId: statement.fileId ?? null,
    checkedBy: statement.checkedBy ?? null,
    checks: statement.checks ?? null,
    note: statement.note ?? '',
    statedAt: statement.statedAt ?? now,
    keptHashes: null,
  };
  return { ...record, rowHash: sealRecord(record) };
}
