import { Inject, Injectable } from '@nestjs/common';
import { READER } from '@pledge/nest';
import { managerOf } from '@pledge/persistence';
import type { Transaction } from '@pledge/runtime';
import {
  Brackets,
  In,
  IsNull,
  LessThan,
  type EntityManager,
  type ObjectLiteral,
  type SelectQueryBuilder,
} from 'typeorm';
import { CaseEntity, CaseEventEntity } from '../cases/index.js';
import { ChangePlanEntity, ChangePlanVersionEntity } from '../change-plans/index.js';
import { CommandTakingEntity, CommandTicketEntity, CommandUseEntity } from '../command-tickets/index.js';
import { ConfirmationRecordEntity, ConfirmationRequestEntity } from '../confirmations/index.js';
import { DocumentEntity } from '../documents/index.js';
import { QuotationEntity, QuotationVersionEntity } from '../quotations/index.js';
import { SigningCertificateEntity, type CertificateRow } from '../signing/index.js';
import { TimeStampEntity, type TimeStampRow } from '../time-stamps/index.js';
import { EvidenceAnchorEntity, EvidenceLeafEntity } from './evidence.entity.js';
import type { CaseHead } from './verification/verify-events.js';

export type AnchorRow = EvidenceAnchorEntity;
export type LeafRow = EvidenceLeafEntity;
/** Everything, or what belongs to one case. */
export type EvidenceScope = { readonly caseId: string; readonly caseNumber: string } | null;

/** A frozen version with the case that its plan belongs to. */
export interface PlanVersion {
  readonly row: ChangePlanVersionEntity;
  readonly caseNumber: string | null;
}

/** A frozen quotation with its case. */
export interface QuotedVersion {
  readonly row: QuotationVersionEntity;
  readonly caseNumber: string | null;
}

const PAGE = 1_000;
/** Rows of one statement: SQLite takes so many values. */
const CHUNK = 100;
const chunks = <T>(list: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(list.length / CHUNK) }, (_, i) => list.slice(i * CHUNK, (i + 1) * CHUNK));

/** Reads what evidence is about, in pages; writes anchors and leaves, and nothing else. */
@Injectable()
export class EvidenceRepository {
  constructor(@Inject(READER) private readonly reader: () => EntityManager) {}

  async *heads(scope: EvidenceScope): AsyncGenerator<CaseHead & { readonly mode: string }> {
    yield* this.byId(() => this.scoped(this.reader().createQueryBuilder(CaseEntity, 'r'), 'r.number', scope));
  }

  /** Events in order of case and number. */
  async *events(scope: EvidenceScope): AsyncGenerator<CaseEventEntity> {
    let last: CaseEventEntity | undefined;
    do {
      const query = this.reader().createQueryBuilder(CaseEventEntity, 'e').where('1 = 1');
      if (scope) query.andWhere('e.caseId = :only', { only: scope.caseId });
      const after = last;
      if (after)
        query.andWhere(
          new Brackets((b) =>
            b
              .where('e.caseId > :caseId', { caseId: after.caseId })
              .orWhere('(e.caseId = :caseId AND e.seq > :seq)', { caseId: after.caseId, seq: after.seq }),
          ),
        );
      const rows = await query.orderBy('e.caseId', 'ASC').addOrderBy('e.seq', 'ASC').take(PAGE).getMany();
      yield* rows;
      last = rows.length === PAGE ? rows.at(-1) : undefined;
    } while (last);
  }

  async *requests(scope: EvidenceScope, onlyNew = false): AsyncGenerator<ConfirmationRequestEntity> {
    yield* this.byId(() =>
      this.fresh(
        this.scoped(this.reader().createQueryBuilder(ConfirmationRequestEntity, 'r'), 'r.caseNumber', scope),
        onlyNew,
        'confirmation_request',
        'r.id',
      ),
    );
  }

