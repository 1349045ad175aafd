import { PROVIDER_SCOPE, Requirement } from '@pledge/nest';
import type { Guard, GuardContext, GuardVerdict, Transaction } from '@pledge/runtime';
import { CasesRepository } from '../cases/index.js';
import { ChangePlansRepository, type PlanRow } from '../change-plans/index.js';
import { ruleOf } from '../confirmations/index.js';
import { CommandTicketsRepository } from './command-tickets.repository.js';

/** What people do when they take a step; the engine itself may reach it. */
const BY_PEOPLE: ReadonlySet<GuardContext['action']> = new Set(['claim', 'complete']);

/**
 * `pledge:requires = independent_review`: who did the work does not judge it, whatever role they have (S1-54, F-05). Who did
 * it: who wrote the version, who took a ticket of the plan or ran its command, who recorded that the change began.
 */
@Requirement('independent_review')
export class IndependentReviewRequirement implements Guard {
  constructor(
    private readonly repository: CommandTicketsRepository,
    private readonly plans: ChangePlansRepository,
    private readonly cases: CasesRepository,
  ) {}

  async check(tx: Transaction, context: GuardContext): Promise<GuardVerdict> {
    if (!BY_PEOPLE.has(context.action)) return { allowed: true };
    const violation = await this.repository.violationOfInstance(context.instanceId, tx);
    const plan = violation && (await this.plans.lock(tx, violation.planId));
    if (!violation || !plan) return veto('NO_VIOLATION', NO_VIOLATION);
    return (await this.doers(plan, tx)).has(context.actor) ? veto('OWN_WORK', OWN_WORK) : { allowed: true };
  }

  private async doers(plan: PlanRow, tx: Transaction): Promise<ReadonlySet<string>> {
    const tickets = (await this.repository.tickets(plan.id, tx)).map((one) => one.id);
    const [takings, uses, version, caseRow] = await Promise.all([
      this.repository.takings(tickets, tx),
      this.repository.uses(tickets, tx),
      this.plans.version(plan.id, plan.lastVersion, tx),
      this.cases.find(plan.caseNumber, PROVIDER_SCOPE, tx),
    ]);
    const { workEvent } = ruleOf('change-approval');
    const events = caseRow ? await this.cases.events(caseRow.id, tx) : [];
    return new Set([
      ...takings.map((one) => one.takenBy),
      ...uses.map((one) => one.usedBy),
      ...(version ? [version.frozenBy] : []),
      ...events.filter((one) => one.type === workEvent).map((one) => one.actor),
    ]);
  }
}

const veto = (code: string, text: { readonly zh: string; readonly en: string }): GuardVerdict => ({
  allowed: false,
  code,
  reason: text.en,
  text,
});
const NO_VIOLATION = { zh: '此步骤没有关联无票操作', en: 'No work without a ticket is bound to this step' };
const OWN_WORK = {
  zh: '不能审查自己做的工作，请由其他负责人审查',
  en: 'Nobody reviews their own work; another person in charge has to do it',
};
