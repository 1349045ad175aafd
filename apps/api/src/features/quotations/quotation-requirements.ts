import { Inject } from '@nestjs/common';
import { PROCESS_ENGINE, PROVIDER_SCOPE, Requirement } from '@pledge/nest';
import type { Guard, GuardContext, GuardVerdict, ProcessEngine, Transaction } from '@pledge/runtime';
import { CasesRepository, isOutOfContract } from '../cases/index.js';
import { ConfirmableSubjects, ConfirmationGate, confirmationPath, judgeSubjects } from '../confirmations/index.js';
import { QuotationsRepository } from './quotations.repository.js';
import { QUOTATION } from './quotations.service.js';

/** `pledge:requires = quotation_accepted`: what the instance is about is accepted in writing, in the version that stands. */
@Requirement('quotation_accepted')
export class QuotationAcceptedRequirement implements Guard {
  readonly path = confirmationPath('quotation');

  constructor(
    private readonly subjects: ConfirmableSubjects,
    private readonly gate: ConfirmationGate,
  ) {}

  check(tx: Transaction, context: GuardContext): Promise<GuardVerdict> {
    return judgeSubjects({ subjects: this.subjects, gate: this.gate, action: 'quotation' }, tx, context);
  }
}

/**
 * `pledge:requires = quotation_settled`: repair work of a case (S0g-07). Shut while a quotation of the case is written or
 * waits for its answer, after an acceptance was revoked, and outside of a contract until one is accepted. A case under
 * contract without a quotation passes. The case comes from the business key, which nobody can write.
 */
@Requirement('quotation_settled')
export class QuotationSettledRequirement implements Guard {
  constructor(
    private readonly repository: QuotationsRepository,
    private readonly gate: ConfirmationGate,
    private readonly cases: CasesRepository,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
  ) {}

  async check(tx: Transaction, context: GuardContext): Promise<GuardVerdict> {
    const caseNumber = (await this.engine.findInstance(context.instanceId))?.row.businessKey ?? null;
    const caseRow = caseNumber === null ? null : await this.cases.find(caseNumber, PROVIDER_SCOPE, tx);
    if (caseRow === null) return veto('CASE_MISSING', NO_CASE);
    const rows = await this.repository.ofCase(caseRow.number, tx);
    const lastAccepted = rows.find((row) => row.state === 'accepted');
    const counting = rows.filter((row) => row === lastAccepted || row.state === 'draft' || row.state === 'frozen');
    for (const { id, number } of counting) {
      const { mode, now } = context;
      const answer = await this.gate.judge({ kind: QUOTATION, id, action: 'quotation', mode, now }, tx);
      if (answer.open) continue;
      return veto('QUOTATION_OPEN', {
        zh: `报价单 ${number}：${answer.reasons.map((one) => one.text.zh).join('；')}`,
        en: `Quotation ${number}: ${answer.reasons.map((one) => one.text.en).join('; ')}`,
      });
    }
    return counting.length === 0 && isOutOfContract(caseRow) ? veto('QUOTATION_MISSING', NO_PRICE) : { allowed: true };
  }
}

const veto = (code: string, text: { readonly zh: string; readonly en: string }): GuardVerdict => ({
  allowed: false,
  code,
  reason: text.en,
  text,
});
const NO_CASE = { zh: '此步骤没有关联工单', en: 'This step belongs to no case' };
const NO_PRICE = {
  zh: '此工单不在合同之内，客户书面接受报价之前不能维修',
  en: 'This case is not under a contract: nothing is repaired before the customer accepts a quotation in writing',
};
