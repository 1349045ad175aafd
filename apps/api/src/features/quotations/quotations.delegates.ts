import { Inject } from '@nestjs/common';
import type { Variables } from '@pledge/engine';
import { Delegate, PROCESS_ENGINE } from '@pledge/nest';
import {
  BpmnError,
  type Delegate as DelegateContract,
  type DelegateContext,
  type ProcessEngine,
  type Transaction,
} from '@pledge/runtime';
import { CaseEvents, caseNumberOf } from '../cases/index.js';
import { Confirmers } from '../confirmations/index.js';
import { CASE_FACTS, type CaseFactsPort } from '../documents/index.js';
import { QuotationVersions, type PreparedQuotation } from './quotation-versions.js';
import { QuotationsRepository, type QuotationVersionRow } from './quotations.repository.js';
import { QUOTATION, Quotations } from './quotations.service.js';

/**
 * `open-quotation`: the quotation that this instance is about, made now unless it was made with the instance; binds it for
 * good. Which one it is comes from the instance alone: no variable is asked. Out: `quotationId`, `quotationNumber`,
 * `quotationTitle`, `confirmers` as choices of forms, and `confirmer` where there is one only.
 */
@Delegate('open-quotation')
export class OpenQuotationDelegate implements DelegateContract<Variables> {
  constructor(
    private readonly repository: QuotationsRepository,
    private readonly quotations: Quotations,
    private readonly events: CaseEvents,
    private readonly confirmers: Confirmers,
    @Inject(CASE_FACTS) private readonly cases: CaseFactsPort,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
  ) {}

  async prepare(context: DelegateContext): Promise<Variables> {
    const facts = await this.cases.find(caseNumberOf(context));
    const people = await this.confirmers.ofContract(facts?.contractNumber ?? null);
    const only = people.length === 1 ? people[0]?.id : undefined;
    return {
      confirmers: people.map((one) => ({ label: one.name, value: one.id })),
      ...(only === undefined ? {} : { confirmer: only }),
    };
  }

  async apply(tx: Transaction, context: DelegateContext, choices: Variables): Promise<Variables> {
    const caseRow = await this.events.lock(tx, caseNumberOf(context));
    const row =
      (await this.repository.byInstance(context.instanceId, tx)) ??
      (await this.quotations.insert(tx, caseRow, {
        id: context.jobId,
        instanceId: context.instanceId,
        by: 'system',
      }));
    await this.engine.bindSubject(tx, { instanceId: context.instanceId, kind: QUOTATION, id: row.id });
    return { quotationId: row.id, quotationNumber: row.number, quotationTitle: row.title, ...choices };
  }
}

/**
 * `freeze-quotation`: prices, renders and stores the quotation with its hash. Out: `quotationVersion`, `quotationHash`,
 * `quotationTitle`, `quotationTotal` (CNY, number: what the approval decides by), `quotationTotalText`, `quotationDocumentId`,
 * `validUntil` (instant). Throws BpmnError `quotation-incomplete`.
 */
@Delegate('freeze-quotation')
export class FreezeQuotationDelegate implements DelegateContract<PreparedQuotation | null> {
  constructor(
    private readonly repository: QuotationsRepository,
    private readonly versions: QuotationVersions,
    private readonly quotations: Quotations,
    @Inject(CASE_FACTS) private readonly cases: CaseFactsPort,
  ) {}

  async prepare(context: DelegateContext): Promise<PreparedQuotation | null> {
    const row = await this.repository.byInstance(context.instanceId);
    if (!row) throw new Error('this instance is about no quotation');
    const facts = await this.cases.find(row.caseNumber);
    if (!facts) throw new Error(`there is no case ${row.caseNumber}`);
    const request = { documentId: context.jobId, by: row.editedBy, now: context.now };
    const prepared = await this.versions.prepare(row, facts, request);
    if (!Array.isArray(prepared)) return prepared;
    const returnReason = prepared.map((one) => one.text.zh).join('；');
    throw new BpmnError('quotation-incomplete', returnReason, { returnReason });
  }

  async apply(tx: Transaction, context: DelegateContext, prepared: PreparedQuotation | null): Promise<Variables> {
    const version = prepared === null ? await this.inForce(tx, context) : await this.versions.store(tx, prepared);
    const row = await this.repository.byInstance(context.instanceId, tx);
    return {
      quotationVersion: version.version,
      quotationHash: version.hash,
      quotationTitle: row?.title ?? '',
      quotationTotal: Number(version.total),
      quotationTotalText: `¥${version.total}`,
      quotationDocumentId: version.documentId,
      validUntil: new Date(version.validUntil).toISOString(),
      returnReason: null,
    };
  }

  private async inForce(tx: Transaction, context: DelegateContext): Promise<QuotationVersionRow> {
    const found = await this.repository.byInstance(context.instanceId, tx);
    const row = found && (await this.quotations.locked(tx, found.id));
    const version = row?.version == null ? null : await this.repository.version(row.id, row.version, tx);
    if (!version) throw new Error('the quotation was edited while it was frozen');
    return version;
  }
}

/** `release-quotation`: approved inside, the customer may see the version in force and its paper. */
@Delegate('release-quotation')
export class ReleaseQuotationDelegate implements DelegateContract {
  constructor(private readonly versions: QuotationVersions) {}

  apply(tx: Transaction, context: DelegateContext): Promise<void> {
    return this.versions.release(tx, context.instanceId);
  }
}

/** `close-quotation`: header `outcome` (`accepted`, `rejected`, `expired`, `withdrawn`). Out: `quotationOutcome`. */
@Delegate('close-quotation')
export class CloseQuotationDelegate implements DelegateContract {
  constructor(private readonly quotations: Quotations) {}

  async apply(tx: Transaction, context: DelegateContext): Promise<Variables> {
    const outcome = context.headers['outcome'] ?? 'withdrawn';
    await this.quotations.close(tx, context.instanceId, outcome);
    return { quotationOutcome: outcome };
  }
}