  /** Records with the case of their request; null where the request is gone. */
  async *records(
    scope: EvidenceScope,
    onlyNew = false,
  ): AsyncGenerator<{ readonly row: ConfirmationRecordEntity; readonly caseNumber: string | null }> {
    const rows = this.byId(() => {
      const query = this.reader().createQueryBuilder(ConfirmationRecordEntity, 'r').where('1 = 1');
      if (scope)
        query.andWhere(
          `r.requestId IN ${query.subQuery().select('q.id').from(ConfirmationRequestEntity, 'q').where('q.caseNumber = :only').getQuery()}`,
          { only: scope.caseNumber },
        );
      return this.fresh(query, onlyNew, 'confirmation_record', 'r.id');
    });
    for await (const row of rows) {
      const request = await this.reader().findOne(ConfirmationRequestEntity, {
        select: { id: true, caseNumber: true },
        where: { id: row.requestId },
      });
      yield { row, caseNumber: request?.caseNumber ?? null };
    }
  }

  async *versions(scope: EvidenceScope, onlyNew = false): AsyncGenerator<PlanVersion> {
    const rows = this.byId(() => {
      const query = this.reader().createQueryBuilder(ChangePlanVersionEntity, 'r').where('1 = 1');
      if (scope)
        query.andWhere(
          `r.planId IN ${query.subQuery().select('p.id').from(ChangePlanEntity, 'p').where('p.caseNumber = :only').getQuery()}`,
          { only: scope.caseNumber },
        );
      return this.fresh(query, onlyNew, 'change_plan_version', 'r.documentId');
    });
    for await (const row of rows) {
      const plan = await this.reader().findOne(ChangePlanEntity, {
        select: { id: true, caseNumber: true },
        where: { id: row.planId },
      });
      yield { row, caseNumber: plan?.caseNumber ?? null };
    }
  }

  async *quotations(scope: EvidenceScope, onlyNew = false): AsyncGenerator<QuotedVersion> {
    const rows = this.byId(() => {
      const query = this.reader().createQueryBuilder(QuotationVersionEntity, 'r').where('1 = 1');
      if (scope)
        query.andWhere(
          `r.quotationId IN ${query.subQuery().select('p.id').from(QuotationEntity, 'p').where('p.caseNumber = :only').getQuery()}`,
          { only: scope.caseNumber },
        );
      return this.fresh(query, onlyNew, 'quotation_version', 'r.documentId');
    });
    for await (const row of rows) {
      const quotation = await this.reader().findOne(QuotationEntity, {
        select: { id: true, caseNumber: true },
        where: { id: row.quotationId },
      });
      yield { row, caseNumber: quotation?.caseNumber ?? null };
    }
  }

  async *tickets(scope: EvidenceScope, onlyNew = false): AsyncGenerator<CommandTicketEntity> {
    yield* this.byId(() =>
      this.fresh(
        this.scoped(this.reader().createQueryBuilder(CommandTicketEntity, 'r'), 'r.caseNumber', scope),
        onlyNew,
        'command_ticket',
        'r.id',
      ),
    );
  }

  async *takings(scope: EvidenceScope, onlyNew = false): AsyncGenerator<CommandTakingEntity> {
    yield* this.byId(() =>
      this.fresh(
        this.scoped(this.reader().createQueryBuilder(CommandTakingEntity, 'r'), 'r.caseNumber', scope),
        onlyNew,
        'command_taking',
        'r.id',
      ),
    );
  }

  async *uses(scope: EvidenceScope, onlyNew = false): AsyncGenerator<CommandUseEntity> {
    yield* this.byId(() =>
      this.fresh(
        this.scoped(this.reader().createQueryBuilder(CommandUseEntity, 'r'), 'r.caseNumber', scope),
        onlyNew,
        'command_use',
        'r.id',
      ),
    );
  }

