import { Inject } from '@nestjs/common';
import { commandApprovalStateSchema, commandViolationSourceSchema } from '@pledge/contracts';
import type { Variables } from '@pledge/engine';
import { Delegate, PROCESS_ENGINE, PROVIDER_SCOPE } from '@pledge/nest';
import {
  BpmnError,
  type Delegate as DelegateContract,
  type DelegateContext,
  type ProcessEngine,
  type Transaction,
} from '@pledge/runtime';
import { addDuration, parseDuration } from '@pledge/time';
import { ChangePlansRepository } from '../change-plans/index.js';
import { Confirmers } from '../confirmations/index.js';
import { CASE_FACTS, type CaseFactsPort } from '../documents/index.js';
import { COMMAND_APPROVAL, CommandApprovals, type PreparedSheet } from './command-approvals.service.js';
import { CommandTicketsRepository } from './command-tickets.repository.js';
import { CommandViolations } from './command-violations.service.js';
import { TicketUses } from './ticket-uses.service.js';

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** `find-dangerous-commands`: in a process that is about a change plan. Out: `dangerousCount`, lines that lack a good ticket. */
@Delegate('find-dangerous-commands')
export class FindDangerousCommandsDelegate implements DelegateContract {
  constructor(
    private readonly plans: ChangePlansRepository,
    private readonly approvals: CommandApprovals,
  ) {}

  async apply(tx: Transaction, context: DelegateContext): Promise<Variables> {
    const found = await this.plans.byInstance(context.instanceId, tx);
    const plan = found && (await this.plans.lock(tx, found.id));
    const version = plan?.version == null ? null : await this.plans.version(plan.id, plan.version, tx);
    return { dangerousCount: plan && version ? (await this.approvals.lacking(plan, version, tx)).length : 0 };
  }
}

/** How long superior and customer have at least, ms. */
function validity(context: DelegateContext): number {
  const duration = parseDuration(context.headers['validity'] ?? 'PT2H');
  return addDuration(context.now, duration, 'UTC') - context.now;
}

interface Opening {
  /** The plan of the process that called this one; null: the sheet was made with the instance. */
  readonly planId: string | null;
  readonly superiors: readonly { readonly label: string; readonly value: string }[];
  readonly confirmers: readonly { readonly label: string; readonly value: string }[];
}

/**
 * `open-command-approval`: the sheet that this instance is about, made now for the plan of the calling process unless it was
 * made with the instance; binds it for good. Which plan it is comes from the instance alone: no variable is asked. Header
 * `superiors`: roles that may approve for the provider; `validity`: least time to approve, ISO 8601. Out: `approveBy`, `approvalId`, `approvalNumber`, `planTitle`, `commandList`,
 * `superiors` and `confirmers` as choices. Throws BpmnError `nothing-to-ask` where no line lacks a ticket.
 */
@Delegate('open-command-approval')
export class OpenCommandApprovalDelegate implements DelegateContract<Opening> {
  constructor(
    private readonly repository: CommandTicketsRepository,
    private readonly approvals: CommandApprovals,
    private readonly plans: ChangePlansRepository,
    private readonly confirmers: Confirmers,
    @Inject(CASE_FACTS) private readonly cases: CaseFactsPort,
    @Inject(PROCESS_ENGINE) private readonly engine: ProcessEngine,
  ) {}

  async prepare(context: DelegateContext): Promise<Opening> {
    const own = await this.repository.approvalOfInstance(context.instanceId);
    const caller = (await this.engine.findInstance(context.instanceId))?.row.parentInstanceId ?? null;
    const plan =
      own !== null
        ? await this.plans.find(own.planId, PROVIDER_SCOPE)
        : caller === null
          ? null
          : await this.plans.byInstance(caller);
    if (!plan) throw new Error('this instance is about no change plan');
    const facts = await this.cases.find(plan.caseNumber);
    const roles = text(context.headers['superiors'])
      .split(',')
      .filter((role) => role !== '');
    const [superiors, confirmers] = await Promise.all([
      this.confirmers.ofProvider(roles),
      this.confirmers.ofContract(facts?.contractNumber ?? null),
    ]);
    const choice = (one: { readonly name: string; readonly id: string }) => ({ label: one.name, value: one.id });
    return {
      planId: own === null ? plan.id : null,
      superiors: superiors.map(choice),
      confirmers: confirmers.map(choice),
    };
  }

  async apply(tx: Transaction, context: DelegateContext, opening: Opening): Promise<Variables> {
    const row =
      (await this.repository.approvalOfInstance(context.instanceId, tx)) ?? (await this.make(tx, context, opening));
    await this.engine.bindSubject(tx, { instanceId: context.instanceId, kind: COMMAND_APPROVAL, id: row.id });
    return {
      approvalId: row.id,
      approvalNumber: row.number,
      planTitle: row.title,
      commandList: row.commands.map((one) => `${one.device}  ${one.command}`).join('\n'),
      commandsOutcome: null,
      approveBy: new Date(Math.max(row.windowFrom, context.now + validity(context))).toISOString(),
      superiors: opening.superiors.filter((one) => one.value !== row.requestedBy),
      confirmers: opening.confirmers,
    };
  }

