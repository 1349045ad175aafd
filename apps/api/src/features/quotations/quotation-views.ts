import { Inject, Injectable } from '@nestjs/common';
import type { Quotation, QuotationList, QuotationQuery, QuotationSummary } from '@pledge/contracts';
import { CLOCK, hasRole, scopeOf, type SessionUser } from '@pledge/nest';
import { Problem, type Clock } from '@pledge/runtime';
import { ConfirmationGate, RequestsRepository, RequestViews } from '../confirmations/index.js';
import { isoTime } from '../documents/index.js';
import { QuotationDiscounts } from './discounts.js';
import { amountsOf, frozenOf, missingParts } from './quotation-content.js';
import { QuotationsRepository, type QuotationRow, type QuotationVersionRow } from './quotations.repository.js';
import { QUOTATION } from './quotations.service.js';

/** Roles that write quotations: the business side of the project. */
export const QUOTATION_WRITERS = ['pm', 'manager'] as const;

/** Quotations as people see them. A customer sees frozen versions of their own party, never a draft. */
@Injectable()
export class QuotationViews {
  constructor(
    private readonly repository: QuotationsRepository,
    private readonly discounts: QuotationDiscounts,
    private readonly requests: RequestsRepository,
    private readonly requestViews: RequestViews,
    private readonly gate: ConfirmationGate,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(query: QuotationQuery, user: SessionUser): Promise<QuotationList> {
    const scope = scopeOf(user);
    const rows = await this.repository.list(scope, query);
    const visible = scope.kind === 'customer' ? rows.filter((row) => row.offeredVersion > 0) : rows;
    const versions = await this.repository.versions(visible.map((row) => row.id));
    const items = await Promise.all(
      visible.map((row) =>
        this.summary(
          row,
          versions.filter((one) => one.quotationId === row.id),
          scope.kind === 'customer',
        ),
      ),
    );
    return { items, nextCursor: null };
  }

  /** @throws Problem QUOTATION_NOT_FOUND */
  async get(id: string, user: SessionUser): Promise<Quotation> {
    const scope = scopeOf(user);
    const customer = scope.kind === 'customer';
    const row = await this.repository.find(id, scope);
    if (!row || (customer && row.offeredVersion === 0)) throw new Problem('not-found', 'QUOTATION_NOT_FOUND');
    const now = this.clock.now();
    const all = await this.repository.versions([row.id]);
    const versions = customer ? all.filter((one) => one.version <= row.offeredVersion) : all;
    const shown = shownVersion(row, versions, customer);
    const frozen = shown === null ? null : frozenOf(shown);
    const content = frozen?.content ?? row.content;
    const asked = await this.requests.ofSubject(QUOTATION, row.id);
    const own = customer ? asked.filter((one) => one.side === 'customer') : asked;
    const question = { kind: QUOTATION, id: row.id, action: 'quotation', mode: row.mode, now } as const;
    const { open, reasons } = await this.gate.judge(question);
    return {
      ...(await this.summary(row, versions, customer)),
      revision: row.revision,
      content,
      amounts: frozen?.amounts ?? amountsOf(content, await this.discounts.of(content.priceRule)),
      discounts: customer ? [] : await this.discounts.all(),
      missing: row.state === 'draft' && !customer ? missingParts(row.content, now) : [],
      versions: versions.map((version) => ({
        version: version.version,
        hash: version.hash,
        contentHash: version.contentHash,
        pdfSha256: version.pdfSha256,
        documentId: version.documentId,
        documentNumber: version.documentNumber,
        frozenAt: isoTime(version.frozenAt),
        frozenBy: version.frozenBy,
        total: version.total,
        current: version.version === row.version && row.state !== 'closed',
      })),
      lock: row.state === 'closed' ? { open: false, reasons: [OVER] } : { open, reasons: [...reasons] },
      confirmations: await this.requestViews.many(own, user),
      may: {
        edit:
          (row.state === 'draft' || row.state === 'frozen') &&
          user.partyId === null &&
          hasRole(user, ...QUOTATION_WRITERS),
      },
    };
  }

  private async summary(
    row: QuotationRow,
    versions: readonly QuotationVersionRow[],
    customer: boolean,
  ): Promise<QuotationSummary> {
    const shown = shownVersion(row, versions, customer);
    const frozen = shown === null ? null : frozenOf(shown);
    const content = frozen?.content ?? row.content;
    const amounts = frozen?.amounts ?? amountsOf(content, await this.discounts.of(content.priceRule));
    return {
      id: row.id,
      number: row.number,
      caseNumber: row.caseNumber,
      title: frozen?.content.title ?? row.title,
      state: row.state,
      outcome: row.outcome,
      version: row.version,
      total: amounts.total,
      validUntil: content.validUntil,
      createdBy: row.createdBy,
      createdAt: isoTime(row.createdAt),
      editedAt: isoTime(row.editedAt),
      processInstanceId: row.instanceId,
    };
  }
}

const OVER = {
  code: 'CLOSED',
  text: { zh: '此报价单已结束，没有被接受', en: 'This quotation is over and was not accepted' },
};

/** The version in force; a customer sees the newest one that was put to them. */
function shownVersion(
  row: QuotationRow,
  versions: readonly QuotationVersionRow[],
  customer: boolean,
): QuotationVersionRow | null {
  const wanted = customer ? row.offeredVersion : row.version;
  return versions.find((one) => one.version === wanted) ?? null;
}
