import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Quotation } from '@pledge/contracts';
import type { Transaction } from '@pledge/runtime';
import { fromIso } from '@pledge/time';
import { v7 } from 'uuid';
import { caseData, DocumentsService, type CaseFacts, type PreparedDocument } from '../documents/index.js';
import { QuotationDiscounts } from './discounts.js';
import { amountsOf, canonicalQuotation, missingParts, quotationHash, sha256 } from './quotation-content.js';
import { QuotationsRepository, type QuotationRow, type QuotationVersionRow } from './quotations.repository.js';
import { Quotations } from './quotations.service.js';

/** A version rendered, not yet stored. */
export interface PreparedQuotation {
  readonly row: QuotationVersionRow;
  readonly document: PreparedDocument;
}

/** Freezes quotations: priced by the decision in force, rendered once to a numbered A4 PDF, stored with one hash. */
@Injectable()
export class QuotationVersions {
  constructor(
    private readonly repository: QuotationsRepository,
    private readonly quotations: Quotations,
    private readonly discounts: QuotationDiscounts,
    private readonly documents: DocumentsService,
  ) {}

  /**
   * Outside of any transaction, repeatable. null: it is frozen already.
   * @returns what is missing, where something is
   */
  async prepare(
    quotation: QuotationRow,
    facts: CaseFacts,
    request: { readonly documentId: string; readonly by: string; readonly now: number },
  ): Promise<PreparedQuotation | null | Quotation['missing']> {
    if (quotation.version !== null) return null;
    const { content } = quotation;
    const missing = missingParts(content, request.now);
    if (missing.length > 0 || content.validUntil === null) return missing;
    const version = quotation.lastVersion + 1;
    const discounts = await this.discounts.of(content.priceRule);
    const amounts = amountsOf(content, discounts);
    const canonical = canonicalQuotation(quotation.number, version, { content, discounts, amounts });
    const contentHash = sha256(canonical);
    const verifyCode = randomBytes(18).toString('base64url');
    const document = await this.documents.render(
      'quotation',
      {
        ...caseData(facts, 'zh-CN'),
        quotation: {
          ...content,
          number: quotation.number,
          version,
          contentHash,
          items: content.items.map((item, index) => ({ ...item, ...amounts.lines[index] })),
          gross: amounts.gross,
          discount: amounts.discount,
          total: amounts.total,
        },
      },
      {
        id: request.documentId,
        number: `${quotation.number}-V${String(version)}`,
        url: this.quotations.verifyUrl(verifyCode),
        caseNumber: quotation.caseNumber,
        // Not the customer's to see before it is approved: `release` gives it to them.
        partyId: null,
        mode: quotation.mode,
        language: 'zh-CN',
        createdBy: request.by,
        now: request.now,
      },
    );
    const row: QuotationVersionRow = {
      id: v7(),
      quotationId: quotation.id,
      version,
      revision: quotation.revision,
      canonical,
      contentHash,
      hash: quotationHash(canonical, document.bytes),
      documentId: document.id,
      documentNumber: document.number,
      pdfSha256: document.sha256,
      verifyCode,
      total: amounts.total,
      validUntil: fromIso(content.validUntil),
      frozenAt: request.now,
      frozenBy: request.by,
    };
    return { row, document };
  }

  /** Stores version and PDF, all or nothing. @throws Error when the quotation was edited since it was rendered */
  async store(tx: Transaction, prepared: PreparedQuotation): Promise<QuotationVersionRow> {
    const { row, document } = prepared;
    const quotation = await this.quotations.locked(tx, row.quotationId);
    if (quotation.version !== null) {
      const known = await this.repository.version(quotation.id, quotation.version, tx);
      if (known) return known;
    }
    if (quotation.revision !== row.revision || quotation.state !== 'draft')
      throw new Error(`the quotation ${quotation.number} was edited while it was frozen`);
    await this.documents.store(tx, document);
    await this.repository.insertVersion(tx, row);
    const change = { version: row.version, lastVersion: row.version, state: 'frozen' } as const;
    await this.repository.update(tx, quotation.id, change);
    await this.quotations.append(tx, quotation, 'quotation_frozen', row.frozenBy, {
      version: row.version,
      quotationHash: row.hash,
      contentHash: row.contentHash,
      pdfSha256: row.pdfSha256,
      documentId: row.documentId,
      total: row.total,
    });
    this.quotations.tell(tx, quotation);
    return row;
  }

  /** Approved inside: from now on the customer sees the version in force and its paper. @throws Error when none is in force */
  async release(tx: Transaction, instanceId: string): Promise<void> {
    const found = await this.repository.byInstance(instanceId, tx);
    const quotation = found && (await this.quotations.locked(tx, found.id));
    const version =
      quotation?.version == null ? null : await this.repository.version(quotation.id, quotation.version, tx);
    if (!quotation || !version) throw new Error('the quotation was edited meanwhile');
    if (quotation.partyId !== null) await this.documents.release(tx, version.documentId, quotation.partyId);
    await this.repository.update(tx, quotation.id, { offeredVersion: version.version });
    this.quotations.tell(tx, quotation);
  }
}
