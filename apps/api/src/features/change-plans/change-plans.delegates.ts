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
import { ConfirmationGate, Confirmers } from '../confirmations/index.js';
import { CASE_FACTS, type CaseFactsPort } from '../documents/index.js';
import { ChangePlansRepository, type VersionRow } from './change-plans.repository.js';
import { CHANGE_PLAN, ChangePlans, type PreparedVersion } from './change-plans.service.js';

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/**
 * `open-change-plan`: the plan that this instance is about, made now unless it was made with the instance; binds it for
 * good. Which plan it is comes from the instance alone: no variable is asked. Out: `planId`, `planNumber`, `confirmers` and
 * `providerSigners` as choices of forms.
 */
@Delegate('open-change-plan')
export class OpenChangePlanDelegate implements DelegateContract<Variables> {
  constructor(
    private readonly repository: ChangePlansRepository,
    private readonly plans: ChangePlans,
    private readonly events: CaseEvents,
    private readonly confirmers: Confirmers,
    @Inject(CASE_FACTS) private readonly cases: CaseFactsPort,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
  ) {}

  async prepare(context: DelegateContext): Promise<Variables> {
    const facts = await this.cases.find(caseNumberOf(context));
    const roles = text(context.headers['signers'])
      .split(',')
      .filter((role) => role !== '');
    const [customer, provider] = await Promise.all([
      this.confirmers.ofContract(facts?.contractNumber ?? null),
      this.confirmers.ofProvider(roles),
    ]);
    return {
      confirmers: customer.map((one) => ({ label: one.name, value: one.id })),
      providerSigners: provider.map((one) => ({ label: one.name, value: one.id })),
    };
  }

  async apply(tx: Transaction, context: DelegateContext, choices: Variables): Promise<Variables> {
    const caseRow = await this.events.lock(tx, caseNumberOf(context));
    const plan =
      (await this.repository.byInstance(context.instanceId, tx)) ??
      (await this.plans.insert(tx, caseRow, {
        id: context.jobId,
        instanceId: context.instanceId,
        by: text(context.variables['engineer']) || (caseRow.owner ?? 'system'),
      }));
    await this.engine.bindSubject(tx, { instanceId: context.instanceId, kind: CHANGE_PLAN, id: plan.id });
    return { planId: plan.id, planNumber: plan.number, planTitle: plan.title, ...choices };
  }
}

/**
 * `freeze-change-plan`: renders the plan once and stores it with its hash (S1-47). Out: `planVersion`, `planHash`,
 * `planTitle`, `planScale`, `planDocumentId`, `windowFrom`, `windowTo`. Throws BpmnError `plan-incomplete`.
 */
@Delegate('freeze-change-plan')
export class FreezeChangePlanDelegate implements DelegateContract<PreparedVersion | null> {
  constructor(
    private readonly repository: ChangePlansRepository,
    private readonly plans: ChangePlans,
    @Inject(CASE_FACTS) private readonly cases: CaseFactsPort,
  ) {}

  async prepare(context: DelegateContext): Promise<PreparedVersion | null> {
    const plan = await this.repository.byInstance(context.instanceId);
    if (!plan) throw new Error('this instance is about no change plan');
    const facts = await this.cases.find(plan.caseNumber);
    if (!facts) throw new Error(`there is no case ${plan.caseNumber}`);
    const request = { documentId: context.jobId, by: plan.editedBy, now: context.now };
    const prepared = await this.plans.prepareVersion(plan, facts, request);
    if (!Array.isArray(prepared)) return prepared;
    const planProblems = prepared.map((one) => one.text.zh).join('；');
    throw new BpmnError('plan-incomplete', planProblems, { planProblems, returnReason: planProblems });
  }

  async apply(tx: Transaction, context: DelegateContext, prepared: PreparedVersion | null): Promise<Variables> {
    const row = prepared === null ? await this.inForce(tx, context) : await this.plans.storeVersion(tx, prepared);
    const plan = await this.repository.byInstance(context.instanceId, tx);
    return {
      planVersion: row.version,
      planHash: row.hash,
      planTitle: plan?.title ?? '',
      planScale: plan?.content.scale ?? 'small',
      planDocumentId: row.documentId,
      windowFrom: new Date(row.windowFrom).toISOString(),
      windowTo: new Date(row.windowTo).toISOString(),
      planProblems: null,
      returnReason: null,
    };
  }

  private async inForce(tx: Transaction, context: DelegateContext): Promise<VersionRow> {
    const found = await this.repository.byInstance(context.instanceId, tx);
    const plan = found && (await this.repository.lock(tx, found.id));
    const row = plan?.version == null ? null : await this.repository.version(plan.id, plan.version, tx);
    if (!row) throw new Error('the plan was edited while it was frozen');
    return row;
  }
}

/** `mark-change-plan`: header `as` (`implemented`, `draft` to take it back, `accepted`). */
@Delegate('mark-change-plan')
export class MarkChangePlanDelegate implements DelegateContract {
  constructor(private readonly plans: ChangePlans) {}

  async apply(tx: Transaction, context: DelegateContext): Promise<void> {
    const as = context.headers['as'];
    const record = text(context.variables['stepResults']);
    if (as === 'implemented' || as === 'draft') await this.plans.mark(tx, context.instanceId, as, record);
    else if (as !== 'accepted') throw new Error(`the header "as" is implemented, draft or accepted, not ${String(as)}`);
  }
}

/**
 * `close-change-plan`: header `outcome` (`done`, `unconfirmed`, `failed`, `withdrawn`). The plan can never be carried out
 * again. A large change is not done before the customer's technician approved its result, by whichever way its process came
 * here (S4-13).
 */
@Delegate('close-change-plan')
export class CloseChangePlanDelegate implements DelegateContract {
  constructor(
    private readonly plans: ChangePlans,
    private readonly repository: ChangePlansRepository,
    private readonly gate: ConfirmationGate,
  ) {}

  async apply(tx: Transaction, context: DelegateContext): Promise<Variables> {
    const outcome = context.headers['outcome'] ?? 'done';
    const plan = await this.repository.byInstance(context.instanceId, tx);
    if (plan && outcome === 'done' && plan.content.scale === 'large') {
      const { mode, now } = context;
      const question = { kind: CHANGE_PLAN, id: plan.id, action: 'result-acceptance', mode, now } as const;
      const { open, reasons } = await this.gate.judge(question, tx);
      if (!open) throw new Error(`the result is not approved: ${reasons.map((one) => one.text.en).join('; ')}`);
    }
    await this.plans.close(tx, context.instanceId, outcome, text(context.variables['stepResults']));
    return { changeOutcome: outcome };
  }
}