  /** The stored bytes of a document; null: it is gone. */
  async documentBytes(id: string): Promise<Buffer | null> {
    const row = await this.reader().findOne(DocumentEntity, { select: { id: true, bytes: true }, where: { id } });
    // libsql gives an ArrayBuffer, mysql2 a Buffer.
    return row === null ? null : Buffer.from(row.bytes as Uint8Array | ArrayBuffer as Uint8Array);
  }

  anchors(): Promise<AnchorRow[]> {
    return this.reader().find(EvidenceAnchorEntity, { order: { seq: 'ASC' } });
  }
  anchor(seq: number): Promise<AnchorRow | null> {
    return this.reader().findOneBy(EvidenceAnchorEntity, { seq });
  }
  async lastAnchor(): Promise<AnchorRow | null> {
    const rows = await this.reader().find(EvidenceAnchorEntity, { order: { seq: 'DESC' }, take: 1 });
    return rows[0] ?? null;
  }
  latestAnchors(count: number): Promise<AnchorRow[]> {
    return this.reader().find(EvidenceAnchorEntity, { order: { seq: 'DESC' }, take: count });
  }

  /** All states of all leaves, oldest first; with a case, only of it. */
  leaves(caseNumber?: string): Promise<LeafRow[]> {
    return this.reader().find(EvidenceLeafEntity, {
      ...(caseNumber === undefined ? {} : { where: { caseNumber } }),
      order: { anchorSeq: 'ASC', id: 'ASC' },
    });
  }
  newestLeaves(): Promise<LeafRow[]> {
    return this.reader().findBy(EvidenceLeafEntity, { supersededBy: IsNull() });
  }

  certificates(): Promise<CertificateRow[]> {
    return this.reader().find(SigningCertificateEntity, { order: { firstUsedAt: 'ASC', id: 'ASC' } });
  }

  /** Time stamps of anchors, also those that are still missing. */
  timeStamps(): Promise<TimeStampRow[]> {
    return this.reader().findBy(TimeStampEntity, { kind: 'anchor' });
  }

  async insertAnchor(tx: Transaction, anchor: AnchorRow, leaves: readonly LeafRow[]): Promise<void> {
    const manager = managerOf(tx);
    await manager.insert(EvidenceAnchorEntity, { ...anchor });
    for (const some of chunks(leaves)) {
      const refs = some.map((leaf) => leaf.ref);
      const older = { ref: In(refs), supersededBy: IsNull(), anchorSeq: LessThan(anchor.seq) };
      await manager.update(EvidenceLeafEntity, older, { supersededBy: anchor.seq });
      await manager.insert(
        EvidenceLeafEntity,
        some.map((leaf) => ({ ...leaf })),
      );
    }
  }

  private scoped<T extends ObjectLiteral>(
    query: SelectQueryBuilder<T>,
    column: string,
    scope: EvidenceScope,
  ): SelectQueryBuilder<T> {
    return scope ? query.where(`${column} = :only`, { only: scope.caseNumber }) : query.where('1 = 1');
  }

  /** Only rows that no anchor has. */
  private fresh<T extends ObjectLiteral>(
    query: SelectQueryBuilder<T>,
    onlyNew: boolean,
    table: string,
    column: string,
  ): SelectQueryBuilder<T> {
    if (!onlyNew) return query;
    const known = query
      .subQuery()
      .select('l.id')
      .from(EvidenceLeafEntity, 'l')
      .where(`l.table = :table AND l.ref = ${column}`)
      .getQuery();
    return query.andWhere(`NOT EXISTS ${known}`, { table });
  }

  /** Rows in order of their ids, a page at a time. */
  private async *byId<T extends { id: string }>(make: () => SelectQueryBuilder<T>): AsyncGenerator<T> {
    let after: string | undefined;
    do {
      const query = make();
      if (after !== undefined) query.andWhere('r.id > :after', { after });
      const rows = await query.orderBy('r.id', 'ASC').take(PAGE).getMany();
      yield* rows;
      after = rows.length === PAGE ? rows.at(-1)?.id : undefined;
    } while (after !== undefined);
  }
}