  private async make(tx: Transaction, context: DelegateContext, opening: Opening) {
    const plan = opening.planId === null ? null : await this.plans.lock(tx, opening.planId);
    const version = plan?.version == null ? null : await this.plans.version(plan.id, plan.version, tx);
    if (!plan || !version) throw new BpmnError('plan-outdated', 'the plan was changed meanwhile');
    const commands = await this.approvals.lacking(plan, version, tx);
    // Who froze the version asks: that is a row, and no variable.
    const sheet = { id: context.jobId, instanceId: context.instanceId, plan, version, commands, by: version.frozenBy };
    return this.approvals.insert(tx, sheet);
  }
}

/** `freeze-command-approval`: renders the sheet once and stores it with its hash. Throws BpmnError `plan-outdated`. */
@Delegate('freeze-command-approval')
export class FreezeCommandApprovalDelegate implements DelegateContract<PreparedSheet> {
  constructor(
    private readonly repository: CommandTicketsRepository,
    private readonly approvals: CommandApprovals,
    private readonly confirmers: Confirmers,
    @Inject(CASE_FACTS) private readonly cases: CaseFactsPort,
  ) {}

  async prepare(context: DelegateContext): Promise<PreparedSheet> {
    const row = await this.repository.approvalOfInstance(context.instanceId);
    if (!row) throw new Error('this instance is about no dangerous commands');
    const facts = await this.cases.find(row.caseNumber);
    if (!facts) throw new Error(`there is no case ${row.caseNumber}`);
    const said = {
      effect: text(context.variables['commandEffect']),
      rollback: text(context.variables['commandRollback']),
    };
    const requestedByName = (await this.confirmers.user(row.requestedBy))?.name ?? row.requestedBy;
    const request = { documentId: context.jobId, now: context.now, requestedByName };
    return this.approvals.prepareSheet(row, facts, said, request);
  }

  async apply(tx: Transaction, _context: DelegateContext, prepared: PreparedSheet): Promise<void> {
    if (!(await this.approvals.storeSheet(tx, prepared)))
      throw new BpmnError('plan-outdated', 'the plan was changed meanwhile');
  }
}

/** `issue-command-tickets`: one ticket for each command, once superior and customer have approved. Out: `commandsOutcome`. */
@Delegate('issue-command-tickets')
export class IssueCommandTicketsDelegate implements DelegateContract {
  constructor(
    private readonly repository: CommandTicketsRepository,
    private readonly approvals: CommandApprovals,
  ) {}

  async apply(tx: Transaction, context: DelegateContext): Promise<Variables> {
    const row = await this.repository.approvalOfInstance(context.instanceId, tx);
    if (!row) throw new Error('this instance is about no dangerous commands');
    await this.approvals.issue(tx, row.id);
    return { commandsOutcome: 'approved' };
  }
}

/** `close-command-approval`: header `outcome` (`rejected`, `expired`, `withdrawn`, `void`). Out: `commandsOutcome`. */
@Delegate('close-command-approval')
export class CloseCommandApprovalDelegate implements DelegateContract {
  constructor(
    private readonly repository: CommandTicketsRepository,
    private readonly approvals: CommandApprovals,
  ) {}

  async apply(tx: Transaction, context: DelegateContext): Promise<Variables> {
    const outcome = commandApprovalStateSchema.parse(context.headers['outcome']);
    const row = await this.repository.approvalOfInstance(context.instanceId, tx);
    const reason = text(context.variables['confirmationReason']) || text(context.variables['returnReason']);
    if (row) await this.approvals.end(tx, row, outcome, reason);
    return { commandsOutcome: outcome };
  }
}

/** `close-command-violation`: header `outcome` (`confirmed`, `dismissed`): what the review found. */
@Delegate('close-command-violation')
export class CloseCommandViolationDelegate implements DelegateContract {
  constructor(private readonly violations: CommandViolations) {}

  async apply(tx: Transaction, context: DelegateContext): Promise<void> {
    const outcome = context.headers['outcome'];
    if (outcome !== 'confirmed' && outcome !== 'dismissed')
      throw new Error(`the header "outcome" is confirmed or dismissed, not ${String(outcome)}`);
    await this.violations.reviewed(tx, context.instanceId, outcome, text(context.variables['reviewFinding']));
  }
}

/** `record-violation-correction`: in `correction`, what was done about a violation that was so. */
@Delegate('record-violation-correction')
export class RecordViolationCorrectionDelegate implements DelegateContract {
  constructor(private readonly violations: CommandViolations) {}

  async apply(tx: Transaction, context: DelegateContext): Promise<void> {
    await this.violations.corrected(tx, context.instanceId, text(context.variables['correction']));
  }
}

/** `open-command-violation`: in a process about a ticket in use. Header `source` (`unreported`): the review opens unless it was reported. */
@Delegate('open-command-violation')
export class OpenCommandViolationDelegate implements DelegateContract {
  constructor(private readonly uses: TicketUses) {}

  async apply(tx: Transaction, context: DelegateContext): Promise<void> {
    await this.uses.unreported(tx, context.instanceId, commandViolationSourceSchema.parse(context.headers['source']));
  }
}

/** `open-command-use`: in a process about a ticket in use. Out: `ticketId`, `device`, `command`, `remindAt` (half the time), `reportBy`. */
@Delegate('open-command-use')
export class OpenCommandUseDelegate implements DelegateContract {
  constructor(private readonly uses: TicketUses) {}

  apply(tx: Transaction, context: DelegateContext): Promise<Variables> {
    return this.uses.about(tx, context.instanceId);
  }
}
