import { Injectable } from '@nestjs/common';
import type { ConfirmationAction, PaperState } from '@pledge/contracts';
import { PROVIDER_SCOPE } from '@pledge/nest';
import { ChangePlansRepository } from '../change-plans/index.js';
import { COMMAND_APPROVAL, CommandTicketsRepository } from '../command-tickets/index.js';
import { RequestsRepository, ruleOf } from '../confirmations/index.js';
import { QUOTATION, QuotationsRepository } from '../quotations/index.js';

const UNKNOWN: PaperState = { state: 'unknown', pdfSha256: null };

/** Is the paper behind a QR code the version that everybody confirmed who has to? Says that and nothing else. */
@Injectable()
export class Papers {
  constructor(
    private readonly plans: ChangePlansRepository,
    private readonly sheets: CommandTicketsRepository,
    private readonly quotations: QuotationsRepository,
    private readonly requests: RequestsRepository,
  ) {}

  async state(code: string): Promise<PaperState> {
    if (!/^[A-Za-z0-9_-]{24}$/.test(code)) return UNKNOWN;
    const version = await this.plans.byVerifyCode(code);
    const plan = version && (await this.plans.find(version.planId, PROVIDER_SCOPE));
    if (!version || !plan) return (await this.sheet(code)) ?? (await this.quotation(code)) ?? UNKNOWN;
    const { pdfSha256 } = version;
    if (plan.version !== version.version) return { state: 'replaced', pdfSha256 };
    const subject = { kind: 'change-plan', id: plan.id, hash: version.hash };
    return { state: await this.confirmed(subject, 'change-approval'), pdfSha256 };
  }

  /** A sheet of dangerous commands (F-05). */
  private async sheet(code: string): Promise<PaperState | null> {
    const sheet = await this.sheets.approvalByCode(code);
    const plan = sheet && (await this.plans.find(sheet.planId, PROVIDER_SCOPE));
    if (!sheet || !plan || sheet.hash === null || sheet.documentId === null) return null;
    const { pdfSha256 } = sheet;
    if (plan.version !== sheet.planVersion || sheet.state === 'void') return { state: 'replaced', pdfSha256 };
    const subject = { kind: COMMAND_APPROVAL, id: sheet.id, hash: sheet.hash };
    return { state: await this.confirmed(subject, 'dangerous-command'), pdfSha256 };
  }

  /** A quotation (F-13). */
  private async quotation(code: string): Promise<PaperState | null> {
    const version = await this.quotations.byVerifyCode(code);
    const quotation = version && (await this.quotations.find(version.quotationId, PROVIDER_SCOPE));
    if (!version || !quotation) return null;
    const { pdfSha256 } = version;
    if (quotation.version !== version.version) return { state: 'replaced', pdfSha256 };
    const subject = { kind: QUOTATION, id: quotation.id, hash: version.hash };
    return { state: await this.confirmed(subject, 'quotation'), pdfSha256 };
  }

  private async confirmed(
    subject: { readonly kind: string; readonly id: string; readonly hash: string },
    action: ConfirmationAction,
  ): Promise<'confirmed' | 'unconfirmed'> {
    const requests = await this.requests.ofSubject(subject.kind, subject.id);
    const sides = requests.flatMap((one) =>
      one.action === action && one.state === 'confirmed' && one.subjectHash === subject.hash ? [one.side] : [],
    );
    return ruleOf(action).sides.every((side) => sides.includes(side)) ? 'confirmed' : 'unconfirmed';
  }
}
