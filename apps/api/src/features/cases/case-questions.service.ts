import { Injectable } from '@nestjs/common';
import type { CaseQuestions, CaseQuestionsQuery, SeverityQuestion } from '@pledge/contracts';
import type { Scope } from '@pledge/nest';
import { ContractsService } from '../contracts/index.js';
import { normal } from './case-rules.js';

/** What a report asks before it is sent: the questionnaire of the contract it falls under (C01). */
@Injectable()
export class CaseQuestionsService {
  constructor(private readonly contracts: ContractsService) {}

  /** Never throws for what is unknown: a fault can always be reported, and is then graded by the person who assesses it. */
  async questions(query: CaseQuestionsQuery, scope: Scope): Promise<CaseQuestions> {
    const stated = { contractNumber: normal(query.contractNumber), serialNumber: normal(query.serialNumber) };
    const { contract } = await this.contracts.lookUp(stated, scope);
    if (contract)
      return { contractNumber: contract.number, questions: contract.profile.questionnaire?.questions ?? [] };
    return { contractNumber: null, questions: scope.kind === 'customer' ? await this.shared(scope) : [] };
  }

  private async shared(scope: Scope): Promise<SeverityQuestion[]> {
    const profiles = await this.contracts.profilesInForce(scope);
    const [first, ...rest] = profiles.map(({ questionnaire }) => questionnaire?.questions ?? []);
    const same = rest.every((questions) => JSON.stringify(questions) === JSON.stringify(first));
    return first !== undefined && same ? first : [];
  }
}
